"""Reminders go out on working days, from the hour at which offices open."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from tirek.monitoring import is_time_to_remind, is_working_day


def test_it_works() -> None:
    assert is_working_day(date(2026, 11, 23))  # a Monday


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
    assert not is_working_day(day)
    assert not is_time_to_remind(datetime(day.year, day.month, day.day, 9))  # noqa: DTZ001 (office time)


@pytest.mark.parametrize(
    ("hour", "minute", "yes"),
    [(0, 0, False), (7, 59, False), (8, 0, True), (12, 0, True), (17, 59, True), (18, 0, False)],
)
def test_reminders_go_out_from_eight_until_offices_close(hour: int, minute: int, yes: bool) -> None:
    assert is_time_to_remind(datetime(2026, 11, 23, hour, minute)) is yes  # noqa: DTZ001 (office time)
