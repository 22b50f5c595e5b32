"""Working time is what of a span lies in working hours, to the microsecond."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tirek.mining.describing.calendar import WorkingCalendar, calendar_of
from tirek.mining.describing.description import describe
from tirek.mining.describing.errors import CalendarUnclear, ZoneUnknown
from tirek.mining.describing.flow import flow_of
from tirek.mining.log import log_of, microseconds

WEEK = {day: ["09:00-13:00", "14:00-18:30"] for day in ("mon", "tue", "wed", "thu", "fri")}
ALMATY = calendar_of({"zone": "Asia/Almaty", "hours": WEEK, "holidays": ["2026-12-16"]})


def worked(calendar: WorkingCalendar, since: datetime, until: datetime) -> timedelta:
    a, b = (np.array([microseconds(each)], np.int64) for each in (since, until))
    return timedelta(microseconds=int(calendar.between(a, b)[0]))


def at(text: str, zone: str = "Asia/Almaty") -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


@pytest.mark.parametrize(
    ("since", "until", "hours"),
    [
        ("2026-11-23T09:00", "2026-11-23T18:30", 8.5),
        ("2026-11-23T12:30", "2026-11-23T14:30", 1),
        ("2026-11-20T18:00", "2026-11-23T09:30", 1),  # Friday to Monday
        ("2026-11-21T10:00", "2026-11-22T10:00", 0),
        ("2026-12-15T18:00", "2026-12-17T10:00", 1.5),  # over Independence Day
        ("2026-11-23T10:00", "2026-11-23T10:00", 0),
        ("2026-11-16T00:00", "2026-11-23T00:00", 42.5),
    ],
)
def test_it_works(since: str, until: str, hours: float) -> None:
    assert worked(ALMATY, at(since), at(until)) == timedelta(hours=hours)


@settings(max_examples=40, deadline=None)
@given(
    st.integers(-400 * 1440, 400 * 1440) | st.integers(29_538_720, 29_590_560),  # about 1970; in March of 2026
    st.integers(0, 6 * 24 * 60),
    st.sampled_from(["UTC", "Europe/Berlin", "Asia/Almaty", "America/New_York"]),
)
def test_it_is_what_going_minute_by_minute_finds(begin: int, minutes: int, zone: str) -> None:
    since = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(minutes=begin)
    calendar = calendar_of({"zone": zone, "hours": WEEK, "holidays": ["2026-03-09", "1970-01-02"]})
    slow = 0
    for minute in range(minutes):
        local = (since + timedelta(minutes=minute)).astimezone(ZoneInfo(zone))
        spans = calendar.hours[local.weekday()] if local.date() not in calendar.holidays else ()
        slow += any(begin <= local.hour * 60 + local.minute < end for begin, end in spans)
    assert worked(calendar, since, since + timedelta(minutes=minutes)) == timedelta(minutes=slow)


def test_hours_to_midnight_join_those_of_the_next_day() -> None:
    always = calendar_of({"hours": {day: ["00:00-24:00"] for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")}})
    since, until = datetime(1965, 3, 1, 1, 2, 3, 4, UTC), datetime(2031, 7, 1, 23, 59, 59, 999_999, UTC)
    assert worked(always, since, until) == until - since


def test_a_calendar_is_written_as_it_is_read() -> None:
    assert calendar_of(ALMATY.as_json()) == ALMATY
    assert date(2026, 12, 16) in ALMATY.holidays


def test_the_flow_and_durations_are_measured_in_working_time() -> None:
    times = [at(text) for text in ("2026-11-20T18:00", "2026-11-23T09:30", "2026-11-23T11:00")]
    log = log_of(["1"] * 3, ["a", "b", "c"], times)
    assert [edge.spread.mean_s for edge in flow_of(log, calendar=ALMATY).edges] == [3600, 5400]
    durations = describe(log, calendar=ALMATY).throughput.durations
    assert durations is not None
    assert durations.max_s == 9000


@pytest.mark.parametrize(
    "said",
    [
        "{", "[]", "{}", {"hours": {}}, {"hours": {"mon": []}}, {"hours": {"someday": ["09:00-10:00"]}},
        {"hours": {"mon": ["10:00-09:00"]}}, {"hours": {"mon": ["09:00-12:00", "11:00-13:00"]}}, {"hours": ["mon"]},
        {"hours": {"mon": ["9-10"]}, "holidays": ["soon"]}, {"hours": {"mon": [9]}}, {"hours": {"mon": 9}},
    ],
)  # fmt: skip
def test_refuses_a_calendar_that_does_not_say_when_work_is_done(said: object) -> None:
    with pytest.raises(CalendarUnclear):
        calendar_of(said)  # type: ignore[arg-type]


def test_refuses_a_zone_that_nobody_knows() -> None:
    for zone in ("Mars/Olympus", "../../etc/passwd", ""):
        with pytest.raises(ZoneUnknown):
            calendar_of({"zone": zone, "hours": WEEK})
