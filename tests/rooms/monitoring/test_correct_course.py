"""A change of course is led back to what caused it: a finding, a figure, a risk."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests import programme as programmes
from tests.cast import aigul, marat
from tests.programme import attended, people, training
from tests.rooms.monitoring.watching import DAY, a_correction, a_risk, finding, last, period, programme, written
from tirek import evidence, indicators, monitoring
from tirek.ledger import heads, verify
from tirek.monitoring import CourseCorrection
from tirek.monitoring.errors import (
    AlreadySaid,
    CauseMissing,
    DayImpossible,
    MonitoringIncomplete,
    OfAnotherProgramme,
)
from tirek.plans import Programme

pytestmark = pytest.mark.django_db
TEXT = {"en": "X", "ru": "Х", "kk": "Х"}


def defined(code: str = "people", **given: object) -> str:
    """A figure of the programme, by its key."""
    spec = {"code": code, "title": TEXT, "question": TEXT, "unit": TEXT, "counts": "people"} | given
    indicators.define_figures(account=aigul(), programme=Programme.objects.get(), specs=[spec])
    return code


def test_it_works() -> None:
    found = programme()
    risk = a_risk()
    row = a_correction(risk=risk, consulted="The board")
    assert list(monitoring.corrections(found)) == [row]
    assert (row.number, row.risk, row.figure, row.finding) == (1, risk, "", None)
    assert verify().ok


def test_leaves_one_entry_that_names_its_number() -> None:
    programme()
    risk = a_risk()
    assert written(lambda: a_correction(risk=risk)) == 1
    assert last() == {"number": 1, "programme": "00143776"}


def test_a_finding_of_the_plan_may_be_the_cause() -> None:
    programme()
    cause = finding()
    assert a_correction(finding=cause).finding == cause


def test_a_figure_may_be_the_cause_and_its_value_of_now_is_kept() -> None:
    programme()
    key = defined()
    attended(training(), *people(7))
    row = a_correction(figure=f" {key} ")
    attended(training(), *people(3))
    assert (row.figure, row.figure_value) == ("people", "7")
    assert CourseCorrection.objects.get().figure_value == "7"


def test_a_figure_of_a_period_keeps_the_value_of_the_period() -> None:
    programme()
    key = defined()
    attended(training(day=date(2022, 8, 1)), *people(6))
    attended(training(day=date(2022, 11, 1)), *people(5))
    values = [a_correction(figure=f"{key}@{when}").figure_value for when in ("2022-Q3", "2022", "..2022-Q4", "2023")]
    assert values == ["6", "11", "11", "0"]


def test_a_cell_keeps_its_value() -> None:
    programme()
    key = defined(split_by=["sex"])
    attended(training(), *people(6), *people(8, "male"))
    assert a_correction(figure=f"{key}:sex=male").figure_value == "8"


def test_a_cell_that_is_withheld_is_kept_without_its_value() -> None:
    programme()
    key = defined(split_by=["sex"])
    attended(training(), *people(2), *people(8, "male"))
    assert a_correction(figure=f"{key}:sex=female").figure_value == ""


def test_a_figure_that_measured_nothing_has_no_value() -> None:
    programme()
    key = defined("speed", counts="measurement", where={"kinds": ["response-time"]})
    assert a_correction(figure=key).figure_value == ""
    evidence.add_measurement(
        account=marat(),
        activity=programmes.activity(),
        title="X",
        kind="response-time",
        value=Decimal("12.50"),
        unit="min",
        date=DAY,
    )
    assert a_correction(figure=key, change="Another").figure_value == "12.5"


def test_all_three_may_be_the_cause() -> None:
    programme()
    row = a_correction(finding=finding(), figure=defined(), risk=a_risk())
    assert all((row.finding, row.figure, row.risk))


def test_refuses_a_change_that_nothing_caused() -> None:
    found = programme()
    before = heads()
    for figure in ("", "   "):
        with pytest.raises(CauseMissing):
            monitoring.correct_course(account=marat(), programme=found, day=DAY, change="X", reason="Y", figure=figure)
    assert heads() == before


@pytest.mark.parametrize(
    "key",
    [
        "nobody",
        "people@2022-Q9",
        "people@",
        "people:sex",
        "people:region=KZ-71",
        "people:sex=none",
        "@2022",
        ":sex=male",
    ],
)
def test_refuses_a_figure_that_is_none(key: str) -> None:
    programme()
    defined(split_by=["sex"])
    attended(training(), *people(6))
    with pytest.raises(indicators.NoSuchFigure):
        a_correction(figure=key)
    assert CourseCorrection.objects.count() == 0


def test_refuses_a_figure_whose_name_is_too_long() -> None:
    programme()
    with pytest.raises(MonitoringIncomplete):
        a_correction(figure="x" * 121)


def test_refuses_a_finding_or_a_risk_of_another_programme() -> None:
    found, other = programme(), programmes.programme(code="00143777")
    for given in ({"finding": finding(of=other)}, {"risk": a_risk(of=other)}):
        with pytest.raises(OfAnotherProgramme) as refused:
            a_correction(programme=found, **given)
        assert refused.value.facts["field"] == next(iter(given))


@pytest.mark.parametrize("field", ["change", "reason"])
def test_refuses_without_change_or_reason(field: str) -> None:
    programme()
    with pytest.raises(MonitoringIncomplete):
        a_correction(**{field: "  "})


def test_refuses_a_day_to_come() -> None:
    programme()
    with pytest.raises(DayImpossible):
        a_correction(day=date(2999, 1, 1))


def test_numbers_count_up_and_are_never_given_twice() -> None:
    found = programme()
    rows = [a_correction(), a_correction(change="Another")]
    monitoring.withdraw(account=aigul(), said=rows[1], reason="Not agreed.")
    rows.append(a_correction(change="A third"))
    assert [row.number for row in rows] == [1, 2, 3]
    assert list(monitoring.corrections(found)) == [rows[2], rows[0]]


def test_the_same_again_is_refused() -> None:
    programme()
    a_correction()
    a_correction(change="Something between")
    with pytest.raises(AlreadySaid):
        a_correction(aigul())
    assert a_correction(day=date(2022, 10, 1)).number == 3


def test_as_of_a_position_what_stood_then_is_listed() -> None:
    found = programme()
    row = a_correction()
    then = heads()["HRC"]
    monitoring.withdraw(account=marat(), said=row, reason="No.")
    assert list(monitoring.corrections(found)) == []
    assert list(monitoring.corrections(found, head=then)) == [row]


def test_the_findings_that_may_be_named_are_those_of_the_programmes_own_plan() -> None:
    found, other = programme(), programmes.programme(code="00143777")
    mine, _theirs = finding(of=found), finding(of=other)
    assert list(monitoring.findings_of(found)) == [mine]
    assert period(of=found).programme == found
