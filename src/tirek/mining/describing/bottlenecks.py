"""Where work waits, ranked by what it costs: the waiting time of all cases together, by step and by activity."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tirek.mining.describing.calendar import WorkingCalendar
from tirek.mining.describing.spread import Spread, beside, cases_by, numbered, spreads_of
from tirek.mining.describing.waiting import RULES, ActivityTimes, Method, Waiting, event_times
from tirek.mining.filtering.filters import Filter, Following, Having
from tirek.mining.log import NOTHING, Codes, EventLog

Told = tuple[str | None, str, Filter]


@dataclass(frozen=True, slots=True)
class Bottleneck:
    """A place where work waits: before `activity`, coming from `before`, or from anywhere where that is None.

    `waiting.total_s` is what it costs; `share` (0 to 1) how much of all waiting that is; `question` keeps its cases.
    """

    before: str | None
    activity: str
    cases: int
    share: float
    waiting: Spread
    question: Filter

    def as_json(self) -> dict[str, Any]:
        """This function will give the figures in seconds."""
        place = {"activity": self.activity} if self.before is None else {"from": self.before, "to": self.activity}
        return place | {
            "count": self.waiting.count,
            "cases": self.cases,
            "total_s": self.waiting.total_s,
            "mean_s": self.waiting.mean_s,
            "median_s": self.waiting.median_s,
            "p90_s": self.waiting.p90_s,
            "share": self.share,
        }


@dataclass(frozen=True, slots=True)
class Bottlenecks:
    """All of them, the dearest first; equal ones by their activities. `times` has the work of each activity beside."""

    method: Method
    total_s: float
    edges: tuple[Bottleneck, ...]
    activities: tuple[Bottleneck, ...]
    times: Waiting

    def as_json(self, most: int | None = None) -> dict[str, Any]:
        """This function will give the first ones, and how waiting is known."""
        return {
            "method": self.method,
            "rule": RULES[self.method],
            "waiting_s": self.total_s,
            "edges": [each.as_json() for each in self.edges[:most]],
            "activities": [each.as_json() for each in self.activities[:most]],
            "times": [each.as_json() for each in self.times.activities],
        }


def bottlenecks_of(log: EventLog, *, calendar: WorkingCalendar | None = None) -> Bottlenecks:
    """This function will rank where work waits, in working time with a calendar. What never waited is left out.

    An edge's question keeps the cases that took that step, an activity's those in which it happened.
    """
    times, names = event_times(log, calendar=calendar), log.activities
    pairs, into = _steps_into(log, times.waited >= 0)
    edges = spreads_of(*beside(into, times.waited, len(pairs)))
    known = np.where(times.waited >= 0, log.activity, NOTHING).astype(np.int32)
    activities = spreads_of(*beside(known, times.waited, len(names)))
    total = sum(each.total_s for each in activities if each)

    def ranked(spreads: list[Spread | None], codes: Codes, told: Callable[[int], Told]) -> tuple[Bottleneck, ...]:
        cases = cases_by(log.offsets, codes, len(spreads)).tolist()
        found = [
            Bottleneck(*told(i)[:2], cases[i], spread.total_s / total, spread, told(i)[2])
            for i, spread in enumerate(spreads)
            if spread and spread.total_s
        ]
        return tuple(sorted(found, key=lambda each: (-each.waiting.total_s, each.before or "", each.activity)))

    def edge(i: int) -> Told:
        before, after = (names[code] for code in divmod(int(pairs[i]), len(names)))
        return before, after, Following(before=before, after=after)

    def activity(i: int) -> Told:
        return None, names[i], Having(column="activity", values=(names[i],))

    service = spreads_of(*beside(log.activity, times.worked, len(names)))
    whole = Waiting(times.method, tuple(map(ActivityTimes, names, activities, service)))
    return Bottlenecks(times.method, total, ranked(edges, into, edge), ranked(activities, known, activity), whole)


def _steps_into(log: EventLog, known: NDArray[np.bool_]) -> tuple[NDArray[np.int64], Codes]:
    """This function will give the different steps (before × activities + after), and of each event which led to it."""
    pairs = np.full(log.events, -1, np.int64)
    pairs[1:] = log.activity[:-1].astype(np.int64) * len(log.activities) + log.activity[1:]
    pairs[log.offsets[:-1]] = -1
    pairs[~known] = -1
    return numbered(pairs, len(log.activities) ** 2)
