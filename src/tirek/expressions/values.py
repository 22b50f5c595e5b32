"""What values are, and how one kind becomes another.

Numbers are IEEE 754 doubles, as XPath 1.0 says and as both engines of forms compute: 0.1 + 0.2 is not 0.3 here either.
Sums of money that must be exact are computed elsewhere, from decimals.

An answer is a *node*: a name stands for the answers it has, one or, in a repeat, several, as a tuple. Dates are dates:
a day counts as whole days since 1970-01-01, whatever the clock; a moment as the exact days since then in UTC. Two of
them are compared, and subtracted, on the clock on the wall of the zone in which `now` is told.
"""

from __future__ import annotations

import math
import re
from datetime import UTC, date, datetime, timedelta, tzinfo
from decimal import Decimal
from typing import Final

Value = str | bool | int | float | Decimal | date | datetime | None
"""What an answer may be when it comes in: None where nothing was answered."""

Atom = str | bool | float | date | datetime
Nodes = tuple[Atom, ...]
Result = Atom | Nodes

SPACE: Final = " \t\r\n"
_NUMBER: Final = re.compile(r"-?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
_MOMENT: Final = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:T([0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,9})?)?)(Z|[+-][0-9]{2}:[0-9]{2})?)?"
)
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_FIRST_DAY: Final = date(1970, 1, 1).toordinal()
_DAY: Final = timedelta(days=1)


def taken_in(value: Value, zone: tzinfo) -> Atom:
    """This function will make an answer as it was given one of the five kinds that expressions know."""
    if value is None:
        return ""
    if isinstance(value, str | bool):
        return value
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=zone)
    if isinstance(value, date):
        return value
    try:
        return float(value)
    except OverflowError:
        return math.inf if value > 0 else -math.inf


def first_of(result: Result) -> Atom:
    """This function will give the first of several answers, and an empty text for none."""
    if isinstance(result, tuple):
        return result[0] if result else ""
    return result


def truth_of(result: Result) -> bool:
    """This function will say whether a value counts as true; of answers, whether any does. An empty one does not."""
    if isinstance(result, tuple):
        return any(truth_of(each) for each in result)
    if isinstance(result, float):
        return result != 0 and not math.isnan(result)
    if isinstance(result, date):
        return True
    return bool(result)


def number_of(result: Result, zone: tzinfo) -> float:
    """This function will give a value as a number; a text in the form of a date or a moment as days since 1970."""
    atom = first_of(result)
    if isinstance(atom, bool | float):
        return float(atom)
    if isinstance(atom, str):
        text = atom.strip(SPACE)
        if _NUMBER.fullmatch(text):
            return float(text)
    moment = moment_of(atom, zone)
    if moment is None:
        return math.nan
    return (moment - _EPOCH) / _DAY if isinstance(moment, datetime) else float(moment.toordinal() - _FIRST_DAY)


def text_of(result: Result, zone: tzinfo) -> str:
    """This function will give a value as text: numbers without exponent, dates by ISO 8601, moments with offset."""
    atom = first_of(result)
    if isinstance(atom, str):
        return atom
    if isinstance(atom, bool):
        return "true" if atom else "false"
    if isinstance(atom, float):
        return _number_text(atom)
    if not isinstance(atom, datetime):
        return atom.isoformat()
    told = on_the_wall(atom, zone)
    if told.timetz().replace(tzinfo=None) == datetime.min.time():
        return told.date().isoformat()  # as both engines write midnight
    return told.isoformat(timespec="milliseconds")


def _number_text(number: float) -> str:
    if math.isnan(number):
        return "NaN"
    if math.isinf(number):
        return "Infinity" if number > 0 else "-Infinity"
    if number == 0:
        return "0"
    return format(Decimal(repr(number)), "f").removesuffix(".0")


def moment_of(result: Result, zone: tzinfo) -> date | datetime | None:
    """This function will give the day or moment that a value is, or that its text says, or None."""
    atom = first_of(result)
    if isinstance(atom, date):
        return atom
    match = _MOMENT.fullmatch(atom.strip(SPACE)) if isinstance(atom, str) else None
    if match is None:
        return None
    day, time, offset = match.groups()
    try:
        if time is None:
            return date.fromisoformat(day)
        told = datetime.fromisoformat(f"{day}T{_microseconds(time)}{offset or ''}")
        told = told if told.tzinfo else told.replace(tzinfo=zone)
        told.astimezone(UTC)  # at the very edges of the calendar there is no such moment
    except (ValueError, OverflowError):
        return None
    return told


def _microseconds(time: str) -> str:
    whole, point, part = time.partition(".")
    return f"{whole}.{part[:6].ljust(6, '0')}" if point else whole


def on_the_wall(moment: date | datetime, zone: tzinfo) -> datetime:
    """This function will tell a moment by the clock of a zone; a day begins at its midnight."""
    if isinstance(moment, datetime):
        try:
            return moment.astimezone(zone)
        except OverflowError:
            return moment
    return datetime(moment.year, moment.month, moment.day, tzinfo=zone)


def days_between(later: date | datetime, earlier: date | datetime, zone: tzinfo) -> float:
    """This function will count the days from one moment to another as calendar and clock show them, not as they run."""
    shown = (on_the_wall(each, zone).replace(tzinfo=None) for each in (later, earlier))
    return (next(shown) - next(shown)) / _DAY


def day_after_epoch(number: float) -> date | float:
    """This function will give the day that lies so many days after 1970-01-01, or NaN beyond the calendar."""
    try:
        return date.fromordinal(_FIRST_DAY + math.floor(number))
    except (ValueError, OverflowError):
        return math.nan


def moment_after_epoch(number: float, zone: tzinfo) -> datetime | float:
    """This function will give the moment that lies so many days after the first of 1970 in UTC, or NaN."""
    try:
        return (_EPOCH + timedelta(days=number)).astimezone(zone)
    except (ValueError, OverflowError):
        return math.nan
