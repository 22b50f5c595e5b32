"""The cheapest way through a net's markings and a variant together: A*, unit costs, silent steps free.

At least as many visible steps as are left in the net, less the events that are left, are still to be paid: that bound
is consistent, so each state is settled once (Hart, Nilsson, Raphael 1968; van Dongen 2018 for the use on alignments).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from tirek.mining.compiled import compiled
from tirek.mining.conforming.markings import Ints, Markings

FREE: Final = 32_000  # no cost is as high; longer variants are not looked at
MOST_STATES: Final = 60_000_000  # of one variant, 6 bytes each
NOT_FOUND: Final = -1
LOG_MOVE: Final = -1
_BEGIN: Final = -2


@dataclass(slots=True)
class Room:
    """What a search needs beside the net; kept from one variant to the next, clean."""

    cost: NDArray[np.int16]
    via: Ints


def room_for(markings: Markings, longest: int) -> Room:
    """This function will give room for variants up to a length, or for the longest that there may be."""
    states = min(len(markings.left) * (longest + 1), MOST_STATES)
    return Room(np.full(states, FREE, np.int16), np.empty(states, np.int32))


def way_through(
    markings: Markings, trace: Ints, room: Room, *, most_steps: int, dearest: int = FREE
) -> tuple[int, list[tuple[int, int]], int]:
    """This function will give the cost of the cheapest way, its moves, and how many steps were looked at.

    A move is the number of an event (or -1) and of a step of the graph (or -1). The cost is `NOT_FOUND` where more
    than `most_steps` would have been looked at, or nothing up to the cost `dearest` was found.
    """
    if len(markings.left) * (len(trace) + 1) > len(room.cost) or len(trace) + markings.shortest >= FREE:
        return NOT_FOUND, [], 0
    graph = (markings.first, markings.label, markings.to, markings.left)
    cost, steps = _search(trace, *graph, markings.start, markings.end, most_steps, dearest, room.cost, room.via)
    if cost == NOT_FOUND:
        return NOT_FOUND, [], int(steps)
    event, marking = len(trace), markings.end
    moves: list[tuple[int, int]] = []
    # The first state has no way to it; its own mark is the one that no move has.
    while True:
        via = int(room.via[event * len(markings.left) + marking])
        if via == _BEGIN:
            break
        if via == LOG_MOVE:
            event -= 1
            moves.append((event, -1))
            continue
        step, together = via >> 1, via & 1
        event -= together
        marking = int(markings.source[step])
        moves.append((event if together else -1, step))
    moves.reverse()
    return int(cost), moves, int(steps)


@compiled
def _search(
    trace: Ints,
    first: Ints,
    label: Ints,
    to: Ints,
    left: Ints,
    start: int,
    end: int,
    most: int,
    dearest: int,
    cost: NDArray[np.int16],
    via: Ints,
) -> tuple[int, int]:
    count, length = len(left), len(trace)
    top = length + left[start] + 2
    heads = np.full(top + 1, -1, np.int64)
    state, below, used = np.empty(1024, np.int64), np.empty(1024, np.int64), 0
    h = max(0, left[start] - length)
    cost[start], via[start] = 0, -2
    state[0], below[0], used = start, -1, 1
    heads[h] = 0
    f, looked, found = h, 0, -1
    while f <= top and f <= dearest and found < 0 and looked <= most:
        entry = heads[f]
        if entry < 0:
            f += 1
            continue
        heads[f] = below[entry]
        here = state[entry]
        event, m = here // count, here % count
        remains = length - event
        g = f - max(0, left[m] - remains)
        if cost[here] != g:
            continue
        if event == length and m == end:
            found = g
            break
        if used + 2 * (first[m + 1] - first[m]) + 1 > len(state):
            bigger = max(2 * len(state), used + 2 * (first[m + 1] - first[m]) + 1)
            states, belows = np.empty(bigger, np.int64), np.empty(bigger, np.int64)
            for i in range(used):
                states[i], belows[i] = state[i], below[i]
            state, below = states, belows
        if event < length:
            there = here + count
            if g + 1 < cost[there]:
                bucket = g + 1 + max(0, left[m] - remains + 1)
                if bucket <= top:
                    cost[there], via[there] = g + 1, -1
                    state[used], below[used], heads[bucket] = there, heads[bucket], used
                    used += 1
        for together in range(2):
            for e in range(first[m], first[m + 1]):
                looked += 1
                n = to[e]
                if together == 1:
                    if event == length or label[e] != trace[event]:
                        continue
                    there, paid, rest = (event + 1) * count + n, g, remains - 1
                else:
                    there, paid, rest = event * count + n, g + (1 if label[e] >= 0 else 0), remains
                if paid < cost[there]:
                    bucket = paid + max(0, left[n] - rest)
                    if bucket > top:
                        continue
                    cost[there], via[there] = paid, 2 * e + together
                    state[used], below[used], heads[bucket] = there, heads[bucket], used
                    used += 1
    for i in range(used):
        cost[state[i]] = 32_000
    cost[start] = 32_000
    return found, looked
