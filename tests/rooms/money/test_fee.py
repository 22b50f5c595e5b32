"""The arithmetic of the fee and of delivery."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tirek.money.fee import cents, converted, delivery_rate, fee_due

AMOUNTS = st.decimals("-1e9", "1e9", places=2, allow_nan=False, allow_infinity=False)
RATES = st.decimals("0", "99.99", places=2)


@pytest.mark.parametrize(
    ("direct", "rate", "base", "due"),
    [
        ("1000.00", "8", "on-cost", "80.00"),
        ("1000.00", "8", "of-total", "86.96"),
        ("1000.00", "0", "on-cost", "0.00"),
        ("0.00", "8", "of-total", "0.00"),
        ("0.06", "8", "on-cost", "0.00"),
        ("0.0625", "8", "on-cost", "0.01"),  # half a cent goes up
        ("12.3125", "8", "on-cost", "0.99"),
        ("-1000.00", "8", "on-cost", "-80.00"),
        ("-1000.00", "8", "of-total", "-86.96"),
        ("185185.19", "8", "on-cost", "14814.82"),
        ("100.00", "7", "of-total", "7.53"),
        ("920.00", "8", "of-total", "80.00"),
    ],
)
def test_it_works(direct: str, rate: str, base: str, due: str) -> None:
    assert str(fee_due(Decimal(direct), Decimal(rate), base)) == due


@given(AMOUNTS, RATES)
def test_of_the_total_it_is_a_share_of_both(direct: Decimal, rate: Decimal) -> None:
    due = fee_due(direct, rate, "of-total")
    total = direct * 100 / (100 - rate)
    assert abs(due - (total - direct)) <= Decimal("0.0051")
    assert abs(due) >= abs(fee_due(direct, rate, "on-cost"))


@given(AMOUNTS, RATES)
def test_it_is_in_whole_cents_and_the_same_for_what_is_paid_back(direct: Decimal, rate: Decimal) -> None:
    for base in ("on-cost", "of-total"):
        due = fee_due(direct, rate, base)
        assert due == cents(due)
        assert fee_due(-direct, rate, base) == -due


@pytest.mark.parametrize(
    ("spent", "budget", "delivery"),
    [
        ("50.00", "100.00", "50.0"),
        ("0.00", "100.00", "0.0"),
        ("100.05", "100.00", "100.1"),
        ("33.345", "100", "33.3"),
        ("33.35", "100", "33.4"),  # half a tenth goes up
        ("-10", "100", "-10.0"),
    ],
)
def test_delivery_is_a_percentage_to_one_decimal(spent: str, budget: str, delivery: str) -> None:
    assert str(delivery_rate(Decimal(spent), Decimal(budget))) == delivery


def test_nothing_budgeted_has_no_delivery() -> None:
    assert delivery_rate(Decimal("5"), Decimal("0.00")) is None


def test_an_amount_is_converted_to_the_cent() -> None:
    assert str(converted(Decimal("1000.00"), Decimal("447.05"))) == "2.24"
    assert str(converted(Decimal("-1000.00"), Decimal("447.05"))) == "-2.24"
