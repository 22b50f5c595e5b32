"""Means and percentiles are those of NumPy, and exact where NumPy's are not."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from tirek.mining.describing.spread import DENSE, beside, numbered, spread_of, spreads_of

SIZES = [1, 2, 3, 7, 10, 11, 47, 48, 49, 50, 51, 99, 1000, 1001, 12_345]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("kinds", [1, 3, 10**15])
def test_it_works(size: int, kinds: int) -> None:
    values = np.random.default_rng(size).integers(0, kinds, size)
    spread = spread_of(values.copy())
    assert spread is not None
    assert (spread.count, spread.min_s, spread.max_s) == (size, values.min() / 1e6, values.max() / 1e6)
    assert spread.total_s == sum(values.tolist()) / 10**6
    wanted = (values.mean(), np.median(values), np.percentile(values, 90))
    assert (spread.mean_s, spread.median_s, spread.p90_s) == pytest.approx([each / 1e6 for each in wanted], rel=1e-12)
    ordered = sorted(values.tolist())
    for tenths, found in ((5, spread.median_s), (9, spread.p90_s)):
        place = Fraction(tenths * (size - 1), 10)
        low, high = ordered[int(place)], ordered[min(int(place) + 1, size - 1)]
        assert found == float((low + (place - int(place)) * (high - low)) / 10**6)


def test_groups_are_measured_each_for_itself() -> None:
    chance = np.random.default_rng(1)
    groups = [chance.integers(0, 10**12, size) for size in [0, *SIZES, 0]]
    bounds = np.cumsum([0, *map(len, groups)])
    assert spreads_of(np.concatenate(groups), bounds) == [spread_of(each) for each in groups]


def test_the_order_of_what_was_measured_changes_nothing() -> None:
    values = np.random.default_rng(2).integers(0, 10**17, 5000)
    assert spread_of(values.copy()) == spread_of(values[::-1].copy()) == spread_of(np.sort(values))


def test_what_was_not_measured_is_left_out() -> None:
    codes, took = np.array([1, -1, 0, 1, 1], np.int32), np.array([5, 6, 7, -1, 9])
    durations, bounds = beside(codes, took, 3)
    assert (durations.tolist(), bounds.tolist()) == ([7, 5, 9], [0, 1, 3, 3])


@pytest.mark.parametrize("size", [10, DENSE + 1])
def test_places_are_numbered_in_order_and_none_stays_none(size: int) -> None:
    found, which = numbered(np.array([7, -1, 2, 7, 9]), size)
    assert (found.tolist(), which.tolist()) == ([2, 7, 9], [1, -1, 0, 1, 2])
    found, which = numbered(np.array([-1, -1]), size)
    assert (found.tolist(), which.tolist()) == ([], [-1, -1])
