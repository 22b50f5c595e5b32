"""When reminders go out: on working days of the country, from the hour at which offices open. Pure."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache

from holidays import HolidayBase, country_holidays

COUNTRY = "KZ"
OPENS, CLOSES = 8, 18
"""The hours, in office time, between which a reminder goes out: what could not at eight may later that day."""


@cache
def _holidays() -> HolidayBase:
    return country_holidays(COUNTRY)


def is_working_day(day: date) -> bool:
    """This function will say whether a day is worked: no weekend and no holiday, days moved by decree among them."""
    return bool(_holidays().is_working_day(day))


def is_time_to_remind(now: datetime) -> bool:
    """This function will say whether reminders go out at a moment of office time."""
    return OPENS <= now.hour < CLOSES and is_working_day(now.date())
