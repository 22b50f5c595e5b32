"""Which cases took the same activities in the same order, counted exactly: found by a hash, and then compared.

Two sequences of one hash stay two variants: no case is counted for a variant before each of its activities was compared
with those kept for that variant.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any, Final, TypeVar

import numpy as np
from numpy.typing import NDArray

from tirek.mining.compiled import compiled
from tirek.mining.describing.spread import Bounds
from tirek.mining.log import Codes

FIRST_ROOM: Final = 1 << 12
FEW: Final = 16  # so many variants are sorted by comparing them
ALL_BITS: Final = -1  # how much of a hash is used; tests use less, so that hashes collide

Pool = NDArray[np.uint16] | NDArray[np.int32]
Ids = NDArray[np.int32]
Counts = NDArray[np.int64]
Whole = int | np.integer[Any]

Column = TypeVar("Column", bound=NDArray[Any])


def longer(column: Column, room: int) -> Column:
    """This function will give a column with more room, zero in what was added."""
    grown = np.zeros(room, column.dtype)
    grown[: len(column)] = column
    return grown  # type: ignore[return-value]


class Sequences:
    """The variants of a log, taken part by part. Variants are numbered as they are met.

    `of_case` (int32, cases): the variant of each case. `counts` (int64, variants): its cases. `bounds` and `pool`: the
    codes of variant v are `pool[bounds[v]:bounds[v + 1]]`.
    """

    def __init__(self, cases: int, kinds: int, *, bits: int = ALL_BITS) -> None:
        self.of_case: Ids = np.empty(cases, np.int32)
        self._bits, self._kinds = bits, kinds
        self._slots: Ids = np.full(FIRST_ROOM * 2, -1, np.int32)
        self._hashes = np.zeros(FIRST_ROOM, np.uint64)
        self._counts: Counts = np.zeros(FIRST_ROOM, np.int64)
        self._bounds: Bounds = np.zeros(FIRST_ROOM + 1, np.int64)
        room = FIRST_ROOM * 8
        self._pool: Pool = np.zeros(room, np.uint16) if kinds <= 1 << 16 else np.zeros(room, np.int32)
        self._found = np.zeros(1, np.int64)

    def take(self, first_case: int, offsets: Bounds, codes: Codes) -> None:
        """This function will take whole cases: where each begins, and the code of each event."""
        cases, case = len(offsets) - 1, 0
        of_case = self.of_case[first_case : first_case + cases]
        while True:
            case = _sort_out(
                *(case, offsets, codes, self._bits, self._slots, self._hashes),
                *(self._counts, self._bounds, self._pool, self._found, of_case),
            )
            if case == cases:
                return
            self._grow(int(offsets[case + 1] - offsets[case]))

    @property
    def counts(self) -> Counts:
        """How many cases each variant has."""
        return self._counts[: self._found[0]]

    @property
    def bounds(self) -> Bounds:
        """Where each variant's codes begin in the pool."""
        return self._bounds[: self._found[0] + 1]

    @property
    def pool(self) -> Pool:
        """The codes of all variants, one after the other."""
        return self._pool[: self.bounds[-1]]

    def codes(self, variant: int) -> list[int]:
        """This function will give the codes of a variant, in order."""
        found: list[int] = self._pool[self._bounds[variant] : self._bounds[variant + 1]].tolist()
        return found

    def top(self, most: int) -> Ids:
        """This function will give the numbers of the first variants: by cases, then by codes as words are sorted."""
        counts = self.counts
        most = min(most, len(counts))
        if most == 0:
            return np.empty(0, np.int32)
        least = np.partition(counts, len(counts) - most)[len(counts) - most]
        enough = np.flatnonzero(counts >= least).astype(np.int32)
        ids = enough[np.argsort(-counts[enough], kind="stable")]
        level = np.flatnonzero(np.diff(counts[ids], prepend=-1, append=-1))
        for first, past in pairwise(level.tolist()):
            if past - first > 1:
                _arranged(ids[first:past], most - first, self._kinds, self._bounds, self._pool)
        return ids[:most]

    def _grow(self, length: int) -> None:
        """This function will make room for one more variant of this length, and for as much again."""
        found = int(self._found[0])
        if found == len(self._hashes):
            self._hashes, self._counts = longer(self._hashes, 2 * found), longer(self._counts, 2 * found)
            self._bounds = longer(self._bounds, 2 * found + 1)
            self._slots = np.full(4 * found, -1, np.int32)
            _place(self._hashes[:found], self._slots)
        needed = int(self._bounds[found]) + length
        if needed > len(self._pool):
            self._pool = longer(self._pool, max(needed, len(self._pool) * 3 // 2))


@compiled
def _place(hashes: NDArray[np.uint64], slots: Ids) -> None:
    mask = np.uint64(len(slots) - 1)
    for i in range(len(hashes)):
        at = hashes[i] & mask
        while slots[at] >= 0:
            at = (at + np.uint64(1)) & mask
        slots[at] = i


@compiled
def _sort_out(
    case: int,
    offsets: Bounds,
    codes: Codes,
    bits: int,
    slots: Ids,
    hashes: NDArray[np.uint64],
    counts: Counts,
    bounds: Bounds,
    pool: Pool,
    found: Counts,
    of_case: Ids,
) -> int:
    """Finds the variant of each case, and stops before a case there is no room for."""
    known = found[0]
    mask = np.uint64(len(slots) - 1)
    while case < len(offsets) - 1:
        first, past = offsets[case], offsets[case + 1]
        length = past - first
        mixed = np.uint64(length)
        for j in range(first, past):
            mixed = (mixed ^ np.uint64(codes[j])) * np.uint64(0x9E3779B97F4A7C15)
            mixed ^= mixed >> np.uint64(32)
        mixed &= np.uint64(bits)
        at = mixed & mask
        while True:
            variant = np.int64(slots[at])
            if variant < 0:
                break
            if hashes[variant] == mixed and bounds[variant + 1] - bounds[variant] == length:
                begin, same = bounds[variant], True
                for j in range(length):
                    if pool[begin + j] != codes[first + j]:
                        same = False
                        break
                if same:
                    break
            at = (at + np.uint64(1)) & mask
        if variant < 0:
            if known == len(hashes) or bounds[known] + length > len(pool):
                break
            variant = known
            slots[at], hashes[variant] = variant, mixed
            begin = bounds[variant]
            for j in range(length):
                pool[begin + j] = codes[first + j]
            bounds[variant + 1] = begin + length
            known += 1
        counts[variant] += 1
        of_case[case] = variant
        case += 1
    found[0] = known
    return case


@compiled
def _before(a: Whole, b: Whole, depth: Whole, bounds: Bounds, pool: Pool) -> bool:
    """Whether variant a stands before b, alike up to `depth`: by codes, a beginning before what goes on."""
    i, j = bounds[a] + depth, bounds[b] + depth
    while i < bounds[a + 1] and j < bounds[b + 1]:
        if pool[i] != pool[j]:
            return bool(pool[i] < pool[j])
        i += 1
        j += 1
    return bool(bounds[a + 1] - bounds[a] < bounds[b + 1] - bounds[b])


@compiled
def _arranged(ids: Ids, most: int, kinds: int, bounds: Bounds, pool: Pool) -> None:
    """Sorts variants by their codes, as far as the first `most` places need it: by the first code, then each of the
    groups that this leaves by the next one (radix sort from the front); few are compared as they are."""
    waiting = [(np.int64(0), np.int64(len(ids)), np.int64(0))]
    while len(waiting) > 0:
        first, past, depth = waiting.pop()
        if first >= most:
            continue
        if past - first <= FEW:
            for i in range(first + 1, past):
                moved, k = ids[i], i
                while k > first and _before(moved, ids[k - 1], depth, bounds, pool):
                    ids[k] = ids[k - 1]
                    k -= 1
                ids[k] = moved
            continue
        some = ids[first:past].copy()
        keys, placed = np.empty(len(some), np.int64), np.empty(len(some), np.int64)
        places = np.zeros(kinds + 2, np.int64)
        for i in range(len(some)):
            at = bounds[some[i]] + depth
            keys[i] = 1 + np.int64(pool[at]) if at < bounds[some[i] + 1] else 0
            places[keys[i] + 1] += 1
        for key in range(kinds):
            places[key + 1] += places[key]
        for i in range(len(some)):
            at = places[keys[i]]
            ids[first + at], placed[at] = some[i], keys[i]
            places[keys[i]] += 1
        begin = 0
        for i in range(1, len(some) + 1):
            if i == len(some) or placed[i] != placed[begin]:
                if i - begin > 1 and placed[begin] > 0:
                    waiting.append((first + begin, first + i, depth + 1))
                begin = i
