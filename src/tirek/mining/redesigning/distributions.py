"""How long things take: a handful of distributions, each drawn from one number between 0 and 1.

Because a draw turns one number into one duration and never a smaller into a larger, the same numbers asked for an as-is
and for a to-be give cases of equal luck in both, and their difference is seen with fewer repetitions (common random
numbers: Law, "Simulation Modeling and Analysis", chapter 11).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import exp, log, log1p, sqrt
from statistics import NormalDist
from typing import Final
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

MOST_KEPT: Final = 500
BATCH: Final = 512

FIELDS: Final = {
    "sample": ("seconds",),
    "constant": ("seconds",),
    "exponential": ("mean",),
    "lognormal": ("mean", "deviation"),
    "uniform": ("least", "most"),
}
"""The kinds, and the numbers that each is given by, in seconds. Of a sample `seconds` is a list."""


@dataclass(frozen=True, slots=True)
class Distribution:
    """A distribution of seconds. `values`: the sample, sorted, or the numbers of its kind. `factor` stretches it."""

    kind: str
    values: tuple[float, ...]
    factor: float = 1.0

    @property
    def mean(self) -> float:
        """The mean, in seconds."""
        a = self.values
        plain = sum(a) / len(a) if self.kind in ("sample", "uniform") else a[0]
        return plain * self.factor

    def drawing(self) -> Callable[[float], float]:
        """This function will give what turns a number from 0 up to 1 into seconds."""
        values, factor = self.values, self.factor
        if self.kind == "sample":
            stretched, many = [value * factor for value in values], len(values)
            return lambda u: stretched[int(u * many)]
        if self.kind == "exponential":
            mean = values[0] * factor
            return lambda u: -mean * log1p(-u)
        if self.kind == "lognormal":
            mean, deviation = values
            spread = log1p((deviation / mean) ** 2) if mean else 0.0
            if not spread:
                return lambda u: factor * mean
            made = NormalDist(log(mean) - spread / 2, sqrt(spread))
            return lambda u: factor * exp(made.inv_cdf(max(u, 2**-54)))
        if self.kind == "uniform":
            least, most = values
            return lambda u: factor * (least + u * (most - least))
        constant = values[0] * factor
        return lambda u: constant


def constant(seconds: float) -> Distribution:
    """This function will give what always takes the same time."""
    return Distribution("constant", (float(seconds),))


def exponential(mean: float) -> Distribution:
    """This function will give an exponential distribution."""
    return Distribution("exponential", (float(mean),))


def sample(seconds: Sequence[float] | NDArray[np.float64]) -> Distribution:
    """This function will give the empirical distribution of durations, none below 0.

    Of more than `MOST_KEPT` the means of as many groups of neighbours are kept: the mean stays, the tail is a little
    shorter.
    """
    ordered = np.sort(np.maximum(np.asarray(seconds, dtype=np.float64), 0.0))
    if len(ordered) > MOST_KEPT:
        ordered = np.array([group.mean() for group in np.array_split(ordered, MOST_KEPT)])
    return Distribution("sample", tuple(float(round(value, 6)) for value in ordered))


class Numbers:
    """Numbers from 0 up to 1 by seed, repetition and what they are for, so that each purpose has its own."""

    def __init__(self, seed: int, repetition: int, purpose: str) -> None:
        self._made = np.random.Generator(np.random.PCG64([seed, repetition, crc32(purpose.encode())]))
        self._left: list[float] = []

    def next(self) -> float:
        """This function will give the next number."""
        if not self._left:
            self._left = self._made.random(BATCH).tolist()
        return self._left.pop()
