"""How large a difference is and how sure: shifts of durations, differences of shares, many of them at once.

Every interval is at 95 %. Cases of one time are alike (a busy week delays all of its cases), so that they say less than
as many of different times would: `widening` measures by how much, from the sums of weeks, and intervals grow by it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, inf, sqrt
from statistics import NormalDist
from typing import Final

import numpy as np
from numpy.typing import NDArray

from tirek.mining.compiled import compiled

Numbers = NDArray[np.float64]
Whole = NDArray[np.int64]

LEVEL: Final = 0.95
Z: Final = NormalDist().inv_cdf((1 + LEVEL) / 2)
FEW_GROUPS: Final = 10


@dataclass(frozen=True, slots=True)
class Difference:
    """After less before, with its interval; a bound is infinite where too few cases allow none."""

    value: float
    low: float
    high: float

    @property
    def p(self) -> float:
        """The two-sided p-value that belongs to the interval: below 0.05 just where it spans no nothing."""
        if self.value == 0:
            return 1.0
        room = self.value - self.low if self.value > 0 else self.high - self.value
        if room == inf:
            return 1.0
        if room <= 0:
            return 0.0
        return 2 * (1 - NormalDist().cdf(abs(self.value) * Z / room))


def shift(before: Whole, after: Whole, widened: tuple[float, float] = (1.0, 1.0)) -> Difference:
    """This function will give the Hodges-Lehmann shift: the median of all differences between a case after and before.

    Values are whole (microseconds), and so is what is found, by halving, without making all pairs. The interval inverts
    the test of Mann and Whitney, with ties (Hollander, Wolfe, Chicken 2014, 4.2); where the two sides spread
    differently, with the deviation that this gives (DeLong 1988), if that is larger.
    """
    a, b = np.sort(before), np.sort(after)
    pairs, many = len(a) * len(b), len(a) + len(b)
    _, ties = np.unique(np.concatenate([a, b]), return_counts=True)
    tied = float((ties.astype(np.float64) ** 3 - ties).sum()) / (many * (many - 1.0))
    below, above = placements(before, after)
    of_a, of_b = (float(each.var(ddof=1)) / len(each) if len(each) > 1 else 0.0 for each in (below, above))
    seen = of_a * widened[0] ** 2 + of_b * widened[1] ** 2
    growth = seen / (of_a + of_b) if of_a + of_b else max(widened) ** 2
    deviation = sqrt(max(pairs / 12 * (many + 1 - tied) * growth, pairs * seen * pairs, 0.0))
    low = ceil(pairs / 2 - Z * deviation)
    middle = (_ranked(a, b, (pairs + 1) // 2) + _ranked(a, b, pairs // 2 + 1)) / 2
    if low < 1:
        return Difference(middle, -inf, inf)
    return Difference(middle, float(_ranked(a, b, low)), float(_ranked(a, b, pairs - low + 1)))


def cliffs_delta(before: Whole, after: Whole) -> float:
    """This function will give the chance that a case after takes longer than one before, less that it takes less."""
    return float(placements(before, after)[1].mean() * 2 - 1)


def placements(before: Whole, after: Whole) -> tuple[Numbers, Numbers]:
    """This function will give for each case the share of the other side that it lies above; equal counts half."""
    a, b = np.sort(before), np.sort(after)

    def above(values: Whole, others: Whole) -> Numbers:
        less, upto = np.searchsorted(others, values, side="left"), np.searchsorted(others, values, side="right")
        found: Numbers = (less + upto) / (2 * len(others))
        return found

    return above(before, b), above(after, a)


def difference_of_shares(
    before: tuple[float, float], after: tuple[float, float], widening: tuple[float, float] = (1.0, 1.0)
) -> Difference:
    """This function will give the difference of two shares (each: how many, of how many), by Newcombe's method 10.

    (Newcombe, "Interval estimation for the difference between independent proportions", Statistics in Medicine 17,
    1998.) A side that is widened counts as so many fewer cases.
    """
    p, q = before[0] / before[1], after[0] / after[1]
    p_low, p_high = wilson(p, before[1] / widening[0] ** 2)
    q_low, q_high = wilson(q, after[1] / widening[1] ** 2)
    value = q - p
    return Difference(
        value,
        value - sqrt((q - q_low) ** 2 + (p_high - p) ** 2),
        value + sqrt((q_high - q) ** 2 + (p - p_low) ** 2),
    )


def wilson(share: float, many: float) -> tuple[float, float]:
    """This function will give Wilson's interval of a share of `many` cases."""
    middle = (share + Z * Z / (2 * many)) / (1 + Z * Z / many)
    half = Z / (1 + Z * Z / many) * sqrt(share * (1 - share) / many + Z * Z / (4 * many * many))
    return max(0.0, middle - half), min(1.0, middle + half)


def together(differences: Sequence[Difference], weights: Sequence[float]) -> Difference:
    """This function will give the weighted mean of independent differences, with the interval of their intervals.

    (MOVER: Zou and Donner, "Construction of confidence limits about effect measures", Statistics in Medicine 27, 2008.)
    """
    whole = sum(weights)
    parts = [(each, weight / whole) for each, weight in zip(differences, weights, strict=True)]
    value = sum(weight * each.value for each, weight in parts)
    below = sum((weight * (each.value - each.low)) ** 2 for each, weight in parts)
    above = sum((weight * (each.high - each.value)) ** 2 for each, weight in parts)
    return Difference(value, value - sqrt(below), value + sqrt(above))


def widening(values: Numbers, groups: Whole, strata: Whole) -> float:
    """This function will give by how much the deviation of a mean grows because cases of one group are alike.

    The root of the design effect, at least 1 (Kish 1965): the deviation from sums of groups over that from single
    cases, each from the mean of its stratum. With fewer than ten groups nothing can be said, and 1 is given.
    """
    held = np.bincount(groups) if len(groups) else np.zeros(0)
    many = int((held > 0).sum())
    if many < FEW_GROUPS:
        return 1.0
    counts = np.maximum(np.bincount(strata), 1)
    odd = values - (np.bincount(strata, weights=values) / counts)[strata]
    single = float((odd**2).sum())
    sums = np.bincount(groups, weights=odd)
    return max(1.0, sqrt(float((sums**2).sum()) * many / (many - 1) / single)) if single else 1.0


def adjusted(p: Sequence[float]) -> list[float]:
    """This function will give p-values adjusted for their number, so that of those below 0.05 one in twenty is false.

    (Benjamini and Hochberg, Journal of the Royal Statistical Society B 57, 1995.)
    """
    order = sorted(range(len(p)), key=lambda i: p[i])
    found = [1.0] * len(p)
    least = 1.0
    for rank in range(len(p), 0, -1):
        i = order[rank - 1]
        least = min(least, p[i] * len(p) / rank)
        found[i] = least
    return found


def _ranked(a: Whole, b: Whole, rank: int) -> int:
    """The difference b - a of this rank among all pairs, from 1; both are sorted."""
    low, high = int(b[0]) - int(a[-1]), int(b[-1]) - int(a[0])
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if _upto(a, b, middle) >= rank else (middle + 1, high)
    return low


@compiled
def _upto(a: Whole, b: Whole, most: int) -> int:
    """How many pairs have a difference b - a of at most this; both are sorted, so one step through both is enough."""
    found, j = 0, 0
    for i in range(len(a)):
        while j < len(b) and b[j] - a[i] <= most:
            j += 1
        found += j
    return found
