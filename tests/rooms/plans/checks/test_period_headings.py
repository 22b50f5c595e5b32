"""Schedule headings."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.rooms.plans.checks.plans_made import COVER, codes, day, made, only, periods
from tirek.plans.checks.period_headings import check
from tirek.plans.reading.plan import Period

BACKWARDS = ((2030, 3), (2030, 4), (2030, 1), (2030, 2), (2031, 1), (2031, 2))


def headed(*quarters: tuple[int, int]):
    """This function will make the sound plan with other headings."""
    return made(work_plan={"periods": periods(quarters)})


def test_it_works() -> None:
    finding = next(check(headed(*BACKWARDS)))
    assert (finding.code, finding.severity, finding.where) == ("headings-backwards", "error", (40,))
    assert finding.printed == "Q3, Q4, Q1, Q2"
    assert finding.computed == "Q3 2030, Q4 2030, Q1 2031, Q2 2031"


def test_sound_headings_over_the_plans_dates_have_no_finding() -> None:
    assert list(check(made())) == []


def test_quarters_read_in_order_that_stand_again_under_the_next_year_repeat() -> None:
    finding = next(each for each in check(headed(*BACKWARDS)) if each.code == "headings-repeated")
    assert finding.facts["repeated"] == "Q1 2031, Q2 2031"
    assert finding.printed == "2030: Q3, Q4, Q1, Q2; 2031: Q1, Q2"


def test_one_quarter_twice_under_one_year_repeats() -> None:
    found = list(check(headed((2030, 2), (2030, 3), (2030, 3), (2030, 4), (2031, 1))))
    assert codes(found) == ["headings-repeated"]
    assert found[0].facts["repeated"] == "Q3 2030"


def test_a_year_printed_once_holds_for_the_quarters_after_it() -> None:
    headings = tuple(
        replace(each, year=None) if each.quarter != 2 and each.year == 2030 else each for each in periods()
    )
    assert list(check(made(work_plan={"periods": headings}))) == []


def test_years_that_go_backwards_are_found() -> None:
    found = codes(list(check(headed((2031, 1), (2030, 2), (2030, 3), (2030, 4)))))
    assert found == ["headings-backwards"]


def test_asks_about_a_quarter_of_the_plan_without_a_heading() -> None:
    finding = only(check, headed((2030, 3), (2030, 4), (2031, 1)))
    assert (finding.code, finding.severity, finding.computed) == ("headings-do-not-cover-dates", "question", "Q2 2030")
    assert finding.where == (4, 40)


def test_asks_about_a_heading_outside_the_plans_dates() -> None:
    finding = only(check, headed((2030, 1), (2030, 2), (2030, 3), (2030, 4), (2031, 1)))
    assert (finding.code, finding.printed) == ("headings-outside-dates", "Q1 2030")


def test_faulty_headings_lack_what_they_lack_in_their_order_and_exceed_as_printed() -> None:
    found = {each.code: each for each in check(headed(*BACKWARDS))}
    assert found["headings-do-not-cover-dates"].computed == "Q2 2030"
    assert found["headings-outside-dates"].printed == "Q1 2030, Q2 2031"


def test_a_date_in_mid_quarter_counts_for_its_whole_quarter() -> None:
    cover = {"start": day("20 June 2030", 4), "end": day("5 January 2031", 4)}
    assert list(check(made(cover=cover))) == []


def test_without_dates_only_the_headings_themselves_are_checked() -> None:
    assert list(check(made(cover={"start": None}))) == []
    assert COVER.start is not None


def test_years_of_schedule_and_amounts_must_be_the_same() -> None:
    finding = only(check, made(work_plan={"amount_years": (2030, 2031, 2032)}))
    assert (finding.code, finding.printed, finding.computed) == (
        "headings-and-amount-years",
        "2030, 2031",
        "2030, 2031, 2032",
    )


def test_asks_for_a_schedule_that_is_not_there() -> None:
    assert only(check, made(work_plan={"periods": ()})).code == "schedule-missing"


@pytest.mark.parametrize("label", ["Jan", "H1"])
def test_a_schedule_in_other_units_is_left_alone(label: str) -> None:
    months = tuple(Period(label, None, year, 2, 40) for year in (2030, 2030, 2031))
    assert list(check(made(work_plan={"periods": months}))) == []
