"""What a case asked of the person whom it is about: asked how often, met how many, was handed on, was kept waiting.

Whoever survived violence is harmed again by telling it again and again, to ever more people (Istanbul Protocol, revised
2022, part on interviews; UN General Assembly resolution 40/34). So it is counted from the events in which the person is
met, `meetings`: all events, where nothing else is said; and `interviews`, those in which the person must tell.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from tirek.mining.compiled import compiled
from tirek.mining.conforming.errors import ActivityNotInLog
from tirek.mining.log import Codes, EventLog

_DAY_US: Final = 86_400_000_000
QUANTILES: Final = (("median", 0.5), ("p90", 0.9))
MEASURES: Final = ("interviews", "officers", "offices", "handovers", "days_waited", "longest_wait_days")


@dataclass(frozen=True)
class Burden:
    """For each measure a figure by case (float64, cases); a measure that the log cannot tell is not there.

    `interviews`: events of the interview activities. `officers`, `offices`: different ones met. `handovers`: changes of
    officer from one meeting to the next. `days_waited`: all the time of a case in which nothing was being done, in days
    of 24 hours; `longest_wait_days`: the longest such time. Without starts an event takes no time.
    """

    log: EventLog
    of_case: Mapping[str, NDArray[np.float64]]

    def worst(self, measure: str, most: int = 10) -> tuple[tuple[str, float], ...]:
        """This function will give the cases with the highest figures by name, of equal ones the first in the log."""
        figures, names = self.of_case[measure], self.log.case_names()
        order = np.argsort(-figures, kind="stable")[:most]
        return tuple((str(names[case]), float(figures[case])) for case in order)

    def as_json(self, most: int = 10) -> dict[str, Any]:
        """This function will give each measure's distribution and worst cases, null for what the log cannot tell."""
        return {measure: self._told(measure, most) for measure in MEASURES}

    def _told(self, measure: str, most: int) -> dict[str, Any] | None:
        if measure not in self.of_case or not self.log.cases:
            return None
        figures = self.of_case[measure]
        whole = measure in MEASURES[:4]
        counts = dict(zip(*(each.tolist() for each in np.unique(figures, return_counts=True)), strict=True))
        return {
            "mean": float(figures.mean()),
            **{name: float(np.quantile(figures, at)) for name, at in QUANTILES},
            "max": float(figures.max()),
            "cases_by_number": {str(int(number)): cases for number, cases in counts.items()} if whole else None,
            "worst": [{"case": case, "value": value} for case, value in self.worst(measure, most)],
        }


def burden(log: EventLog, *, interviews: Collection[str] = (), meetings: Collection[str] | None = None) -> Burden:
    """This function will measure what each case asked of its person. Raises ActivityNotInLog.

    `interviews` are activities; without any, none is counted. `meetings` are those in which the person meets an
    officer, None for all; interviews are meetings.
    """
    told = _among(log, interviews)
    met = np.ones(log.events, dtype=np.bool_) if meetings is None else told | _among(log, meetings)
    found: dict[str, NDArray[np.float64]] = {}
    if interviews:
        found["interviews"] = np.add.reduceat(told, log.offsets[:-1], dtype=np.float64) if log.cases else np.empty(0)
    for role, measure in (("resource", "officers"), ("office", "offices")):
        people = log.role(role)
        if people is not None:
            different, changes = _met(log.offsets, people.codes, met, len(people.words))
            found[measure] = different
            if role == "resource":
                found["handovers"] = changes
    begun = log.time if log.start is None else log.start
    waited, longest = _waits(log.offsets, begun, log.time)
    found["days_waited"], found["longest_wait_days"] = waited / _DAY_US, longest / _DAY_US
    return Burden(log, found)


def _among(log: EventLog, activities: Collection[str]) -> NDArray[np.bool_]:
    for activity in sorted(activities):
        if activity not in log.activities:
            raise ActivityNotInLog(activity=activity)
    codes = [code for code, word in enumerate(log.activities) if word in activities]
    return np.isin(log.activity, np.array(codes, dtype=np.int32))


@compiled
def _met(
    offsets: NDArray[np.int64], codes: Codes, met: NDArray[np.bool_], kinds: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """How many different ones each case met, and how often another than the one before. Nobody named is passed over."""
    cases = len(offsets) - 1
    different, changes = np.zeros(cases, np.float64), np.zeros(cases, np.float64)
    seen = np.full(kinds, -1, np.int64)
    for case in range(cases):
        before = -1
        for j in range(offsets[case], offsets[case + 1]):
            code = codes[j]
            if code < 0 or not met[j]:
                continue
            if seen[code] != case:
                seen[code] = case
                different[case] += 1
            if before >= 0 and before != code:
                changes[case] += 1
            before = code
    return different, changes


@compiled
def _waits(
    offsets: NDArray[np.int64], begun: NDArray[np.int64], done: NDArray[np.int64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The time in which nothing was being done, and the longest stretch of it, in microseconds."""
    cases = len(offsets) - 1
    waited, longest = np.zeros(cases, np.float64), np.zeros(cases, np.float64)
    for case in range(cases):
        # Events stand by completion; one that began before others were done covers their waiting, so go from the end.
        since = begun[offsets[case + 1] - 1]
        for k in range(offsets[case + 1] - offsets[case] - 1):
            j = offsets[case + 1] - 2 - k
            wait = max(0, since - done[j])
            waited[case] += wait
            longest[case] = max(longest[case], wait)
            since = min(since, begun[j])
    return waited, longest
