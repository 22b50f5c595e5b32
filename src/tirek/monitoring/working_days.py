"""When reminders go out: on working days of the country, from the hour at which offices open."""

from __future__ import annotations

from datetime import datetime

from tirek.directory import country
from tirek.safeguards import calendar_of

OPENS, CLOSES = 8, 18
"""The hours, in office time, between which a reminder goes out: what could not at eight may later that day."""


def is_time_to_remind(now: datetime) -> bool:
    """This function will say whether reminders go out at a moment of office time: of a day that the country works.

    Raises `CountryNotLoaded`.
    """
    return OPENS <= now.hour < CLOSES and calendar_of(country().holidays).is_working_day(now.date())
