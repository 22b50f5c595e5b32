"""Periods by which a programme reports: quarters and years of the calendar, named "2022-Q3" and "2022". Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

DAYS_TO_REPORT = 30
"""How many days after its end a quarter's report is due, unless the office says otherwise."""

_KEY = re.compile(r"(?P<year>\d{4})(?:-Q(?P<quarter>[1-4]))?")


def period_key(day: date) -> str:
    """This function will name the quarter of a day: "2022-Q3"."""
    return f"{day.year}-Q{(day.month + 2) // 3}"


def span_of(key: str) -> tuple[date, date]:
    """This function will give the first and the last day of a quarter ("2022-Q3") or a year ("2022").

    Raises ValueError for anything else.
    """
    found = _KEY.fullmatch(key)
    if found is None or not 1 <= int(found["year"]) <= 9998:
        raise ValueError(key)
    year, quarter = int(found["year"]), found["quarter"]
    if quarter is None:
        return date(year, 1, 1), date(year, 12, 31)
    first = date(year, int(quarter) * 3 - 2, 1)
    after = date(year + 1, 1, 1) if quarter == "4" else date(year, int(quarter) * 3 + 1, 1)
    return first, after - timedelta(days=1)


def quarters_between(starts: date, ends: date) -> Iterator[str]:
    """This function will name the quarters that a span of days touches, in order."""
    day = starts
    while day <= ends:
        key = period_key(day)
        yield key
        day = span_of(key)[1] + timedelta(days=1)
