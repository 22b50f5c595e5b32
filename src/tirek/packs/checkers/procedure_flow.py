"""The arrows of a procedure: each connected, each choice decided, and an end that can be reached from everywhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from lxml import etree

from tirek.packs.procedure_faults import (
    BoundaryLoose,
    ConditionElsewhere,
    ConditionMissing,
    FlowLoose,
    NeverReached,
    NoEnd,
    NoStart,
    NoWayOut,
    WayWithoutWords,
)
from tirek.packs.procedure_xml import called, tag_of, within
from tirek.refusals import Refusal

_ACTIVITIES: Final = ("userTask", "subProcess", "callActivity")
_CHOOSING: Final = ("exclusiveGateway", "inclusiveGateway")
_NODES: Final = (
    *_ACTIVITIES,
    *_CHOOSING,
    *("parallelGateway", "startEvent", "endEvent", "intermediateCatchEvent", "intermediateThrowEvent", "boundaryEvent"),
)

Found = tuple[Refusal, etree._Element]
Ways = dict[str, set[str]]


def flow_problems(scope: etree._Element, *, carried_out: bool) -> Iterator[Found]:
    """This function will follow the arrows of a process, and of each sub-process by itself.

    What is carried out decides by conditions; of what is studied, words say in which case a way is taken.
    """
    nodes = {node.get("id", ""): node for node in within(scope, *_NODES)}
    flows = list(within(scope, "sequenceFlow"))
    onward: Ways = {name: set() for name in nodes}
    for flow in flows:
        source, target = flow.get("sourceRef", ""), flow.get("targetRef", "")
        if source in nodes and target in nodes:
            onward[source].add(target)
        else:
            yield FlowLoose(flow=called(flow)), flow
    yield from (_condition_problems if carried_out else _word_problems)(nodes, flows)
    yield from _attached_problems(nodes, onward)
    yield from _reach_problems(scope, nodes, onward)
    for inner in within(scope, "subProcess"):
        yield from flow_problems(inner, carried_out=carried_out)


def _condition_problems(nodes: Mapping[str, etree._Element], flows: Iterable[etree._Element]) -> Iterator[Found]:
    for source, leaving in _leaving(nodes, flows):
        chooses = tag_of(source) in _CHOOSING
        for flow in leaving:
            conditioned = next(within(flow, "conditionExpression"), None) is not None
            if conditioned and not chooses:
                yield ConditionElsewhere(flow=called(flow)), flow
            elif chooses and len(leaving) > 1 and not conditioned and source.get("default") != flow.get("id"):
                yield ConditionMissing(flow=called(flow), gateway=called(source)), flow


def _word_problems(nodes: Mapping[str, etree._Element], flows: Iterable[etree._Element]) -> Iterator[Found]:
    for source, leaving in _leaving(nodes, flows):
        for flow in leaving if tag_of(source) in _CHOOSING and len(leaving) > 1 else ():
            if not (flow.get("name") or "").strip() and source.get("default") != flow.get("id"):
                yield WayWithoutWords(flow=called(flow), gateway=called(source)), flow


def _leaving(
    nodes: Mapping[str, etree._Element], flows: Iterable[etree._Element]
) -> Iterator[tuple[etree._Element, list[etree._Element]]]:
    """Each element with the flows that leave it."""
    out: dict[str, list[etree._Element]] = {}
    for flow in flows:
        out.setdefault(flow.get("sourceRef", ""), []).append(flow)
    return ((nodes[name], leaving) for name, leaving in out.items() if name in nodes)


def _attached_problems(nodes: Mapping[str, etree._Element], onward: Ways) -> Iterator[Found]:
    """This function will see to it that boundary events hang on something, and join them to it."""
    for name, node in nodes.items():
        if tag_of(node) == "boundaryEvent":
            host = nodes.get(node.get("attachedToRef", ""))
            if host is None or tag_of(host) not in _ACTIVITIES:
                yield BoundaryLoose(event=called(node)), node
            else:
                onward[host.get("id", "")].add(name)


def _reach_problems(scope: etree._Element, nodes: Mapping[str, etree._Element], onward: Ways) -> Iterator[Found]:
    starts = [name for name, node in nodes.items() if tag_of(node) == "startEvent"]
    ends = [name for name, node in nodes.items() if tag_of(node) == "endEvent"]
    if not starts:
        yield NoStart(process=called(scope)), scope
    if not ends:
        yield NoEnd(process=called(scope)), scope
    if not starts or not ends:
        return
    backward: Ways = {name: set() for name in nodes}
    for source, targets in onward.items():
        for target in targets:
            backward[target].add(source)
    reached, leading = _reachable(starts, onward), _reachable(ends, backward)
    for name, node in nodes.items():
        if name not in reached:
            yield NeverReached(element=called(node)), node
        if name not in leading:
            yield NoWayOut(element=called(node)), node


def _reachable(first: Iterable[str], ways: Ways) -> set[str]:
    reached: set[str] = set()
    waiting = list(first)
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting += ways[name]
    return reached
