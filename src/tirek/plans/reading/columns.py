"""The columns of a work plan, from one to three rows of headings in which some span several columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from tirek.plans.reading.table_headings import MONEY_GROUP, SCHEDULE_GROUP, Kind, Named, name_of

Cells = tuple[str, ...]

MARKS = frozenset("xX×хХ✓✔√●■•*+vV☑☒✗✘") | {"yes", "Yes", "да"}
ENOUGH = 3  # different kinds of heading that make a row the head of a work plan
MOST_ROWS = 3


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its kind, its own heading, the same with those above it, and the quarter and year they name."""

    kind: Kind
    own: str
    label: str
    quarter: int | None
    year: int | None
    line: int


def is_mark(text: str) -> bool:
    """This function will say whether a cell holds nothing but the mark that something happens then."""
    return text in MARKS or (len(text) > 1 and len(set(text)) == 1 and text[0] in "xXхХ" and len(text) < 4)


def is_head(cells: Cells) -> bool:
    """This function will say whether a row is the first of a work plan's headings."""
    kinds = {named.kind for named in map(name_of, cells) if named}
    return (
        len(kinds) >= ENOUGH and bool(kinds & {"output", "activity"}) and bool(kinds - {"output", "activity", "other"})
    )


def head_rows(rows: Sequence[Cells]) -> int:
    """This function will count how many of the rows, from the first on, are headings."""
    count = 1
    for cells in rows[1:MOST_ROWS]:
        filled = [cell for cell in cells if cell]
        if not filled or not all(map(name_of, filled)):
            break
        count += 1
    return count


def columns(head: Sequence[tuple[int, Cells]], body: Sequence[Cells], first_year: int | None) -> tuple[Column, ...]:
    """This function will name the columns; `first_year` is the plan's, for headings that say "Year 1".

    `head` are the heading rows with their line numbers. A year without a word beside it is a schedule column where
    the body has marks in it, an amount column otherwise.
    """
    rows = _unfolded([cells for _, cells in head])
    width = max(map(len, rows))
    rows = [(*cells, *[""] * (width - len(cells))) for cells in rows]
    spread = _spread(rows)
    found = []
    for position in range(width):
        texts = [row[position] for row in spread]
        own = max((depth for depth, row in enumerate(rows) if row[position]), default=0)
        marked = any(is_mark(cells[position]) for cells in body if len(cells) > position)
        found.append(_column(texts, head[own][0], marked, first_year))
    return _first_of_each(found)


def _unfolded(rows: list[Cells]) -> list[Cells]:
    """This function will unfold a first row whose spanning headings take one cell each, as pasted tables have them.

    The headings of the second row stand under those of the first that can span (groups and years); where a run of
    them stands under several, it is cut where the quarters begin again, else evenly.
    """
    if len(rows) < 2 or len(rows[0]) >= len(rows[1]):
        return rows
    top, below = list(rows[0]), rows[1]
    unfolded: list[str] = []
    position = 0
    while position < len(below) and top:
        end = position
        while end < len(below) and below[end]:
            end += 1
        if end == position:
            unfolded.append(top.pop(0))
            position += 1
            continue
        groups: list[str] = []
        while top and len(groups) < end - position and (named := name_of(top[0])) and named.kind in ("group", "year"):
            groups.append(top.pop(0))
        if not groups:
            return rows
        for text, size in zip(groups, _sizes(below[position:end], len(groups)), strict=True):
            unfolded += [text, *[""] * (size - 1)]
        position = end
    return [tuple(unfolded), *rows[1:]] if not top and len(unfolded) == len(below) else rows


def _sizes(run: Cells, count: int) -> list[int]:
    quarters = [named.quarter or 0 if (named := name_of(text)) else 0 for text in run]
    cuts = [at for at in range(1, len(run)) if quarters[at] <= quarters[at - 1]]
    if len(cuts) == count - 1:
        edges = [0, *cuts, len(run)]
        return [end - start for start, end in pairwise(edges)]
    size, rest = divmod(len(run), count)
    return [size + (number < rest) for number in range(count)]


def _spread(rows: list[Cells]) -> list[list[str]]:
    """This function will write a heading that spans columns over each of them.

    A heading spans the blank cells to its right as long as there are headings under them.
    """
    spread = []
    for depth, cells in enumerate(rows):
        below = rows[depth + 1 :]
        current, written = "", []
        for position, cell in enumerate(cells):
            under = any(lower[position] for lower in below)
            current = cell if cell and under else current if under and not cell else ""
            written.append(cell or current)
        spread.append(written)
    return spread


def _column(texts: list[str], line: int, marked: bool, first_year: int | None) -> Column:
    labels = list(dict.fromkeys(filter(None, texts)))
    names = [named for named in map(name_of, labels) if named]
    own = name_of(labels[-1]) if labels else None
    above = " ".join(labels[:-1])
    nth = next((named.nth for named in reversed(names) if named.nth), None)
    year = next((named.year for named in reversed(names) if named.year), None)
    if year is None and nth:
        year = first_year + nth - 1 if first_year else nth
    kind, quarter = _kind(own, labels, above, marked), own.quarter if own else None
    return Column(kind, labels[-1] if labels else "", " ".join(labels), quarter, year, line)


def _kind(own: Named | None, labels: list[str], above: str, marked: bool) -> Kind:
    if own is None:
        return "other"
    if own.kind == "group":
        return "amount" if MONEY_GROUP.search(labels[-1]) else "other"
    if own.kind == "year":
        if MONEY_GROUP.search(above):
            return "amount"
        return "period" if marked or SCHEDULE_GROUP.search(above) else "amount"
    return own.kind


def _first_of_each(found: list[Column]) -> tuple[Column, ...]:
    """This function will keep one column of each kind (one amount a year), and let what repeats it be "other"."""
    seen: set[tuple[str, int | None]] = set()
    has_total = any(column.kind == "total" for column in found)
    kept = []
    for column in found:
        key = (column.kind, column.year if column.kind == "amount" else None)
        unplaced = column.kind == "amount" and column.year is None and has_total
        if column.kind not in ("period", "other") and (key in seen or unplaced):
            column = replace(column, kind="other")
        seen.add(key)
        kept.append(column)
    return tuple(kept)
