"""What follows what inside a case, and how long that took: one pass over whole cases, whatever the codes stand for.

A step leads from one event of a case to the next. Activities make of it the directly-follows graph, people or offices
the hand-overs. Durations are put beside those of the same step, part by part, 8 bytes each, and measured at the end.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from tirek.mining.compiled import compiled
from tirek.mining.describing.sequences import Whole, longer
from tirek.mining.describing.spread import Bounds, Spread, spreads_of
from tirek.mining.log import Codes, Moments

DENSE: Final = 1 << 22  # up to so many pairs of codes each pair has a place of its own
FIRST_ROOM: Final = 1 << 10

Table = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Step:
    """A step from the code `before` to the code `after`: how often, in how many cases, and how long it took."""

    before: int
    after: int
    cases: int
    spread: Spread


class Steps:
    """The steps of a log, taken part by part. `kinds` is how many codes there are; a negative code makes no step."""

    def __init__(self, kinds: int) -> None:
        self._kinds = kinds
        self._dense = kinds * kinds <= DENSE
        self._slots = np.full(max(1, kinds * kinds) if self._dense else FIRST_ROOM * 4, -1, np.int64)
        self._pairs = np.zeros(FIRST_ROOM, np.int64)
        self._cases = np.zeros(FIRST_ROOM, np.int64)
        self._found = np.zeros(1, np.int64)
        self._parts: list[tuple[NDArray[np.int64], NDArray[np.int64], Moments]] = []

    def take(self, offsets: Bounds, codes: Codes, clock: Moments) -> None:
        """This function will take whole cases: where each begins, the code of each event, and its time (µs)."""
        which = np.empty(len(codes), np.int32)
        counts = np.zeros(len(self._pairs), np.int64)
        case = 0
        while True:
            case = _find(
                *(case, offsets, codes, self._kinds, self._dense, self._slots, self._pairs),
                *(self._cases, counts, self._found, which),
            )
            if case == len(offsets) - 1:
                break
            counts = self._grown(counts, int(offsets[case + 1] - offsets[case]))
        met = np.flatnonzero(counts)
        self._parts.append((met, counts[met], _gathered(offsets, which, clock, counts)))

    def _grown(self, counts: NDArray[np.int64], steps: int) -> NDArray[np.int64]:
        """This function will make room for the steps of the next case, which may all be new."""
        room = 2 * (len(self._pairs) + steps)
        found = int(self._found[0])
        self._pairs, self._cases, counts = (longer(each, room) for each in (self._pairs, self._cases, counts))
        if not self._dense:
            self._slots = np.full(1 << (2 * room).bit_length(), -1, np.int64)
            _place(self._pairs[:found], self._slots)
        return counts

    def measured(self) -> list[Step]:
        """This function will measure each step, sorted by the codes before and after. It can be asked once."""
        pairs, cases, durations, bounds = self.beside()
        spreads = spreads_of(durations, bounds)
        return [
            Step(*divmod(int(pairs[i]), self._kinds), int(cases[i]), spread)
            for i in np.argsort(pairs)
            if (spread := spreads[i]) is not None
        ]

    def beside(self) -> tuple[NDArray[np.int64], NDArray[np.int64], Moments, Bounds]:
        """This function will give each step (before * kinds + after), its cases, and its durations.

        Durations and bounds are as `spreads_of` takes them. It can be asked once.
        """
        found = int(self._found[0])
        total = np.zeros(found, np.int64)
        for met, counts, _ in self._parts:
            total[met] += counts
        bounds = np.zeros(found + 1, np.int64)
        np.cumsum(total, out=bounds[1:])
        if len(self._parts) == 1:  # the steps of a part lie in the order in which they were found
            durations = self._parts[0][2]
        else:
            durations, filled = np.empty(int(bounds[-1]), np.int64), bounds[:-1].copy()
            while self._parts:  # each part goes as soon as it was copied
                _moved(*self._parts.pop(), durations, filled)
        return self._pairs[:found], self._cases[:found], durations, bounds


@compiled
def _slot(pair: Whole, dense: bool, slots: Table, pairs: NDArray[np.int64]) -> Whole:
    """The place of a pair in the table, or the empty one where it belongs."""
    if dense:
        return pair
    mask = len(slots) - 1
    mixed = np.uint64(pair) * np.uint64(0x9E3779B97F4A7C15)
    at = np.int64(mixed >> np.uint64(20)) & mask
    while slots[at] >= 0 and pairs[slots[at]] != pair:
        at = (at + 1) & mask
    return at


@compiled
def _place(pairs: NDArray[np.int64], slots: Table) -> None:
    for i in range(len(pairs)):
        slots[_slot(pairs[i], False, slots, pairs)] = i


@compiled
def _find(
    case: int,
    offsets: Bounds,
    codes: Codes,
    kinds: int,
    dense: bool,
    slots: Table,
    pairs: NDArray[np.int64],
    cases: NDArray[np.int64],
    counts: NDArray[np.int64],
    found: NDArray[np.int64],
    which: NDArray[np.int32],
) -> int:
    """Numbers the step that leads to each event (-1 for none), case by case; stops before one there is no room for."""
    known = found[0]
    seen = np.full(len(pairs), -1, np.int64)
    while case < len(offsets) - 1:
        first, past = offsets[case], offsets[case + 1]
        if known + (past - first) > len(pairs):
            break
        which[first] = -1
        before = np.int64(codes[first])
        for j in range(first + 1, past):
            after = np.int64(codes[j])
            if before < 0 or after < 0:
                which[j] = -1
                before = after
                continue
            pair = before * kinds + after
            at = _slot(pair, dense, slots, pairs)
            step = slots[at]
            if step < 0:
                step = known
                slots[at], pairs[step] = step, pair
                known += 1
            which[j] = step
            counts[step] += 1
            if seen[step] != case:
                seen[step] = case
                cases[step] += 1
            before = after
        case += 1
    found[0] = known
    return case


@compiled
def _gathered(offsets: Bounds, which: NDArray[np.int32], clock: Moments, counts: NDArray[np.int64]) -> Moments:
    """The durations of a part, those of a step side by side, steps in the order of their numbers."""
    places = np.zeros(len(counts) + 1, np.int64)
    for i in range(len(counts)):
        places[i + 1] = places[i] + counts[i]
    durations = np.empty(places[len(counts)], np.int64)
    for j in range(1, len(which)):
        step = which[j]
        if step >= 0:
            durations[places[step]] = clock[j] - clock[j - 1]
            places[step] += 1
    return durations


@compiled
def _moved(
    met: NDArray[np.int64], counts: NDArray[np.int64], some: Moments, durations: Moments, filled: NDArray[np.int64]
) -> None:
    first = 0
    for i in range(len(met)):
        at, count = filled[met[i]], counts[i]
        durations[at : at + count] = some[first : first + count]
        filled[met[i]] += count
        first += count
