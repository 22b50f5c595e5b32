"""How a CSV file is written: its encoding, what stands between cells, and the heading. Guessed from samples of it."""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tirek.mining.reading.errors import LogFileBroken, LogFileEmpty, LogTooWide
from tirek.mining.reading.guessing import Sample
from tirek.mining.reading.headings import WIDEST, unique
from tirek.mining.reading.unpacking import Unpacked
from tirek.mining.reading.wanted import Wanted

HEAD: Final = 1 << 20
ROWS: Final = 2000  # rows of a sample
DELIMITERS: Final = ",;\t|"
CYRILLIC: Final = "абвгдеёжзийклмнопрстуфхцчшщъыьэюяәғқңөұүһі"
ENCODINGS: Final = ("cp1251", "kz1048", "cp866", "koi8-r")
MARKS: Final = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


@dataclass(frozen=True, slots=True)
class Dialect:
    """`skipped` lines stand before the heading ("sep=;" of Excel); `names` are unique: a second “x” is “x (2)”."""

    encoding: str
    delimiter: str
    skipped: int
    names: tuple[str, ...]


def dialect_of(file: Path, wanted: Wanted) -> tuple[Dialect, Sample]:
    """This function will say how a file is written, and give its first rows. Raises as `import_log`."""
    samples = _samples(file)
    encoding = wanted.encoding or _encoding(samples)
    try:
        text = codecs.getincrementaldecoder(encoding)(errors="replace").decode(samples[0]).removeprefix("\ufeff")
    except LookupError as fault:
        raise LogFileBroken(name=file.name, kind="CSV", reason=fault) from fault
    skipped = 0
    said = wanted.delimiter
    if text[:4].lower() == "sep=" and text[5:6] in ("\r", "\n"):
        said, text, skipped = said or text[4], text.split("\n", 1)[-1], 1
    delimiter = {"\\t": "\t", "tab": "\t"}.get(said or "", said) or _delimiter(text)
    try:
        rows = list(_rows(text, delimiter))
    except (csv.Error, TypeError) as fault:
        raise LogFileBroken(name=file.name, kind="CSV", reason=fault) from fault
    if len(rows) < 2 or not any(rows[0]):
        raise LogFileEmpty(name=file.name)
    if len(rows[0]) > WIDEST:
        raise LogTooWide(name=file.name, count=len(rows[0]), limit=WIDEST)
    names = unique(rows[0])
    cells = {name: [row[i] if i < len(row) else None for row in rows[1:]] for i, name in enumerate(names)}
    told = {"encoding": encoding, "delimiter": delimiter}
    return Dialect(encoding, delimiter, skipped, names), Sample(file.name, names, cells, told)


def _samples(file: Path) -> list[bytes]:
    """The head; and pieces further on, where letters may first come that are no ASCII."""
    stream = Unpacked(file)
    with stream:
        head = io.BufferedReader(stream, HEAD).read(HEAD)
    pieces = [head]
    if stream.size > 2 * HEAD and not _packed(file):
        with file.open("rb") as raw:
            for share in range(1, 9):
                raw.seek((stream.size - HEAD // 4) * share // 8)
                pieces.append(raw.read(HEAD // 4))
    return pieces


def _packed(file: Path) -> bool:
    with file.open("rb") as stream:
        return stream.read(2) == b"\x1f\x8b"


def _encoding(samples: list[bytes]) -> str:
    for mark, encoding in MARKS:
        if samples[0].startswith(mark):
            return encoding
    if all(_is_utf8(sample) for sample in samples):
        return "utf-8"
    high = b"".join(samples)
    score, encoding = max((_letters(high, each), -i, each) for i, each in enumerate(ENCODINGS))[::2]
    return encoding if score > 0 else "cp1252"


def _is_utf8(sample: bytes) -> bool:
    """A piece may begin and end within a letter."""
    for first in range(4):
        try:
            codecs.getincrementaldecoder("utf-8")().decode(sample[first:])
            return True
        except UnicodeDecodeError as fault:
            if fault.start > 3:
                return False
    return False


def _letters(sample: bytes, encoding: str) -> int:
    """How much it reads like Russian or Kazakh: small letters and no capital after them."""
    text = sample.decode(encoding, errors="replace")
    score = 0
    before = ""
    for letter in text[: 4 * HEAD] if len(text) < HEAD else _dense(text):
        if letter > "\x7f":
            if letter.lower() not in CYRILLIC:
                score -= 2
            elif letter in CYRILLIC:
                score += 1
            elif before in CYRILLIC and before:
                score -= 2
        before = letter
    return score


def _dense(text: str) -> str:
    """Lines with letters that are no ASCII, as many as are worth looking at."""
    lines = [line for line in text.splitlines() if not line.isascii()]
    return "\n".join(lines[:5000])


def _delimiter(text: str) -> str:
    """The one that cuts most rows into the same number of cells, the more the better."""

    def evenly(delimiter: str) -> tuple[float, int]:
        try:
            widths = Counter(len(row) for row in _rows(text[: HEAD // 8], delimiter, 200) if row)
        except csv.Error:
            return 0.0, 0
        if not widths:
            return 0.0, 0
        width, rows = widths.most_common(1)[0]
        return (rows / widths.total() if width > 1 else 0.0), width

    best = max(DELIMITERS, key=lambda delimiter: (round(evenly(delimiter)[0], 1), evenly(delimiter)[1]))
    return best if evenly(best)[0] else ","


def _rows(text: str, delimiter: str, most: int = ROWS) -> list[list[str]]:
    """The last row may be cut off, and is left out, unless it is the only one after the heading."""
    rows = []
    for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
        rows.append(row)
        if len(rows) > most:
            break
    cut = len(text) > HEAD // 2 and len(rows) > 2
    return rows[:-1] if cut else rows
