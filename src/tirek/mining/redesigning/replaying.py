"""A variant laid upon a drawing: which way it took at each gateway, and what each of its events had waited for.

The cheapest way through, by Dijkstra's algorithm: each event that the drawing does not expect costs 1, and each step
that the log does not show. (That is an alignment, with gateways told apart; Adriansyah 2014.) Of ways that cost the
same the one that is further in the log is gone on with, and a token is moved only where that may bring about the next
event: what goes on beside it can be decided when its own turn comes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import combinations
from typing import Final

from tirek.mining.redesigning.errors import SimulationEndless
from tirek.mining.redesigning.network import Network, Place
from tirek.mining.redesigning.tokens import MOST_MOVES, Marking, may_join, passed, settle, taken

BEFORE: Final = -1  # what the first event of a case waited for: its arrival
UNKNOWN: Final = -2  # the drawing does not expect the event
MOST_STATES: Final = 5_000

Way = tuple[str, str]
"""A gateway, and the arrows that were taken: their names with a space between them."""


@dataclass(frozen=True, slots=True)
class Replayed:
    """A variant on a drawing. `waited`: for each event the number of the event before it on the drawing."""

    ways: tuple[Way, ...]
    waited: tuple[int, ...]
    odd: int
    states: int


@dataclass(frozen=True, slots=True)
class _Stand:
    at: int
    marking: Marking
    before: _Stand | None = None
    way: Way | None = None
    waited: int = UNKNOWN


def replayed(network: Network, trace: Sequence[str], most: int = MOST_STATES) -> Replayed | None:
    """This function will lay a variant upon a drawing, or give None where `most` states are not enough for it."""
    first = _Stand(0, _settled(network, {0: [BEFORE]}, [0]))
    heap: list[tuple[int, int, int, int, _Stand]] = [(0, 0, 0, 0, first)]
    done: set[tuple[int, frozenset[tuple[int, int]]]] = set()
    number = 0
    while heap and len(done) < most:
        price, _, choices, _, stand = heappop(heap)
        key = (stand.at, frozenset((arrow, len(tags)) for arrow, tags in stand.marking.items()))
        if key in done:
            continue
        done.add(key)
        if stand.at == len(trace) and not stand.marking:
            return _told(stand, len(trace), price, len(done))
        for more, after in _steps(network, trace, stand):
            number += 1
            heappush(heap, (price + more, -after.at, choices + (after.way is not None), number, after))
    return None


def _steps(network: Network, trace: Sequence[str], stand: _Stand) -> Iterator[tuple[int, _Stand]]:
    at, expected = stand.at, trace[stand.at] if stand.at < len(trace) else None
    towards = None if expected is None else network.towards.get(expected, frozenset())
    for arrow in sorted(stand.marking):
        if towards is not None and arrow not in towards:
            continue
        place = network.places[network.target[arrow]]
        if place.kind == "do":
            if place.name == expected:
                yield 0, _Stand(at + 1, _done(network, stand, arrow, place, at), stand, None, stand.marking[arrow][0])
            yield 1, _Stand(at, _done(network, stand, arrow, place, None), stand)
        elif place.kind in ("choose", "some") and len(place.out) > 1:
            if place.kind == "some" and not may_join(network, stand.marking, network.target[arrow]):
                continue
            for ways in _options(place):
                way = (place.id, " ".join(sorted(network.arrows[each] for each in ways)))
                yield 0, _Stand(at, _chosen(network, stand, arrow, place, ways), stand, way)
        for number in place.edges:
            edge = network.places[number]
            if edge.interrupts:
                yield 0, _Stand(at, _interrupted(network, stand, arrow, place, edge), stand)
    if expected is not None:
        yield 1, _Stand(at + 1, stand.marking, stand)


def _options(place: Place) -> Iterator[tuple[int, ...]]:
    if place.kind == "choose":
        yield from ((each,) for each in place.out)
    else:
        for many in range(1, len(place.out) + 1):
            yield from combinations(place.out, many)


def _done(network: Network, stand: _Stand, arrow: int, place: Place, event: int | None) -> Marking:
    marking = _copy(stand.marking)
    tag = taken(marking, arrow)
    for each in place.out:
        marking.setdefault(each, []).append(tag if event is None else event)
    return _settled(network, marking, list(place.out))


def _chosen(network: Network, stand: _Stand, arrow: int, place: Place, ways: tuple[int, ...]) -> Marking:
    marking = _copy(stand.marking)
    return _settled(network, marking, passed(network, marking, place, arrow, lambda _: ways))


def _interrupted(network: Network, stand: _Stand, arrow: int, place: Place, edge: Place) -> Marking:
    marking = _copy(stand.marking)
    tag = taken(marking, arrow)
    for each in place.inside:
        marking.pop(each, None)
    for each in edge.out:
        marking.setdefault(each, []).append(tag)
    return _settled(network, marking, list(edge.out))


def _settled(network: Network, marking: Marking, moved: list[int]) -> Marking:
    """Moves on all that needs no choice; work without a name is done at once, for no log shows it."""
    for _ in range(MOST_MOVES):
        if not moved:
            return marking
        begun = settle(network, marking, moved, lambda _: None)
        moved = []
        for arrow in begun:
            place = network.places[network.target[arrow]]
            if not place.name and not place.edges and arrow in marking:
                tag = taken(marking, arrow)
                for each in place.out:
                    marking.setdefault(each, []).append(tag)
                moved += place.out
    raise SimulationEndless(element=network.places[network.target[moved[0]]].id, times=MOST_MOVES)


def _copy(marking: Marking) -> Marking:
    return {arrow: list(tags) for arrow, tags in marking.items()}


def _told(stand: _Stand, events: int, odd: int, states: int) -> Replayed:
    ways: list[Way] = []
    waited = [UNKNOWN] * events
    step: _Stand | None = stand
    while step is not None:
        if step.way is not None:
            ways.append(step.way)
        if step.before is not None and step.at > step.before.at:
            waited[step.before.at] = step.waited
        step = step.before
    return Replayed(tuple(reversed(ways)), tuple(waited), odd, states)
