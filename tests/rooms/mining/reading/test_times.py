from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tirek.mining.log import microseconds
from tirek.mining.reading.errors import ZoneUnknown
from tirek.mining.reading.times import NO_ZONE, NOT_READ, NOTHING_SAID, READ, in_utc, times_of
from tirek.mining.reading.word_table import spans
from tirek.mining.reading.zones import zone_of

COMPILED = settings(deadline=None)  # the first call compiles
FORMATS = (
    "%Y-%m-%d %H:%M:%S.%f",
    "%Y-%m-%dT%H:%M:%S.%f",
    "%Y/%m/%d %H:%M:%S",
    "%Y%m%dT%H%M%S",
    "%Y%m%d%H%M%S",
    "%Y-%m-%d",
    "%d.%m.%Y %H:%M",
    "%d/%m/%Y %I:%M:%S %p",
    "%d-%b-%Y %H:%M:%S",
    "%d %B %Y %H:%M",
    "%b %d, %Y %I:%M %p",
)
MOMENTS = st.datetimes(datetime(1000, 1, 1), datetime(9999, 12, 31))  # noqa: DTZ001
ZONES = st.integers(-14 * 60, 14 * 60)


def read(*texts: str | None, month_first: bool = False) -> tuple[list[int], list[int], list[int]]:
    starts, ends, data = spans(pa.array(texts, pa.string()))
    times = times_of(data, starts, ends, month_first=month_first)
    return times.moments.tolist(), times.zones.tolist(), times.state.tolist()


@COMPILED
@given(MOMENTS, st.sampled_from(FORMATS))
def test_what_a_program_writes_is_read_as_it_meant(moment: datetime, form: str) -> None:
    text = moment.strftime(form)
    if form.startswith("%Y") or "%Y" in form:
        text = text.replace(str(moment.year), f"{moment.year:04d}")
    meant = datetime.strptime(text, form)  # noqa: DTZ007
    assert read(text) == ([microseconds(meant)], [NO_ZONE], [READ])


@COMPILED
@given(MOMENTS, st.sampled_from(("%m/%d/%Y %H:%M:%S", "%m-%d-%Y", "%m.%d.%y %I:%M %p")))
def test_the_month_may_come_first(moment: datetime, form: str) -> None:
    text = moment.replace(year=1970 + moment.year % 99).strftime(form)
    meant = datetime.strptime(text, form)  # noqa: DTZ007
    assert read(text, month_first=True) == ([microseconds(meant)], [NO_ZONE], [READ])


@COMPILED
@given(st.datetimes(datetime(1001, 1, 1), datetime(9998, 12, 31)), ZONES)  # noqa: DTZ001
def test_a_zone_is_kept_and_counted(moment: datetime, minutes: int) -> None:
    there = moment.replace(tzinfo=timezone(timedelta(minutes=minutes)))
    assert read(there.isoformat(" ")) == ([microseconds(there)], [minutes], [READ])


@COMPILED
@given(st.integers(-(10**10) + 1, 10**10 - 1).filter(lambda n: abs(n) >= 10**8))
def test_seconds_and_their_parts_since_1970_are_read(seconds: int) -> None:
    assert read(str(seconds), f"{seconds}000", f"{seconds}000000")[0] == [seconds * 10**6] * 3


@pytest.mark.parametrize(
    "text",
    ["x", "2015-02-29", "2015-13-01", "32.01.2015", "24:00", "2015-01-01 24:00", "2015-01-01 10:60", "2015-01-01x", "0",
     "12", "2015", "2015-01", "2015-01-01 10", "13:00 PM", "01.01.2015 13:00 PM", "2015-01-01 10:00 ABC",
     "--1500000000",
     "2015-01-01 10:00 +25:00", "1.2.3", "12345678", "NaT", "00.00.0000", "2015-1-1-1", "30.02.2016 10:00"],
)  # fmt: skip
def test_what_is_no_time_is_not_read(text: str) -> None:
    assert read(text)[2] == [NOT_READ]


@COMPILED
@given(st.text(max_size=30))
def test_no_text_is_read_as_a_time_outside_of_the_calendar(text: str) -> None:
    (moment,), _, (state,) = read(text)
    assert state in (READ, NOTHING_SAID, NOT_READ)
    if state == READ:
        assert datetime(1, 1, 1, tzinfo=UTC) - timedelta(days=2) <= datetime.fromtimestamp(0, UTC) + timedelta(
            microseconds=moment
        )


def test_nothing_said_is_nothing_said() -> None:
    assert read(None, "", "  ")[2] == [NOTHING_SAID] * 3


@pytest.mark.parametrize("name", ["Asia/Almaty", "Europe/Berlin", "America/St_Johns"])
def test_clocks_of_a_place_follow_its_rules(name: str) -> None:
    zone = ZoneInfo(name)
    there = [datetime(2000 + year, month, 15, 3, 30) for year in range(26) for month in range(1, 13)]  # noqa: DTZ001
    found = in_utc(np.array([microseconds(each) for each in there]), zone)
    assert found.tolist() == [microseconds(each.replace(tzinfo=zone)) for each in there]


@pytest.mark.parametrize(("name", "minutes"), [("+05:30", 330), ("UTC+5", 300), ("-0300", -180), ("utc", 0)])
def test_a_zone_is_said_by_its_distance(name: str, minutes: int) -> None:
    assert zone_of(name).clock.utcoffset(None) == timedelta(minutes=minutes)


@pytest.mark.parametrize("name", ["Almaty", "+25:00", "../../etc/passwd", ""])
def test_what_is_no_zone_is_refused(name: str) -> None:
    with pytest.raises(ZoneUnknown):
        zone_of(name)
