"""Dates as plans print them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tirek.plans.reading.dates import find_days, only_day


def spans(text: str) -> list[tuple[str, str, str]]:
    return [(day.text, str(day.first), str(day.last)) for day in find_days(text, 1)]


def test_it_works() -> None:
    (day,) = find_days("signed on 25-May-2022 in Astana", 49)
    assert (day.text, day.line, day.first, day.last) == ("25-May-2022", 49, date(2022, 5, 25), date(2022, 5, 25))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("May 2022", "2022-05-01", "2022-05-31"),
        ("february 2024", "2024-02-01", "2024-02-29"),
        ("Sept. 2022", "2022-09-01", "2022-09-30"),
        ("1 January 2022", "2022-01-01", "2022-01-01"),
        ("1st of May 2022", "2022-05-01", "2022-05-01"),
        ("May 25, 2022", "2022-05-25", "2022-05-25"),
        ("2022-05-25", "2022-05-25", "2022-05-25"),
        ("25.05.2022", "2022-05-25", "2022-05-25"),
        ("25/05/2022", "2022-05-25", "2022-05-25"),
        ("05/25/2022", "2022-05-25", "2022-05-25"),
        ("Q3 2022", "2022-07-01", "2022-09-30"),
        ("2022", "2022-01-01", "2022-12-31"),
        ("1 марта 2023", "2023-03-01", "2023-03-01"),
        ("май 2023", "2023-05-01", "2023-05-31"),
    ],
)
def test_reads_a_date_as_the_days_it_can_mean(text: str, first: str, last: str) -> None:
    assert spans(text) == [(text, first, last)]


def test_reads_a_date_both_ways_round_where_both_are_possible() -> None:
    assert spans("05/06/2022") == [("05/06/2022", "2022-05-06", "2022-06-05")]
    assert spans("05.06.2022") == [("05.06.2022", "2022-06-05", "2022-06-05")]


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("May 2022 – April 2023", ["May 2022", "April 2023"]),
        ("from 1 May 2022 to 30 April 2023", ["1 May 2022", "30 April 2023"]),
        ("01.05.2022-30.04.2023", ["01.05.2022", "30.04.2023"]),
        ("2022-05-01/2023-04-30", ["2022-05-01", "2023-04-30"]),
        ("May – December 2022", ["May", "December 2022"]),
        ("1 May to 31 December 2022", ["1 May", "31 December 2022"]),
        ("2021 - 2025", ["2021", "2025"]),
    ],
)
def test_reads_both_ends_of_a_period(text: str, printed: list[str]) -> None:
    assert [day.text for day in find_days(text, 1)] == printed


def test_lends_the_year_of_the_end_to_a_beginning_without_one() -> None:
    assert spans("May – December 2022")[0] == ("May", "2022-05-01", "2022-05-31")


def test_keeps_a_day_that_does_not_exist_as_printed() -> None:
    assert spans("31 February 2022") == [("31 February 2022", "None", "None")]


@pytest.mark.parametrize("text", ["May I come in", "in 1850", "12345", "00143776", "march on", "1.2"])
def test_takes_nothing_else_for_a_date(text: str) -> None:
    assert find_days(text, 1) == []


def test_knows_a_line_that_is_a_date_and_nothing_else() -> None:
    assert only_day("25-May-2022", 1)
    assert only_day("25 May 2022.", 1)
    assert not only_day("25 May 2022, Astana", 1)
    assert not only_day("2022", 1)


@given(
    st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.sampled_from(["%d %B %Y", "%d.%m.%Y", "%Y-%m-%d", "%B %d, %Y"])
)
def test_reads_back_any_day(day: date, form: str) -> None:
    assert [(each.first, each.last) for each in find_days(day.strftime(form), 1)] == [(day, day)]


@given(st.text(max_size=80))
def test_survives_any_text(text: str) -> None:
    assert all(day.line == 1 for day in find_days(text, 1))
