"""Reads the work plan: outputs, their activities with schedule and money, sub-totals, the fee and the total."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice, takewhile

from tirek.plans.reading import reasons
from tirek.plans.reading.budget_rows import Rows
from tirek.plans.reading.columns import MOST_ROWS, Column, columns, head_rows, is_head
from tirek.plans.reading.document import Claims, Document
from tirek.plans.reading.plan import Period, Value, WorkPlan

PERIOD = re.compile(
    r"(?:(?:annual )?work ?plan )?(?:period|duration|time ?frame|year|период|год)(?: covered)?\s*:\s*(?P<period>\S.*)",
    re.IGNORECASE,
)
NEAR = 8  # lines above the table in which its period is looked for
WIDEST = 200  # columns
ALIKE = 3  # how many cells a row may differ from the headings after text has come between


def parse(document: Document, claims: Claims, first_year: int | None) -> WorkPlan | None:
    """This function will read the work plan tables, one continued on several pages or one an output; None for none.

    `first_year` is the year in which the plan begins, for headings that say "Year 1". A row that cannot be placed
    is left in `claims.unread`.
    """
    heads = [line.number for line in document.lines if line.cells and len(line.cells) <= WIDEST and is_head(line.cells)]
    found: tuple[Column, ...] = ()
    rows: Rows | None = None
    for number in heads:
        if claims.has(number):
            continue
        head, body = _region(document, number)
        these = columns([(line, _cells(document, line)) for line in head], _bodies(document, body), first_year)
        if rows is None:
            found, rows = these, Rows(these, claims)
        claims.headings.update(head)
        if not _same(found, these):
            claims.unread.update((line, reasons.OTHER_WORK_PLAN) for line in body)
            continue
        for line in body:
            rows.add(line, _cells(document, line))
    if rows is None:
        return None
    return WorkPlan(
        line=heads[0],
        printed_period=_printed_period(document, heads[0], claims),
        columns=tuple(column.label for column in found),
        periods=tuple(
            Period(column.own, column.quarter, column.year, position, column.line)
            for position, column in enumerate(found)
            if column.kind == "period"
        ),
        amount_years=tuple(column.year for column in found if column.kind == "amount" and column.year),
        outputs=rows.outputs(),
        fee=rows.fee,
        total=rows.total,
    )


def _region(document: Document, first: int) -> tuple[list[int], list[int]]:
    """This function will part the lines of one table, from its headings on, into those of the head and the body."""
    run = list(takewhile(document.cells, [first, *islice(document.after(first), MOST_ROWS - 1)]))
    head = run[: head_rows([_cells(document, line) for line in run])]
    width = max(len(_cells(document, line)) for line in head)
    body: list[int] = []
    broken = False
    for line in document.after(head[-1]):
        cells = document.cells(line)
        if line in document.headings or (cells and is_head(cells)):
            break
        if cells is None:
            broken = True
            continue
        if broken and (abs(len(cells) - width) > ALIKE or (body and _is_end(document, body[-1]))):
            break
        body.append(line)
    return head, body


def _is_end(document: Document, line: int) -> bool:
    return any(re.match(r"(?:grand )?total\b|итого$|всего", cell, re.IGNORECASE) for cell in _cells(document, line))


def _cells(document: Document, line: int) -> tuple[str, ...]:
    return document.cells(line) or ()


def _bodies(document: Document, body: Sequence[int]) -> list[tuple[str, ...]]:
    return [_cells(document, line) for line in body]


def _same(first: Sequence[Column], second: Sequence[Column]) -> bool:
    """This function will say whether two tables have the same columns (blank ones at the end do not count)."""
    kinds = [[(column.kind, column.year) for column in each if column.label] for each in (first, second)]
    return kinds[0] == kinds[1]


def _printed_period(document: Document, head: int, claims: Claims) -> Value | None:
    for count, line in enumerate(document.before(head)):
        if count >= NEAR or claims.has(line):
            break
        if document.cells(line) is None and (found := PERIOD.fullmatch(document.saying(line))):
            claims.used.add(line)
            return Value(found["period"], line)
    return None
