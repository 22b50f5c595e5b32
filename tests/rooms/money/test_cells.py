"""Amounts, days and codes as reports print them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tirek.money.cost_cells import (
    UnreadableCell,
    account_of,
    cents_of,
    currency_of,
    day_of,
    end_of_period,
    text_of,
)


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("1 234.50", 123450),
        ("1,234.50", 123450),
        ("1234.5", 123450),
        ("1\u00a0234,50", 123450),
        ("1\u202f234\u202f567.89", 123456789),
        ("1.234,50", 123450),
        ("1234,5", 123450),
        ("1,234", 123400),
        ("1,234,567", 123456700),
        ("(200.00)", -20000),
        ("( 1,200.00 )", -120000),
        ("-200.00", -20000),
        ("\u2212200.00", -20000),
        ("- 200", -20000),
        ("200.00-", -20000),
        ("0", 0),
        ("0.00", 0),
        ("12.3400", 1234),
        ("  7 ", 700),
    ],
)
def test_it_works(text: str, cents: int) -> None:
    assert cents_of(text) == cents


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "-", "()", "abc", "12a", "1,23,456", "1 23", "12 34.00", "1.234", "0.001", "1,2345", "--5", "(-5)x"),
        *("USD 5", "5 USD", "1e5", "NaN", "Infinity", "+5", "٣٤", "99999999999999.00", "1.2.3", "1,234.5,6"),
        *("9" * 5000, f"0.{'9' * 5000}"),  # more digits than Python reads as a number
    ],
)
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(UnreadableCell):
        cents_of(text)


@given(st.integers(-(10**13), 10**13))
def test_every_amount_is_read_back_however_it_is_written(cents: int) -> None:
    amount = abs(Decimal(cents).scaleb(-2))
    sign = "-" if cents < 0 else ""
    for text in (f"{amount:.2f}", f"{amount:,.2f}", f"{amount:,.2f}".replace(",", " ")):
        assert cents_of(sign + text) == cents
        assert cents_of(f"({text})") == -abs(cents)


@given(st.text(max_size=12))
def test_any_text_is_read_or_refused(text: str) -> None:
    for read in (cents_of, day_of, account_of, currency_of, lambda each: end_of_period("2022", each)):
        try:
            read(text)
        except UnreadableCell:
            continue


@pytest.mark.parametrize(
    "text",
    [
        *("2022-09-30", "30.09.2022", "30/09/2022", "30-09-2022", "30-Sep-2022", "30 September 2022", "30-sep-22"),
        *(
            "2022-09-30T00:00:00",
            "2022-09-30 00:00:00",
            "2022/09/30",
            " 30.9.2022 ",
            "30 сентября 2022",
            "30.09.2022 12:30",
        ),
    ],
)
def test_a_day_is_read_as_the_world_writes_it(text: str) -> None:
    assert day_of(text) == date(2022, 9, 30)


def test_the_month_stands_first_where_it_is_said_to() -> None:
    assert day_of("09/30/2022", month_first=True) == date(2022, 9, 30)
    assert day_of("30.09.2022", month_first=True) == date(2022, 9, 30)
    assert (day_of("3/4/2022"), day_of("3/4/2022", month_first=True)) == (date(2022, 4, 3), date(2022, 3, 4))


@pytest.mark.parametrize("text", ["", "30", "31.02.2022", "2022-13-01", "Sept", "30-Foo-2022", "44834", "0000-01-01"])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(UnreadableCell):
        day_of(text)


@pytest.mark.parametrize(
    ("year", "period", "day"),
    [
        ("2022", "9", date(2022, 9, 30)),
        ("2022", "09", date(2022, 9, 30)),
        ("2022", "2", date(2022, 2, 28)),
        ("2024", "2", date(2024, 2, 29)),
        ("2022", "Q3", date(2022, 9, 30)),
        ("2022", "Кв3", date(2022, 9, 30)),
        ("", "2022-09", date(2022, 9, 30)),
        ("", "09.2022", date(2022, 9, 30)),
        ("", "2022-Q4", date(2022, 12, 31)),
        ("2022", "September", date(2022, 9, 30)),
        ("2022", "сентябрь", date(2022, 9, 30)),
    ],
)
def test_a_period_stands_for_its_last_day(year: str, period: str, day: date) -> None:
    assert end_of_period(year, period) == day


@pytest.mark.parametrize(("year", "period"), [("", "9"), ("2022", "13"), ("2022", "0"), ("2022", "Q5"), ("22", "9")])
def test_what_is_no_period_is_refused(year: str, period: str) -> None:
    with pytest.raises(UnreadableCell):
        end_of_period(year, period)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("72100", "72100"),
        ("72100 Contractual services", "72100"),
        ("72100-Services", "72100"),
        (" 75100: F&A", "75100"),
    ],
)
def test_an_account_is_its_code(text: str, code: str) -> None:
    assert account_of(text) == code


@pytest.mark.parametrize("read", [account_of, currency_of])
@pytest.mark.parametrize("text", ["", "-", "Contractual services of companies", "№"])
def test_what_is_no_code_is_refused(read: Callable[[str], str], text: str) -> None:
    with pytest.raises(UnreadableCell):
        read(text)


def test_a_currency_is_three_letters() -> None:
    assert currency_of(" kzt ") == "KZT"
    with pytest.raises(UnreadableCell):
        currency_of("US$")


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (1.0, "1"),
        (72100.0, "72100"),
        (1234.5, "1234.5"),
        (0.1 + 0.2, "0.3"),
        (1e15, "1000000000000000"),
        (-200.0, "-200"),
        (1.2345, "1.2345"),
        (datetime(2022, 9, 30), "2022-09-30"),  # noqa: DTZ001 (as a workbook keeps it)
        (date(2022, 9, 30), "2022-09-30"),
        ("text", "text"),
        (True, "True"),
        (7, "7"),
    ],
)
def test_a_cell_of_a_workbook_is_text(cell: object, text: str) -> None:
    assert text_of(cell) == text
