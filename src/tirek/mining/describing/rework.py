"""Rework: activities that a case does again, at once or after others, and how long it took to come back to them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tirek.mining.compiled import compiled
from tirek.mining.describing.calendar import WorkingCalendar
from tirek.mining.describing.spread import Bounds, Spread, beside, spread_json, spreads_of
from tirek.mining.filtering.filters import Filter, Repeating
from tirek.mining.log import Codes, EventLog, Moments


@dataclass(frozen=True, slots=True)
class Repeat:
    """An activity that cases did again: `directly` after itself, or in a `loop` over others.

    `cases` did it more than once; `back` is how long it was from one time to the next. `question` keeps the cases.
    """

    activity: str
    cases: int
    directly: int
    loops: int
    back: Spread

    @property
    def again(self) -> int:
        """How many times more than once in each case, all cases together."""
        return self.directly + self.loops

    @property
    def question(self) -> Filter:
        """The filter that keeps the cases."""
        return Repeating(activity=self.activity)

    def as_json(self) -> dict[str, Any]:
        """This function will give the figures."""
        return {
            "activity": self.activity,
            "cases": self.cases,
            "again": self.again,
            "directly": self.directly,
            "loops": self.loops,
            "back_s": spread_json(self.back) | {"total": self.back.total_s},
        }


@dataclass(frozen=True, slots=True)
class Rework:
    """What is done again: `cases` of all with any rework, `events` that are rework; most often first, then by name."""

    cases: int
    cases_share: float
    events: int
    events_share: float
    activities: tuple[Repeat, ...]

    def as_json(self) -> dict[str, Any]:
        """This function will give the figures, and those of each activity."""
        return {
            "cases": self.cases,
            "cases_share": self.cases_share,
            "events": self.events,
            "events_share": self.events_share,
            "activities": [each.as_json() for each in self.activities],
        }


def rework_of(log: EventLog, *, calendar: WorkingCalendar | None = None) -> Rework:
    """This function will count what is done again, and measure the way back, in working time with a calendar."""
    clock = log.time if calendar is None else calendar.clock(log.time)
    cases, directly, back, reworked = _repeats(log.offsets, log.activity, clock, len(log.activities))
    spreads = spreads_of(*beside(log.activity, back, len(log.activities)))
    found = [
        Repeat(name, int(cases[i]), int(directly[i]), spread.count - int(directly[i]), spread)
        for i, (name, spread) in enumerate(zip(log.activities, spreads, strict=True))
        if spread
    ]
    events = sum(each.again for each in found)
    return Rework(
        cases=reworked,
        cases_share=reworked / log.cases if log.cases else 0.0,
        events=events,
        events_share=events / log.events if log.events else 0.0,
        activities=tuple(sorted(found, key=lambda each: (-each.again, each.activity))),
    )


@compiled
def _repeats(
    offsets: Bounds, codes: Codes, clock: Moments, kinds: int
) -> tuple[NDArray[np.int64], NDArray[np.int64], Moments, int]:
    cases, directly, reworked = np.zeros(kinds, np.int64), np.zeros(kinds, np.int64), 0
    met, repeated = np.full(kinds, -1, np.int64), np.full(kinds, -1, np.int64)
    back = np.full(len(codes), -1, np.int64)
    for case in range(len(offsets) - 1):
        any_again = 0
        for j in range(offsets[case], offsets[case + 1]):
            code, before = codes[j], met[codes[j]]
            met[code] = j
            if before < offsets[case]:
                continue
            any_again = 1
            back[j] = clock[j] - clock[before]
            directly[code] += before == j - 1
            if repeated[code] != case:
                repeated[code] = case
                cases[code] += 1
        reworked += any_again
    return cases, directly, back, reworked
