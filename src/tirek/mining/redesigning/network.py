"""A drawing made ready to be walked: every arrow a place for tokens, the insides of parts among them.

What a token does follows BPMN 2.0 (chapter 13). A part is entered by a token that waits in it, on an arrow of its own,
until nothing goes on inside any more. An inclusive gateway that joins waits for every token that can still come to an
arrow without one, unless it could as well come to one that has one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from tirek.mining.models.bpmn_graph import BpmnGraph, Kind, Node
from tirek.mining.models.errors import ModelNotFollowed

BEGIN = "begin"
"""The name of the gateway that is not drawn: where several starts can be reached, one of them is taken."""


@dataclass(frozen=True, slots=True)
class Place:
    """A node as it is walked. Arrows by number; `inner`: where what is inside begins, `inside`: all arrows in there.

    `kind`: "do" (takes time, or is seen in a log), "pass", "choose", "all", "some", "end", "enter", "leave".
    `edges` are the places of events that hang on it, `scope` the arrows of the part in which it lies.
    """

    id: str
    name: str
    kind: str
    into: tuple[int, ...]
    out: tuple[int, ...]
    lane: str = ""
    inner: int = -1
    edges: tuple[int, ...] = ()
    interrupts: bool = False
    inside: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Network:
    """Places and arrows. `target[arrow]` is a place; `arrows` their names; tokens begin on arrow 0."""

    places: tuple[Place, ...]
    target: tuple[int, ...]
    arrows: tuple[str, ...]
    scope: tuple[frozenset[int], ...]

    @property
    def activities(self) -> tuple[str, ...]:
        """The names of what is done, sorted, each once."""
        return tuple(sorted({each.name for each in self.places if each.kind == "do" and each.name}))

    @property
    def choices(self) -> tuple[Place, ...]:
        """The places where a way is chosen: one of several, or (kind "some") any of several."""
        return tuple(each for each in self.places if each.kind in ("choose", "some") and len(each.out) > 1)

    @cached_property
    def leading(self) -> Mapping[int, Mapping[int, frozenset[int]]]:
        """For each inclusive join, for each arrow into it: the arrows from which that is reached without passing it."""
        return {
            number: {arrow: self._before(arrow, number) for arrow in place.into}
            for number, place in enumerate(self.places)
            if place.kind == "some" and len(place.into) > 1
        }

    @cached_property
    def towards(self) -> Mapping[str, frozenset[int]]:
        """For each activity the arrows from which a token may bring it about, or a token elsewhere, by joining it."""
        found: dict[str, frozenset[int]] = {}
        for place in self.places:
            if place.kind == "do" and place.name:
                arrows = {each for arrow in place.into for each in (arrow, *self._before(arrow, -1))}
                found[place.name] = found.get(place.name, frozenset()) | arrows
        return found

    @cached_property
    def _sources(self) -> list[list[int]]:
        found: list[list[int]] = [[] for _ in self.arrows]
        for number, place in enumerate(self.places):
            outs = [*place.out, *((place.inner,) if place.inner >= 0 else ())]
            outs += [arrow for edge in place.edges for arrow in self.places[edge].out]
            for arrow in outs:
                found[arrow].append(number)
        return found

    def _before(self, arrow: int, without: int) -> frozenset[int]:
        found: set[int] = set()
        waiting = [arrow]
        while waiting:
            for number in self._sources[waiting.pop()]:
                if number == without:
                    continue
                place = self.places[number]
                fresh = [each for each in (*place.into, *sorted(place.inside)) if each not in found]
                found.update(fresh)
                waiting += fresh
        return frozenset(found)


def network_of(graph: BpmnGraph) -> Network:
    """This function will make a drawing ready. Raises `ModelNotFollowed` where a token would not know what to do."""
    drawing = _Drawing()
    first = drawing.arrow("")
    drawing.scope(graph, first)
    return drawing.made()


class _Drawing:
    def __init__(self) -> None:
        self.arrows: list[str] = []
        self.target: list[int] = []
        self.places: list[Place | None] = []
        self.scopes: list[frozenset[int]] = []

    def arrow(self, name: str) -> int:
        self.arrows.append(name)
        self.target.append(-1)
        return len(self.arrows) - 1

    def put(self, number: int, place: Place, scope: frozenset[int]) -> None:
        self.places[number] = place
        self.scopes[number] = scope
        for arrow in place.into:
            self.target[arrow] = number

    def number(self) -> int:
        self.places.append(None)
        self.scopes.append(frozenset())
        return len(self.places) - 1

    def scope(self, graph: BpmnGraph, first: int) -> frozenset[int]:
        """All arrows of a scope, those inside its parts too."""
        begins = [n for n in graph.nodes if n.kind is Kind.START] or [
            n for n in graph.nodes if not graph.into[n.id] and n.kind is not Kind.BOUNDARY
        ]
        if not begins:
            raise ModelNotFollowed(element=graph.name or graph.id, reason="nothing in it comes first")
        arrow = {flow.id: self.arrow(flow.id) for flow in graph.flows}
        own = {first, *arrow.values()}
        entry = {node.id: first if len(begins) == 1 else self.arrow(node.id) for node in begins}
        own |= set(entry.values())
        later: list[tuple[int, Place]] = []
        if len(begins) > 1:
            name = BEGIN if not self.places else f"{BEGIN} {graph.id}"
            later.append((self.number(), Place(name, "", "choose", (first,), tuple(entry.values()))))
        edges = {node.id: self.number() for node in graph.nodes if node.kind is Kind.BOUNDARY}
        for node in graph.nodes:
            into = tuple(arrow[flow.id] for flow in graph.into[node.id])
            into += (entry[node.id],) if node.id in entry else ()
            out = tuple(arrow[flow.id] for flow in graph.out_of[node.id])
            if node.kind is Kind.BOUNDARY:
                place = Place(node.id, node.name, "edge", (), out, interrupts=node.interrupts)
                later.append((edges[node.id], place))
                continue
            if not into:
                continue
            hung = tuple(edges[each.id] for each in graph.on[node.id])
            if node.inner is not None:
                begun, held = self.arrow(""), self.arrow(f"in {node.id}")
                inside = self.scope(node.inner, begun)
                own |= inside | {held}
                later.append((self.number(), Place(node.id, node.name, "enter", into, (held,), inner=begun)))
                later.append(
                    (self.number(), Place(node.id, node.name, "leave", (held,), out, "", -1, hung, inside=inside))
                )
            else:
                later.append((self.number(), self.plain(graph, node, into, out, hung)))
        whole = frozenset(own)
        for number, place in later:
            self.put(number, place, whole)
        return whole

    def plain(
        self, graph: BpmnGraph, node: Node, into: tuple[int, ...], out: tuple[int, ...], hung: tuple[int, ...]
    ) -> Place:
        if node.kind in (Kind.EXCLUSIVE, Kind.PARALLEL, Kind.INCLUSIVE):
            kind = {Kind.EXCLUSIVE: "choose", Kind.PARALLEL: "all", Kind.INCLUSIVE: "some"}[node.kind]
            return Place(node.id, node.name, kind if out else "end", into, out, node.lane)
        if any(flow.condition for flow in graph.out_of[node.id]) and len(out) > 1:
            raise ModelNotFollowed(
                element=node.name or node.id, reason="conditions stand on arrows that leave no gateway"
            )
        if node.kind is Kind.END:
            return Place(node.id, node.name, "end", into, (), interrupts=node.interrupts)
        kind = "pass" if node.kind is Kind.START else "do"
        return Place(node.id, node.name if node.kind is Kind.TASK else "", kind, into, out, node.lane, -1, hung)

    def made(self) -> Network:
        places = tuple(place for place in self.places if place is not None)
        return Network(places, tuple(self.target), tuple(self.arrows), tuple(self.scopes))
