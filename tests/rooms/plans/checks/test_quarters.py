"""Quarters and the readings of headings."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rooms.plans.checks.plans_made import COVER, OUTPUTS, WORK_PLAN, periods
from tirek.plans.checks.quarters import are_sound, in_sequence, quarter_of, quarters_of_dates, readings_for, written

QUARTERS = st.lists(st.tuples(st.integers(2020, 2030), st.integers(1, 4)), min_size=1, max_size=8)


def test_it_works() -> None:
    assert quarters_of_dates(COVER) == ((2030, 2), (2030, 3), (2030, 4), (2031, 1))


@pytest.mark.parametrize(
    ("day", "quarter"), [((2030, 1, 1), 1), ((2030, 3, 31), 1), ((2030, 4, 1), 2), ((2030, 12, 31), 4)]
)
def test_a_day_lies_in_its_quarter(day: tuple[int, int, int], quarter: int) -> None:
    assert quarter_of(date(*day)) == (2030, quarter)


def test_the_first_quarter_after_the_fourth_is_the_next_years() -> None:
    assert in_sequence([(2030, 3), (2030, 4), (2030, 1), (2030, 2)]) == ((2030, 3), (2030, 4), (2031, 1), (2031, 2))


def test_a_new_year_heading_counts_again_from_what_it_prints() -> None:
    assert in_sequence([(2030, 4), (2030, 1), (2031, 1)]) == ((2030, 4), (2031, 1), (2031, 1))


@given(QUARTERS)
def test_sound_headings_are_read_as_they_stand(quarters: list[tuple[int, int]]) -> None:
    sound = tuple(sorted(set(quarters)))
    assert are_sound(sound)
    assert in_sequence(sound) == sound


@given(st.lists(st.integers(1, 4), min_size=1, max_size=8))
def test_reading_in_order_keeps_every_quarter_and_never_goes_back_under_one_year(quarters: list[int]) -> None:
    read = in_sequence([(2030, quarter) for quarter in quarters])
    assert [quarter for _, quarter in read] == quarters
    assert list(read) == sorted(read)


def test_sound_headings_have_one_reading() -> None:
    assert len(readings_for(OUTPUTS[0].activities[0], WORK_PLAN, COVER)) == 1


def test_headings_without_a_quarter_have_none() -> None:
    months = tuple(replace(period, quarter=None) for period in periods())
    assert readings_for(OUTPUTS[0].activities[0], replace(WORK_PLAN, periods=months), COVER) == ()


def test_quarters_are_written_as_headings_are() -> None:
    assert written([(2030, 3), (2031, 1)]) == "Q3 2030, Q1 2031"
