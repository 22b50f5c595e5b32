"""Moments and limits of whole columns: by the same calendar, and to the same second, as of one running case."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Final

import numpy as np
from numpy.typing import NDArray

from tirek.mining.conforming.errors import CalendarOfNobody
from tirek.mining.describing.zones import zone_called
from tirek.mining.log import Moments, microseconds
from tirek.safeguards import Calendar, Limit, calendar_of, end_of_day

NEVER: Final = np.iinfo(np.int64).max
_DAY: Final = 86_400_000_000
_HOUR: Final = 3_600_000_000
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_FIRST: Final = date.min.toordinal() + 2 - date(1970, 1, 1).toordinal()
_LAST: Final = date.max.toordinal() - 2 - date(1970, 1, 1).toordinal()


def country_calendar(country: str) -> Calendar:
    """This function will give the working days of a country, by its ISO code. Raises `CalendarOfNobody`."""
    try:
        return calendar_of(country)
    except NotImplementedError:
        raise CalendarOfNobody(country=country[:20]) from None


def zone_of(name: str) -> tzinfo:
    """This function will give a zone by its name, UTC too. Raises `ZoneUnknown`."""
    return zone_called(name) or UTC


def on_the_wall(times: Moments, zone: tzinfo) -> Moments:
    """This function will give times as the clock of a zone shows them: microseconds since 1970 on that clock."""
    if not len(times):
        return times
    days, where = np.unique(times // _DAY, return_inverse=True)
    begin = np.array([_east(int(day) * _DAY, zone) for day in days], dtype=np.int64)
    end = np.array([_east((int(day) + 1) * _DAY, zone) for day in days], dtype=np.int64)
    east = begin[where]
    for i in np.flatnonzero((begin != end)[where]):  # the clocks were changed on that day
        east[i] = _east(int(times[i]), zone)
    return times + east


def ends_of(limit: Limit, times: Moments, calendar: Calendar, zone: tzinfo) -> Moments:
    """This function will give when a limit ends that starts at each time; `NEVER` past the end of all calendars."""
    if limit.unit == "hours":
        past = NEVER - limit.count * _HOUR
        return np.where(times > past, NEVER, np.minimum(times, past) + limit.count * _HOUR)
    days, where = np.unique(on_the_wall(times, zone) // _DAY, return_inverse=True)
    ends = np.array([_end_of(limit, int(day), calendar, zone) for day in days], dtype=np.int64)
    return ends[where] if len(times) else times


def years_of(times: Moments, zone: tzinfo) -> NDArray[np.int64]:
    """This function will give the calendar year of each time in a zone."""
    return on_the_wall(times, zone).astype("datetime64[us]").astype("datetime64[Y]").astype(np.int64) + 1970


def told(time: int, zone: tzinfo) -> str:
    """This function will tell a time by the clock of a zone: 2026-03-02 10:00:00."""
    if not _FIRST * _DAY < time < _LAST * _DAY:
        return str(np.datetime64(time, "us")).replace("T", " ")[:-7]
    return datetime_of(time).astimezone(zone).replace(tzinfo=None).isoformat(" ", "seconds")


def datetime_of(time: int) -> datetime:
    """This function will give a time as a datetime in UTC."""
    return _EPOCH + timedelta(microseconds=time)


def _east(time: int, zone: tzinfo) -> int:
    if not _FIRST * _DAY < time < _LAST * _DAY:
        return 0
    offset = datetime_of(time).astimezone(zone).utcoffset() or timedelta(0)
    return offset // timedelta(microseconds=1)


def _end_of(limit: Limit, day: int, calendar: Calendar, zone: tzinfo) -> int:
    if not _FIRST < day < _LAST:
        return NEVER
    try:
        return microseconds(end_of_day(calendar.last_day(limit, date(1970, 1, 1) + timedelta(days=day)), zone))
    except (OverflowError, ValueError):  # the limit ends after the year 9999
        return NEVER
