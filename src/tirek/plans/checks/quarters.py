"""Quarters, and the ways in which the schedule headings of a work plan can be read."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import pairwise

from tirek.plans.reading.plan import BudgetRow, Cover, Period, WorkPlan

Quarter = tuple[int, int]
"""A year and a quarter from 1 to 4, so that quarters sort in time."""


def quarter_of(day: date) -> Quarter:
    """This function will give the quarter that a day lies in."""
    return day.year, (day.month + 2) // 3


def quarters_of_dates(cover: Cover) -> tuple[Quarter, ...]:
    """This function will give every quarter that the cover's dates touch; none where a date is missing or reversed."""
    first = cover.start.first if cover.start else None
    last = cover.end.last if cover.end else None
    if first is None or last is None:
        return ()
    year, quarter = quarter_of(first)
    found = []
    while (year, quarter) <= quarter_of(last):
        found.append((year, quarter))
        year, quarter = (year, quarter + 1) if quarter < 4 else (year + 1, 1)
    return tuple(found)


def as_printed_quarters(periods: Iterable[Period]) -> tuple[Quarter, ...] | None:
    """This function will read the headings as they stand: each quarter in the year printed above it or before it.

    None where a heading names no quarter or no year is printed: such a schedule has other units.
    """
    found: list[Quarter] = []
    year = None
    for period in periods:
        year = period.year if period.year is not None else year
        if year is None or period.quarter is None:
            return None
        found.append((year, period.quarter))
    return tuple(found) or None


def in_sequence(printed: Iterable[Quarter]) -> tuple[Quarter, ...]:
    """This function will read the headings in order: where Q1 follows Q4 under one year, it is the next year's."""
    found: list[Quarter] = []
    heading, steps, before = None, 0, 0
    for year, quarter in printed:
        if year != heading:
            heading, steps, before = year, 0, 0
        steps += quarter < before
        before = quarter
        found.append((year + steps, quarter))
    return tuple(found)


def are_sound(printed: tuple[Quarter, ...]) -> bool:
    """This function will say whether headings run forwards without a repeat."""
    return all(one < other for one, other in pairwise(printed))


def readings_for(row: BudgetRow, work_plan: WorkPlan, cover: Cover) -> tuple[tuple[Quarter, ...], ...]:
    """This function will give every plausible reading of the schedule headings for one row, without repeats.

    Sound headings over a row in its place have one reading. Faulty headings may mean the years as printed, or the
    years that their order implies; and when a row has as many schedule cells as the plan's dates have quarters, those
    quarters. A row with cells missing under sound headings may have lost them at the end or at the start.
    """
    printed = as_printed_quarters(work_plan.periods)
    if printed is None:
        return ()
    if are_sound(printed):
        return tuple(dict.fromkeys([printed, printed[row.shift :] if row.shift > 0 else printed]))
    dates = quarters_of_dates(cover)
    cells = len(printed) - max(row.shift, 0)
    return tuple(dict.fromkeys([printed, in_sequence(printed), *([dates] if len(dates) == cells else [])]))


def written(quarters: Iterable[Quarter]) -> str:
    """This function will write quarters as a schedule heading does: Q3 2024, Q4 2024."""
    return ", ".join(f"Q{quarter} {year}" for year, quarter in quarters)
