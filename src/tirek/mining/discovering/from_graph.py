"""The inductive miner on a directly-follows graph alone: what it costs does not grow with the log (Leemans, Fahland,
van der Aalst, "Scalable process discovery and conformance checking", 2016; Leemans 2017, section 6.5).

The graph is cut as a log would be, and so are its parts. The model allows every edge, start and end of the graph where
a cut is found without leaving out what is rare; it need not allow every trace, for a graph does not say what can be
left out beside something else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from tirek.mining.discovering.cuts import Cut, cut_of
from tirek.mining.discovering.errors import TooManyActivities
from tirek.mining.discovering.graph import Counted, Set, grown, members
from tirek.mining.discovering.inductive import DEEPEST, MOST_ACTIVITIES
from tirek.mining.models.tree import SILENT, Block, Leaf, Operator, ProcessTree, canonical, exclusive, loop


def mined_from_graph(
    edges: Mapping[tuple[str, str], int],
    start: Mapping[str, int],
    end: Mapping[str, int],
    *,
    empty: bool = False,
    noise: float = 0.0,
) -> ProcessTree:
    """This function will give the tree of a directly-follows graph with counts, in canonical form.

    `empty` says whether some trace is empty; `noise` from 0 to 1 is meant as for `mined`. Raises `TooManyActivities`.
    """
    activities = tuple(sorted({*start, *end, *(activity for edge in edges for activity in edge)}))
    if len(activities) > MOST_ACTIVITIES:
        raise TooManyActivities(activities=len(activities), most=MOST_ACTIVITIES)
    place = {activity: number for number, activity in enumerate(activities)}
    counted = Counted(
        len(activities),
        {(place[a], place[b]): count for (a, b), count in edges.items()},
        {place[a]: count for a, count in start.items()},
        {place[a]: count for a, count in end.items()},
    )
    if not activities:
        return SILENT
    tree = _mined(counted, activities, noise, 0)
    return canonical(exclusive(SILENT, tree) if empty else tree)


def _mined(counted: Counted, activities: Sequence[str], noise: float, depth: int) -> ProcessTree:
    graph = counted.graph
    only = graph.nodes
    if only & (only - 1) == 0 and not counted.edges:
        return Leaf(activities[next(members(only))])
    if depth < DEEPEST:
        cut = cut_of(graph)
        if cut is None and noise > 0:
            usual = counted.without_rare(noise)
            if (cut := cut_of(usual.graph)) is not None:
                counted = usual
        if cut is not None:
            parts = _split(counted, cut)
            trees = [_mined(part, activities, noise, depth + 1) for part, _ in parts]
            skips = [exclusive(SILENT, tree) if skip else tree for tree, (_, skip) in zip(trees, parts, strict=True)]
            return Block(cut.operator, tuple(skips))
        again = {edge for edge in counted.edges if edge[0] in counted.end and edge[1] in counted.start}
        if again:  # rounds that begin where one can start, after one can end
            once = replace(counted, edges={edge: n for edge, n in counted.edges.items() if edge not in again})
            return loop(_mined(once, activities, noise, depth + 1))
    return loop(SILENT, *(Leaf(activities[a]) for a in members(only)))


def _split(counted: Counted, cut: Cut) -> list[tuple[Counted, bool]]:
    """The graph of each part, and whether it can be skipped."""
    group = {a: number for number, each in enumerate(cut.groups) for a in members(each)}
    match cut.operator:
        case Operator.SEQUENCE:
            parts = _sequence(counted, group, len(cut.groups))
        case Operator.LOOP:
            parts = _loop(counted, group)
        case _:
            parts = [(_inside(counted, each), False) for each in cut.groups]
    return [(_whole(part, each), skip) for (part, skip), each in zip(parts, cut.groups, strict=True)]


def _whole(part: Counted, activities: Set) -> Counted:
    """What came only from other parts begins its own, and what only led to others ends it, so that none is lost."""
    graph = part.graph
    come = graph.start
    for a in members(graph.start):
        come |= grown(1 << a, activities, graph.after)
    lead = graph.end
    for a in members(graph.end):
        lead |= grown(1 << a, activities, graph.before)
    start = {**dict.fromkeys(members(activities & ~come), 1), **part.start}
    end = {**dict.fromkeys(members(activities & ~lead), 1), **part.end}
    return replace(part, start=start, end=end)


def _inside(counted: Counted, part: Set) -> Counted:
    return Counted(
        counted.kinds,
        {(a, b): count for (a, b), count in counted.edges.items() if part >> a & 1 and part >> b & 1},
        {a: count for a, count in counted.start.items() if part >> a & 1},
        {a: count for a, count in counted.end.items() if part >> a & 1},
    )


def _sequence(counted: Counted, group: Mapping[int, int], parts: int) -> list[tuple[Counted, bool]]:
    """A part begins where the log does, or where one comes from an earlier part; what is jumped over can be skipped."""
    edges: list[dict[tuple[int, int], int]] = [{} for _ in range(parts)]
    start: list[dict[int, int]] = [{} for _ in range(parts)]
    end: list[dict[int, int]] = [{} for _ in range(parts)]
    jumps = [(-1, group[a]) for a in counted.start if a in group]
    jumps += [(group[a], parts) for a in counted.end if a in group]
    for a, count in counted.start.items():
        if a in group:
            start[group[a]][a] = count
    for a, count in counted.end.items():
        if a in group:
            end[group[a]][a] = count
    for (a, b), count in counted.edges.items():
        here, there = group.get(a, parts), group.get(b, -1)
        if here == there:
            edges[here][a, b] = count
        elif here < there:
            end[here][a] = end[here].get(a, 0) + count
            start[there][b] = start[there].get(b, 0) + count
            jumps.append((here, there))
    skipped = {part for here, there in set(jumps) for part in range(here + 1, there)}
    return [(Counted(counted.kinds, edges[i], start[i], end[i]), i in skipped) for i in range(parts)]


def _loop(counted: Counted, group: Mapping[int, int]) -> list[tuple[Counted, bool]]:
    """A redo begins after an end and ends before a start; where ends lead to starts at once, it can be skipped."""
    start: dict[int, int] = {}
    end: dict[int, int] = {}
    edges: tuple[dict[tuple[int, int], int], ...] = ({}, {})
    skip = False
    for (a, b), count in counted.edges.items():
        here, there = group.get(a, -1), group.get(b, -1)
        if (here, there) == (0, 1):
            start[b] = start.get(b, 0) + count
        elif (here, there) == (1, 0):
            end[a] = end.get(a, 0) + count
        elif here == there == 0 and a in counted.end and b in counted.start:
            skip = True
        elif here == there and here >= 0:
            edges[here][a, b] = count
    body = Counted(counted.kinds, edges[0], counted.start, counted.end)
    return [(body, False), (Counted(counted.kinds, edges[1], start, end), skip)]
