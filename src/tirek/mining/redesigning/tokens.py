"""Tokens on the arrows of a network: what moves by itself is moved, until only work and choices are left.

A token carries a tag: where a log is replayed, the number of the event that it last came from (a join keeps the
largest); where a case is simulated, nothing that is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from tirek.mining.redesigning.errors import SimulationEndless
from tirek.mining.redesigning.network import Network, Place

Marking = dict[int, list[int]]
"""The tags of the tokens on each arrow, oldest first; an arrow without a token is absent."""

Choose = Callable[[Place], Sequence[int] | None]
"""Which arrows a token takes at a choice, or None: it stays where it is."""

MOST_MOVES: Final = 10_000


def settle(
    network: Network, marking: Marking, moved: list[int], choose: Choose, seen: Callable[[Place], None] | None = None
) -> list[int]:
    """This function will move tokens on from the arrows `moved`, in place, and give the arrows where work begins.

    An arrow is given once for each token that came to work there. `seen` is told of each place that a token passes.
    Raises `SimulationEndless` for tokens that go round without any work.
    """
    begun: list[int] = []
    left = MOST_MOVES
    while True:
        while moved:
            arrow = moved.pop()
            place = network.places[network.target[arrow]]
            left -= 1
            if left < 0:
                raise SimulationEndless(element=place.name or place.id, times=MOST_MOVES)
            if arrow not in marking:
                continue  # an end that ends everything took it meanwhile
            if place.kind == "do":
                begun.append(arrow)
                continue
            if place.kind == "all" and any(each not in marking for each in place.into):
                continue
            if place.kind == "leave" or (place.kind == "some" and len(place.into) > 1):
                continue  # looked at when all else stands
            moved += passed(network, marking, place, arrow, choose)
            if seen is not None:
                seen(place)
        waiting = _ready(network, marking)
        if waiting is None:
            return [each for each in begun if each in marking]
        number, arrow = waiting
        place = network.places[number]
        fresh = passed(network, marking, place, arrow, choose)
        if not fresh and arrow in marking:
            return [each for each in begun if each in marking]  # a choice that is left open
        moved += fresh
        if seen is not None:
            seen(place)


def passed(network: Network, marking: Marking, place: Place, arrow: int, choose: Choose) -> list[int]:
    """This function will take a token through a place and give the arrows on which tokens are laid."""
    out: Sequence[int] = place.out
    if place.kind in ("choose", "some") and len(place.out) > 1:
        chosen = choose(place)
        if chosen is None:
            return []
        out = chosen
    if place.kind == "all":
        tag = max(taken(marking, each) for each in place.into)
    elif place.kind == "some":
        tag = max(taken(marking, each) for each in place.into if each in marking)
    else:
        tag = taken(marking, arrow)
    if place.kind == "end" and place.interrupts:
        for each in network.scope[network.target[arrow]]:
            marking.pop(each, None)
    if place.kind == "enter":
        out = (*out, place.inner)
    for each in out:
        marking.setdefault(each, []).append(tag)
    return list(out)


def taken(marking: Marking, arrow: int) -> int:
    """This function will take the oldest token from an arrow."""
    tags = marking[arrow]
    tag = tags.pop(0)
    if not tags:
        del marking[arrow]
    return tag


def _ready(network: Network, marking: Marking) -> tuple[int, int] | None:
    """The first place that waits for what others do and need not any more, with the arrow of its token."""
    for arrow in sorted(marking):
        number = network.target[arrow]
        place = network.places[number]
        if place.kind == "leave":
            if not any(each in marking for each in place.inside):
                return number, arrow
        elif place.kind == "some" and len(place.into) > 1 and may_join(network, marking, number):
            return number, arrow
    return None


def may_join(network: Network, marking: Marking, number: int) -> bool:
    """This function will tell whether an inclusive gateway at which a token waits need not wait for another."""
    place = network.places[number]
    if len(place.into) < 2:
        return True
    leading = network.leading[number]
    full = [arrow for arrow in place.into if arrow in marking]
    to_full = frozenset().union(*(leading[arrow] for arrow in full))
    return not any(
        other in leading[arrow] and other not in to_full
        for arrow in place.into
        if arrow not in marking
        for other in marking
    )
