"""Hand-overs: one person or office after another in a case, how often, how long it takes, how many a case meets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tirek.mining.compiled import compiled
from tirek.mining.describing.calendar import WorkingCalendar
from tirek.mining.describing.errors import RoleUnknown
from tirek.mining.describing.spread import Bounds, Spread
from tirek.mining.describing.steps import Steps
from tirek.mining.filtering.filters import Filter, Following
from tirek.mining.log import Codes, EventLog, Words


@dataclass(frozen=True, slots=True)
class Handover:
    """From one to another, directly: in `cases` cases; `spread` from completion to completion.

    `question` keeps the cases; `column` is where the names stand.
    """

    column: str
    before: str
    after: str
    cases: int
    spread: Spread

    @property
    def question(self) -> Filter:
        """The filter that keeps the cases."""
        return Following(before=self.before, after=self.after, column=self.column)

    def as_json(self) -> dict[str, Any]:
        """This function will give the figures."""
        return {
            "from": self.before,
            "to": self.after,
            "count": self.spread.count,
            "cases": self.cases,
            "mean_s": self.spread.mean_s,
            "median_s": self.spread.median_s,
            "p90_s": self.spread.p90_s,
        }


@dataclass(frozen=True)
class Handovers:
    """All hand-overs, most frequent first, then by name; and by case (int32, cases) their number and how many it met.

    `unsaid` is the number of events for which nobody is named: a step from or to one of them counts as no hand-over.
    """

    role: str
    pairs: tuple[Handover, ...]
    of_case: NDArray[np.int32]
    met: NDArray[np.int32]
    unsaid: int

    def as_json(self, most: int | None = None) -> dict[str, Any]:
        """This function will give the totals, means and maxima by case, and the first pairs."""
        some = len(self.of_case) > 0
        return {
            "role": self.role,
            "handovers": int(self.of_case.sum(dtype=np.int64)),
            "per_case": {
                "mean": float(self.of_case.mean()) if some else None,
                "max": int(self.of_case.max()) if some else None,
            },
            "met_per_case": {
                "mean": float(self.met.mean()) if some else None,
                "max": int(self.met.max()) if some else None,
            },
            "events_unsaid": self.unsaid,
            "pairs": [each.as_json() for each in self.pairs[:most]],
        }


def handovers_of(log: EventLog, role: str = "resource", *, calendar: WorkingCalendar | None = None) -> Handovers:
    """This function will find hand-overs between people ("resource") or offices ("office"). Raises RoleUnknown."""
    people = said(log, role)
    steps = Steps(len(people.words))
    steps.take(log.offsets, people.codes, log.time if calendar is None else calendar.clock(log.time))
    found = [
        Handover(log.roles[role], people.words[step.before], people.words[step.after], step.cases, step.spread)
        for step in steps.measured()
        if step.before != step.after
    ]
    found.sort(key=lambda each: -each.spread.count)
    of_case, met = _by_case(log.offsets, people.codes, len(people.words))
    return Handovers(role, tuple(found), of_case, met, int((people.codes < 0).sum()))


def said(log: EventLog, role: str) -> Words:
    """This function will give the column of a role. Raises RoleUnknown where the log has none."""
    column = log.role(role)
    if column is None:
        raise RoleUnknown(role=role)
    return column


@compiled
def _by_case(offsets: Bounds, codes: Codes, kinds: int) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """How many hand-overs each case has, and how many different ones it met."""
    cases = len(offsets) - 1
    changes, met = np.zeros(cases, np.int32), np.zeros(cases, np.int32)
    seen = np.full(kinds, -1, np.int64)
    for case in range(cases):
        for j in range(offsets[case], offsets[case + 1]):
            code = codes[j]
            if code < 0:
                continue
            if seen[code] != case:
                seen[code] = case
                met[case] += 1
            if j > offsets[case] and codes[j - 1] >= 0 and codes[j - 1] != code:
                changes[case] += 1
    return changes, met
