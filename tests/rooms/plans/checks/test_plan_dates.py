"""The plan's dates."""

from __future__ import annotations

import pytest

from tests.rooms.plans.checks.plans_made import codes, day, made, only
from tirek.plans.checks.plan_dates import check
from tirek.plans.reading.plan import Value


def dated(start: str, end: str, **changed: object):
    """This function will make the sound plan with other dates on its cover and no period in its work plan."""
    changed = {"programme_period": None, **changed}
    return made(cover={"start": day(start, 4), "end": day(end, 4), **changed}, work_plan={"printed_period": None})


def test_it_works() -> None:
    finding = only(check, dated("May 2030", "April 2030"))
    assert (finding.code, finding.severity, finding.where) == ("end-before-start", "error", (4,))


def test_sound_dates_have_no_finding() -> None:
    assert list(check(made())) == []


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [("May 2030", "May 2031", "13"), ("1 May 2030", "1 May 2031", "13"), ("May 2030", "April 2032", "24")],
)
def test_an_initiation_plan_may_not_run_longer_than_twelve_months(start: str, end: str, months: str) -> None:
    finding = only(check, dated(start, end))
    assert (finding.code, finding.printed, finding.computed) == ("longer-than-twelve-months", months, "12")


@pytest.mark.parametrize(
    ("start", "end"), [("May 2030", "April 2031"), ("15 May 2030", "14 May 2031"), ("May 2030", "May 2030")]
)
def test_twelve_months_are_allowed(start: str, end: str) -> None:
    assert list(check(dated(start, end))) == []


def test_another_kind_of_plan_may_be_longer() -> None:
    plan = made(
        text={1: "Project document"},
        cover={"end": day("April 2032", 4), "programme_period": None},
        work_plan={"printed_period": None},
    )
    assert list(check(plan)) == []


def test_a_work_plan_of_another_period_is_found() -> None:
    plan = made(work_plan={"printed_period": Value("Period: April 2030 – June 2031", 38)})
    finding = only(check, plan)
    assert (finding.code, finding.severity, finding.where) == ("work-plan-period", "error", (4, 38))
    assert (finding.printed, finding.computed) == ("April 2030 – June 2031", "April 2030 – March 2031")


@pytest.mark.parametrize("period", ["2030 – 2031", "1 April 2030 – 31 March 2031", "April 2030", "Q2 2030 - Q1 2031"])
def test_a_period_that_can_mean_the_same_is_sound(period: str) -> None:
    assert list(check(made(work_plan={"printed_period": Value(period, 38)}))) == []


@pytest.mark.parametrize("period", ["2026 - 2029", "2031 - 2035"])
def test_a_plan_outside_its_programme_is_found(period: str) -> None:
    finding = only(check, made(cover={"programme_period": Value(period, 6)}))
    assert (finding.code, finding.severity, finding.where) == ("outside-programme-period", "error", (4, 6))


def test_asks_for_dates_that_are_missing_or_cannot_be_read() -> None:
    assert only(check, made(cover={"start": None})).code == "dates-missing"
    assert codes(list(check(made(cover={"start": None, "end": None})))) == ["dates-missing"]
