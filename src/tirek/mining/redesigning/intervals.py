"""What repetitions say of a mean: Student's interval, with the few functions that it takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import exp, fsum, lgamma, log, sqrt


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean over repetitions and where the true mean lies, at 95 %; `low` and `high` are None for one repetition."""

    mean: float
    low: float | None
    high: float | None

    def as_json(self) -> dict[str, float | None]:
        """This function will give mean, low and high under those names."""
        return {"mean": self.mean, "low": self.low, "high": self.high}


def estimate(values: Sequence[float], level: float = 0.95) -> Estimate:
    """This function will give the mean of independent repetitions with its interval."""
    many = len(values)
    mean = fsum(values) / many
    if many < 2:
        return Estimate(mean, None, None)
    deviation = sqrt(fsum((value - mean) ** 2 for value in values) / (many - 1))
    half = student_quantile((1 + level) / 2, many - 1) * deviation / sqrt(many)
    return Estimate(mean, mean - half, mean + half)


@lru_cache(maxsize=1_000)
def student_quantile(share: float, freedom: int) -> float:
    """This function will give the quantile of Student's t for a share above one half, by halving."""
    low, high = 0.0, 1.0
    while student_share(high, freedom) < share:
        high *= 2
    for _ in range(100):
        middle = (low + high) / 2
        low, high = (middle, high) if student_share(middle, freedom) < share else (low, middle)
    return (low + high) / 2


def student_share(t: float, freedom: int) -> float:
    """This function will give the share of Student's t below `t`, which is not negative."""
    return 1 - _incomplete_beta(freedom / (freedom + t * t), freedom / 2, 0.5) / 2


def _incomplete_beta(x: float, a: float, b: float) -> float:
    """The regularised incomplete beta function, by its continued fraction (DLMF 8.17.22), from its end."""
    if x <= 0 or x >= 1:
        return min(max(x, 0.0), 1.0)
    if x > (a + 1) / (a + b + 2):
        return 1 - _incomplete_beta(1 - x, b, a)
    fraction = 1.0
    for m in range(200, 0, -1):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m - 1) * (a + b + m - 1) * x / ((a + 2 * m - 2) * (a + 2 * m - 1))
        fraction = 1 + odd / (1 + even / fraction)
    return exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log(1 - x)) / (a * fraction)
