"""Inclusive gateways in pairs: the join that waits for just those ways that the split has opened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from tirek.mining.models.bpmn_graph import BpmnGraph, Flow, Kind, Node
from tirek.mining.models.errors import ModelNotFollowed

MOST_WAYS: Final = 6  # each set of ways that may be taken becomes a step of its own


@dataclass(frozen=True, slots=True)
class Pair:
    """A split and its join, and for each way the arrow that begins it and those by which it comes to the join.

    Without a join each way that was opened goes to an end of its own.
    """

    split: Node
    join: Node | None
    ways: tuple[tuple[Flow, tuple[Flow, ...]], ...]


def pairs_of(graph: BpmnGraph) -> list[Pair]:
    """This function will pair the inclusive gateways of a scope. Raises `ModelNotFollowed` for one without a pair."""
    inclusive = [node for node in graph.nodes if node.kind is Kind.INCLUSIVE]
    splits = [node for node in inclusive if len(graph.out_of[node.id]) > 1]
    joins = [node for node in inclusive if len(graph.into[node.id]) > 1]
    pairs = []
    for split in splits:
        if len(graph.out_of[split.id]) > MOST_WAYS:
            raise ModelNotFollowed(element=split.name or split.id, reason=f"it opens more than {MOST_WAYS} ways")
        if not _reached(graph, split) & {join.id for join in joins}:
            pairs.append(Pair(split, None, tuple((flow, ()) for flow in graph.out_of[split.id])))
            continue
        found = [pair for join in joins if join is not split and (pair := _pair(graph, split, join)) is not None]
        if len(found) != 1:
            raise ModelNotFollowed(
                element=split.name or split.id, reason="its ways do not meet again in one inclusive gateway"
            )
        pairs.append(found[0])
    if {pair.join.id for pair in pairs if pair.join} != {join.id for join in joins}:
        raise ModelNotFollowed(element=joins[0].name or joins[0].id, reason="no inclusive gateway opens what it joins")
    return pairs


def _pair(graph: BpmnGraph, split: Node, join: Node) -> Pair | None:
    ways = []
    taken: set[str] = set()
    for flow in graph.out_of[split.id]:
        region = _region(graph, flow, split, join)
        if region is None or region & taken:
            return None
        taken |= region
        inside = {arrow.id for name in region for arrow in graph.out_of[name]} | {flow.id}
        if any(arrow.id not in inside for name in region for arrow in graph.into[name]):
            return None
        ways.append((flow, tuple(arrow for arrow in graph.into[join.id] if arrow.id in inside)))
    met = [arrow.id for _, arrows in ways for arrow in arrows]
    return Pair(split, join, tuple(ways)) if sorted(met) == sorted(a.id for a in graph.into[join.id]) else None


def _reached(graph: BpmnGraph, node: Node) -> set[str]:
    found: set[str] = set()
    waiting = graph.onward(node.id)
    while waiting:
        if (name := waiting.pop()) not in found:
            found.add(name)
            waiting += graph.onward(name)
    return found


def _region(graph: BpmnGraph, flow: Flow, split: Node, join: Node) -> set[str] | None:
    """The nodes between a split and a join behind one arrow; None where it also leads elsewhere."""
    found: set[str] = set()
    waiting = [flow.target]
    while waiting:
        name = waiting.pop()
        if name == join.id or name in found:
            continue
        onward = graph.onward(name)
        if name == split.id or not onward:
            return None
        found.add(name)
        waiting += onward
    return found
