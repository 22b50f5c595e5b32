"""A log in the hands of the miner: traces as numbers of activities in a row, with how often each occurs, and its parts.

A part of a log is found for all traces at once; equal traces become one, for the parts have few that differ.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from tirek.mining.discovering.graph import Counted, Set, members

Numbers = NDArray[np.int64]
Flags = NDArray[np.bool_]
DENSE = 4_000_000  # pairs of activities for which a table is kept rather than sorted


@dataclass(frozen=True)
class Sublog:
    """Traces: `events[bounds[i]:bounds[i + 1]]`, none of them empty, `counts[i]` times; `empty` counts empty ones."""

    kinds: int
    events: NDArray[np.int32]
    bounds: Numbers
    counts: Numbers
    empty: int

    @property
    def traces(self) -> int:
        """How many traces that are not empty, equal ones together."""
        return len(self.counts)

    @cached_property
    def trace(self) -> Numbers:
        """The number of the trace of each event."""
        return np.repeat(np.arange(self.traces), np.diff(self.bounds))

    @cached_property
    def first(self) -> Flags:
        """Whether an event is the first of its trace."""
        return _marked(len(self.events), self.bounds[:-1])

    @cached_property
    def last(self) -> Flags:
        """Whether an event is the last of its trace."""
        return _marked(len(self.events), self.bounds[1:] - 1)

    @cached_property
    def counted(self) -> Counted:
        """The directly-follows graph with its counts."""
        follows = ~self.first[1:]
        pairs = self.events[:-1][follows].astype(np.int64) * self.kinds + self.events[1:][follows]
        edges = _tally(pairs, self.counts[self.trace[1:][follows]], self.kinds * self.kinds)
        return Counted(
            self.kinds,
            {(pair // self.kinds, pair % self.kinds): count for pair, count in edges.items()},
            _tally(self.events[self.first], self.counts, self.kinds),
            _tally(self.events[self.last], self.counts, self.kinds),
        )

    @cached_property
    def occurring(self) -> list[int]:
        """The activities that occur, in their order."""
        return [int(a) for a in np.flatnonzero(np.bincount(self.events, minlength=self.kinds))]

    def single(self) -> int | None:
        """This function will give the activity that each trace consists of, if that is so."""
        if len(self.events) == self.traces and len(self.occurring) == 1:
            return self.occurring[0]
        return None

    def groups(self, sets: Sequence[Set]) -> NDArray[np.int32]:
        """This function will give the number of each event's set, -1 for none."""
        group = np.full(self.kinds, -1, dtype=np.int32)
        for number, each in enumerate(sets):
            group[list(members(each))] = number
        return group[self.events]


def sublog_of(variants: Mapping[tuple[str, ...], int], activities: Sequence[str]) -> Sublog:
    """This function will make a log of variants and their counts, by the places of their activities."""
    place = {activity: number for number, activity in enumerate(activities)}
    events = np.array([place[activity] for variant in variants for activity in variant], dtype=np.int32)
    lengths = np.array([len(variant) for variant in variants], dtype=np.int64)
    return parted(len(activities), events, lengths, np.array(list(variants.values()), dtype=np.int64), 0)


def parted(kinds: int, events: NDArray[np.int32], lengths: Numbers, counts: Numbers, empty: int) -> Sublog:
    """This function will make a log of traces by their lengths: empty ones only counted, equal ones put together."""
    there = lengths > 0
    empty += int(counts[~there].sum())
    lengths, counts = lengths[there], counts[there]
    bounds = np.zeros(len(lengths) + 1, dtype=np.int64)
    np.cumsum(lengths, out=bounds[1:])
    held, size = events.tobytes(), events.itemsize
    seen: dict[bytes, int] = {}
    at = (bounds * size).tolist()
    which = np.array([seen.setdefault(held[a:b], len(seen)) for a, b in itertools.pairwise(at)], dtype=np.int64)
    if len(seen) == len(lengths):
        return Sublog(kinds, events, bounds, counts, empty)
    joined = np.frombuffer(b"".join(seen), dtype=np.int32)
    bounds = np.zeros(len(seen) + 1, dtype=np.int64)
    np.cumsum([len(each) // size for each in seen], out=bounds[1:])
    sums = np.zeros(len(seen), dtype=np.int64)
    np.add.at(sums, which, counts)
    return Sublog(kinds, joined, bounds, sums, empty)


def chosen(log: Sublog, keep: Flags) -> Sublog:
    """This function will give the log of the events that are kept, every trace still there, be it empty."""
    lengths = np.bincount(log.trace[keep], minlength=log.traces)
    return parted(log.kinds, log.events[keep], lengths, log.counts, log.empty)


def sliced(log: Sublog, keep: Flags, begins: Flags) -> Sublog:
    """This function will give the log of slices: kept events, each slice beginning where said."""
    opened = np.flatnonzero(begins[keep])
    lengths = np.diff(np.append(opened, int(keep.sum())))
    return parted(log.kinds, log.events[keep], lengths, log.counts[log.trace[keep][opened]], 0)


def _marked(length: int, places: Numbers) -> Flags:
    marks = np.zeros(length, dtype=np.bool_)
    marks[places] = True
    return marks


def _tally(keys: NDArray[np.integer], weights: Numbers, kinds: int) -> dict[int, int]:
    if kinds <= DENSE:
        sums = np.zeros(kinds, dtype=np.int64)
        np.add.at(sums, keys, weights)
        there = np.flatnonzero(np.bincount(keys, minlength=kinds)) if len(keys) else np.zeros(0, dtype=np.int64)
        return dict(zip(there.tolist(), sums[there].tolist(), strict=True))
    there, which = np.unique(keys, return_inverse=True)
    sums = np.zeros(len(there), dtype=np.int64)
    np.add.at(sums, which, weights)
    return dict(zip(there.tolist(), sums.tolist(), strict=True))
