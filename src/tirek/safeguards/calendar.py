"""When a limit ends: by calendar days, or by the working days of a country."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache

from holidays import HolidayBase, country_holidays

from tirek.safeguards.limits import Limit

_LAST = time(23, 59, 59)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Calendar:
    """The working days of a country, days moved by decree among them."""

    country: str
    _holidays: HolidayBase = field(repr=False, compare=False)

    def is_working_day(self, day: date) -> bool:
        """This method will say whether a day is worked."""
        return bool(self._holidays.is_working_day(day))

    def last_day(self, limit: Limit, start: date) -> date:
        """This method will give the last day of a limit; the day on which it starts does not count.

        A limit of months or years ends on the day of the same number, or on the last one of a month without it.
        """
        if limit.unit == "working days":
            return self.after(start, limit.count)
        if limit.unit in ("months", "years"):
            months = start.year * 12 + start.month - 1 + limit.count * (12 if limit.unit == "years" else 1)
            year, month = divmod(months, 12)
            return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))
        return start + timedelta(days=limit.count)

    def after(self, start: date, count: int) -> date:
        """This method will give the working day so many after a day."""
        day = start
        while count > 0:
            day += _DAY
            count -= self.is_working_day(day)
        return day

    def working_days(self, first: date, last: date) -> int:
        """This method will count the working days after `first`, `last` among them."""
        return sum(self.is_working_day(first + _DAY * number) for number in range(1, (last - first).days + 1))

    def end_of(self, limit: Limit, start: datetime, zone: tzinfo) -> datetime:
        """This method will give the moment at which a limit ends: of hours exactly, else with its last day.

        Days begin and end by the clock of the office, `zone`.
        """
        if limit.unit == "hours":
            return start.astimezone(UTC) + timedelta(hours=limit.count)
        return end_of_day(self.last_day(limit, start.astimezone(zone).date()), zone)


def end_of_day(day: date, zone: tzinfo) -> datetime:
    """This function will give the last second of a day in a zone."""
    return datetime.combine(day, _LAST, zone).astimezone(UTC)


@lru_cache(maxsize=50)
def calendar_of(country: str) -> Calendar:
    """This function will give the calendar of a country, by its ISO code."""
    return Calendar(country, country_holidays(country))
