"""Schedule marks against the money of each year."""

from __future__ import annotations

from dataclasses import replace

from tests.rooms.plans.checks.plans_made import OUTPUTS, codes, day, made, only, periods, row
from tirek.plans.checks.schedule_marks import check
from tirek.plans.reading.plan import Plan

BACKWARDS = periods(((2030, 3), (2030, 4), (2030, 1), (2030, 2), (2031, 1), (2031, 2)))
DATES_OF_FIVE_QUARTERS = {"start": "May 2030", "end": "April 2031"}
BOTH = ("10 000", "10 000", "20 000")
FIRST_ONLY = ("10 000", None, "10 000")


def under_faulty_headings(**rows: tuple[tuple[str | None, ...], tuple[int, ...]]) -> Plan:
    """This function will make a plan of rows with money and marks, under headings that go backwards, shifted by one."""
    activities = tuple(
        row(41 + at, f"1.{at + 1} {name}", *money, marks=marks, shift=1)
        for at, (name, (money, marks)) in enumerate(rows.items())
    )
    output = replace(OUTPUTS[0], activities=activities, subtotal=None)
    return made(
        work_plan={"periods": BACKWARDS, "outputs": (output,), "fee": None, "total": None},
        cover={name: day(text, 4) for name, text in DATES_OF_FIVE_QUARTERS.items()},
    )


def test_it_works() -> None:
    finding = only(check, made(rows={42: {"marks": (0, 1)}}))
    assert (finding.code, finding.severity, finding.where) == ("marks-contradict-money", "error", (42,))
    assert (finding.printed, finding.computed) == ("2030 (Q2 2030, Q3 2030)", "2030, 2031")


def test_marks_in_each_year_with_money_are_sound() -> None:
    assert list(check(made())) == []
    assert list(check(made(rows={42: {"marks": (1, 3)}}))) == []


def test_a_mark_in_a_year_without_money_contradicts() -> None:
    finding = only(check, made(rows={41: {"marks": (2, 3)}}))
    assert finding.code == "marks-contradict-money"
    assert finding.computed == "2030"


def test_zero_is_no_money() -> None:
    assert only(check, made(money={(41, 2031): "0"}, rows={41: {"marks": (3,)}})).computed == "2030"


def test_the_fee_is_checked_where_it_is_marked() -> None:
    assert only(check, made(rows={47: {"marks": (0,)}})).where == (47,)


def test_asks_about_money_without_a_mark_and_marks_without_money() -> None:
    found = list(check(made(rows={41: {"marks": ()}, 42: {"amounts": {}, "total": None}})))
    assert codes(found) == ["marks-missing", "money-missing"]


def test_a_fee_without_marks_is_no_question() -> None:
    assert list(check(made(rows={47: {"marks": ()}}))) == []


def test_faulty_headings_are_read_as_printed_in_order_and_as_the_plans_quarters() -> None:
    finding = only(check, under_faulty_headings(Training=(BOTH, (0, 1, 2))))
    assert (finding.code, finding.severity) == ("marks-may-contradict-money", "question")
    assert finding.printed == "2030 (Q3 2030, Q4 2030, Q1 2030); 2030 (Q2 2030, Q3 2030, Q4 2030)"
    assert "Q3 2030, Q4 2030, Q1 2031" in finding.hint


def test_a_row_that_contradicts_in_one_reading_only_says_in_which() -> None:
    finding = only(check, under_faulty_headings(Training=(BOTH, (1, 2, 3))))
    assert finding.printed == "2030 (Q4 2030, Q1 2030, Q2 2030)"


def test_a_row_that_agrees_in_every_reading_is_sound() -> None:
    assert list(check(under_faulty_headings(Review=(FIRST_ONLY, (0, 1)), Office=(BOTH, (0, 1, 2, 3, 4))))) == []


def test_a_row_that_contradicts_in_every_reading_is_an_error() -> None:
    finding = only(check, under_faulty_headings(Review=(BOTH, (0,))))
    assert (finding.code, finding.severity) == ("marks-contradict-money", "error")


def test_rows_with_equal_marks_and_other_years_cannot_both_be_right() -> None:
    found = {
        each.code: each
        for each in check(under_faulty_headings(Pilot=(FIRST_ONLY, (0, 1, 2)), Training=(BOTH, (0, 1, 2))))
    }
    finding = found["same-marks-other-years"]
    assert (finding.severity, finding.where) == ("error", (41, 42))
    assert (finding.printed, finding.computed) == ("2030", "2030, 2031")


def test_a_shifted_row_under_sound_headings_may_have_lost_its_first_cell() -> None:
    assert codes(list(check(made(rows={45: {"marks": (2,), "shift": 1}})))) == ["marks-may-contradict-money"]


def test_a_mark_beyond_the_headings_is_passed_over() -> None:
    assert list(check(made(rows={41: {"marks": (0, 9)}}))) == []
