"""The four cuts of the inductive miner, on a directly-follows graph (Leemans 2017, pages 188 and 233).

Each gives sets of activities, in an order that depends on the graph alone, or None where there is no such cut.
"""

from __future__ import annotations

from dataclasses import dataclass

from tirek.mining.discovering.graph import Graph, Set, components, grown, members
from tirek.mining.models.tree import Operator


@dataclass(frozen=True, slots=True)
class Cut:
    """How the activities fall apart. Of a loop: body, redo."""

    operator: Operator
    groups: tuple[Set, ...]


def cut_of(graph: Graph) -> Cut | None:
    """This function will find the first cut, in the order exclusive, sequence, parallel, loop."""
    nodes = graph.nodes
    if nodes & (nodes - 1) == 0:
        return None
    for operator, find in (
        (Operator.EXCLUSIVE, exclusive_cut),
        (Operator.SEQUENCE, sequence_cut),
        (Operator.PARALLEL, parallel_cut),
        (Operator.LOOP, loop_cut),
    ):
        groups = find(graph)
        if groups is not None and len(groups) > 1:
            return Cut(operator, tuple(groups))
    return None


def exclusive_cut(graph: Graph) -> list[Set] | None:
    """This function will find parts that no edge joins."""
    return components(graph.nodes, [a | b for a, b in zip(graph.after, graph.before, strict=True)])


def sequence_cut(graph: Graph) -> list[Set] | None:
    """This function will find parts of which the later can be reached from the earlier, and never back.

    Groups that can only be skipped together become one, so that the model does not let them be skipped one by one.
    """
    first = graph.nodes & -graph.nodes
    if grown(first, graph.nodes, graph.after) == graph.nodes == grown(first, graph.nodes, graph.before):
        return None  # everything is reached from everything
    reached = [0] * len(graph.after)
    reaching = [0] * len(graph.after)
    for a in members(graph.nodes):
        reached[a] = grown(1 << a, graph.nodes, graph.after) & ~(1 << a)
        reaching[a] = grown(1 << a, graph.nodes, graph.before) & ~(1 << a)
    unordered = [(a & b) | (graph.nodes & ~(a | b)) for a, b in zip(reached, reaching, strict=True)]
    groups = components(graph.nodes, unordered)
    places = {group: next(members(group)) for group in groups}
    groups.sort(key=lambda group: reaching[places[group]].bit_count() - reached[places[group]].bit_count())
    return _strict(graph, groups)


def _strict(graph: Graph, groups: list[Set]) -> list[Set]:
    group_of = {activity: number for number, group in enumerate(groups) for activity in members(group)}
    last = len(groups)
    earliest = [-1 if group & graph.start else last for group in groups]  # from where each group is entered
    latest = [last if group & graph.end else -1 for group in groups]  # to where each group leads
    for a in members(graph.nodes):
        for b in members(graph.after[a]):
            earliest[group_of[b]] = min(earliest[group_of[b]], group_of[a])
            latest[group_of[a]] = max(latest[group_of[a]], group_of[b])
    merged = list(groups)
    for pivot in range(last):
        if not _skippable(graph, merged, pivot):
            continue
        at = pivot - 1
        while at >= 0 and latest[at] <= pivot:
            merged[pivot], merged[at] = merged[pivot] | merged[at], 0
            at -= 1
        at = pivot + 1
        while at < last and earliest[at] >= pivot:
            merged[pivot], merged[at] = merged[pivot] | merged[at], 0
            at += 1
    return [group for group in merged if group]


def _skippable(graph: Graph, groups: list[Set], pivot: int) -> bool:
    earlier = later = 0
    for group in groups[:pivot]:
        earlier |= group
    for group in groups[pivot + 1 :]:
        later |= group
    over = any(graph.after[a] & later for a in members(earlier))
    return over or bool(later & graph.start) or bool(earlier & graph.end)


def parallel_cut(graph: Graph) -> list[Set] | None:
    """This function will find parts of which each activity is followed by each of the others, and each way round.

    A part in which nothing starts or nothing ends goes to its neighbour, the smallest first.
    """
    mutual = [a & b for a, b in zip(graph.after, graph.before, strict=True)]
    groups = components(graph.nodes, [graph.nodes & ~both for both in mutual])
    groups.sort(key=int.bit_count)
    at = 0
    while at < len(groups) and len(groups) > 1:
        if groups[at] & graph.start and groups[at] & graph.end:
            at += 1
            continue
        group = groups.pop(at)
        groups[max(at - 1, 0)] |= group
    return groups


def loop_cut(graph: Graph) -> list[Set] | None:
    """This function will find a body, in which all starts and ends, and what leads from its ends back to its starts."""
    body = graph.start | graph.end
    others = graph.nodes & ~body
    near = [a | b for a, b in zip(graph.after, graph.before, strict=True)]
    parts = components(others, near)
    inside = 0  # what follows a start that is no end, or leads to an end that is no start, is not outside the body
    for a in members(graph.start & ~graph.end):
        inside |= graph.after[a]
    for b in members(graph.end & ~graph.start):
        inside |= graph.before[b]
    redo = 0
    for part in parts:
        if part & inside or not all(_closes(graph, a) for a in members(part)):
            body |= part
        else:
            redo |= part
    return [body, redo] if redo else None


def _closes(graph: Graph, a: int) -> bool:
    """Whether an activity leads to all starts or none, and comes from all ends or none."""
    to, come = graph.after[a] & graph.start, graph.before[a] & graph.end
    return to in (0, graph.start) and come in (0, graph.end)
