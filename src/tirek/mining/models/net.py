"""Petri nets with labels that accept words: those that lead from the initial marking to the final one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

Marking: TypeAlias = tuple[int, ...]
"""How many tokens lie on each place, in the order of the places."""


@dataclass(frozen=True, slots=True)
class Transition:
    """A step. `label` is the activity, or None where it is silent. Places by number; twice means two tokens.

    `id` says where it comes from: the element of a drawing, or a running number.
    """

    id: str
    label: str | None
    inputs: tuple[int, ...]
    outputs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class AcceptingNet:
    """A labelled Petri net with an initial and a final marking. Where it is a workflow net, each is one token."""

    places: tuple[str, ...]
    transitions: tuple[Transition, ...]
    initial: Marking
    final: Marking

    @property
    def activities(self) -> tuple[str, ...]:
        """The labels, sorted, each once."""
        return tuple(sorted({each.label for each in self.transitions if each.label is not None}))

    def enabled(self, marking: Marking) -> Iterator[Transition]:
        """This function will give the transitions that may fire."""
        return (each for each in self.transitions if may_fire(each, marking))


def may_fire(transition: Transition, marking: Marking) -> bool:
    """This function will tell whether there are tokens enough."""
    if len(set(transition.inputs)) == len(transition.inputs):
        return all(marking[place] for place in transition.inputs)
    return all(marking[place] >= tokens for place, tokens in Counter(transition.inputs).items())


def fired(transition: Transition, marking: Marking) -> Marking:
    """This function will give the marking after a transition that may fire."""
    after = list(marking)
    for place in transition.inputs:
        after[place] -= 1
    for place in transition.outputs:
        after[place] += 1
    return tuple(after)


def net_of_arcs(
    places: Sequence[str],
    steps: Iterable[tuple[str, str | None, Sequence[str], Sequence[str]]],
    initial: Mapping[str, int],
    final: Mapping[str, int],
) -> AcceptingNet:
    """This function will make a net of names: steps as id, label, places before, places after."""
    number = {name: i for i, name in enumerate(places)}
    transitions = tuple(
        Transition(name, label, tuple(sorted(number[p] for p in before)), tuple(sorted(number[p] for p in after)))
        for name, label, before, after in steps
    )
    return AcceptingNet(
        tuple(places),
        transitions,
        tuple(initial.get(name, 0) for name in places),
        tuple(final.get(name, 0) for name in places),
    )


def reachable(net: AcceptingNet, most: int) -> tuple[set[Marking], bool]:
    """This function will give the markings that can be reached, at most `most`, and whether these are all."""
    seen = {net.initial}
    waiting = [net.initial]
    while waiting:
        marking = waiting.pop()
        for transition in net.enabled(marking):
            after = fired(transition, marking)
            if after not in seen:
                if len(seen) >= most:
                    return seen, False
                seen.add(after)
                waiting.append(after)
    return seen, True


def language_of_net(net: AcceptingNet, longest: int) -> frozenset[tuple[str, ...]]:
    """This function will give all words of a small bounded net up to a length. It grows exponentially: for tests."""
    found: set[tuple[str, ...]] = set()
    waiting: list[tuple[tuple[str, ...], Marking]] = [((), net.initial)]
    seen = set(waiting)
    while waiting:
        word, marking = waiting.pop()
        if marking == net.final:
            found.add(word)
        for transition in net.enabled(marking):
            longer = word if transition.label is None else (*word, transition.label)
            state = (longer, fired(transition, marking))
            if len(longer) <= longest and state not in seen:
                seen.add(state)
                waiting.append(state)
    return frozenset(found)
