"""Checks `clocks.csv`: time limits with the days on which each version of the law held."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final, NamedTuple

from tirek.packs.checkers.asked import step_problems, steps_at
from tirek.packs.checkers.rows import Row, rows_of
from tirek.packs.clock_moments import OPENED, pause_of, start_of
from tirek.packs.pack import Pack
from tirek.packs.rule_faults import ClockMoved, ClocksOverlap, ClockUnclear, DatesOutOfOrder, DateUnreadable
from tirek.refusals import Problem
from tirek.safeguards import LimitUnreadable, limit_of

COLUMNS: Final = (
    *("id", "step", "limit", "starts when", "pauses when", "may be extended by", "when late"),
    *("valid from", "valid to", "legal basis"),
)
_NEEDED: Final = ("id", "step", "limit", "starts when", "when late", "valid from", "legal basis")


class _Version(NamedTuple):
    since: date
    until: date
    row: Row


def check(pack: Pack, path: str) -> Iterator[Problem]:
    """This function will name all that is wrong with a table of clocks."""
    versions: dict[str, list[_Version]] = {}
    first: dict[str, Row] = {}
    steps = steps_at(pack, path)
    for row in rows_of(pack, path, COLUMNS, _NEEDED):
        if isinstance(row, Problem):
            yield row
            continue
        yield from _limit_problems(path, row)
        yield from step_problems(pack, path, row.number, "step", row.cells["step"], steps)
        yield from _moment_problems(pack, path, row, steps)
        yield from _moved_problems(path, row, first)
        since, until = (_day(row, column) for column in ("valid from", "valid to"))
        yield from _date_problems(path, row, since, until)
        if isinstance(since, date) and isinstance(until, date) and since <= until:
            versions.setdefault(row.cells["id"], []).append(_Version(since, until, row))
    for each in versions.values():
        yield from _overlaps(path, each)


def _limit_problems(path: str, row: Row) -> Iterator[Problem]:
    for column in ("limit", "may be extended by"):
        if row.cells[column]:
            try:
                limit_of(row.cells[column])
            except LimitUnreadable as refusal:
                yield Problem(refusal, path, row=row.number, column=column)


def _moment_problems(pack: Pack, path: str, row: Row, steps: dict[str, str]) -> Iterator[Problem]:
    """A sentence that begins with a step must be one by which the clock can be run; other words are for people."""
    for column in ("starts when", "pauses when"):
        said = row.cells[column]
        moment = start_of(said) if column == "starts when" else None
        named = moment.step if moment else pause_of(said) if column == "pauses when" else ""
        if named:
            yield from step_problems(pack, path, row.number, column, named, steps)
        elif said != OPENED and said.split(" ")[0] in steps:
            yield Problem(ClockUnclear(said=said[:100]), path, row=row.number, column=column)


def _moved_problems(path: str, row: Row, first: dict[str, Row]) -> Iterator[Problem]:
    clock, step = row.cells["id"], row.cells["step"]
    earlier = first.setdefault(clock, row)
    if clock and earlier.cells["step"] != step:
        moved = ClockMoved(clock=clock[:100], step=step[:100], other=earlier.cells["step"][:100], row=earlier.number)
        yield Problem(moved, path, row=row.number, column="step")


def _day(row: Row, column: str) -> date | DateUnreadable | None:
    text = row.cells[column]
    if not text:
        return date.max if column == "valid to" else None
    try:
        return date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text) else DateUnreadable(text=text[:100])
    except ValueError:
        return DateUnreadable(text=text[:100])


def _date_problems(
    path: str, row: Row, since: date | DateUnreadable | None, until: date | DateUnreadable | None
) -> Iterator[Problem]:
    for column, day in (("valid from", since), ("valid to", until)):
        if isinstance(day, DateUnreadable):
            yield Problem(day, path, row=row.number, column=column)
    if isinstance(since, date) and isinstance(until, date) and until < since:
        refusal = DatesOutOfOrder(since=since.isoformat(), until=until.isoformat())
        yield Problem(refusal, path, row=row.number, column="valid to")


def _overlaps(path: str, versions: list[_Version]) -> Iterator[Problem]:
    first, *others = sorted(versions, key=lambda version: (version.since, version.row.number))
    longest = first
    for later in others:
        if later.since <= longest.until:
            clock = longest.row.cells["id"]
            refusal = ClocksOverlap(day=later.since.isoformat(), row=longest.row.number, clock=clock)
            yield Problem(refusal, path, row=later.row.number, column="valid from")
        longest = max(longest, later, key=lambda version: version.until)
