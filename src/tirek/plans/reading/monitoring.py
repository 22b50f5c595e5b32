"""Reads the monitoring plan: what is watched, why, how often, and what follows from it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from tirek.plans.reading.columns import is_head
from tirek.plans.reading.document import Claims, Document
from tirek.plans.reading.plan import MonitoringRow, Value

FIELDS = tuple(
    (field, re.compile(pattern, re.IGNORECASE))
    for field, pattern in (
        (
            "activity",
            r"(?:monitoring |key |m&e )*(?:activit\w+|action|event|tool)s?$|мероприяти\w+(?: по мониторингу)?$",
        ),
        ("purpose", r"purpose|objective|цел"),
        ("frequency", r"frequency|how often|timing|periodicity|периодичность|частота"),
        ("expected_action", r"expected (?:action|result|outcome)|follow-?up|management response|ожидаем\w+ действи"),
    )
)
LONGEST = 50  # lines that the cells of one row may go on over
ENOUGH = 3  # of the four headings


def parse(document: Document, claims: Claims) -> tuple[MonitoringRow, ...]:
    """This function will read the rows of every monitoring plan, blank lines and repeated headings among them."""
    rows: list[MonitoringRow] = []
    for line in document.lines:
        if line.cells and not claims.has(line.number) and (columns := _columns(line.cells)):
            claims.headings.add(line.number)
            _read(document, line.number, columns, claims, rows)
    return tuple(rows)


def _columns(cells: Sequence[str]) -> dict[str, int]:
    """This function will give the column of each field where the row is the head of a monitoring plan, else nothing."""
    found: dict[str, int] = {}
    for position, cell in enumerate(cells):
        for field, pattern in FIELDS:
            if field not in found and pattern.match(cell.strip(" :*")):
                found[field] = position
                break
    return found if len(found) >= ENOUGH and "activity" in found else {}


def _read(document: Document, head: int, columns: dict[str, int], claims: Claims, rows: list[MonitoringRow]) -> None:
    for line in document.after(head):
        cells = document.cells(line)
        if cells is None or claims.has(line) or is_head(cells) or _columns(cells):
            return
        said = {
            field: Value(cells[at], line)
            for field, at in columns.items()
            if at < len(cells) and cells[at] not in ("", "-")
        }
        if not said:
            continue
        claims.used.add(line)
        if "activity" in said:
            rows.append(MonitoringRow(line, said["activity"], *(said.get(field) for field, _ in FIELDS[1:])))
        elif rows and line - rows[-1].line <= LONGEST:
            rows[-1] = _longer(rows[-1], said, line)
        else:
            claims.used.discard(line)


def _longer(row: MonitoringRow, said: dict[str, Value], line: int) -> MonitoringRow:
    """This function will add to a row what stands under it with no activity beside it: the rest of its cells."""
    changed: dict[str, Any] = {}
    for field, value in said.items():
        before: Value | None = getattr(row, field)
        joined = (
            replace(before, text=f"{before.text} {value.text}", continued=(*before.continued, line))
            if before
            else value
        )
        changed[field] = joined
    return replace(row, **changed)
