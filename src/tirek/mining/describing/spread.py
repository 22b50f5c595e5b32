"""How long something took, many times over: mean, median, 90th percentile, from whole microseconds and exact.

A percentile lies between two neighbours in proportion to its place (linear interpolation, as NumPy and pandas have
it: Hyndman and Fan 1996, number 7). Sums and places are whole numbers up to the last division, so that the result does
not depend on the order of what was measured.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from tirek.mining.compiled import compiled
from tirek.mining.log import Codes, Moments

SECOND: Final = 1_000_000
DENSE: Final = 1 << 22  # up to so many places each has one of its own in a table
FEW: Final = 48  # so many are sorted where they lie; more are given to NumPy's selection
UNKNOWN: Final = {"mean": None, "median": None, "p90": None, "min": None, "max": None}

Bounds = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Spread:
    """What a number of durations come to, in seconds; `count` is at least 1."""

    count: int
    total_s: float
    mean_s: float
    median_s: float
    p90_s: float
    min_s: float
    max_s: float

    def as_json(self) -> dict[str, float]:
        """This function will give mean, median, p90, min and max in seconds, under those names."""
        return dict(zip(UNKNOWN, (self.mean_s, self.median_s, self.p90_s, self.min_s, self.max_s), strict=True))


def spread_json(spread: Spread | None) -> dict[str, float] | dict[str, None]:
    """This function will give a spread as JSON, with null for all where nothing was measured."""
    return dict(UNKNOWN) if spread is None else spread.as_json()


def spread_of(durations: Moments) -> Spread | None:
    """This function will measure durations (int64, µs), or give None for none. It puts them into another order."""
    return spreads_of(durations, np.array([0, len(durations)]))[0]


def spreads_of(durations: Moments, bounds: Bounds) -> list[Spread | None]:
    """This function will measure groups of durations: group i is `durations[bounds[i]:bounds[i + 1]]`, reordered."""
    high, low, least, most = _sums(durations, bounds)
    ranks = _ranked_few(durations, bounds)
    for i in np.flatnonzero(np.diff(bounds) > FEW):
        ranks[i] = _ranked_many(durations[bounds[i] : bounds[i + 1]])
    columns = (np.diff(bounds), high, low, least, most, *ranks.T)
    rows = zip(*(column.tolist() for column in columns), strict=True)
    return [
        spread_from(count, (high << 32) + low, least, most, *ranks) for count, high, low, least, most, *ranks in rows
    ]


def beside(codes: Codes, durations: Moments, kinds: int) -> tuple[Moments, Bounds]:
    """This function will put the durations of each code side by side, as `spreads_of` takes them.

    Where the code or the duration is negative, nothing was measured, and it is left out.
    """
    counts = _counted(codes, durations, kinds)
    bounds = np.concatenate((np.zeros(1, np.int64), np.cumsum(counts)))
    return _beside(codes, durations, bounds[:-1].copy(), int(bounds[-1])), bounds


def numbered(places: NDArray[np.int64], size: int) -> tuple[NDArray[np.int64], Codes]:
    """This function will give the different places (below `size`, sorted), and for each which of them it is.

    A negative place is none, and stays -1.
    """
    if size <= DENSE:
        there = np.zeros(size + 1, np.bool_)  # the last is where what is none goes
        there[places] = True
        there[-1] = False
        which = np.cumsum(there, dtype=np.int32) - np.int32(1)
        which[-1] = -1
        return np.flatnonzero(there), which[places]
    found, which = np.unique(places, return_inverse=True)
    none = int(len(found) > 0 and found[0] < 0)
    return found[none:], (which - none).astype(np.int32)


@compiled
def cases_by(offsets: Bounds, codes: Codes, kinds: int) -> Bounds:
    """This function will count for each code the cases in which an event has it; a negative code is none."""
    cases, seen = np.zeros(kinds, np.int64), np.full(kinds, -1, np.int64)
    for case in range(len(offsets) - 1):
        for j in range(offsets[case], offsets[case + 1]):
            code = codes[j]
            if code >= 0 and seen[code] != case:
                seen[code] = case
                cases[code] += 1
    return cases


@compiled
def _counted(codes: Codes, durations: Moments, kinds: int) -> Bounds:
    counts = np.zeros(kinds, np.int64)
    for j in range(len(codes)):
        if codes[j] >= 0 and durations[j] >= 0:
            counts[codes[j]] += 1
    return counts


@compiled
def _beside(codes: Codes, durations: Moments, places: Bounds, total: int) -> Moments:
    found = np.empty(total, np.int64)
    for j in range(len(codes)):
        if codes[j] >= 0 and durations[j] >= 0:
            found[places[codes[j]]] = durations[j]
            places[codes[j]] += 1
    return found


def spread_from(count: int, total: int, least: int, most: int, m1: int, m2: int, p1: int, p2: int) -> Spread | None:
    """This function will measure what was counted and summed (µs), given the neighbours of the median and of p90."""
    if count == 0:
        return None
    return Spread(
        count=count,
        total_s=total / SECOND,
        mean_s=total / (count * SECOND),
        median_s=_between(m1, m2, 5 * (count - 1)),
        p90_s=_between(p1, p2, 9 * (count - 1)),
        min_s=least / SECOND,
        max_s=most / SECOND,
    )


def _between(low: int, high: int, tenths: int) -> float:
    return (10 * low + tenths % 10 * (high - low)) / (10 * SECOND)


def _ranked_many(durations: Moments) -> tuple[int, int, int, int]:
    """This function will give the neighbours of the median and of the 90th percentile.

    One place at a time: NumPy has a vectorised selection for that, and none for several.
    """
    found: list[int] = []
    first = 0
    for tenths in (5, 9):
        place = tenths * (len(durations) - 1) // 10
        rest = durations[first:]
        rest.partition(place - first)
        low, first = int(durations[place]), place + 1
        found += [low, int(durations[first:].min()) if first < len(durations) else low]
    return found[0], found[1], found[2], found[3]


@compiled
def _ranked_few(durations: Moments, bounds: Bounds) -> NDArray[np.int64]:
    groups = len(bounds) - 1
    ranks = np.zeros((groups, 4), np.int64)
    for i in range(groups):
        first, past = bounds[i], bounds[i + 1]
        count = past - first
        if count == 0 or count > FEW:
            continue
        for j in range(first + 1, past):
            value, k = durations[j], j
            while k > first and durations[k - 1] > value:
                durations[k] = durations[k - 1]
                k -= 1
            durations[k] = value
        for half in range(2):
            place = (9 if half else 5) * (count - 1) // 10
            ranks[i, 2 * half] = durations[first + place]
            ranks[i, 2 * half + 1] = durations[first + min(place + 1, count - 1)]
    return ranks


@compiled
def _sums(durations: Moments, bounds: Bounds) -> tuple[NDArray[np.int64], ...]:
    """Sums in two halves: ten million durations of years are more microseconds than 64 bits hold."""
    groups = len(bounds) - 1
    high, low = np.zeros(groups, np.int64), np.zeros(groups, np.int64)
    least, most = np.zeros(groups, np.int64), np.zeros(groups, np.int64)
    for i in range(groups):
        if bounds[i] < bounds[i + 1]:
            least[i] = most[i] = durations[bounds[i]]
        for j in range(bounds[i], bounds[i + 1]):
            value = durations[j]
            high[i] += value >> 32
            low[i] += value & 0xFFFFFFFF
            least[i] = min(least[i], value)
            most[i] = max(most[i], value)
    return high, low, least, most
