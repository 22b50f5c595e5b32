"""The inductive miner on variants: IM, and IMf, which leaves out what is rare (Leemans 2017, chapters 4 and 6).

A log is cut where its directly-follows graph falls apart, each part is mined in turn. Where nothing falls apart, what
still can be said is tried in this order: an activity that occurs once in every trace, an activity beside which the
rest falls apart, rounds that begin where one can start and end, rounds that begin where one can start, and at last
that anything goes in any order. IM's model allows every trace of its log.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

import numpy as np

from tirek.mining.discovering.cuts import cut_of
from tirek.mining.discovering.errors import TooManyActivities
from tirek.mining.discovering.graph import Graph, set_of
from tirek.mining.discovering.splitting import rounds, split
from tirek.mining.discovering.sublog import Sublog, chosen, sublog_of
from tirek.mining.models.tree import (
    SILENT,
    Block,
    Leaf,
    ProcessTree,
    canonical,
    exclusive,
    loop,
    parallel,
)

MOST_ACTIVITIES: Final = 1_000
DEEPEST: Final = 120
"""Parts within parts; what lies deeper is only said to go in any order."""


def mined(variants: Mapping[tuple[str, ...], int], *, noise: float = 0.0) -> ProcessTree:
    """This function will give the tree of variants and their counts, in canonical form; the same for any order of them.

    `noise` from 0 (IM) to 1: where no cut is found, ways on less frequent than this share of the most frequent way on
    from the same activity are left out. Raises `TooManyActivities`.
    """
    activities = tuple(sorted({activity for variant in variants for activity in variant}))
    return mined_sublog(sublog_of(variants, activities), activities, noise)


def mined_sublog(log: Sublog, activities: Sequence[str], noise: float) -> ProcessTree:
    """This function will do the same for a log by the numbers of its activities, which are sorted."""
    if len(activities) > MOST_ACTIVITIES:
        raise TooManyActivities(activities=len(activities), most=MOST_ACTIVITIES)
    return canonical(_mined(log, activities, noise, 0))


def _mined(log: Sublog, activities: Sequence[str], noise: float, depth: int) -> ProcessTree:
    if log.empty and log.traces:
        told = Sublog(log.kinds, log.events, log.bounds, log.counts, 0)
        rest = _mined(told, activities, noise, depth)
        everything = log.empty + int(log.counts.sum())
        return exclusive(SILENT, rest) if log.empty > noise * everything else rest
    if not log.traces:
        return SILENT
    if (activity := log.single()) is not None:
        return Leaf(activities[activity])

    def deeper(part: Sublog) -> ProcessTree:
        return _mined(part, activities, noise, depth + 1)

    if depth >= DEEPEST:
        return _anything(log, activities)
    cut = cut_of(log.counted.graph)
    if cut is None and noise > 0:
        cut = cut_of(log.counted.frequent(noise))
    if cut is not None:
        return Block(cut.operator, tuple(deeper(part) for part in split(log, cut)))
    return _otherwise(log, activities, deeper)


def _otherwise(log: Sublog, activities: Sequence[str], deeper: Callable[[Sublog], ProcessTree]) -> ProcessTree:
    beside = _once_in_each(log)
    if beside is None:
        beside = _beside(log)
    if beside is not None:
        here = log.events == beside
        return parallel(deeper(chosen(log, here)), deeper(chosen(log, ~here)))
    starts, ends = (np.isin(np.arange(log.kinds), list(each)) for each in (log.counted.start, log.counted.end))
    for stop in (ends, None):
        again = rounds(log, starts, stop)
        if again is not None:
            return loop(deeper(again))
    return _anything(log, activities)


def _anything(log: Sublog, activities: Sequence[str]) -> ProcessTree:
    return loop(SILENT, *(Leaf(activities[a]) for a in log.occurring))


def _once_in_each(log: Sublog) -> int | None:
    """The first activity that occurs once in each trace."""
    for activity in log.occurring:
        here = log.trace[log.events == activity]
        if len(here) == log.traces and (np.diff(here) == 1).all():
            return activity
    return None


def _beside(log: Sublog) -> int | None:
    """The first activity without which a cut is found."""
    begins = log.first.copy()
    begins[1:] |= log.events[1:] != log.events[:-1]
    run = np.flatnonzero(begins)  # where equal activities stand in a row, only what is around them matters
    past = np.append(run[1:], len(log.events))
    before = np.where(log.first[run], -1, log.events[run - 1])
    after = np.where(log.last[past - 1], -1, log.events[np.minimum(past, len(log.events) - 1)])
    bridges = np.unique(np.stack([log.events[run], before, after]), axis=1)
    of: dict[int, list[tuple[int, int]]] = {}
    for activity, left, right in bridges.T.tolist():
        of.setdefault(activity, []).append((left, right))
    whole = log.counted.graph
    for activity in log.occurring:
        if cut_of(_without(whole, activity, of[activity])) is not None:
            return activity
    return None


def _without(graph: Graph, activity: int, bridges: list[tuple[int, int]]) -> Graph:
    """The graph of the log from which an activity is taken; bridges are its neighbours, -1 where there is none."""
    others = ~(1 << activity)
    after, before = [each & others for each in graph.after], [each & others for each in graph.before]
    after[activity] = before[activity] = 0
    for left, right in bridges:
        if left >= 0 and right >= 0:
            after[left] |= 1 << right
            before[right] |= 1 << left
    start = set_of(right for left, right in bridges if left < 0 <= right)
    end = set_of(left for left, right in bridges if right < 0 <= left)
    return Graph(after, before, (graph.start & others) | start, (graph.end & others) | end)
