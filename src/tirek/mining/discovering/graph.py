"""The directly-follows graph in which cuts are looked for: activities are bits, so that a set of them is a number."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

Set: TypeAlias = int
"""A set of activities: bit i stands for activity i."""


def members(of: Set) -> Iterator[int]:
    """This function will give the activities of a set in their order."""
    while of:
        bit = of & -of
        yield bit.bit_length() - 1
        of ^= bit


def set_of(activities: Iterable[int]) -> Set:
    """This function will give the set of some activities."""
    found = 0
    for activity in activities:
        found |= 1 << activity
    return found


def components(nodes: Set, near: Sequence[Set]) -> list[Set]:
    """This function will give what hangs together by a symmetric relation, by the least activity of each part."""
    found = []
    while nodes:
        part = grown(nodes & -nodes, nodes, near)
        found.append(part)
        nodes &= ~part
    return found


def grown(seed: Set, within: Set, near: Sequence[Set]) -> Set:
    """This function will give what is reached from a seed, the seed too."""
    part = frontier = seed
    while frontier:
        bit = frontier & -frontier
        new = near[bit.bit_length() - 1] & within & ~part
        part |= new
        frontier = (frontier ^ bit) | new
    return part


@dataclass(slots=True)
class Graph:
    """Who follows whom: `after[a]` and `before[a]` are sets, as are `start` and `end`. `nodes` are all that occur."""

    after: list[Set]
    before: list[Set]
    start: Set
    end: Set
    nodes: Set = field(init=False)

    def __post_init__(self) -> None:
        self.nodes = self.start | self.end
        for activity, others in enumerate(self.after):
            if others:
                self.nodes |= others | (1 << activity)


@dataclass(frozen=True, slots=True)
class Counted:
    """A directly-follows graph with its counts, by the numbers of activities. `kinds` is how many there can be."""

    kinds: int
    edges: Mapping[tuple[int, int], int]
    start: Mapping[int, int]
    end: Mapping[int, int]

    @property
    def graph(self) -> Graph:
        """The graph without its counts."""
        return self.kept(lambda edge, count: True, 0)

    def kept(self, keep: Callable[[tuple[int, int], int], bool], least_start: float) -> Graph:
        """This function will give the graph of the edges that are kept and of the starts seen often enough."""
        after, before = [0] * self.kinds, [0] * self.kinds
        for edge, count in self.edges.items():
            if keep(edge, count):
                after[edge[0]] |= 1 << edge[1]
                before[edge[1]] |= 1 << edge[0]
        start = set_of(a for a, count in self.start.items() if count >= least_start)
        return Graph(after, before, start, set_of(self.end))

    def frequent(self, noise: float) -> Graph:
        """This function will leave out what is rare: edges seen at most `noise` times as often as the most frequent
        way on from their activity (an end is a way on), starts seen less than `noise` times the most frequent."""
        most = dict(self.end)
        for (first, _), count in self.edges.items():
            most[first] = max(most.get(first, 0), count)
        least_start = max(self.start.values(), default=0) * noise
        return self.kept(lambda edge, count: count > noise * most[edge[0]], least_start)

    def without_rare(self, noise: float) -> Counted:
        """This function will leave out what `frequent` does, and ends that are rare beside other ways on."""
        graph = self.frequent(noise)
        most = max(self.end.values(), default=0)
        ways: dict[int, int] = {}
        for (first, _), count in self.edges.items():
            ways[first] = max(ways.get(first, 0), count)
        return Counted(
            self.kinds,
            {(a, b): count for (a, b), count in self.edges.items() if graph.after[a] >> b & 1},
            {a: count for a, count in self.start.items() if graph.start >> a & 1},
            {a: count for a, count in self.end.items() if count == most or count > noise * ways.get(a, 0)},
        )
