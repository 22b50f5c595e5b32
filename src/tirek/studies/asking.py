"""Questions to a log that was read: what is asked stands in the address of a page, as filters written down.

A log does not change, so an answer is kept for as long as it is among the last that this process was asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from uuid import UUID

import numpy as np

from tirek.mining import Description, EventLog, Filter, describe, filtered, filters_of, open_log
from tirek.studies import log_files
from tirek.studies.errors import LogNotRead
from tirek.studies.models import StudyLog

KEPT = 4  # logs and answers that a process keeps: of the largest a hundred megabytes each
LONGEST = 4000  # letters of filters in an address


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case of a log as a list shows it: its number in the log, how many events, when it began, how long it took."""

    number: str
    events: int
    begins: datetime
    took_s: float


@dataclass(frozen=True, slots=True)
class EventLine:
    """An event of a case: what, when it was done, when it was begun if that is known, and by whom."""

    activity: str
    at: datetime
    begun: datetime | None
    resource: str
    office: str


def only_of(said: str) -> tuple[Filter, ...]:
    """This function will read the filters of an address. Raises `FilterUnclear`."""
    return filters_of(said[:LONGEST] or "[]")


def events_of(log: StudyLog, only: str = "") -> EventLog:
    """This function will open what is left of a log after filters. Raises `LogNotRead`, `FilterUnclear`."""
    if not hasattr(log, "reading"):
        raise LogNotRead
    return _events(log.pk, only)


@lru_cache(maxsize=KEPT)
def _events(key: UUID, only: str) -> EventLog:
    return filtered(open_log(log_files.folder_of(key) / log_files.LAYOUT), only_of(only))


def description_of(log: StudyLog, only: str, zone: str) -> Description:
    """This function will describe what is left of a log after filters; months by the clock of a zone."""
    events_of(log, only)
    return _description(log.pk, only, zone)


@lru_cache(maxsize=KEPT)
def _description(key: UUID, only: str, zone: str) -> Description:
    return describe(_events(key, only), zone=zone)


def cases_in(log: EventLog, first: int, past: int) -> list[CaseLine]:
    """This function will give cases of a log by their place, in the order of the log."""
    names = log.case_names()[first:past]
    begins = log.time[log.offsets[first:past]]
    ends = log.time[log.offsets[first + 1 : past + 1] - 1]
    counts = np.diff(log.offsets[first : past + 1])
    rows = zip(names, counts.tolist(), begins.tolist(), ends.tolist(), strict=True)
    return [CaseLine(name, count, moment(a), (b - a) / 1_000_000) for name, count, a, b in rows]


def events_in(log: EventLog, number: str) -> list[EventLine] | None:
    """This function will give the events of a case by its number, or None where the log has no such case."""
    place = _place_of(log, number)
    return None if place is None else list(_lines(log, int(log.offsets[place]), int(log.offsets[place + 1])))


def _place_of(log: EventLog, number: str) -> int | None:
    names = log.case_names()
    guess = int(number) - 1 if number.isascii() and number.isdigit() and len(number) < 12 else -1
    if 0 <= guess < log.cases and names[guess] == number:  # as long as nothing is filtered out before it
        return guess
    return next((place for place, name in enumerate(names) if name == number), None)


def _lines(log: EventLog, first: int, past: int) -> Iterator[EventLine]:
    resource, office, start = log.role("resource"), log.role("office"), log.start
    for place in range(first, past):
        yield EventLine(
            activity=log.activities[int(log.activity[place])],
            at=moment(int(log.time[place])),
            begun=None if start is None else moment(int(start[place])),
            resource=(resource.said(place) if resource else None) or "",
            office=(office.said(place) if office else None) or "",
        )


def moment(microseconds: int) -> datetime:
    """This function will give a moment of a log; one outside the years 1 to 9999 at the nearest end of them."""
    try:
        return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=microseconds)
    except OverflowError:
        return datetime.max.replace(tzinfo=UTC) if microseconds > 0 else datetime.min.replace(tzinfo=UTC)
