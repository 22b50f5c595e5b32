"""A BPMN drawing as a Petri net: tasks are its labels, all else is silent (Dijkman, Dumas, Ouyang 2008).

An arrow is a place; arrows that meet in an exclusive gateway are one. A task without a name is silent. A boundary event
that does not interrupt happens at most once each time its host is done; an interrupted task was not done. A scope is
over when nothing goes on in it: where several ends can be reached side by side, a place counts how many more things
could go on, and only when it is full the scope is left. So the net is always a workflow net, in that case with arcs
that take several tokens at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import Final

from tirek.mining.models.bpmn_graph import BpmnGraph, Kind, Node
from tirek.mining.models.errors import ModelNotFollowed
from tirek.mining.models.inclusive import Pair, pairs_of
from tirek.mining.models.lean import lean
from tirek.mining.models.net import AcceptingNet, fired, net_of_arcs, reachable

MOST_EVENTS: Final = 4  # at one host: each set of those that happened becomes a step of its own
MOST_MARKINGS: Final = 5_000
MOST_STATES: Final = 500  # of a part that can be interrupted while several things go on in it
SOURCE: Final = "start"
SINK: Final = "end"
DONE: Final = (Kind.TASK, Kind.PART, Kind.EVENT)


def net_of_bpmn(graph: BpmnGraph) -> AcceptingNet:
    """This function will give the net of a drawing; its transitions have the ids of the elements they come from.

    Raises `ModelNotFollowed` with the element and what about it cannot be said by a net.
    """
    drawing = _Drawing({})
    source, sink = drawing.place(SOURCE), drawing.place(SINK)
    drawing.inside(graph, source, sink)
    return lean(drawing.net(source, sink))


class _Drawing:
    """Places and steps as they are drawn; places that are one are joined at the end."""

    def __init__(self, most: dict[str, int]) -> None:
        self.most = most
        self.steps: list[tuple[str, str | None, list[str], list[str]]] = []
        self.places: list[str] = []
        self.same: dict[str, str] = {}

    def place(self, name: str) -> str:
        self.places.append(f"{name}~{len(self.places)}")
        return self.places[-1]

    def step(self, name: str, label: str | None, before: Sequence[str], after: Sequence[str]) -> None:
        self.steps.append((name, label, list(before), list(after)))

    def join(self, places: Sequence[str]) -> str:
        first = self.one(places[0])
        for other in places[1:]:
            if (found := self.one(other)) != first:
                self.same[found] = first
        return first

    def one(self, place: str) -> str:
        while place in self.same:
            place = self.same[place]
        return place

    def net(self, source: str, sink: str) -> AcceptingNet:
        steps = {
            (name, label, tuple(sorted(map(self.one, before))), tuple(sorted(map(self.one, after)))): None
            for name, label, before, after in self.steps
        }
        places = [place for place in self.places if place not in self.same]
        return net_of_arcs(places, steps, {self.one(source): 1}, {self.one(sink): 1})

    def inside(self, graph: BpmnGraph, before: str, after: str) -> None:
        """What lies in a scope, from a token before to a token after."""
        if graph.id not in self.most:
            self.most[graph.id] = 0
            self.most[graph.id] = _most_at_once(graph, self.most)
        if not (most := self.most[graph.id]):
            self.plain(graph, before, after)
            return
        begun, over, idle = self.place(graph.id), self.place(graph.id), self.place(graph.id)
        since = len(self.steps)
        self.plain(graph, begun, over)
        for at, (name, label, taken, brought) in enumerate(self.steps[since:], since):
            brought = [place for place in brought if place != over]
            more = len(brought) - len(taken)
            self.steps[at] = (name, label, taken + [idle] * max(more, 0), brought + [idle] * max(-more, 0))
        self.step(graph.id, None, [before], [begun] + [idle] * (most - 1))
        self.step(graph.id, None, [idle] * most, [after])

    def plain(self, graph: BpmnGraph, before: str, after: str) -> None:
        """The same, where one end is the end of all."""
        at = {flow.id: self.place(flow.id) for flow in graph.flows}
        arrived: dict[str, list[str]] = {node.id: [at[flow.id] for flow in graph.into[node.id]] for node in graph.nodes}
        left: dict[str, list[str]] = {node.id: [at[flow.id] for flow in graph.out_of[node.id]] for node in graph.nodes}
        begins = any(node.kind is Kind.START for node in graph.nodes)
        for node in graph.nodes:
            if node.kind is not Kind.BOUNDARY and not arrived[node.id] and (node.kind is Kind.START or not begins):
                place = self.place(node.id)
                self.step(node.id, None, [before], [place])
                arrived[node.id] = [place]
            if not left[node.id]:
                place = self.place(node.id)
                self.step(node.id, None, [place], [after])
                left[node.id] = [place]
        pairs = pairs_of(graph)
        for pair in pairs:
            self.inclusive(pair, at, arrived, left)
        paired = {each.id for pair in pairs for each in (pair.split, pair.join) if each}
        for node in graph.nodes:
            if node.kind is Kind.BOUNDARY or node.id in paired or not arrived[node.id]:
                continue
            self.node(graph, node, arrived[node.id], left)

    def node(self, graph: BpmnGraph, node: Node, arrived: list[str], left: dict[str, list[str]]) -> None:
        if node.kind in (Kind.EXCLUSIVE, Kind.INCLUSIVE):  # an inclusive one without a pair has one way in and out
            gate = self.join(arrived)
            for place in left[node.id]:
                self.step(node.id, None, [gate], [place])
        elif node.kind is Kind.PARALLEL:
            self.step(node.id, None, arrived, left[node.id])
        else:
            if any(flow.condition for flow in graph.out_of[node.id]) and len(left[node.id]) > 1:
                raise ModelNotFollowed(element=_called(node), reason="conditions stand on arrows that leave no gateway")
            begun = self.join(arrived)
            if node.kind in DONE:
                self.host(node, begun, left[node.id], graph.on[node.id], left)
            else:
                self.step(node.id, None, [begun], left[node.id])

    def host(self, node: Node, begun: str, after: list[str], events: list[Node], left: dict[str, list[str]]) -> None:
        """A task, event or part with the events at its edge."""
        beside = [each for each in events if not each.interrupts]
        if len(beside) > MOST_EVENTS:
            raise ModelNotFollowed(element=_called(node), reason=f"more than {MOST_EVENTS} events hang on it")
        waits = []
        if beside:
            open_, waits = self.place(node.id), [(self.place(each.id), self.place(each.id)) for each in beside]
            self.step(node.id, None, [begun], [open_, *(armed for armed, _ in waits)])
            for each, (armed, happened) in zip(beside, waits, strict=True):
                self.step(each.id, None, [armed], [happened, *left[each.id]])
            begun = open_
        standing, done = self.done(node, begun, interrupted=any(each.interrupts for each in events))
        for waiting in product(*waits):
            self.step(node.id, None if node.inner or node.repeats else node.name or None, [done, *waiting], after)
            for each in events:
                if each.interrupts:
                    for place in standing:
                        self.step(each.id, None, [place, *waiting], left[each.id])

    def done(self, node: Node, begun: str, *, interrupted: bool) -> tuple[list[str], str]:
        """The doing itself: the places where it stands while it is done, and the one from which the last step leads."""
        if node.inner is None and not node.repeats:
            return [begun], begun
        first, past = self.place(node.id), self.place(node.id)
        self.step(node.id, None, [begun], [first])
        if node.repeats:
            self.step(node.id, None, [past], [first])
        if node.inner is None:
            self.step(node.id, node.name or None, [first], [past])
            return [begun, first, past], past
        since = len(self.places)
        if interrupted and _splits(node.inner):
            self.states(node, node.inner, first, past)
        else:
            self.inside(node.inner, first, past)
        return [begun, first, past, *self.places[since:]], past

    def states(self, node: Node, inner: BpmnGraph, before: str, after: str) -> None:
        """What lies in a part by all states that it can be in, one place for each: then one token leaves them all."""
        alone = _Drawing(self.most)
        source, sink = alone.place(SOURCE), alone.place(SINK)
        alone.inside(inner, source, sink)
        net = lean(alone.net(source, sink))
        markings, all_seen = reachable(net, MOST_STATES)
        if not all_seen:
            raise ModelNotFollowed(element=_called(node), reason="it is interrupted while too much can go on in it")
        at = {marking: self.place(node.id) for marking in sorted(markings, reverse=True)}
        self.step(node.id, None, [before], [at[net.initial]])
        for marking, place in at.items():
            for step in net.enabled(marking):
                self.step(step.id, step.label, [place], [at[fired(step, marking)]])
        if net.final in at:
            self.step(node.id, None, [at[net.final]], [after])

    def inclusive(
        self, pair: Pair, at: dict[str, str], arrived: dict[str, list[str]], left: dict[str, list[str]]
    ) -> None:
        """A step for each set of ways: those not taken count as arrived."""
        begun, met = self.join(arrived[pair.split.id]), list[str]()
        if pair.join is not None:
            for _, arrows in pair.ways:
                met.append(self.place(pair.join.id))
                self.step(pair.join.id, None, [self.join([at[arrow.id] for arrow in arrows])], [met[-1]])
            self.step(pair.join.id, None, met, left[pair.join.id])
        for taken in product((True, False), repeat=len(pair.ways)):
            if any(taken):
                opened = [at[flow.id] for yes, (flow, _) in zip(taken, pair.ways, strict=True) if yes]
                skipped = [place for yes, place in zip(taken, met, strict=False) if not yes]
                self.step(pair.split.id, None, [begun], opened + skipped)


def _splits(graph: BpmnGraph) -> bool:
    """This function will tell whether several things can go on side by side in a scope."""
    for node in graph.nodes:
        ways = len(graph.out_of[node.id])
        if ways > 1 and node.kind is not Kind.EXCLUSIVE:
            return True
        if any(not each.interrupts for each in graph.on[node.id]) or (node.inner and _splits(node.inner)):
            return True
    return False


def _most_at_once(graph: BpmnGraph, known: dict[str, int]) -> int:
    """This function will count how many things can go on at once, where an end can be reached beside others; else 0."""
    ends = [node for node in graph.nodes if not graph.out_of[node.id]]
    if not _splits(graph) or (len(ends) < 2 and sum(len(graph.into[node.id]) for node in ends) < 2):
        return 0
    alone = _Drawing(known)
    source, sink = alone.place(SOURCE), alone.place(SINK)
    alone.plain(graph, source, sink)
    net = lean(alone.net(source, sink))
    last = net.final.index(1)
    markings, all_seen = reachable(net, MOST_MARKINGS)
    if not any(marking[last] and sum(marking) > 1 for marking in markings):
        return 0
    for node in ends:
        if node.interrupts:
            raise ModelNotFollowed(element=_called(node), reason="it ends what goes on beside it")
    if not all_seen:
        raise ModelNotFollowed(element=graph.name or graph.id, reason="too much in it can go on side by side")
    return max(sum(marking) - marking[last] for marking in markings)


def _called(node: Node) -> str:
    return node.name or node.id
