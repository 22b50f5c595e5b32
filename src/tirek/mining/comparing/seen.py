"""What of a log is compared: how long each case took, what was done in it, what followed what, what was repeated."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from tirek.mining.comparing.effects import FEW_GROUPS, Whole
from tirek.mining.log import EventLog

DAY: Final = 86_400_000_000
MONDAY: Final = 4 * DAY

Held = NDArray[np.int64]
"""The numbers of the cases in which something happened, in order."""


@dataclass(frozen=True)
class Seen:
    """A log for comparing. `strata`: the number of each case's kind."""

    log: EventLog
    strata: Whole

    @cached_property
    def begun(self) -> Whole:
        """When the first event of each case was complete, µs."""
        return self.log.time[self.log.offsets[:-1]]

    @cached_property
    def throughput(self) -> Whole:
        """How long each case took, from the completion of its first event to that of its last, µs."""
        return self.log.time[self.log.offsets[1:] - 1] - self.begun

    @cached_property
    def groups(self) -> tuple[Whole, str]:
        """The number of each case's week, or of its day where there are few weeks; and which of the two, or none."""
        for name, span, since in (("weeks", 7 * DAY, MONDAY), ("days", DAY, 0)):
            _, groups = np.unique((self.begun - since) // span, return_inverse=True)
            if int(groups.max()) + 1 >= FEW_GROUPS:
                return groups.astype(np.int64), name
        return groups.astype(np.int64), "none"

    @cached_property
    def edges(self) -> Whole:
        """The events after which another event of the same case comes."""
        follows = np.ones(self.log.events, dtype=np.bool_)
        follows[self.log.offsets[1:] - 1] = False
        return np.flatnonzero(follows)

    def activities(self) -> dict[str, Held]:
        """This function will give the cases that each activity happened in."""
        log = self.log
        return {
            name: np.unique(log.case_of[log.activity == code]).astype(np.int64)
            for code, name in enumerate(log.activities)
        }

    def endings(self) -> dict[str, Held]:
        """This function will give the cases that end with each activity."""
        last = self.log.activity[self.log.offsets[1:] - 1]
        return {self.log.activities[code]: np.flatnonzero(last == code) for code in np.unique(last).tolist()}

    def repeated(self) -> dict[str, Held]:
        """This function will give the cases that each activity happened in more than once."""
        log = self.log
        keys, counts = np.unique(log.case_of.astype(np.int64) * len(log.activities) + log.activity, return_counts=True)
        again = keys[counts > 1]
        cases, codes = again // len(log.activities), again % len(log.activities)
        return {name: cases[codes == code] for code, name in enumerate(log.activities) if (codes == code).any()}

    def flow(self, most: int) -> Iterator[tuple[tuple[str, str], Held, Whole]]:
        """This function will give each edge, the most frequent first: its cases, and its mean duration in each, µs."""
        log, at = self.log, self.edges
        many = len(log.activities)
        codes = log.activity[at].astype(np.int64) * many + log.activity[at + 1]
        lasted = log.time[at + 1] - log.time[at]
        order = np.argsort(codes, kind="stable")
        found, first, counts = np.unique(codes[order], return_index=True, return_counts=True)
        for i in sorted(range(len(found)), key=lambda i: (-counts[i], found[i]))[:most]:
            chosen = order[first[i] : first[i] + counts[i]]
            cases, inverse, times = np.unique(log.case_of[at[chosen]], return_inverse=True, return_counts=True)
            mean = np.bincount(inverse, weights=lasted[chosen]) / times
            name = (log.activities[found[i] // many], log.activities[found[i] % many])
            yield name, cases.astype(np.int64), np.rint(mean).astype(np.int64)

    def service(self) -> Iterator[tuple[str, Held, Whole]]:
        """This function will give for each activity its cases and the mean time from its start to its end, µs."""
        log = self.log
        if log.start is None:
            return
        for code, name in enumerate(log.activities):
            at = np.flatnonzero(log.activity == code)
            cases, inverse, times = np.unique(log.case_of[at], return_inverse=True, return_counts=True)
            mean = np.bincount(inverse, weights=log.time[at] - log.start[at]) / times
            yield name, cases.astype(np.int64), np.rint(mean).astype(np.int64)

    def variants(self) -> dict[tuple[str, ...], Held]:
        """This function will give the cases of each variant."""
        log = self.log
        offsets = log.offsets.tolist()
        found: dict[bytes, list[int]] = {}
        for case in range(log.cases):
            found.setdefault(log.activity[offsets[case] : offsets[case + 1]].tobytes(), []).append(case)
        kind = log.activity.dtype
        return {
            tuple(log.activities[code] for code in np.frombuffer(word, dtype=kind)): np.array(cases, dtype=np.int64)
            for word, cases in found.items()
        }
