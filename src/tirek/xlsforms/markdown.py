"""A form written as Markdown tables, in either of two ways.

A page: headings `## survey`, `## choices`, `## settings`, each above a plain table that every program which shows
Markdown draws; all else is prose for whoever reads the page. Or as pyxform's own tests write it: one table in which
the first column names the sheet. Rows are counted as an editor counts the lines of the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from tirek.refusals import Problem
from tirek.xlsforms.sheet_faults import ColumnsOfAnotherTable, RowTooLong, SheetTwice
from tirek.xlsforms.sheets import NAMES, Sheet, Sheets, sheet_of

HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*$")
RULE = re.compile(r"[\s|:-]*-[\s|:-]*")
BAR = re.compile(r"(?<!\\)\|")
BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
FENCE = re.compile(r" {0,3}(```|~~~)")
COMMENT = re.compile(r"^(.*\|)\s*#[^|]*$")

Lines = list[tuple[int, str]]


@dataclass(slots=True)
class _Table:
    """A sheet while it is read."""

    name: str
    line: int
    headings: list[str] = field(default_factory=list)
    heading_line: int = 0
    rows: list[tuple[int, list[str]]] = field(default_factory=list)


def markdown_sheets(text: str) -> tuple[Sheets, list[Problem]]:
    """This function will read the sheets of a form, and say which rows are not as their table is."""
    lines = list(enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), start=1))
    problems: list[Problem] = []
    page = any(_sheet_heading(line) for _, line in lines)
    tables = list(_page(lines, problems) if page else _first_column(lines, problems))
    sheets: dict[str, Sheet] = {}
    for table in tables:
        if table.name in sheets:
            problems.append(Problem(SheetTwice(wanted=table.name), sheet=table.name, row=table.line))
        sheets.setdefault(table.name, sheet_of(table.name, table.headings, table.heading_line, table.rows))
    return sheets, problems


def _sheet_heading(line: str) -> tuple[int, str] | None:
    found = HEADING.match(line)
    name = found[2].strip("`*_ ").lower() if found else ""
    return (len(found[1]), name) if found and name in NAMES else None


def _page(lines: Lines, problems: list[Problem]) -> Iterator[_Table]:
    """The tables below headings that name sheets. A deeper heading parts a sheet; any other one ends it."""
    table, depth, fenced, before = None, 0, False, ""
    for at, (number, line) in enumerate(lines):
        fenced ^= bool(FENCE.match(line))
        if fenced:
            continue
        if named := _sheet_heading(line):
            if table:
                yield table
            depth, table = named[0], _Table(named[1], number)
        elif (heading := HEADING.match(line)) and len(heading[1]) <= depth:
            if table:
                yield table
            table = None
        elif table and line.lstrip().startswith("|"):
            begins = not before.lstrip().startswith("|") and RULE.fullmatch(lines[min(at + 1, len(lines) - 1)][1])
            _take(table, number, _cells(line), problems, begins=bool(begins))
        before = line
    if table:
        yield table


def _take(table: _Table, number: int, cells: list[str], problems: list[Problem], *, begins: bool = False) -> None:
    if all(not cell or set(cell) <= set(":-") for cell in cells) and any(cells):
        return
    if not table.headings:
        table.headings, table.heading_line = cells, number
    elif begins:
        if cells != table.headings:
            problems.append(Problem(ColumnsOfAnotherTable(), sheet=table.name, row=number))
    elif len(cells) > len(table.headings):
        refusal = RowTooLong(cells=len(cells), columns=len(table.headings))
        problems.append(Problem(refusal, sheet=table.name, row=number))
    else:
        table.rows.append((number, cells))


def _first_column(lines: Lines, problems: list[Problem]) -> Iterator[_Table]:
    """The tables whose first column names the sheet in the row where it begins; `#` begins a comment."""
    table = None
    for number, line in lines:
        commented = COMMENT.match(line)
        stripped = (commented[1] if commented else line).strip()
        if not stripped.startswith("|") or RULE.fullmatch(stripped):
            continue
        first, *cells = _cells(stripped) or [""]
        if first:
            if table:
                yield table
            table = _Table(first.lower(), number)
        if table and any(cells):
            while cells and not cells[-1] and len(cells) > len(table.headings):
                cells.pop()
            _take(table, number, cells, problems)
    if table:
        yield table


def _cells(line: str) -> list[str]:
    pieces = BAR.split(line.strip())[1:]
    if pieces and not pieces[-1].strip():
        pieces.pop()
    return [_text(piece) for piece in pieces]


def _text(cell: str) -> str:
    """A cell without what Markdown needs: `\\|` is a bar, `<br>` a new line, and code is what stands in it."""
    text = BREAK.sub("\n", cell.strip().replace("\\|", "|"))
    if len(text) > 2 and text[0] == text[-1] == "`" and "`" not in text[1:-1]:
        return text[1:-1].strip()
    return text
