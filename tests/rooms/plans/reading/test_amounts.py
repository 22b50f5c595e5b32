"""Amounts as plans print them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tirek.plans.reading.amounts import amount, find_amount, is_number


def test_it_works() -> None:
    read = amount("10 000", 7)
    assert read
    assert (read.text, read.line, read.number, read.style, read.currency) == (
        "10 000",
        7,
        Decimal(10000),
        "space",
        None,
    )


@pytest.mark.parametrize(
    ("text", "number", "style"),
    [
        ("10,000", "10000", "comma"),
        ("10.000", "10000", "dot"),
        ("10\u00a0000", "10000", "space"),
        ("10\u202f000", "10000", "space"),
        ("1 234 567", "1234567", "space"),
        ("10000", "10000", "plain"),
        ("500", "500", "plain"),
        ("0", "0", "plain"),
        ("12,000.50", "12000.50", "comma"),
        ("12.000,50", "12000.50", "dot"),
        ("12 000,50", "12000.50", "space"),
        ("12.5", "12.5", "plain"),
        ("(1,500)", "-1500", "comma"),
        ("-250", "-250", "plain"),
        ("− 250", "-250", "plain"),
        ("150, 000", "150000", "comma"),
        ("10 000*", "10000", "space"),
        ("1.2 million", "1200000", "plain"),
        ("15 тыс.", "15000", "plain"),
    ],
)
def test_reads_what_is_printed(text: str, number: str, style: str) -> None:
    read = amount(text, 1)
    assert read
    assert (str(read.number), read.style) == (number, style)


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("USD 10,000", "USD"),
        ("US$ 10,000", "USD"),
        ("$10,000", "USD"),
        ("10,000 USD", "USD"),
        ("€10,000", "EUR"),
        ("10,000 тенге", "KZT"),
        ("(USD 10,000)", "USD"),
        ("10,000", None),
    ],
)
def test_reads_the_currency_on_either_side(text: str, currency: str | None) -> None:
    read = amount(text, 1)
    assert read
    assert (abs(read.number or 0), read.currency) == (10000, currency)


@pytest.mark.parametrize("text", ["", " ", "-", "–", "—", " - ", "...", "\u00a0"])
def test_reads_a_dash_as_no_amount(text: str) -> None:
    assert amount(text, 1) is None


@pytest.mark.parametrize(
    "text", ["TBD", "in kind", "n/a", "10 00", "1,00,000", "ten", "10 000 10 000", "Consultancy 71300"]
)
def test_keeps_what_is_no_number_as_printed(text: str) -> None:
    read = amount(text, 1)
    assert read
    assert (read.text, read.number) == (text, None)
    assert not is_number(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("$150,000", "$150,000"),
        ("is USD 150,000, of which half", "USD 150,000"),
        (": 150 000 USD", "150 000 USD"),
        ("nothing at all", None),
    ],
)
def test_finds_an_amount_in_a_line(text: str, found: str | None) -> None:
    read = find_amount(text, 3)
    assert (read.text if read else None) == found


@given(st.integers(0, 10**12), st.sampled_from([" ", ",", ".", "\u00a0", ""]))
def test_reads_back_any_whole_number(number: int, separator: str) -> None:
    printed = f"{number:,}".replace(",", separator)
    read = amount(printed, 1)
    assert read
    assert read.number == number


@given(st.text(max_size=60))
def test_survives_any_text(text: str) -> None:
    read = amount(text, 1)
    assert read is None or read.number is None or read.number == read.number  # no NaN
    find_amount(text, 1)
