"""BPMN 2.0 XML to a graph: whatever tool drew it, and whether or not it lies in pools and lanes."""

from __future__ import annotations

from typing import Final

from lxml import etree

from tirek.mining.models.bpmn_graph import BpmnGraph, Flow, Kind, Node
from tirek.mining.models.errors import ModelNotFollowed, ModelUnreadable
from tirek.mining.models.xml import children, local, root_of, words

TASKS: Final = (
    "task",
    "userTask",
    "manualTask",
    "serviceTask",
    "scriptTask",
    "sendTask",
    "receiveTask",
    "businessRuleTask",
)
KINDS: Final = {
    **dict.fromkeys(TASKS, Kind.TASK),
    "subProcess": Kind.PART,
    "transaction": Kind.PART,
    "callActivity": Kind.PART,
    "startEvent": Kind.START,
    "endEvent": Kind.END,
    "intermediateCatchEvent": Kind.EVENT,
    "intermediateThrowEvent": Kind.EVENT,
    "boundaryEvent": Kind.BOUNDARY,
    "exclusiveGateway": Kind.EXCLUSIVE,
    "eventBasedGateway": Kind.EXCLUSIVE,
    "parallelGateway": Kind.PARALLEL,
    "inclusiveGateway": Kind.INCLUSIVE,
}
NOT_FOLLOWED: Final = {"complexGateway": "a complex gateway", "adHocSubProcess": "a part without an order"}
DEEPEST: Final = 10
LINK: Final = "linkEventDefinition"


def bpmn_of(content: bytes, name: str, *, process: str = "") -> BpmnGraph:
    """This function will read a drawing. Of several processes, `process` names the one wanted by its id or name.

    Raises `ModelUnreadable` where there is none or the wish is open, `ModelNotFollowed`, and what `root_of` raises.
    """
    root = root_of(content, name)
    if local(root) != "definitions":
        raise ModelUnreadable(name=name, reason="it is no BPMN")
    processes = {each.get("id", ""): each for each in children(root, "process")}
    drawn = {key: each for key, each in processes.items() if any(local(child) in KINDS for child in each)}
    called = {call.get("calledElement", "") for each in drawn.values() for call in each.iter("{*}callActivity")}
    wanted = [
        each
        for key, each in drawn.items()
        if (process in (key, words(each.get("name"))) if process else key not in called or len(drawn) == 1)
    ]
    if len(wanted) != 1:
        reason = f"say which process is meant: {', '.join(sorted(drawn))}" if drawn else "no step is drawn in it"
        raise ModelUnreadable(name=name, reason=reason)
    return _scope(wanted[0], processes, ())


def _scope(scope: etree._Element, processes: dict[str, etree._Element], above: tuple[str, ...]) -> BpmnGraph:
    called = scope.get("id", "")
    if called in above or len(above) >= DEEPEST:
        raise ModelNotFollowed(element=called, reason="it lies within itself, or too deep")
    lanes = {
        words(each.text): words(lane.get("name"))
        for lane in scope.iter("{*}lane")
        for each in children(lane, "flowNodeRef")
    }
    for element in scope:
        if local(element) in NOT_FOLLOWED or element.get("triggeredByEvent") == "true":
            raise ModelNotFollowed(
                element=_called(element), reason=NOT_FOLLOWED.get(local(element), "it begins at any time")
            )
    nodes = tuple(_node(element, lanes, processes, (*above, called)) for element in scope if local(element) in KINDS)
    known = {node.id for node in nodes}
    if len(known) < len(nodes):
        raise ModelNotFollowed(element=called, reason="two elements have the same id")
    flows = (*(_flow(each, known, scope) for each in children(scope, "sequenceFlow")), *_links(scope))
    for node in nodes:
        if node.kind is Kind.BOUNDARY and node.host not in known:
            raise ModelNotFollowed(element=node.name or node.id, reason="it hangs on nothing")
    return BpmnGraph(called, words(scope.get("name")), nodes, flows)


def _node(
    element: etree._Element, lanes: dict[str, str], processes: dict[str, etree._Element], above: tuple[str, ...]
) -> Node:
    tag, name = local(element), element.get("id", "")
    kind, inner = KINDS[tag], None
    if tag == "callActivity":
        inner = processes.get(element.get("calledElement", ""))
        kind = Kind.TASK if inner is None else Kind.PART
    elif kind is Kind.PART:
        inner = element
    every = next(children(element, "multiInstanceLoopCharacteristics"), None)
    if kind is Kind.PART and every is not None and every.get("isSequential") != "true":
        raise ModelNotFollowed(element=_called(element), reason="it is done several times side by side")
    again = next(children(element, "standardLoopCharacteristics"), None)
    ends_all = next(children(element, "terminateEventDefinition"), None) is not None
    return Node(
        id=name,
        kind=kind,
        name=_name(element.get("name") or ""),
        lane=lanes.get(name, ""),
        repeats=every is not None or again is not None,
        host=element.get("attachedToRef", ""),
        interrupts=ends_all if kind is Kind.END else kind is Kind.BOUNDARY and element.get("cancelActivity") != "false",
        inner=None if inner is None else _scope(inner, processes, above),
    )


def _name(text: str) -> str:
    """A name as it stands, for logs may have the same spaces in it; only line breaks are the drawing's own."""
    return words(text) if "\n" in text or not text.strip() else text


def _flow(element: etree._Element, known: set[str], scope: etree._Element) -> Flow:
    source, target = element.get("sourceRef", ""), element.get("targetRef", "")
    if source not in known or target not in known:
        raise ModelNotFollowed(element=_called(element), reason="it does not join two steps of the same part")
    condition = " ".join(words(each.text) for each in children(element, "conditionExpression"))
    default = any(each.get("default") == element.get("id") for each in scope if each.get("id") == source)
    return Flow(element.get("id", ""), source, target, words(element.get("name")), condition, default)


def _links(scope: etree._Element) -> list[Flow]:
    """Link events: an arrow that is not drawn, from those that throw to the one that catches."""
    events = [
        (event, words(link.get("name")))
        for event in children(scope, "intermediateThrowEvent", "intermediateCatchEvent")
        for link in children(event, LINK)
    ]
    caught = {name: event.get("id", "") for event, name in events if local(event) == "intermediateCatchEvent"}
    return [
        Flow(f"{event.get('id', '')}-{name}", event.get("id", ""), caught[name])
        for event, name in events
        if local(event) == "intermediateThrowEvent" and name in caught
    ]


def _called(element: etree._Element) -> str:
    return (words(element.get("name")) or element.get("id") or local(element))[:100]
