"""Reading a programme's file in a bounded child process: its shape, its version, its digests. No table is known here.

What comes back is one JSON text of rows that are what they were when they were exported; what they mean is for
`checking` to say.
"""

from __future__ import annotations

import hashlib
import io
import json
import math
import re
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any

from tirek.exchange.errors import (
    CellUnreadable,
    ColumnMissing,
    NotAProgrammeFile,
    ProgrammeFileChanged,
    ProgrammeFileOfAnotherVersion,
    TableMissing,
)
from tirek.exchange.shape import DEEPEST, FORMAT, VERSION, line, text
from tirek.exchange.workbook import ABOUT, LONG, WORDS, value_of

ARCHIVE = b"PK\x03\x04"
DECLARED_LIMIT = 1024 * 1024 * 1024
BEYOND = re.compile("[\x00\ud800-\udfff]")
"""Letters that no text of the database holds."""

Row = dict[str, Any]
Kinds = Mapping[str, Mapping[str, str]]


def read(content: bytes, *, progress: Any, name: str, kinds: Kinds) -> bytes:
    """This function will give the tables of a file, JSON or workbook, as one JSON text, each row as it was exported.

    Raises `NotAProgrammeFile`, `ProgrammeFileOfAnotherVersion`, `TableMissing`, `ColumnMissing`, `CellUnreadable`,
    `ProgrammeFileChanged`.
    """
    try:
        document = _workbook(content, kinds) if content.startswith(ARCHIVE) else _json(content)
    except (ValueError, RecursionError, OSError, zipfile.BadZipFile, NotImplementedError) as fault:
        raise NotAProgrammeFile from fault
    tables, manifest = document["tables"], document["manifest"]
    if odd := sorted(set(kinds) ^ set(tables)) or sorted(set(kinds) - set(manifest)):
        raise TableMissing(table=str(odd[0])[:60])
    for number, (table, columns) in enumerate(kinds.items()):
        progress(number, len(kinds), table)
        _check(table, tables[table], columns, manifest[table], document["first"])
    return text({"tables": tables, "first": document["first"]}).encode()


def _known(format: object, version: object) -> None:
    if format != FORMAT:
        raise NotAProgrammeFile
    if version != VERSION:
        raise ProgrammeFileOfAnotherVersion(found=str(version)[:20], known=VERSION)


def _json(content: bytes) -> dict[str, Any]:
    document = json.loads(content.decode(), parse_constant=_refused, object_pairs_hook=_once)
    if not isinstance(document, dict):
        raise NotAProgrammeFile
    _known(document.get("format"), document.get("version"))
    tables, manifest = document.get("tables"), document.get("manifest")
    if not isinstance(tables, dict) or not isinstance(manifest, dict):
        raise NotAProgrammeFile
    return {"tables": tables, "manifest": manifest, "first": 1}


def _refused(name: str) -> None:
    raise ValueError(name)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A name given twice is a file made by hand: which of the two would be meant?"""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name twice")
    return found


def _check(table: str, rows: Any, columns: Mapping[str, str], promised: Any, first: int) -> None:
    """Rows are a list of whole rows whose digest is the one promised: first what can be named, then the rest."""
    if not isinstance(rows, list):
        raise TableMissing(table=table)
    digest = hashlib.sha256()
    for number, row in enumerate(rows, start=first):
        if not isinstance(row, dict):
            raise ProgrammeFileChanged(table=table)
        odd = {name for name in columns if name not in row and not columns[name].endswith("?")} | set(row) - set(
            columns
        )
        if odd:
            raise ColumnMissing(table=table, row=number, column=min(map(str, odd))[:60])
        for name, value in row.items():
            if not _holds(value):
                raise CellUnreadable(table=table, row=number, column=name)
        digest.update(line(row))
    if promised != {"rows": len(rows), "sha256": digest.hexdigest()}:
        raise ProgrammeFileChanged(table=table)


def _holds(value: Any, depth: int = 0) -> bool:
    match value:
        case str():
            return not BEYOND.search(value)
        case float():
            return math.isfinite(value)
        case list():
            return depth < DEEPEST and all(_holds(each, depth + 1) for each in value)
        case dict():
            return depth < DEEPEST and all(_holds(k) and _holds(v, depth + 1) for k, v in value.items())
    return True


def _workbook(content: bytes, kinds: Kinds) -> dict[str, Any]:
    from python_calamine import CalamineError, CalamineWorkbook

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if sum(member.file_size for member in archive.infolist()) > DECLARED_LIMIT:
            raise NotAProgrammeFile
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
            return _sheets(book, kinds)
    except CalamineError as fault:
        raise NotAProgrammeFile from fault


def _sheets(book: Any, kinds: Kinds) -> dict[str, Any]:
    names = list(book.sheet_names)
    if ABOUT not in names or LONG not in names:
        raise NotAProgrammeFile
    about = dict(_pairs(book, ABOUT))
    version = about.get("version", "")
    _known(about.get("format"), int(version) if re.fullmatch(r"\d{1,4}", version) else version)
    pieces: dict[str, list[str]] = {}
    for number, piece in _pairs(book, LONG):
        pieces.setdefault(number, []).append(piece)
    long = {number: "".join(found) for number, found in pieces.items()}
    tables = {
        name: list(_rows(book, name, kinds[name], long)) if name in kinds else []
        for name in names
        if name not in (ABOUT, LONG)
    }
    return {"tables": tables, "manifest": _manifest(about), "first": 2}


def _manifest(about: Mapping[str, str]) -> dict[str, Any]:
    found = {}
    for name, value in about.items():
        if name.startswith("rows of ") and re.fullmatch(r"\d{1,9}", value):
            table = name.removeprefix("rows of ")
            found[table] = {"rows": int(value), "sha256": about.get(f"sha256 of {table}")}
    return found


def _cells(book: Any, name: str) -> Iterator[list[str]]:
    for row in book.get_sheet_by_name(name).to_python(skip_empty_area=False):
        yield [each if isinstance(each, str) else str(each) for each in row]


def _pairs(book: Any, name: str) -> Iterator[tuple[str, str]]:
    for row in list(_cells(book, name))[1:]:
        if len(row) != 2:
            raise NotAProgrammeFile
        yield row[0], row[1]


def _rows(book: Any, table: str, columns: Mapping[str, str], long: Mapping[str, str]) -> Iterator[Row]:
    sheet = _cells(book, table)
    headings = next(sheet, [])
    places = [(place, name) for place, name in enumerate(headings) if name and not name.endswith(WORDS)]
    if odd := {name for _place, name in places} ^ set(columns):
        raise ColumnMissing(table=table, row=1, column=min(odd)[:60])
    if len(places) != len(columns):
        raise ColumnMissing(table=table, row=1, column=places[0][1])
    for number, cells in enumerate(sheet, start=2):
        if not any(cells):
            continue
        row = {}
        for place, name in places:
            try:
                row[name] = value_of(cells[place] if place < len(cells) else "", columns[name], long)
            except (ValueError, KeyError, RecursionError) as fault:
                raise CellUnreadable(table=table, row=number, column=name) from fault
        yield row
