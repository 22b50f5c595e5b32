"""Numbers, rows and lines as a finding names them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rooms.plans.checks.plans_made import amount, row
from tirek.plans.checks.numerals import around, as_printed, listed, named, on_lines, plain, shortened


def test_it_works() -> None:
    assert plain(Decimal(1234567)) == "1\u00a0234\u00a0567"


@pytest.mark.parametrize(
    ("number", "text"),
    [("500", "500"), ("0", "0"), ("-1600", "-1\u00a0600"), ("7728.5", "7\u00a0728.50"), ("11040.00", "11\u00a0040")],
)
def test_cents_are_shown_only_where_there_are_any(number: str, text: str) -> None:
    assert plain(Decimal(number)) == text


@pytest.mark.parametrize(
    ("beside", "text"),
    [("13 000", "11 400"), ("13,000", "11,400"), ("13.000", "11.400"), ("13000", "11400"), ("500", "11 400")],
)
def test_a_number_is_written_as_the_document_writes_the_one_beside_it(beside: str, text: str) -> None:
    assert as_printed(Decimal(11400), amount(beside, 1)) == text


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=2))
def test_no_digit_is_lost(number: Decimal) -> None:
    assert Decimal(plain(number).replace("\u00a0", "")) == number


def test_a_row_is_named_by_its_number_and_title() -> None:
    assert named(row(1, "1.1 Manual", "1", None, "1")) == "1.1 Manual"
    assert named(row(1, "Manual", "1", None, "1", number="1.1")) == "1.1 Manual"
    assert named(row(1, "Manual", "1", None, "1")) == "Manual"


def test_a_long_title_is_cut_at_a_word() -> None:
    assert shortened("Training of inspectors in five regions", 20) == "Training of…"
    assert shortened("Training", 20) == "Training"


def test_lines_in_a_row_become_a_range() -> None:
    assert on_lines([3, 1, 2, 2, 7, 9, 10]) == "1–3, 7, 9, 10"
    assert listed(["a", "b"]) == "a, b"


@given(st.text(alphabet="abc de", min_size=1, max_size=300), st.data())
def test_words_around_a_place_are_never_longer_than_asked(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start, min(len(text), start + 40)))
    assert len(around(text, start, end)) <= 121


def test_words_around_a_place_hold_that_place() -> None:
    text = "word " * 40 + "allocation letter" + " word" * 40
    start = text.index("allocation")
    kept = around(text, start, start + 17)
    assert "allocation letter" in kept
    assert kept.startswith("…")
    assert kept.endswith("…")
