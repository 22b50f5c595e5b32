"""Reminders go out on working days, from the hour at which offices open."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from tests.cast import office
from tests.country import FOLDER as ELSEWHERE
from tirek.directory import CountryNotLoaded, load_country
from tirek.monitoring import is_time_to_remind

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nothing_loaded")]


def test_it_works() -> None:
    office()
    assert is_time_to_remind(datetime(2026, 11, 23, 9))  # noqa: DTZ001 (a Monday, office time)


@pytest.mark.parametrize(
    "day",
    [
        date(2026, 11, 21),  # a Saturday
        date(2026, 11, 22),  # a Sunday
        date(2026, 12, 16),  # Independence Day
        date(2027, 3, 22),  # Nauryz
        date(2027, 1, 1),
    ],
)
def test_nobody_is_reminded_on_a_weekend_or_a_holiday(day: date) -> None:
    office()
    assert not is_time_to_remind(datetime(day.year, day.month, day.day, 9))  # noqa: DTZ001 (office time)


@pytest.mark.parametrize(
    ("hour", "minute", "yes"),
    [(0, 0, False), (7, 59, False), (8, 0, True), (12, 0, True), (17, 59, True), (18, 0, False)],
)
def test_reminders_go_out_from_eight_until_offices_close(hour: int, minute: int, yes: bool) -> None:
    office()
    assert is_time_to_remind(datetime(2026, 11, 23, hour, minute)) is yes  # noqa: DTZ001 (office time)


def test_another_country_has_other_holidays() -> None:
    load_country(folder=ELSEWHERE)
    assert is_time_to_remind(datetime(2026, 12, 16, 9))  # noqa: DTZ001 (a Wednesday, office time)
    assert not is_time_to_remind(datetime(2026, 5, 26, 9))  # noqa: DTZ001 (a Tuesday, Independence Day there)


def test_without_a_country_nobody_knows_its_holidays() -> None:
    with pytest.raises(CountryNotLoaded):
        is_time_to_remind(datetime(2026, 11, 23, 9))  # noqa: DTZ001 (office time)
