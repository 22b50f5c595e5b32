"""What a log can be read from: told by the first bytes of a file, not by its name, and by whom each is read."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Final

from tirek.mining.reading.errors import LogFileEmpty, LogFileOfAnotherKind
from tirek.mining.reading.heads import is_json, is_ocel_xml, is_sqlite, is_xes
from tirek.mining.reading.wanted import Wanted
from tirek.mining.reading.writing import LogWriter

HEAD: Final = 64 * 1024
Read = Callable[[Path, LogWriter, Wanted], Mapping[str, str]]
"""Gives a file's events to a writer; gives back which column said what, by role: {"case": "Case ID", …}."""


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file. `knows(head)` is asked with its first 64 KB, unpacked where the file is gzipped."""

    name: str
    title: str
    knows: Callable[[bytes], bool]
    reader: str  # "package.module:function", a `Read`
    guesser: str | None = None  # "package.module:function", gives a `Guess` of a file whose columns are to be confirmed

    def read(self, file: Path, writer: LogWriter, wanted: Wanted) -> Mapping[str, str]:
        """This function will read a file of this kind."""
        module, _, name = self.reader.partition(":")
        read: Read = getattr(import_module(module), name)
        return read(file, writer, wanted)


def _is_parquet(head: bytes) -> bool:
    return head.startswith(b"PAR1")


def _is_workbook(head: bytes) -> bool:
    return head.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"))


def _is_text(head: bytes) -> bool:
    """Cells and nothing else: no bytes that no text holds (UTF-16 has zeros, and says so first), no marks of others."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    begins = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    return b"\x00" not in head and begins not in (b"<", b"{", b"[", b"%") and not head.startswith(b"\x1f\x8b")


HERE: Final = __package__
FORMATS: Final = (
    Format("parquet", "Parquet", _is_parquet, f"{HERE}.parquet:read_parquet", f"{HERE}.parquet:guess_parquet"),
    Format("xlsx", "XLSX", _is_workbook, f"{HERE}.workbook:read_workbook", f"{HERE}.workbook:guess_workbook"),
    Format("xes", "XES", is_xes, f"{HERE}.xes.reading:read_xes"),
    Format("ocel-xml", "OCEL 2.0 (XML)", is_ocel_xml, f"{HERE}.ocel.xml_file:read_ocel_xml"),
    Format("ocel-json", "OCEL 2.0 (JSON)", is_json, f"{HERE}.ocel.json_file:read_ocel_json"),
    Format("ocel-sqlite", "OCEL 2.0 (SQLite)", is_sqlite, f"{HERE}.ocel.sqlite_file:read_ocel_sqlite"),
    Format("csv", "CSV", _is_text, f"{HERE}.csv_file:read_csv", f"{HERE}.csv_file:guess_csv"),
)
"""In the order in which they are asked; CSV, which can be anything, is last."""


def format_of(file: Path) -> Format:
    """This function will say what a file is. Raises `LogFileEmpty`, `LogFileOfAnotherKind`, OSError."""
    head = head_of(file)
    if not head.strip():
        raise LogFileEmpty(name=file.name)
    for kind in FORMATS:
        if kind.knows(head):
            return kind
    raise LogFileOfAnotherKind(name=file.name, kinds=", ".join(kind.title for kind in FORMATS))


def head_of(file: Path) -> bytes:
    """This function will give the first bytes of a file, of what it holds where it is gzipped."""
    with file.open("rb") as stream:
        head = stream.read(HEAD)
    if not is_packed(head):
        return head
    try:
        return zlib.decompressobj(wbits=31).decompress(head, HEAD)
    except zlib.error:
        return head


def is_packed(head: bytes) -> bool:
    """This function will say whether bytes begin as gzip does."""
    return head.startswith(b"\x1f\x8b")
