"""A log cut into the logs of the parts of a cut (Leemans 2017, sections 6.1 and 6.2).

Where the cut was found with rare edges left out, some events contradict it: a trace of an exclusive cut goes where
most of its events belong, of a sequence cut where it can be split with the fewest events out of place; those that stay
out of place are left out.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from tirek.mining.discovering.cuts import Cut
from tirek.mining.discovering.sublog import Flags, Numbers, Sublog, chosen, parted, sliced
from tirek.mining.models.tree import Operator

Groups = NDArray[np.int32]


def split(log: Sublog, cut: Cut) -> list[Sublog]:
    """This function will give the log of each part of a cut, in the cut's order."""
    group = log.groups(cut.groups)
    parts = len(cut.groups)
    match cut.operator:
        case Operator.EXCLUSIVE:
            return _exclusive(log, group, parts)
        case Operator.SEQUENCE:
            return _sequence(log, group, parts)
        case Operator.PARALLEL:
            return [chosen(log, group == part) for part in range(parts)]
        case Operator.LOOP:
            return _loop(log, group)


def _exclusive(log: Sublog, group: Groups, parts: int) -> list[Sublog]:
    """The part with most events of a trace has it; of equally many the last."""
    keys, events = np.unique((log.trace * (parts + 1) + group + 1)[group >= 0], return_counts=True)
    of_trace, of_group = keys // (parts + 1), keys % (parts + 1) - 1
    order = np.lexsort((of_group, events, of_trace))
    best = np.full(log.traces, parts - 1, dtype=np.int64)
    best[of_trace[order]] = of_group[order]  # the last one written is the greatest
    lengths = np.bincount(log.trace[group == best[log.trace]], minlength=log.traces)
    found = []
    for part in range(parts):
        here = best == part
        keep = here[log.trace] & (group == part)
        found.append(parted(log.kinds, log.events[keep], lengths[here], log.counts[here], 0))
    return found


def _sequence(log: Sublog, group: Groups, parts: int) -> list[Sublog]:
    backwards = (np.diff(group) < 0) & ~log.first[1:]
    if not backwards.any() and not (group < 0).any():
        return [chosen(log, group == part) for part in range(parts)]
    place = np.arange(len(group))
    split_at = log.bounds[:-1].copy()  # the part before has been taken from each trace up to here
    found = []
    for part in range(parts):
        split_to = _cheapest(log, group, part, split_at)
        taken = (place >= split_at[log.trace]) & (place < split_to[log.trace]) & (group == part)
        found.append(chosen(log, taken))
        split_at = split_to
    return found


def _cheapest(log: Sublog, group: Groups, part: int, since: Numbers) -> Numbers:
    """Up to where a part goes in each trace: each event of its own is worth one, each of a later part costs one."""
    worth = np.where(group == part, -1, np.where((group >= 0) & (group < part), 0, 1))
    worth[np.arange(len(group)) < since[log.trace]] = 0
    cost = np.cumsum(worth)
    cost -= np.where(log.bounds[:-1] > 0, cost[log.bounds[:-1] - 1], 0)[log.trace]
    least = np.minimum.reduceat(cost, log.bounds[:-1])
    at_least = np.flatnonzero((cost == least[log.trace]) & (least < 0)[log.trace])
    reached = since.copy()
    reached[log.trace[at_least][::-1]] = at_least[::-1] + 1  # the first one is written last
    return reached


def _loop(log: Sublog, group: Groups) -> list[Sublog]:
    """Slices of body and redo in turn. Every trace ends in the body, for no end is left out as rare."""
    changes = log.first.copy()
    changes[1:] |= np.diff(group) != 0
    return [sliced(log, group == part, changes) for part in (0, 1)]


def rounds(log: Sublog, starts: Flags, ends: Flags | None) -> Sublog | None:
    """This function will cut each trace where an activity that can start comes (after one that can end, where `ends`
    are named): the log of rounds, or None where no trace has two."""
    again = starts[log.events] & ~log.first
    if ends is not None:
        again[1:] &= ends[log.events[:-1]]
    return sliced(log, np.ones(len(again), dtype=np.bool_), again | log.first) if again.any() else None
