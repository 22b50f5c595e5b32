"""Safeguards from a CSV, as a mechanism has it, and which activities of a log their steps are."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from typing import Final

from tirek.mining.conforming.errors import RulesUnreadable, StepsUnreadable
from tirek.refusals import Refusal
from tirek.safeguards import COLUMNS, SEVERITIES, Safeguard, safeguards_of

Steps = Mapping[str, tuple[str, ...]]
"""The activities of each step. A step that is not there is the activity of its name."""

_MOST: Final = 1_000_000  # bytes


def rules_in(content: bytes, name: str) -> tuple[Safeguard, ...]:
    """This function will read safeguards.csv; steps may be activities in quotes. Raises `RulesUnreadable`."""
    found: dict[str, Safeguard] = {}
    try:
        rows = list(_rows(content, COLUMNS))
    except ValueError as wrong:
        raise RulesUnreadable(name=name, row=1, reason=str(wrong)) from None
    for number, row in rows:
        try:
            (read,) = safeguards_of([row], quoted=True)
        except Refusal as refusal:
            raise RulesUnreadable(name=name, row=number, reason=str(refusal)) from refusal
        if not read.id or read.id in found:
            raise RulesUnreadable(name=name, row=number, reason=f"“{read.id}” is no id of its own")
        if read.severity not in SEVERITIES:
            raise RulesUnreadable(name=name, row=number, reason=f"“{read.severity}” is not a severity")
        found[read.id] = read
    return tuple(found.values())


def steps_in(content: bytes, name: str) -> Steps:
    """This function will read a table of steps and activities. Raises `StepsUnreadable`."""
    found: dict[str, tuple[str, ...]] = {}
    try:
        for _, row in _rows(content, ("step", "activity")):
            found[row["step"]] = (*found.get(row["step"], ()), row["activity"])
    except ValueError as wrong:
        raise StepsUnreadable(name=name, reason=str(wrong)) from None
    return found


def _rows(content: bytes, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    """Each row that says anything, with its number as a spreadsheet counts. Raises ValueError."""
    if len(content) > _MOST:
        raise ValueError("it is too large for a table of rules")
    try:
        lines = content.decode("utf-8-sig").splitlines(keepends=True)
        read = list(csv.reader(lines, strict=True))
    except (UnicodeDecodeError, csv.Error):
        raise ValueError("it is no CSV in UTF-8") from None
    head = [cell.strip() for cell in read[0]] if read else []
    if sorted(head) != sorted(columns):
        raise ValueError(f"its columns are not {', '.join(columns)}")
    for number, cells in enumerate(read[1:], 2):
        if any(cell.strip() for cell in cells):
            if len(cells) != len(head):
                raise ValueError(f"row {number} has {len(cells)} cells instead of {len(head)}")
            yield number, dict(zip(head, (cell.strip() for cell in cells), strict=True))
