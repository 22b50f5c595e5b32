"""Where quarters begin."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta


def quarter_start(day: date) -> date:
    """This function will give the first day of the quarter of a day."""
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)


def quarter_end(day: date) -> date:
    """This function will give the last day of the quarter of a day."""
    return _after(quarter_start(day)) - timedelta(days=1)


def quarter_starts(first: date, last: date) -> Iterator[date]:
    """This function will give the first day of each quarter that two days and the days between them touch."""
    start = quarter_start(first)
    while start <= last:
        yield start
        start = _after(start)


def _after(start: date) -> date:
    return date(start.year + start.month // 10, (start.month + 2) % 12 + 1, 1)
