"""The log as a whole: how much, from when to when, and how long cases take."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np

from tirek.mining.describing.calendar import WorkingCalendar
from tirek.mining.describing.spread import Spread, spread_of
from tirek.mining.log import EventLog, Moments, Part


@dataclass(frozen=True, slots=True)
class Throughput:
    """`durations`: from the first completion of a case to its last. `first`, `last`: of all events (µs, UTC)."""

    cases: int
    events: int
    first: int | None
    last: int | None
    durations: Spread | None


class CaseTimes:
    """When each case began and ended, taken part by part (int64 µs, cases)."""

    def __init__(self, cases: int, calendar: WorkingCalendar | None = None) -> None:
        self.first, self.last = np.empty(cases, np.int64), np.empty(cases, np.int64)
        self.events = 0
        self._calendar = calendar

    def take(self, part: Part) -> None:
        """This function will note the first and the last moment of each case of a part."""
        cases = slice(part.first_case, part.first_case + len(part.offsets) - 1)
        self.first[cases] = part.time[part.offsets[:-1]]
        self.last[cases] = part.time[part.offsets[1:] - 1]
        self.events += len(part.time)

    def durations(self) -> Moments:
        """This function will give how long each case took, in working time where a calendar was given."""
        if self._calendar is None:
            return self.last - self.first
        return self._calendar.between(self.first, self.last)

    def measured(self) -> Throughput:
        """This function will measure the cases."""
        some = len(self.first) > 0
        first, last = (int(self.first.min()), int(self.last.max())) if some else (None, None)
        return Throughput(len(self.first), self.events, first, last, spread_of(self.durations()))


def throughput_of(log: EventLog, *, calendar: WorkingCalendar | None = None) -> Throughput:
    """This function will measure the cases of a log."""
    times = CaseTimes(log.cases, calendar)
    for part in log.parts():
        times.take(part)
    return times.measured()


def moment_json(moment: int | None) -> str | None:
    """This function will say a moment as text, in UTC; one outside the years 1 to 9999 as NumPy writes it."""
    if moment is None:
        return None
    try:
        return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=moment)).isoformat()
    except OverflowError:
        return f"{np.datetime64(moment, 'us')}+00:00"
