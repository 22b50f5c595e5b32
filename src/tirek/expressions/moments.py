"""The functions of days and moments."""

from __future__ import annotations

import math
import re
from datetime import date, datetime, time, timedelta
from typing import Final

from tirek.expressions.context import Context
from tirek.expressions.values import (
    SPACE,
    Result,
    day_after_epoch,
    first_of,
    moment_after_epoch,
    moment_of,
    number_of,
    on_the_wall,
    text_of,
)

_UNPADDED: Final = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_TIME: Final = re.compile(r"([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\.([0-9]{1,6}))?)?(?:Z|[+-][0-9]{2}:[0-9]{2})?")
_PLACEHOLDER: Final = re.compile("%(.)", re.DOTALL)
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def today(context: Context, given: tuple[Result, ...]) -> Result:
    """This function will give the day that it is."""
    return context.now.date()


def now(context: Context, given: tuple[Result, ...]) -> Result:
    """This function will give the moment that it is."""
    return context.now


def day(context: Context, given: tuple[Result, ...]) -> Result:
    """This function will give a day: of a date or moment, of a number of days since 1970, or NaN."""
    found = _read(context, given[0])
    if isinstance(found, datetime):
        return on_the_wall(found, context.zone).date()
    return day_after_epoch(found) if isinstance(found, float) else found


def moment(context: Context, given: tuple[Result, ...]) -> Result:
    """This function will give a moment: a day's midnight, or a number of days since 1970 in UTC, or NaN."""
    found = _read(context, given[0])
    if isinstance(found, float):
        return moment_after_epoch(found, context.zone)
    return on_the_wall(found, context.zone) if isinstance(found, date) else found


def _read(context: Context, given: Result) -> date | datetime | float | str:
    """This function will read a date, moment or number of days; an empty text stays empty, as on devices."""
    found = moment_of(given, context.zone)
    if found is not None:
        return found
    atom = first_of(given)
    if not isinstance(atom, str):
        return number_of(atom, context.zone)
    if not atom:
        return ""
    match = _UNPADDED.fullmatch(atom.strip(SPACE))
    try:
        return date(*(int(part) for part in match.groups())) if match else math.nan
    except ValueError:
        return math.nan


def decimal_moment(context: Context, given: tuple[Result, ...]) -> Result:
    """This function will give the days since the first moment of 1970 in UTC, with the part of the day gone by."""
    found = _read(context, given[0])
    if isinstance(found, date):
        return number_of(on_the_wall(found, context.zone), context.zone)
    return found if isinstance(found, float) else math.nan


def decimal_time(context: Context, given: tuple[Result, ...]) -> Result:
    """This function will give a time of day, as written or of a moment, as a part of the day: noon is 0.5."""
    found = moment_of(given[0], context.zone)
    if found is not None:
        told = on_the_wall(found, context.zone)
        return timedelta(hours=told.hour, minutes=told.minute, seconds=told.second, microseconds=told.microsecond) / (
            timedelta(days=1)
        )
    match = _TIME.fullmatch(text_of(given[0], context.zone).strip(SPACE))
    if match is None:
        return math.nan
    hour, minute, second, part = (int(each or 0) for each in (*match.group(1, 2, 3), (match[4] or "").ljust(6, "0")))
    try:
        time(hour, minute, second, part)
    except ValueError:
        return math.nan
    return timedelta(hours=hour, minutes=minute, seconds=second, microseconds=part) / timedelta(days=1)


def formatted(context: Context, given: tuple[Result, ...]) -> Result:
    """This function will write a date or moment by a pattern such as %d.%m.%Y; nothing for what is neither."""
    found = moment(context, given[:1])
    if not isinstance(found, datetime):
        return ""
    parts = _parts(found)
    return _PLACEHOLDER.sub(lambda match: parts.get(match[1], match[0]), text_of(given[1], context.zone))


def _parts(told: datetime) -> dict[str, str]:
    return {
        "%": "%",
        "Y": f"{told.year:04}",
        "y": f"{told.year % 100:02}",
        "m": f"{told.month:02}",
        "n": str(told.month),
        "b": _MONTHS[told.month - 1],
        "d": f"{told.day:02}",
        "e": str(told.day),
        "a": _DAYS[told.weekday()],
        "H": f"{told.hour:02}",
        "h": str(told.hour),
        "M": f"{told.minute:02}",
        "S": f"{told.second:02}",
        "3": f"{told.microsecond // 1000:03}",
    }
