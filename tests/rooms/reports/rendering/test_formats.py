"""Numbers, dates and moments by language."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest

from tests.rooms.reports.rendering.sample import a_figure
from tirek.reports.publication import Language
from tirek.reports.rendering import formats

ALMATY = timezone(timedelta(hours=5))


def test_it_works() -> None:
    assert formats.number(Decimal("1234567.89"), "en") == "1,234,567.89"


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_russian_and_kazakh_part_thousands_by_a_space_that_does_not_break(language: Language) -> None:
    assert formats.number(Decimal("1234567.89"), language) == "1\u00a0234\u00a0567,89"


@pytest.mark.parametrize(
    ("value", "written"),
    [("125.0000", "125"), ("0.000", "0"), ("1E+3", "1,000"), ("-5.50", "-5.5"), ("0.0001234567891", "0.0001234567891")],
)
def test_a_number_keeps_its_digits_and_drops_idle_zeros(value: str, written: str) -> None:
    assert formats.number(Decimal(value), "en") == written


@pytest.mark.parametrize(
    ("language", "written"),
    [("en", "8 December 2023"), ("ru", "8 декабря 2023 года"), ("kk", "2023 жылғы 8 желтоқсан")],
)
def test_a_date_is_in_words_and_no_abbreviation_ends_it(language: Language, written: str) -> None:
    assert formats.day(date(2023, 12, 8), language) == written


def test_a_moment_says_how_far_it_is_from_utc() -> None:
    assert formats.moment(datetime(2024, 5, 1, 9, 5, tzinfo=UTC), "en") == "1 May 2024, 09:05 (UTC)"
    assert formats.moment(datetime(2024, 5, 1, 9, 5, tzinfo=ALMATY), "en") == "1 May 2024, 09:05 (UTC+05:00)"


def test_a_figure_may_be_a_number_or_a_date() -> None:
    assert formats.value(a_figure(), "en") == "1,125"
    assert formats.value(a_figure(value=date(2023, 12, 8)), "en") == "8 December 2023"


def test_a_unit_stays_on_the_line_of_its_number() -> None:
    assert formats.value_and_unit(a_figure(), "en") == "1,125\u00a0people"
    assert formats.value_and_unit(a_figure(unit=""), "en") == "1,125"


def test_a_column_is_headed_by_its_unit_if_there_is_one() -> None:
    assert formats.headed("Value", "people") == "Value (people)"
    assert formats.headed("Value", "") == "Value"
