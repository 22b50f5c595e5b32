"""When something comes round: a quarter, a year or a month of a programme, each with the day it is to be done by. Pure.

A round is named by its key: "2022-Q3", "2022" or "2022-07".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from tirek.monitoring.frequency import Frequency

if TYPE_CHECKING:
    from tirek.plans import ReportingPeriod

State = Literal["done", "due", "late", "later"]

DAYS_AHEAD = 30
"""How many days before its day a thing is due."""
DAYS_TO_FINAL_REPORT = 60
"""How many days after a programme's end its final report is due."""


@dataclass(frozen=True, slots=True)
class Round:
    """One time that a thing comes round: its key, the day to do it by, and the period that it is reported in."""

    key: str
    day: date
    period: ReportingPeriod


def rounds(frequency: Frequency, periods: Sequence[ReportingPeriod]) -> Iterator[Round]:
    """This function will give each time an action comes round in a programme's periods, which stand in their order."""
    if frequency is Frequency.QUARTERLY:
        yield from (Round(period.key, period.ends, period) for period in periods)
    elif frequency is Frequency.ANNUAL:
        yield from (Round(key, last.ends, last) for key, last in _last_of_years(periods))
    elif frequency is Frequency.MONTHLY:
        for period in periods:
            yield from (Round(f"{day:%Y-%m}", day, period) for day in _month_ends(period))


def reports_owed(periods: Sequence[ReportingPeriod], ends: date) -> Iterator[tuple[str, Round]]:
    """This function will give the reports that a programme owes by kind: quarterly, annual, and one final."""
    yield from (("quarterly", Round(period.key, period.due, period)) for period in periods)
    yield from (("annual", Round(key, last.due, last)) for key, last in _last_of_years(periods))
    if periods:
        yield "final", Round("final", ends + timedelta(days=DAYS_TO_FINAL_REPORT), periods[-1])


def _last_of_years(periods: Sequence[ReportingPeriod]) -> Iterator[tuple[str, ReportingPeriod]]:
    return iter({period.key[:4]: period for period in periods}.items())


def _month_ends(period: ReportingPeriod) -> Iterator[date]:
    """The last day of each month that a period touches, and no day after its own last."""
    day = period.begins
    while day <= period.ends:
        following = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
        yield min(following - timedelta(days=1), period.ends)
        day = following


def state_of(day: date, today: date, *, done: bool) -> State:
    """This function will say whether a thing is done, late, due (within 30 days) or for later."""
    if done:
        return "done"
    if day < today:
        return "late"
    return "due" if day <= today + timedelta(days=DAYS_AHEAD) else "later"
