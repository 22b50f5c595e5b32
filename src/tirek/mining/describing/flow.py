"""The directly-follows graph: which activity follows which, how often, and how long it takes from one to the other.

A step is a pair of consecutive events of a case. Its duration goes from the completion of the first to that of the
second, in time of the clock or in working time. Quantiles are exact (`spread.py`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tirek.mining.describing.calendar import WorkingCalendar
from tirek.mining.describing.spread import Bounds, Spread
from tirek.mining.describing.steps import Step, Steps
from tirek.mining.log import Codes, EventLog, Part


@dataclass(frozen=True, slots=True)
class Edge:
    """One activity directly after another: `count` times, in `cases` cases; `spread` is how long that took."""

    before: str
    after: str
    cases: int
    spread: Spread

    @property
    def count(self) -> int:
        """How many times."""
        return self.spread.count

    def as_json(self) -> dict[str, Any]:
        """This function will give the edge under the keys of `tirek log dfg`."""
        return {
            "from": self.before,
            "to": self.after,
            "count": self.count,
            "mean_s": self.spread.mean_s,
            "median_s": self.spread.median_s,
            "p90_s": self.spread.p90_s,
            "cases": self.cases,
        }


@dataclass(frozen=True, slots=True)
class DirectlyFollows:
    """The directly-follows graph. Edges: most frequent first, then by their activities as texts are sorted.

    `activities` says how often each happened; `start` and `end` how many cases begin and end with it; each by name,
    most frequent first, names in order where the number is the same.
    """

    edges: tuple[Edge, ...]
    activities: Mapping[str, int]
    start: Mapping[str, int]
    end: Mapping[str, int]

    def as_json(self) -> list[dict[str, Any]]:
        """This function will give the list of edges."""
        return [edge.as_json() for edge in self.edges]


def flow_of(log: EventLog, *, calendar: WorkingCalendar | None = None) -> DirectlyFollows:
    """This function will give the directly-follows graph of a log, in working time where a calendar is given."""
    steps, ends = Steps(len(log.activities)), Ends(len(log.activities))
    for part in log.parts():
        steps.take(part.offsets, part.activity, part.time if calendar is None else calendar.clock(part.time))
        ends.take(part)
    return flow_from(log.activities, steps.measured(), ends)


class Ends:
    """How often each activity happened, began a case and ended one, taken part by part."""

    def __init__(self, kinds: int) -> None:
        self.all, self.first, self.last = (np.zeros(kinds, np.int64) for _ in range(3))

    def take(self, part: Part) -> None:
        """This function will count what is in a part."""
        if not len(part.activity):
            return
        self.all += counted(part.activity, len(self.all))
        self.first += counted(part.activity[part.offsets[:-1]], len(self.all))
        self.last += counted(part.activity[part.offsets[1:] - 1], len(self.all))


def flow_from(activities: Sequence[str], steps: Sequence[Step], ends: Ends) -> DirectlyFollows:
    """This function will put names to what was counted."""
    edges = [Edge(activities[step.before], activities[step.after], step.cases, step.spread) for step in steps]
    edges.sort(key=lambda edge: -edge.count)  # steps come sorted by activity, and equal ones stay so
    return DirectlyFollows(tuple(edges), *(named(activities, counts) for counts in (ends.all, ends.first, ends.last)))


def named(words: Sequence[str], counts: NDArray[np.int64]) -> dict[str, int]:
    """This function will give what was counted at least once by name, most frequent first, then by name."""
    order = np.argsort(-counts, kind="stable")
    return {words[i]: int(counts[i]) for i in order if counts[i]}


def counted(codes: Codes, kinds: int) -> NDArray[np.int64]:
    """This function will say how often each code stands there."""
    return np.bincount(codes, minlength=kinds).astype(np.int64, copy=False)


def durations_within(offsets: Bounds, clock: NDArray[np.int64]) -> NDArray[np.int64]:
    """This function will give how long each case took from its first completion to its last (int64, µs)."""
    return clock[offsets[1:] - 1] - clock[offsets[:-1]]
