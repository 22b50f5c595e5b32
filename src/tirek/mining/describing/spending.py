"""Where the time of cases goes: from one completion to the next, divided into waiting, work, and what is not known.

The time of a case runs from the completion of its first event to that of its last, so the parts add up to the whole
of `throughput_of` exactly: waiting is what `waiting_of` says, and the rest of the way to an event's completion is work.
Where it is not known when the work began, neither is said. Work on the first event lies before the time of the case.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tirek.mining.compiled import compiled
from tirek.mining.describing.spread import SECOND, Bounds
from tirek.mining.describing.waiting import RULES, Method, event_times
from tirek.mining.log import Codes, EventLog, Moments

Sums = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Spent:
    """What leads to an activity: in so many cases and events, and seconds of all cases together."""

    activity: str
    cases: int
    events: int
    waiting_s: float
    work_s: float
    unknown_s: float

    @property
    def total_s(self) -> float:
        """All time that leads to it."""
        return self.waiting_s + self.work_s + self.unknown_s


@dataclass(frozen=True, slots=True)
class Spending:
    """The activities in the order in which cases first come to them (mean place in the case, then by name)."""

    method: Method
    cases: int
    steps: tuple[Spent, ...]

    @property
    def total_s(self) -> float:
        """The time of all cases together."""
        return sum(each.total_s for each in self.steps)

    def as_json(self) -> dict[str, Any]:
        """This function will give what a mean case spends in each step, in seconds."""
        cases = max(1, self.cases)
        names = ("waiting_s", "work_s", "unknown_s")
        steps = [{"activity": s.activity} | {name: getattr(s, name) / cases for name in names} for s in self.steps]
        return {"method": self.method, "rule": RULES[self.method], "mean_s": self.total_s / cases, "steps": steps}


def spending_of(log: EventLog) -> Spending:
    """This function will divide the time of all cases among the activities that it leads to."""
    times, kinds = event_times(log), len(log.activities)
    known = times.waited if times.method != "undivided" else np.full(log.events, -1, np.int64)
    cases, events, places, parts = _spent(log.offsets, log.activity, log.time, known, kinds)
    met = np.flatnonzero(events)
    order = sorted(met.tolist(), key=lambda i: (places[i] / cases[i], log.activities[i]))
    steps = (Spent(log.activities[i], int(cases[i]), int(events[i]), *(parts[i] / SECOND).tolist()) for i in order)
    return Spending(times.method, log.cases, tuple(steps))


@compiled
def _spent(
    offsets: Bounds, codes: Codes, time: Moments, waited: Moments, kinds: int
) -> tuple[Moments, Moments, Moments, Sums]:
    """Of each activity: its cases, its events, the sum of its first places in cases, and the parts of the time."""
    cases, events, places = np.zeros(kinds, np.int64), np.zeros(kinds, np.int64), np.zeros(kinds, np.int64)
    parts, seen = np.zeros((kinds, 3), np.float64), np.full(kinds, -1, np.int64)
    for case in range(len(offsets) - 1):
        for j in range(offsets[case], offsets[case + 1]):
            code = codes[j]
            events[code] += 1
            if seen[code] != case:
                seen[code] = case
                cases[code] += 1
                places[code] += j - offsets[case]
            if j > offsets[case]:
                gap = time[j] - time[j - 1]
                if waited[j] < 0:
                    parts[code, 2] += gap
                else:
                    parts[code, 0] += waited[j]
                    parts[code, 1] += gap - waited[j]
    return cases, events, places, parts
