"""The sheets of a form as they stand in its file, and what can be said of their cells before anybody reads them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from tirek.refusals import Problem
from tirek.xlsforms.errors import FormTooLong
from tirek.xlsforms.sheet_faults import CellTooLong, HeadingTwice, HiddenLetters

NAMES = ("survey", "choices", "settings", "external_choices", "entities", "osm")
"""The sheets that XLSForm knows; any other is a note of its author's."""

ROWS = {"survey": 5_000, "choices": 10_000}
"""The most rows of a sheet: what is converted, on a slow machine too, within the time and memory of a child."""
OTHER_ROWS = 1_000
LETTERS = 32_767
"""The most letters of a cell, as in Excel."""

HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
"""Control letters, those that turn the direction of writing, and those that XML does not have."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number as the file's own program counts, and its cells by heading, only those with a text."""

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its headings in order, the row they stand in, and the rows below them that hold anything."""

    name: str
    headings: tuple[str, ...]
    heading_row: int
    rows: tuple[Row, ...]


Sheets = Mapping[str, Sheet]


def sheet_of(name: str, headings: Iterable[str], heading_row: int, rows: Iterable[tuple[int, list[str]]]) -> Sheet:
    """This function will make a sheet of rows as they stand, each with its number; empty ones are left out."""
    columns = tuple(" ".join(heading.split()) for heading in headings)
    found = []
    for number, cells in rows:
        named = {heading: cell for heading, cell in zip(columns, cells, strict=False) if heading and cell.strip()}
        if named:
            found.append(Row(number, named))
    return Sheet(name, tuple(heading for heading in columns if heading), heading_row, tuple(found))


def check_sheets(sheets: Sheets) -> Iterator[Problem]:
    """This function will say what no cell may hold, whatever its column is."""
    for sheet in sheets.values():
        for heading, count in Counter(sheet.headings).items():
            if count > 1:
                yield Problem(HeadingTwice(heading=heading), sheet=sheet.name, row=sheet.heading_row, column=heading)
            yield from _hidden(sheet.name, sheet.heading_row, heading, heading)
        limit = ROWS.get(sheet.name, OTHER_ROWS)
        if len(sheet.rows) > limit:
            yield Problem(FormTooLong(limit=limit), sheet=sheet.name, row=sheet.rows[limit].number)
        for row in sheet.rows:
            for heading, cell in row.cells.items():
                if len(cell) > LETTERS:
                    yield Problem(CellTooLong(limit=LETTERS), sheet=sheet.name, row=row.number, column=heading)
                yield from _hidden(sheet.name, row.number, heading, cell)


def _hidden(sheet: str, row: int, heading: str, text: str) -> Iterator[Problem]:
    if found := HIDDEN.search(text):
        letter = f"U+{ord(found[0]):04X}"
        yield Problem(HiddenLetters(letter=letter), sheet=sheet, row=row, column=HIDDEN.sub("�", heading))
