"""Working time: what of a span lies within working hours and outside holidays, to the microsecond.

The hours of a calendar are laid end to end: `clock(moment)` says how much working time has passed by then since the
calendar's first day. What lies between two moments is the difference, so a span is cut exactly, however it lies.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from typing import Any, Final

import numpy as np

from tirek.mining.describing.errors import CalendarUnclear
from tirek.mining.describing.zones import zone_called
from tirek.mining.log import Moments

DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
MIDNIGHT: Final = 24 * 60

Hours = tuple[tuple[int, int], ...]
"""Spans of work in a day, in minutes since midnight, in order and apart; 1440 is its end."""


@dataclass(frozen=True)
class WorkingCalendar:
    """When work is done: `hours` for Monday to Sunday by the clock of `zone`, and no hour on `holidays`."""

    zone: str
    hours: tuple[Hours, ...]
    holidays: frozenset[date] = field(default_factory=frozenset)

    def between(self, since: Moments, until: Moments) -> Moments:
        """This function will give the working time between moments (int64 µs, UTC), pair by pair."""
        if not len(since):
            return np.empty(0, np.int64)
        return self.clock(until) - self.clock(since)

    def clock(self, moments: Moments) -> Moments:
        """This function will give how much working time (µs) has passed at each moment, since 1970.

        Before 1970 it counts down. Only the years 1 to 9999 have days: beyond them no work is done.
        """
        if not len(moments):
            return np.empty(0, np.int64)
        begins, ends, passed = self._laid(_year(int(moments.min())), _year(int(moments.max())))
        place = np.searchsorted(begins, moments, side="right") - 1
        at = np.maximum(place, 0)
        worked = passed[at] + np.clip(moments - begins[at], 0, ends[at] - begins[at])
        worked[place < 0] = passed[0]
        return np.asarray(worked, np.int64)

    def as_json(self) -> dict[str, Any]:
        """This function will give the calendar as it is written down."""
        hours = {
            day: [f"{_told(begin)}-{_told(end)}" for begin, end in spans]
            for day, spans in zip(DAYS, self.hours, strict=True)
            if spans
        }
        return {"zone": self.zone, "hours": hours, "holidays": [day.isoformat() for day in sorted(self.holidays)]}

    @cached_property
    def _years(self) -> dict[int, tuple[Moments, Moments]]:
        return {}

    def _laid(self, first: int, last: int) -> tuple[Moments, Moments, Moments]:
        """This function will give when work begins and ends, and how much was done before each beginning since 1970."""
        years = range(min(first, 1970), max(last, 1970) + 1)
        for year in years:
            if year not in self._years:
                self._years[year] = self._year(year)
        begins, ends = (np.concatenate([self._years[year][side] for year in years]) for side in (0, 1))
        if not len(begins):
            zero = np.zeros(1, np.int64)
            return zero, zero, zero
        passed = np.concatenate(([0], np.cumsum(ends - begins)))
        epoch = sum(len(self._years[year][0]) for year in years if year < 1970)
        return begins, ends, passed[:-1] - passed[epoch]

    def _year(self, year: int) -> tuple[Moments, Moments]:
        zone = zone_called(self.zone) or UTC
        begins, ends = [], []
        day = date(year, 1, 1)
        for number in range(366):
            today = day + timedelta(number) if day.toordinal() + number <= date.max.toordinal() else None
            if today is None or today.year != year:
                break
            if today in self.holidays:
                continue
            for begin, end in self.hours[today.weekday()]:
                begins.append(_moment(today, begin, zone))
                ends.append(_moment(today, end, zone))
        return np.array(begins, np.int64), np.array(ends, np.int64)


def calendar_of(said: Mapping[str, Any] | str) -> WorkingCalendar:
    """This function will read a calendar: {"zone", "hours": {"mon": ["09:00-18:00"], …}, "holidays": ["2026-12-16"]}.

    A day that is not named is not worked. Raises CalendarUnclear, ZoneUnknown.
    """
    try:
        plain = json.loads(said) if isinstance(said, str) else said
        hours = dict(plain["hours"])
        if strange := sorted(set(hours) - set(DAYS)):
            raise CalendarUnclear(reason=f"{', '.join(map(str, strange))} is no day of the week")
        spans = tuple(_hours(hours.get(day, ())) for day in DAYS)
        holidays = frozenset(date.fromisoformat(day) for day in plain.get("holidays", ()))
        zone = str(plain.get("zone", "UTC"))
    except (KeyError, TypeError, ValueError, AttributeError) as fault:
        raise CalendarUnclear(reason=str(fault)) from fault
    zone_called(zone)
    if not any(spans):
        raise CalendarUnclear(reason="no day has hours")
    return WorkingCalendar(zone, spans, holidays)


def _hours(said: Any) -> Hours:
    texts = [str(text) for text in said] if isinstance(said, list | tuple) else [str(said)]
    spans = sorted((_minutes(begin), _minutes(end)) for begin, _, end in (text.partition("-") for text in texts))
    after = 0
    for begin, end in spans:
        if begin < after or end <= begin:
            raise ValueError(f"{', '.join(texts)} are not hours one after another")
        after = end
    return tuple(spans)


def _minutes(text: str) -> int:
    if text.strip() == "24:00":
        return MIDNIGHT
    read = time.fromisoformat(text.strip())
    return read.hour * 60 + read.minute


def _told(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _moment(day: date, minutes: int, zone: Any) -> int:
    """This function will give when a clock of the zone shows this (µs, UTC); where it does so twice, the first time."""
    shown = datetime.combine(day, time.min) + timedelta(minutes=min(minutes, MIDNIGHT - 1))
    offset = shown.replace(tzinfo=zone).utcoffset() or timedelta(0)
    past = (minutes - min(minutes, MIDNIGHT - 1)) * 60_000_000
    return (shown.replace(tzinfo=UTC) - EPOCH - offset) // timedelta(microseconds=1) + past


def _year(moment: int) -> int:
    return int(np.datetime64(moment, "us").astype("datetime64[Y]").astype(int)) + 1970
