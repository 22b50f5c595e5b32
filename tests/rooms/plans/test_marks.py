"""Schedule marks as spans of days: read, or unread and why."""

from __future__ import annotations

from datetime import date

import pytest

from tirek.plans.marks import NO_YEAR, OUT_OF_ORDER, OUTSIDE, UNKNOWN, read_mark, spans_of

STARTS, ENDS = date(2022, 5, 1), date(2023, 4, 30)


def test_it_works() -> None:
    spans, unread = spans_of(["Q3 2022", "Q4 2022"], STARTS, ENDS)
    assert spans == ((date(2022, 7, 1), date(2022, 12, 31)),)
    assert unread == ()


@pytest.mark.parametrize(
    ("mark", "first", "last"),
    [
        ("Q1 2023", date(2023, 1, 1), date(2023, 3, 31)),
        ("Q2 2023", date(2023, 4, 1), date(2023, 6, 30)),
        ("Q4 2022", date(2022, 10, 1), date(2022, 12, 31)),
        ("Q3 2022 2022", date(2022, 7, 1), date(2022, 9, 30)),
        ("III 2022", date(2022, 7, 1), date(2022, 9, 30)),
        ("3rd quarter 2022", date(2022, 7, 1), date(2022, 9, 30)),
        ("4 кв. 2022", date(2022, 10, 1), date(2022, 12, 31)),
        ("Feb 2024", date(2024, 2, 1), date(2024, 2, 29)),
        ("январь 2023", date(2023, 1, 1), date(2023, 1, 31)),
        ("Jan-Mar 2023", date(2023, 1, 1), date(2023, 3, 31)),
        ("2023", date(2023, 1, 1), date(2023, 12, 31)),
    ],
)
def test_reads_quarters_months_and_years(mark: str, first: date, last: date) -> None:
    assert read_mark(mark) == (first, last)


@pytest.mark.parametrize(
    ("mark", "why"),
    [
        ("Q3", NO_YEAR),
        ("III", NO_YEAR),
        ("", NO_YEAR),
        ("Jan", NO_YEAR),
        ("Q3 2022 2023", UNKNOWN),
        ("Q1-Q2 2023", UNKNOWN),
        ("Q5 2022", UNKNOWN),
        ("phase II 2022", UNKNOWN),
        ("2022-13-45", UNKNOWN),
        ("Mar-Jan 2023", UNKNOWN),
    ],
)
def test_says_why_a_mark_is_not_read(mark: str, why: str) -> None:
    assert read_mark(mark) == why


def test_marks_with_a_gap_between_them_are_two_spans() -> None:
    spans, _ = spans_of(["Q3 2022", "Q1 2023"], STARTS, ENDS)
    assert spans == ((date(2022, 7, 1), date(2022, 9, 30)), (date(2023, 1, 1), date(2023, 3, 31)))


def test_spans_are_cut_at_the_dates_of_the_programme() -> None:
    spans, _ = spans_of(["Q2 2022", "Q2 2023"], STARTS, ENDS)
    assert spans == ((STARTS, date(2022, 6, 30)), (date(2023, 4, 1), ENDS))


def test_a_quarter_under_the_wrong_year_is_unread_and_said() -> None:
    """As the Initiation Plan of 2022 prints it: Q1 and Q2 under 2022, behind Q3 and Q4."""
    spans, unread = spans_of(["Q3 2022", "Q4 2022", "Q1 2022", "Q2 2022"], STARTS, ENDS)
    assert spans == ((date(2022, 7, 1), date(2022, 12, 31)),)
    assert [(each.mark, each.why) for each in unread] == [("Q1 2022", OUTSIDE), ("Q2 2022", OUT_OF_ORDER)]


def test_the_same_mark_twice_counts_once_and_is_said() -> None:
    spans, unread = spans_of(["Q3 2022", "Q4 2022", "Q4 2022"], STARTS, ENDS)
    assert len(spans) == 1
    assert [each.why for each in unread] == [OUT_OF_ORDER]


def test_marks_outside_the_programme_give_no_dates() -> None:
    spans, unread = spans_of(["Q3 2023", "2019"], STARTS, ENDS)
    assert spans == ()
    assert [each.why for each in unread] == [OUTSIDE, OUTSIDE]


def test_months_in_a_row_are_one_span() -> None:
    spans, _ = spans_of(["Jan 2023", "Feb 2023", "Mar 2023"], STARTS, ENDS)
    assert spans == ((date(2023, 1, 1), date(2023, 3, 31)),)


def test_no_marks_are_no_spans() -> None:
    assert spans_of([], STARTS, ENDS) == ((), ())
