"""An attendance list as CSV or XLSX, read into its rows; what they are worth is answered in `row_answers`."""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from tirek.bounded import run_bounded
from tirek.evidence.errors import (
    AttendanceListBroken,
    AttendanceListEmpty,
    AttendanceListTooLong,
    ColumnRepeated,
    NotAnAttendanceList,
    SeveralAttendanceLists,
    UnreadableSheet,
)

COLUMNS = ("person", "sex", "unit", "region", "role")
MEGABYTES = 5
ROWS = 100_000
ARCHIVE = b"PK\x03\x04"  # how a workbook begins: it is a zip archive
Table = list[list[str]]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a list: its number in the file, its cells by column, and what stands in no named column."""

    number: int
    cells: dict[str, str]
    stray: str


def read_rows(content: bytes, name: str) -> list[Row]:
    """This function will read the rows of a CSV or XLSX file; columns may come in any order, others beside them.

    A workbook is opened in a bounded child process. Raises `AttendanceListEmpty`, `AttendanceListTooLong`,
    `AttendanceListBroken`, `UnreadableSheet`, `NotAnAttendanceList`, `ColumnRepeated`, `SeveralAttendanceLists`,
    `FileTooCostly`.
    """
    if len(content) > MEGABYTES * 1024 * 1024:
        raise AttendanceListTooLong(rows=ROWS, megabytes=MEGABYTES)
    table = _the_list(_sheets(content, name)) if content.startswith(ARCHIVE) else _csv(content)
    rows = list(_named(table))
    if not rows:
        raise AttendanceListEmpty
    return rows


def _sheets(content: bytes, name: str) -> list[Table]:
    raw = run_bounded("tirek.evidence.workbook:sheets", content, seconds=20, megabytes=512, name=name)
    sheets: list[Table] = json.loads(raw)
    return sheets


def _the_list(sheets: list[Table]) -> Table:
    """The sheet with the columns of a list, else the first: two lists in one file, and neither is left out silently."""
    lists = [sheet for sheet in sheets if set(COLUMNS) <= set(_headings(sheet)[1])]
    if len(lists) > 1:
        raise SeveralAttendanceLists
    return next(iter(lists or sheets), [])


def _csv(content: bytes) -> Table:
    text = _text(content)
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(",;\t", key=lambda each: len(set(COLUMNS) & set(_headings([first.split(each)])[1])))
    table: Table = []
    try:
        for cells in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True):
            table.append(cells)
    except csv.Error as fault:
        raise AttendanceListBroken(row=len(table) + 1) from fault
    return table


def _text(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            return content.decode("cp1251")
        except UnicodeDecodeError as fault:
            raise UnreadableSheet from fault


def _headings(table: Table) -> tuple[int, list[str]]:
    """Where the first row that is not blank stands, and what it names, in small letters."""
    at = next((at for at, row in enumerate(table) if any(cell.strip() for cell in row)), 0)
    return at, [_tidy(cell.strip('"')).lower() for cell in (table[at] if table else [])]


def _named(table: Table) -> Iterator[Row]:
    if any("\0" in cell for row in table for cell in row):
        raise UnreadableSheet
    at, headings = _headings(table)
    if not any(headings):
        raise AttendanceListEmpty
    if len(table) - at - 1 > ROWS:
        raise AttendanceListTooLong(rows=ROWS, megabytes=MEGABYTES)
    if missing := [column for column in COLUMNS if column not in headings]:
        raise NotAnAttendanceList(missing=", ".join(missing))
    if repeated := [column for column in COLUMNS if headings.count(column) > 1]:
        raise ColumnRepeated(column=repeated[0])
    places = {column: headings.index(column) for column in COLUMNS}
    unnamed = [place for place, heading in enumerate(headings) if not heading]
    for number, row in enumerate(table[at + 1 :], start=at + 2):
        if any(cell.strip() for cell in row):
            cells = {column: _tidy(row[place]) if place < len(row) else "" for column, place in places.items()}
            stray = [row[place] for place in unnamed if place < len(row)] + row[len(headings) :]
            yield Row(number, cells, _tidy(" ".join(stray)))


def _tidy(text: str) -> str:
    """One way to write what looks the same: no blanks around or doubled, letters composed (NFC)."""
    return unicodedata.normalize("NFC", " ".join(text.split()))
