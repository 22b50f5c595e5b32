"""A period narrows a figure: what happened in it, or until its end; distinct people are never added up."""

from __future__ import annotations

import random
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from tests.cast import aigul, marat
from tests.programme import activity, attended, people, person, programme, training
from tests.rooms.indicators.figures import EVERY, TEXT, figure
from tirek import evidence, ledger
from tirek.indicators import (
    Definition,
    FigureValue,
    Scope,
    define_figures,
    evaluate,
    people_behind,
    records_behind,
    values_now,
    values_of,
)
from tirek.plans import Programme, quarters_between

pytestmark = pytest.mark.django_db
PEOPLE, ATTENDANCES = figure(split_by=EVERY), figure("attendances", split_by=EVERY)
QUARTERS = tuple(quarters_between(date(2022, 5, 1), date(2023, 12, 31)))


def value(definition: Definition, period: str, as_of: dict[str, int] | None = None) -> FigureValue:
    return evaluate(definition, Scope(Programme.objects.get().pk, as_of, period))


def number(definition: Definition, period: str) -> Any:
    return value(definition, period).number


def measured(amount: str, day: date) -> evidence.Measurement:
    return evidence.add_measurement(
        account=marat(), activity=activity(), title="X", kind="x", value=Decimal(amount), unit="days", date=day
    )


def test_it_works() -> None:
    programme()
    attended(training(day=date(2022, 8, 1)), person("KZ-AGAIN"), *people(2))
    attended(training(day=date(2022, 11, 1)), person("KZ-AGAIN"), *people(3))
    assert [number(PEOPLE, each) for each in ("2022-Q3", "2022-Q4", "2023-Q1")] == [3, 4, 0]
    assert [number(PEOPLE, each) for each in ("..2022-Q3", "..2022-Q4", "2022", "")] == [3, 6, 6, 6]
    assert [number(ATTENDANCES, each) for each in ("2022-Q3", "..2022-Q4", "2022")] == [3, 7, 7]


def test_an_event_belongs_to_the_quarter_in_which_it_ends() -> None:
    programme()
    event = evidence.add_event(
        account=marat(), activity=activity(), title="X", starts=date(2022, 9, 29), ends=date(2022, 10, 2)
    )
    attended(event, *people(3))
    assert [number(PEOPLE, each) for each in ("2022-Q3", "2022-Q4", "..2022-Q3", "..2022-Q4")] == [0, 3, 0, 3]


@pytest.mark.parametrize(("day", "quarter"), [("2022-07-01", 0), ("2022-09-30", 0), ("2022-10-01", 1)])
def test_first_and_last_day_are_in_the_period(day: str, quarter: int) -> None:
    programme()
    attended(training(day=date.fromisoformat(day)), *people(1))
    assert [number(PEOPLE, each) for each in ("2022-Q3", "2022-Q4")] == [1 - quarter, quarter]


def test_a_period_narrows_what_the_definition_spans_and_never_widens_it() -> None:
    programme()
    for day in (date(2022, 7, 5), date(2022, 8, 5), date(2022, 9, 5)):
        attended(training(day=day), *people(1))
    august = figure(period={"from": "2022-08-01", "to": "2022-08-31"})
    assert [number(august, each) for each in ("", "2022-Q3", "2022", "..2023-Q4", "2022-Q4")] == [1, 1, 1, 1, 0]


def test_people_are_split_by_where_they_came_last_in_the_period() -> None:
    programme()
    attended(training(day=date(2022, 8, 1)), person("KZ-MOVED", region="KZ-71"))
    attended(training(day=date(2022, 11, 1)), person("KZ-MOVED", region="KZ-15"))
    regions = [
        {split.dimension: split.cells for split in value(PEOPLE, period).splits}["region"]
        for period in ("2022-Q3", "2022-Q4", "..2022-Q4")
    ]
    assert regions == [{"KZ-71": 1}, {"KZ-15": 1}, {"KZ-15": 1}]
    behind = records_behind(PEOPLE, Scope(Programme.objects.get().pk, None, "2022-Q3"), ("region", "KZ-71"))
    assert [row.person.code for row in behind] == ["KZ-MOVED"]


def test_the_latest_measurement_of_a_period_is_the_last_one_in_it() -> None:
    programme()
    for amount, day in (("40", date(2022, 8, 1)), ("30", date(2022, 9, 1)), ("20", date(2023, 2, 1))):
        measured(amount, day)
    latest, total = figure("measurement", combine="latest"), figure("measurement", combine="sum")
    asked = ("2022-Q3", "2022-Q4", "..2022-Q4", "..2023-Q1")
    assert [number(latest, each) for each in asked] == [30, None, 30, 20]
    assert [number(total, each) for each in asked] == [70, None, 70, 90]


def test_the_register_of_offices_cannot_be_asked_by_period() -> None:
    programme()
    offices = figure("offices")
    assert number(offices, "") > 1
    assert value(offices, "2022-Q3") == FigureValue(None, None, 0, ())


def test_a_single_decision_gives_its_day_in_its_own_period_alone() -> None:
    programme()
    for day in (date(2022, 8, 1), date(2022, 11, 1)):
        evidence.add_decision(account=marat(), activity=activity(), title="X", kind="law", date=day)
    decisions = figure("decisions")
    assert value(decisions, "2022-Q3").day == date(2022, 8, 1)
    assert (value(decisions, "2022").day, number(decisions, "2022")) == (None, 2)


def test_a_period_as_of_before_is_what_it_was() -> None:
    programme()
    event = training(day=date(2022, 8, 1))
    attended(event, *people(3))
    before = ledger.heads()
    evidence.withdraw(account=marat(), piece=event.attendances.all()[0], reason="It is not so.")
    assert (number(PEOPLE, "2022-Q3"), value(PEOPLE, "2022-Q3", before).number) == (2, 3)


def test_values_of_now_are_remembered_by_period(django_assert_num_queries) -> None:
    spec = {"code": "people", "title": TEXT, "question": TEXT, "unit": TEXT, "counts": "people"}
    (definition,) = define_figures(account=aigul(), programme=programme(), specs=[spec])
    attended(training(day=date(2022, 8, 1)), *people(3))
    asked = [(definition, period) for period in ("", "2022-Q3", "2022-Q4")]
    assert {key: each.number for key, each in values_of(asked).items()} == {
        ("people", ""): 3,
        ("people", "2022-Q3"): 3,
        ("people", "2022-Q4"): 0,
    }
    with django_assert_num_queries(1):  # the heads
        values_of(asked)
    assert values_now([definition], "2022-Q3")["people"].number == 3


@pytest.mark.parametrize("seed", range(5))
def test_quarters_of_a_sum_add_up_and_distinct_people_never_exceed_it(seed: int) -> None:
    """Whatever came when: attendances of the quarters are all attendances; people of the quarters are at least all."""
    programme()
    chance = random.Random(seed)
    known = [f"KZ-MODEL{number}" for number in range(6)]
    for _ in range(8):
        starts = date(2022, 5, 1) + timedelta(days=chance.randrange(600))
        event = evidence.add_event(
            account=marat(),
            activity=activity(),
            title="X",
            starts=starts,
            ends=starts + timedelta(days=chance.choice([0, 0, 3])),
        )
        attended(event, *(person(code) for code in chance.sample(known, chance.randint(1, 4))))
    attendances = [number(ATTENDANCES, quarter) for quarter in QUARTERS]
    distinct = [number(PEOPLE, quarter) for quarter in QUARTERS]
    for at, quarter in enumerate(QUARTERS, start=1):
        assert number(ATTENDANCES, f"..{quarter}") == sum(attendances[:at])
        assert max(distinct[:at]) <= number(PEOPLE, f"..{quarter}") <= sum(distinct[:at])
        assert number(PEOPLE, f"..{quarter}") <= number(ATTENDANCES, f"..{quarter}")
    pk = Programme.objects.get().pk
    together = frozenset().union(*(people_behind(PEOPLE, Scope(pk, None, quarter)) for quarter in QUARTERS))
    assert together == people_behind(PEOPLE, Scope(pk))
    assert number(PEOPLE, "..2023-Q4") == number(PEOPLE, "") == len(together)
