"""The burn: two lines, the whole budget, and what they say."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation

from tests.rooms.pictures.looking import HOSTILE, check_fit_for_a_page, joined, shapes, texts
from tirek.pictures import Burn, Point, burn
from tirek.pictures.colours import BAR, QUIET
from tirek.pictures.money_curve import planned_by

START, JUNE, SEPTEMBER, DECEMBER = date(2022, 1, 1), date(2022, 6, 30), date(2022, 9, 30), date(2022, 12, 31)
PLANNED = (Point(START, Decimal(0)), Point(JUNE, Decimal(50_000)), Point(DECEMBER, Decimal(100_000)))
SPENT = (Point(START, Decimal(0)), Point(JUNE, Decimal("20000.50")))


def money(planned=PLANNED, spent=SPENT, total=Decimal(100_000), **given) -> Burn:
    return Burn("USD", planned, spent, total, given.pop("today", date(2022, 8, 1)), **given)


def test_it_works() -> None:
    picture = burn(money())
    assert picture.title == "Budget and expenditure over time"
    assert picture.words == (
        "By 30 June 2022, 20,000.50\xa0USD of 100,000.00\xa0USD was spent (20.0 %). "
        "Planned by then was 50,000.00\xa0USD: spending is 29,999.50\xa0USD behind the plan."
    )
    assert {"Planned", "Spent", "Whole budget: 100,000.00\xa0USD", "Today, 1 August 2022"} <= set(texts(picture))
    check_fit_for_a_page(picture)


def test_the_lines_differ_by_dashes_and_shapes_and_not_by_colour_alone() -> None:
    picture = burn(money())
    (planned,) = [each for each in shapes(picture, stroke=QUIET, stroke_dasharray="6,4") if each.get("d")]
    (spent,) = [each for each in shapes(picture, stroke=BAR) if each.get("stroke-width") == "2.5"]
    assert spent.get("stroke-dasharray") != planned.get("stroke-dasharray")


def test_spending_ahead_of_the_plan_is_said() -> None:
    assert burn(money(spent=(Point(JUNE, Decimal(60_000)),))).words.endswith(
        "spending is 10,000.00\xa0USD ahead of the plan."
    )


def test_spending_as_planned_is_said() -> None:
    assert burn(money(spent=(Point(JUNE, Decimal(50_000)),))).words.endswith("Planned by then was the same.")


def test_overspending_is_above_the_whole_budget_and_said_in_percent() -> None:
    picture = burn(money(spent=(Point(DECEMBER, Decimal(123_456)),)))
    assert "(123.5 %)" in picture.words


def test_money_given_back_goes_below_zero() -> None:
    picture = burn(money(spent=(Point(JUNE, Decimal(-10)),)))
    assert "-10.00\xa0USD of 100,000.00\xa0USD" in picture.words
    check_fit_for_a_page(picture)


def test_a_programme_without_expenditure_says_so() -> None:
    assert burn(money(spent=())).words == "Nothing of 100,000.00\xa0USD was spent yet."


def test_a_programme_without_a_budget_says_so() -> None:
    picture = burn(money(planned=(), total=None))
    assert picture.words == "By 30 June 2022, 20,000.50\xa0USD was spent; no budget is in force."
    assert "Whole budget" not in joined(picture)


def test_a_programme_with_neither_is_drawn() -> None:
    picture = burn(money(planned=(), spent=(), total=None))
    assert picture.words == "There is neither a budget nor an expenditure yet."
    assert picture.table[1] == ()
    check_fit_for_a_page(picture)


def test_a_budget_of_nothing_is_no_division_by_zero() -> None:
    assert "no budget is in force" in burn(money(total=Decimal(0))).words


def test_the_table_has_every_day_that_either_line_has() -> None:
    headings, rows = burn(money(spent=(Point(SEPTEMBER, Decimal("70000")), Point(JUNE, Decimal("20000.5"))))).table
    assert headings == ("By the end of", "Planned (USD)", "Spent (USD)", "Spent less planned (USD)")
    assert rows == (
        ("1 January 2022", "0.00", "", ""),
        ("30 June 2022", "50,000.00", "20,000.50", "-29,999.50"),
        ("30 September 2022", "", "70,000.00", ""),
        ("31 December 2022", "100,000.00", "", ""),
    )


@pytest.mark.parametrize(
    ("when", "amount"),
    [
        (date(2021, 1, 1), "0"),
        (START, "0"),
        (JUNE, "50000"),
        (SEPTEMBER, "75000"),
        (date(2022, 7, 1), "50271.74"),
        (date(2030, 1, 1), "100000"),
    ],
)
def test_what_was_planned_by_a_day_is_read_off_the_line(when: date, amount: str) -> None:
    assert planned_by(PLANNED, when) == Decimal(amount)


def test_nothing_is_read_off_where_nothing_was_planned() -> None:
    assert planned_by((), JUNE) is None


def test_a_day_outside_has_no_line_of_today() -> None:
    assert "Today" not in joined(burn(money(today=date(2024, 1, 1))))


def test_quarters_are_named_below() -> None:
    assert {"Q1", "Q2", "Q3", "Q4", "2022"} <= set(texts(burn(money())))


def test_many_years_name_only_some_quarters() -> None:
    long = (Point(START, Decimal(0)), Point(date(2031, 12, 31), Decimal(100_000)))
    named = [text for text in texts(burn(money(planned=long))) if text.isdigit() and len(text) == 4]
    assert 4 <= len(named) <= 10


def test_a_fund_is_named_in_the_title() -> None:
    assert burn(money(of="04000 Core")).title == "Budget and expenditure over time: 04000 Core"


def test_names_are_text_and_never_markup() -> None:
    check_fit_for_a_page(burn(money(of=HOSTILE)))


def test_one_day_alone_is_drawn() -> None:
    check_fit_for_a_page(burn(money(planned=(), spent=(Point(JUNE, Decimal(5)),), total=None, today=JUNE)))


@pytest.mark.parametrize(("language", "amount"), [("ru", "100\xa0000"), ("kk", "100\xa0000"), ("en", "100,000")])
def test_the_axis_writes_numbers_as_the_language_does(language: str, amount: str) -> None:
    with translation.override(language):
        picture = burn(money())
    assert amount in texts(picture)
    check_fit_for_a_page(picture)
