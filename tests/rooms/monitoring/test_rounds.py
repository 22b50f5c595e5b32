"""When something comes round, and the day it is to be done by: no database is asked."""

from __future__ import annotations

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tirek.monitoring.frequency import Frequency
from tirek.monitoring.rounds import reports_owed, rounds, state_of
from tirek.plans import quarters_between, span_of

STARTS, ENDS = date(2022, 5, 15), date(2023, 4, 20)


def periods(starts: date = STARTS, ends: date = ENDS) -> list[Any]:
    """Periods as a plan that is adopted is given them."""
    return [
        SimpleNamespace(
            key=key,
            begins=max(span_of(key)[0], starts),
            ends=min(span_of(key)[1], ends),
            due=span_of(key)[1] + timedelta(days=30),
        )
        for key in quarters_between(starts, ends)
    ]


def days(frequency: Frequency, starts: date = STARTS, ends: date = ENDS) -> dict[str, date]:
    return {each.key: each.day for each in rounds(frequency, periods(starts, ends))}


def test_it_works() -> None:
    assert days(Frequency.QUARTERLY) == {
        "2022-Q2": date(2022, 6, 30),
        "2022-Q3": date(2022, 9, 30),
        "2022-Q4": date(2022, 12, 31),
        "2023-Q1": date(2023, 3, 31),
        "2023-Q2": date(2023, 4, 20),
    }


def test_what_is_annual_comes_round_once_in_each_calendar_year() -> None:
    assert days(Frequency.ANNUAL) == {"2022": date(2022, 12, 31), "2023": date(2023, 4, 20)}


def test_what_is_monthly_comes_round_in_each_month_and_no_day_after_the_end() -> None:
    found = days(Frequency.MONTHLY)
    assert list(found) == [*(f"2022-{month:02}" for month in range(5, 13)), *(f"2023-0{n}" for n in range(1, 5))]
    assert found["2022-05"] == date(2022, 5, 31)
    assert found["2023-02"] == date(2023, 2, 28)
    assert found["2023-04"] == ENDS


def test_a_leap_year_has_its_day() -> None:
    assert days(Frequency.MONTHLY, date(2024, 1, 1), date(2024, 3, 31))["2024-02"] == date(2024, 2, 29)


@pytest.mark.parametrize("frequency", [Frequency.AS_NEEDED, Frequency.NONE, Frequency.UNREAD])
def test_other_frequencies_come_round_on_no_day(frequency: Frequency) -> None:
    assert days(frequency) == {}


@pytest.mark.parametrize("frequency", list(Frequency))
def test_a_programme_without_periods_has_no_rounds(frequency: Frequency) -> None:
    assert list(rounds(frequency, [])) == []
    assert list(reports_owed([], ENDS)) == []


@given(
    starts=st.dates(date(2020, 1, 1), date(2024, 12, 31)),
    length=st.integers(min_value=0, max_value=900),
    frequency=st.sampled_from([Frequency.MONTHLY, Frequency.QUARTERLY, Frequency.ANNUAL]),
)
def test_every_round_lies_in_the_programme_and_in_its_period_and_none_twice(
    starts: date, length: int, frequency: Frequency
) -> None:
    ends = starts + timedelta(days=length)
    found = list(rounds(frequency, periods(starts, ends)))
    assert len({each.key for each in found}) == len(found)
    assert [each.day for each in found] == sorted(each.day for each in found)
    for each in found:
        assert starts <= each.day <= ends
        assert each.period.begins <= each.day <= each.period.ends
    assert found[-1].day == ends


def test_reports_are_owed_for_each_quarter_each_year_and_once_at_the_end() -> None:
    owed = [(kind, each.key, each.day) for kind, each in reports_owed(periods(), ENDS)]
    assert owed == [
        ("quarterly", "2022-Q2", date(2022, 7, 30)),
        ("quarterly", "2022-Q3", date(2022, 10, 30)),
        ("quarterly", "2022-Q4", date(2023, 1, 30)),
        ("quarterly", "2023-Q1", date(2023, 4, 30)),
        ("quarterly", "2023-Q2", date(2023, 7, 30)),
        ("annual", "2022", date(2023, 1, 30)),
        ("annual", "2023", date(2023, 7, 30)),
        ("final", "final", date(2023, 6, 19)),
    ]


@pytest.mark.parametrize(
    ("today", "state"),
    [
        (date(2022, 8, 30), "later"),
        (date(2022, 8, 31), "due"),
        (date(2022, 9, 29), "due"),
        (date(2022, 9, 30), "due"),
        (date(2022, 10, 1), "late"),
        (date(2030, 1, 1), "late"),
    ],
)
def test_a_thing_is_due_thirty_days_before_its_day_and_late_the_day_after(today: date, state: str) -> None:
    assert state_of(date(2022, 9, 30), today, done=False) == state
    assert state_of(date(2022, 9, 30), today, done=True) == "done"
