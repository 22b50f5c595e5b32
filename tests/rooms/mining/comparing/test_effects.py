"""Each of the few statistics against its definition, its book or SciPy."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tirek.mining.comparing.effects import (
    Difference,
    adjusted,
    cliffs_delta,
    difference_of_shares,
    shift,
    together,
    widening,
    wilson,
)
from tirek.mining.redesigning.intervals import estimate, student_quantile

NUMBERS = st.lists(st.integers(-1000, 1000), min_size=1, max_size=30)


@given(NUMBERS, NUMBERS)
def test_the_shift_is_the_median_of_all_differences(a: list[int], b: list[int]) -> None:
    expected = np.median(np.subtract.outer(np.array(b), np.array(a)))
    found = shift(np.array(a), np.array(b))
    assert found.value == expected
    assert found.low <= found.value <= found.high


@given(NUMBERS, NUMBERS)
def test_delta_is_the_share_above_less_the_share_below(a: list[int], b: list[int]) -> None:
    signs = np.sign(np.subtract.outer(np.array(b), np.array(a)))
    assert cliffs_delta(np.array(a), np.array(b)) == pytest.approx(signs.mean(), abs=1e-12)


def test_the_interval_of_a_shift_holds_it_as_often_as_it_says() -> None:
    rng = np.random.default_rng(1)
    held = 0
    for _ in range(400):
        a, b = rng.lognormal(8, 1, 60) * 1e6, rng.lognormal(8, 1, 45) * 1e6 + 5e8
        found = shift(a.astype(np.int64), b.astype(np.int64))
        held += found.low <= 5e8 <= found.high
    assert 370 <= held <= 392  # 95 % of 400, and what chance makes of it


def test_too_few_cases_give_no_bounds() -> None:
    found = shift(np.array([1, 2]), np.array([3, 4]))
    assert (found.low, found.high, found.p) == (-np.inf, np.inf, 1.0)


def test_newcombe_as_in_his_paper() -> None:
    """Table II, examples (a), (b) and (d), method 10."""
    for (a, m), (b, n), low, high in (
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((5, 56), (0, 29), -0.0381, 0.1926),
    ):
        found = difference_of_shares((b, n), (a, m))
        assert (found.low, found.high) == (pytest.approx(low, abs=1e-4), pytest.approx(high, abs=1e-4))


def test_wilson_as_scipy_has_it() -> None:
    stats = pytest.importorskip("scipy.stats")
    for k, n in ((0, 10), (3, 10), (10, 10), (81, 263)):
        expected = stats.binomtest(k, n).proportion_ci(0.95, "wilson")
        assert wilson(k / n, n) == (pytest.approx(expected.low), pytest.approx(expected.high))


def test_student_as_in_every_table_and_as_scipy_has_it() -> None:
    assert student_quantile(0.975, 1) == pytest.approx(12.7062047, abs=1e-6)
    assert student_quantile(0.975, 9) == pytest.approx(2.26215716, abs=1e-7)
    stats = pytest.importorskip("scipy.stats")
    for freedom in (2, 3, 7, 30, 99, 999):
        assert student_quantile(0.975, freedom) == pytest.approx(stats.t.ppf(0.975, freedom), rel=1e-9)


def test_the_interval_of_repetitions() -> None:
    found = estimate([1.0, 2.0, 3.0, 4.0])
    assert found.mean == 2.5
    assert found.low == pytest.approx(2.5 - 3.182446 * np.std([1, 2, 3, 4], ddof=1) / 2, abs=1e-5)
    assert estimate([7.0]).low is None


def test_adjusting_as_in_the_paper_of_benjamini_and_hochberg() -> None:
    p = [
        0.0001,
        0.0004,
        0.0019,
        0.0095,
        0.0201,
        0.0278,
        0.0298,
        0.0344,
        0.0459,
        0.3240,
        0.4262,
        0.5719,
        0.6528,
        0.7590,
        1.0,
    ]
    found = adjusted(p)
    assert sum(each <= 0.05 for each in found) == 4
    assert found[0] == pytest.approx(0.0015)
    assert found == sorted(found)


@given(st.lists(st.floats(0, 1), max_size=20))
def test_adjusting_makes_none_smaller_and_keeps_the_order(p: list[float]) -> None:
    found = adjusted(p)
    assert all(b >= a or b == pytest.approx(a) for a, b in zip(p, found, strict=True))
    assert all(found[i] <= found[j] for i in range(len(p)) for j in range(len(p)) if p[i] < p[j])


@given(st.floats(-100, 100), st.floats(0.01, 50), st.floats(0.01, 50))
def test_p_is_below_a_twentieth_just_where_the_interval_spans_no_nothing(
    value: float, below: float, above: float
) -> None:
    each = Difference(value, value - below, value + above)
    if abs(each.low) > 1e-9 and abs(each.high) > 1e-9:
        assert (each.p < 0.05) == (each.low > 0 or each.high < 0)


def test_together_weighs_and_is_narrower_than_its_parts() -> None:
    found = together([Difference(1, 0, 3), Difference(3, 2, 5)], [1, 3])
    assert found.value == 2.5
    assert found.low == pytest.approx(2.5 - np.hypot(0.25, 0.75))
    assert found.high == pytest.approx(2.5 + np.hypot(0.5, 1.5))


def test_cases_of_one_week_that_are_alike_say_less() -> None:
    rng = np.random.default_rng(2)
    weeks = np.repeat(np.arange(40), 25)
    none = np.zeros(1000, dtype=np.int64)
    alone = widening(rng.normal(size=1000), weeks, none)
    alike = widening(np.repeat(rng.normal(size=40), 25), weeks, none)
    assert 1 <= alone < 1.5
    assert alike == pytest.approx(5, rel=0.05)  # the root of 25: a week says as much as one case
    assert widening(rng.normal(size=100), np.zeros(100, dtype=np.int64), none[:100]) == 1
