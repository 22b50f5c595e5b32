"""The tables of a mechanism: CSV in one way of writing it, so that what was read is written to the same bytes."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

IDENTITY: Mapping[str, tuple[str, ...]] = {
    "who": ("step", "role"),
    "clocks": ("id", "valid from"),
    "safeguards": ("id",),
    "words": ("key",),
}
"""The columns by which a row of each kind of table is known, so that it can be found again in another release."""
LONGEST_CELL = 20_000


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its headings, and its rows as texts by heading. `lines` says on which line of the file each begins."""

    headings: tuple[str, ...]
    rows: tuple[Mapping[str, str], ...]
    lines: tuple[int, ...] = field(default=(), compare=False)


def read_table(text: str) -> Table:
    """This function will read a table. Raises ValueError where it is none: no headings, one twice, rows too long."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        given = [(line, row) for line, row in _rows(reader)]
    except csv.Error as fault:
        raise ValueError(reader.line_num, str(fault)) from fault
    if not given:
        raise ValueError(1, "no headings")
    headings = tuple(given[0][1])
    if len(set(headings)) != len(headings) or "" in headings:
        raise ValueError(1, "headings")
    for line, row in given[1:]:
        if len(row) > len(headings):
            raise ValueError(line, "more cells than headings")
    rows = tuple(dict(zip(headings, [*row, *[""] * len(headings)], strict=False)) for _line, row in given[1:])
    return Table(headings, rows, tuple(line for line, _row in given[1:]))


def _rows(reader: Iterable[list[str]]) -> Iterable[tuple[int, list[str]]]:
    """Each row with the number that a program that shows tables gives it: headings are row 1."""
    yield from enumerate(reader, start=1)


def write_table(headings: Sequence[str], rows: Iterable[Mapping[str, str]]) -> str:
    """This function will write a table in the one way: UTF-8, commas, quotes where they are needed, line feeds."""
    out = io.StringIO(newline="")
    table = csv.writer(out, lineterminator="\n")
    table.writerow(headings)
    table.writerows([row.get(heading, "") for heading in headings] for row in rows)
    return out.getvalue()


def tidied_table(text: str) -> str:
    """This function will write a table in the one way, whichever way a spreadsheet saved it. Raises ValueError."""
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    first = plain.partition("\n")[0]
    if ";" in first and "," not in first:  # as Excel saves where the comma is the decimal sign
        lines = csv.reader(io.StringIO(plain, newline=""), delimiter=";")
        out = io.StringIO(newline="")
        csv.writer(out, lineterminator="\n").writerows(lines)
        plain = out.getvalue()
    table = read_table(plain)
    return write_table(table.headings, (row for row in table.rows if any(row.values())))
