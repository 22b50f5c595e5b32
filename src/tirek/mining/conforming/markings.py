"""All markings that a net can reach, as a graph: explored once, then asked for every variant.

Markings from which the final one cannot be reached are left out: nothing that is looked for passes through them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from tirek.mining.compiled import compiled
from tirek.mining.models.net import AcceptingNet

MOST_MARKINGS: Final = 300_000
SILENT: Final = -1
_MOST_TOKENS: Final = 250

Ints = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Markings:
    """The graph: the steps that leave marking m are those from `first[m]` to `first[m + 1]`.

    `label` (code of `activities`, or `SILENT`), `step` (number of the net's transition), `to`, `source`: one each a
    step. `left`: how many visible steps at least lead from a marking to the final one. `start` and `end` are markings.
    """

    net: AcceptingNet
    activities: tuple[str, ...]
    first: Ints
    label: Ints
    step: Ints
    to: Ints
    source: Ints
    left: Ints
    start: int
    end: int

    @property
    def shortest(self) -> int:
        """How many visible steps the shortest way through the net has."""
        return int(self.left[self.start])


def markings_of(net: AcceptingNet, most: int = MOST_MARKINGS) -> Markings | None:
    """This function will explore a net; None where it has more than `most` markings. `start` is -1 if it never ends."""
    activities = net.activities
    code = {activity: number for number, activity in enumerate(activities)}
    label = np.array([SILENT if t.label is None else code[t.label] for t in net.transitions], dtype=np.int32)
    need = np.zeros((len(net.transitions), len(net.places)), dtype=np.int16)
    change = np.zeros_like(need)
    for number, each in enumerate(net.transitions):
        np.add.at(need[number], list(each.inputs), 1)
        np.add.at(change[number], list(each.outputs), 1)
    change -= need
    initial, final = np.array(net.initial, dtype=np.int16), np.array(net.final, dtype=np.int16)
    whole, end, first, step, to = _explored(need, change, *_inputs(need), initial, final, most)
    if not whole:
        return None
    source = np.repeat(np.arange(len(first) - 1, dtype=np.int32), np.diff(first))
    left = _left(source, label[step], to, len(first) - 1, end)
    keep = np.flatnonzero((left[source] >= 0) & (left[to] >= 0)) if len(step) else np.empty(0, dtype=np.int64)
    kept = (left >= 0).nonzero()[0]
    number_of = np.full(len(left), -1, dtype=np.int32)
    number_of[kept] = np.arange(len(kept), dtype=np.int32)
    source, to, step = number_of[source[keep]], number_of[to[keep]], step[keep]
    begins = np.searchsorted(source, np.arange(len(kept) + 1)).astype(np.int32)
    start = int(number_of[0])
    past = int(number_of[end]) if end >= 0 else -1
    return Markings(net, activities, begins, label[step], step, to, source, left[kept], start, past)


def _inputs(need: NDArray[np.int16]) -> tuple[Ints, Ints]:
    """The places that each step needs, one after the other, and where those of each begin."""
    step, place = np.nonzero(need)
    return np.searchsorted(step, np.arange(len(need) + 1)).astype(np.int32), place.astype(np.int32)


@compiled
def _explored(
    need: NDArray[np.int16],
    change: NDArray[np.int16],
    begins: Ints,
    inputs: Ints,
    initial: NDArray[np.int16],
    final: NDArray[np.int16],
    most: int,
) -> tuple[bool, int, Ints, Ints, Ints]:
    """Breadth first. Gives whether that is all, the number of the final marking, and the steps by marking."""
    places, steps = len(initial), len(need)
    room, slots = 1024, np.full(4096, -1, np.int32)
    seen = np.empty((room, places), np.int16)
    hashes = np.empty(room, np.uint64)
    first = np.zeros(room + 1, np.int32)
    step, to, arcs = np.empty(4096, np.int32), np.empty(4096, np.int32), 0
    after = np.empty(places, np.int16)
    known, end, at = 0, -1, -1
    chosen = -1
    while at < known:
        if at >= 0:
            first[at] = arcs
        for t in range(-1, steps):
            if (at < 0) != (t < 0):
                continue
            if t < 0:
                for p in range(places):
                    after[p] = initial[p]
            else:
                fires = True
                for k in range(begins[t], begins[t + 1]):
                    if seen[at, inputs[k]] < need[t, inputs[k]]:
                        fires = False
                        break
                if not fires:
                    continue
                for p in range(places):
                    after[p] = seen[at, p] + change[t, p]
                    if after[p] > _MOST_TOKENS:
                        return False, -1, first[:0], step[:0], to[:0]
            mixed = np.uint64(1469598103934665603)
            for p in range(places):
                mixed = (mixed ^ np.uint64(after[p])) * np.uint64(0x9E3779B97F4A7C15)
                mixed ^= mixed >> np.uint64(29)
            mask = np.uint64(len(slots) - 1)
            slot = mixed & mask
            while True:
                chosen = slots[slot]
                if chosen < 0:
                    break
                if hashes[chosen] == mixed:
                    same = True
                    for p in range(places):
                        if seen[chosen, p] != after[p]:
                            same = False
                            break
                    if same:
                        break
                slot = (slot + np.uint64(1)) & mask
            if chosen < 0:
                if known == most:
                    return False, -1, first[:0], step[:0], to[:0]
                if known == room:
                    more, longer = np.empty((2 * room, places), np.int16), np.empty(2 * room, np.uint64)
                    firsts = np.zeros(2 * room + 1, np.int32)
                    for i in range(room):
                        longer[i], firsts[i] = hashes[i], first[i]
                        for p in range(places):
                            more[i, p] = seen[i, p]
                    seen, hashes, first = more, longer, firsts
                    room *= 2
                    slots = np.full(4 * room, -1, np.int32)
                    mask = np.uint64(len(slots) - 1)
                    for i in range(known):
                        slot = hashes[i] & mask
                        while slots[slot] >= 0:
                            slot = (slot + np.uint64(1)) & mask
                        slots[slot] = i
                    slot = mixed & mask
                    while slots[slot] >= 0:
                        slot = (slot + np.uint64(1)) & mask
                chosen = known
                slots[slot] = known
                hashes[known] = mixed
                ends = True
                for p in range(places):
                    seen[known, p] = after[p]
                    if after[p] != final[p]:
                        ends = False
                if ends:
                    end = known
                known += 1
            if t >= 0:
                if arcs == len(step):
                    steps_, tos = np.empty(2 * arcs, np.int32), np.empty(2 * arcs, np.int32)
                    for i in range(arcs):
                        steps_[i], tos[i] = step[i], to[i]
                    step, to = steps_, tos
                step[arcs], to[arcs] = t, chosen
                arcs += 1
        at += 1
    first[known] = arcs
    return True, end, first[: known + 1], step[:arcs], to[:arcs]


@compiled
def _left(source: Ints, label: Ints, to: Ints, count: int, end: int) -> Ints:
    """The fewest visible steps to the end, backwards; -1 where no way leads there."""
    into = np.zeros(count + 1, np.int32)
    for e in range(len(to)):
        into[to[e] + 1] += 1
    for m in range(count):
        into[m + 1] += into[m]
    arc, fill = np.empty(len(to), np.int32), into.copy()
    for e in range(len(to)):
        arc[fill[to[e]]] = e
        fill[to[e]] += 1
    left, done = np.full(count, -1, np.int32), np.zeros(count, np.bool_)
    if end < 0:
        return left
    level = [end]
    left[end] = 0
    cost = 0
    while len(level) > 0:
        later = [end]
        later.pop()
        while len(level) > 0:
            m = level.pop()
            if done[m] or left[m] != cost:
                continue
            done[m] = True
            for k in range(into[m], into[m + 1]):
                e = arc[k]
                m2, reached = int(source[e]), cost + (1 if label[e] >= 0 else 0)
                if left[m2] < 0 or left[m2] > reached:
                    left[m2] = reached
                    if reached == cost:
                        level.append(m2)
                    else:
                        later.append(m2)
        level = later
        cost += 1
    return left
