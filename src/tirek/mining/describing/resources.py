"""Load: what each person or office did in each month, week or day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, get_args

import numpy as np

from tirek.mining.compiled import compiled
from tirek.mining.describing.calendar import WorkingCalendar
from tirek.mining.describing.errors import PeriodUnknown
from tirek.mining.describing.handovers import said
from tirek.mining.describing.months import Unit, edges_of
from tirek.mining.describing.spread import SECOND, Bounds, numbered
from tirek.mining.describing.waiting import RULES, Method, event_times
from tirek.mining.describing.zones import zone_called
from tirek.mining.log import Codes, EventLog, Moments

UNITS: Final = get_args(Unit)


@dataclass(frozen=True, slots=True)
class Load:
    """What one had in a period: completed events, their different cases, and seconds of work where it is known."""

    name: str
    period: str
    events: int
    cases: int
    worked_s: float | None

    def as_json(self) -> dict[str, Any]:
        """This function will give the figures."""
        return {
            "name": self.name,
            "period": self.period,
            "events": self.events,
            "cases": self.cases,
            "worked_s": self.worked_s,
        }


@dataclass(frozen=True, slots=True)
class Loads:
    """The load of each, by name and period; `method` says how the seconds of work are known (`waiting.py`)."""

    method: Method
    each: tuple[Load, ...]

    def as_json(self) -> dict[str, Any]:
        """This function will give method, rule and load."""
        return {"method": self.method, "rule": RULES[self.method], "load": [load.as_json() for load in self.each]}


def load_of(
    log: EventLog,
    role: str = "resource",
    *,
    by: Unit = "month",
    zone: str = "UTC",
    calendar: WorkingCalendar | None = None,
) -> Loads:
    """This function will give the load of each person ("resource") or office ("office"), by name and period.

    An event counts in the period of its completion, by the clock of `zone`, with all its work; work as `waiting_of`
    knows it. Periods without events are not there. Raises RoleUnknown, PeriodUnknown, ZoneUnknown.
    """
    if by not in UNITS:
        raise PeriodUnknown(period=by)
    people = said(log, role)
    times = event_times(log, calendar=calendar)
    if not log.events:
        return Loads(times.method, ())
    edges, periods = edges_of(int(log.time.min()), int(log.time.max()), zone_called(zone), by)
    period = np.searchsorted(edges, log.time, side="right") - 1
    places = people.codes.astype(np.int64) * len(periods) + period
    places[people.codes < 0] = -1
    known, codes = numbered(places, len(people.words) * len(periods))
    events, cases, high, low, measured = _loads(log.offsets, codes, times.worked, len(known))
    found = tuple(
        Load(
            *(people.words[int(place) // len(periods)], periods[int(place) % len(periods)]),
            *(int(events[i]), int(cases[i])),
            ((int(high[i]) << 32) + int(low[i])) / SECOND if measured[i] else None,
        )
        for i, place in enumerate(known)
    )
    return Loads(times.method, found)


@compiled
def _loads(offsets: Bounds, codes: Codes, worked: Moments, kinds: int) -> tuple[Bounds, Bounds, Bounds, Bounds, Bounds]:
    events, cases, seen = np.zeros(kinds, np.int64), np.zeros(kinds, np.int64), np.full(kinds, -1, np.int64)
    high, low, measured = np.zeros(kinds, np.int64), np.zeros(kinds, np.int64), np.zeros(kinds, np.int64)
    for case in range(len(offsets) - 1):
        for j in range(offsets[case], offsets[case + 1]):
            code = codes[j]
            if code < 0:
                continue
            events[code] += 1
            if seen[code] != case:
                seen[code] = case
                cases[code] += 1
            if worked[j] >= 0:
                measured[code] += 1
                high[code] += worked[j] >> 32
                low[code] += worked[j] & 0xFFFFFFFF
    return events, cases, high, low, measured
