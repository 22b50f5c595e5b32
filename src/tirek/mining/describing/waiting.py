"""How long work waited until somebody took it up, and how long it was worked on; measured, or estimated, and which.

- `measured`, where the log says when events began: an event waited from the completion before it in its case until it
  began (not at all where it began earlier), and was worked on from then to its completion.
- `estimated`, where it does not, but says who did what: an event began when it could, that is at the later of the
  completion before it in its case and the last completion of whoever did it, in any case. (Chapela-Campa and Dumas,
  "Repairing Activity Start Times to Improve Business Process Simulation", ICPM 2022: start = max(enabled, available).)
  Whoever did nothing before was free. Of events done by one person at one moment the first has all the work.
- `undivided`, where it says neither: from one completion to the next, waiting and work together; no work is known.

Nothing waited before the first event of a case, and only a measured one is known to have been worked on.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, Literal

import numpy as np

from tirek.bounded import gettext_noop
from tirek.mining.compiled import compiled
from tirek.mining.describing.calendar import WorkingCalendar
from tirek.mining.describing.spread import Bounds, Spread, beside, spread_json, spreads_of
from tirek.mining.log import Codes, EventLog, Moments

UNKNOWN: Final = np.iinfo(np.int64).min
Method = Literal["measured", "estimated", "undivided"]
RULES: Final[dict[Method, str]] = {
    "measured": gettext_noop("Measured: the log says when work began."),
    "estimated": gettext_noop(
        "Estimated: work is taken to begin when the step before was complete and whoever did it was free."
    ),
    "undivided": gettext_noop("Waiting and work together: the log says neither when work began nor who did it."),
}


@dataclass(frozen=True)
class EventTimes:
    """How long each event waited and was worked on (int64 µs, events; negative where it is not known)."""

    method: Method
    waited: Moments
    worked: Moments


@dataclass(frozen=True, slots=True)
class ActivityTimes:
    """An activity: how long it waited, and how long it was worked on; None where that is known of no event."""

    activity: str
    waiting: Spread | None
    service: Spread | None

    def as_json(self) -> dict[str, Any]:
        """This function will give both, with their totals."""
        return {
            "activity": self.activity,
            "waiting_s": spread_json(self.waiting) | {"total": self.waiting.total_s if self.waiting else None},
            "service_s": spread_json(self.service) | {"total": self.service.total_s if self.service else None},
        }


@dataclass(frozen=True, slots=True)
class Waiting:
    """What the activities of a log waited and took, by name, and how that is known."""

    method: Method
    activities: tuple[ActivityTimes, ...]

    def as_json(self) -> dict[str, Any]:
        """This function will give method, rule and activities."""
        return {
            "method": self.method,
            "rule": RULES[self.method],
            "activities": [each.as_json() for each in self.activities],
        }


def waiting_of(log: EventLog, *, calendar: WorkingCalendar | None = None) -> Waiting:
    """This function will measure waiting and work by activity, in working time where a calendar is given."""
    times, kinds = event_times(log, calendar=calendar), len(log.activities)
    waiting, service = (spreads_of(*beside(log.activity, each, kinds)) for each in (times.waited, times.worked))
    return Waiting(times.method, tuple(map(ActivityTimes, log.activities, waiting, service)))


def event_times(log: EventLog, *, calendar: WorkingCalendar | None = None) -> EventTimes:
    """This function will say of each event how long it waited and was worked on, by the first rule that applies."""
    began, people = log.start, log.role("resource")
    method: Method = "measured"
    if began is None:
        method = "undivided" if people is None else "estimated"
        began = log.time
    if method == "estimated" and people is not None:
        order = np.argsort(log.time, kind="stable")
        began = _estimated(order, log.offsets, people.codes, log.time, len(people.words))
    done = log.time
    if calendar is not None:
        known = began != UNKNOWN
        began = np.where(known, calendar.clock(np.where(known, began, done)), UNKNOWN)
        done = calendar.clock(done)
    waited, worked = _divided(log.offsets, began, done, method == "measured", method == "undivided")
    return EventTimes(method, waited, worked)


@compiled
def _estimated(order: Moments, offsets: Bounds, people: Codes, time: Moments, kinds: int) -> Moments:
    """When each event began, by whoever did it; UNKNOWN for the first of a case and where nobody is named."""
    began = np.full(len(time), UNKNOWN, np.int64)
    for case in range(len(offsets) - 1):
        for j in range(offsets[case] + 1, offsets[case + 1]):
            if people[j] >= 0:
                began[j] = time[j - 1]
    free = np.full(kinds, UNKNOWN, np.int64)
    for j in order:
        person = people[j]
        if person >= 0:
            if began[j] != UNKNOWN and free[person] > began[j]:
                began[j] = free[person]
            free[person] = time[j]
    return began


@compiled
def _divided(
    offsets: Bounds, began: Moments, done: Moments, measured: bool, undivided: bool
) -> tuple[Moments, Moments]:
    waited, worked = np.full(len(done), -1, np.int64), np.full(len(done), -1, np.int64)
    for case in range(len(offsets) - 1):
        for j in range(offsets[case], offsets[case + 1]):
            if began[j] == UNKNOWN:
                continue
            first = j == offsets[case]
            if not undivided and (measured or not first):
                worked[j] = done[j] - began[j]
            if not first:
                waited[j] = max(0, began[j] - done[j - 1])
    return waited, worked
