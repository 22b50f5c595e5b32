"""A period is closed once, by the coordinator, when it is over; it stays closed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.cast import AKTOBE, aigul, bolat, dana, gulnara, ingrid, marat, saule, somebody, viktor
from tests.programme import programme, store
from tirek import ledger, plans
from tirek.directory import NotPermitted, Role
from tirek.plans import NoOpenPeriod, NoSuchPeriod, NoSuchPlan, PeriodNotOver, Programme, ReportingPeriod

pytestmark = pytest.mark.django_db


@pytest.fixture
def made() -> Programme:
    return programme()


def test_it_works(made: Programme) -> None:
    closed = plans.close_period(account=aigul(), period=plans.period(made, "2022-Q3"))
    assert closed.closed_by == aigul()
    assert closed.closed_at is not None
    line = ledger.entries(limit=1)[0]
    assert line.sentence == "Period 2022-Q3 of programme 00143776 was closed."


def test_closing_it_again_leaves_it_as_it_was_closed(made: Programme) -> None:
    first = plans.close_period(account=aigul(), period=plans.period(made, "2022-Q3"))
    stale = plans.period(made, "2022-Q3")
    again = plans.close_period(account=somebody("asem", Role.COORDINATOR), period=stale)
    assert (again.closed_by, again.closed_at) == (first.closed_by, first.closed_at)
    assert [line.event for line in ledger.history(first)] == ["programme-made", "period-closed"]


@pytest.mark.parametrize("by", [marat, saule, viktor, bolat, gulnara, ingrid, dana])
def test_refuses_all_but_the_coordinator(made: Programme, by: Any) -> None:
    with pytest.raises(NotPermitted):
        plans.close_period(account=by(), period=plans.period(made, "2022-Q3"))
    assert plans.period(made, "2022-Q3").closed_at is None


def test_refuses_a_coordinator_of_another_office(made: Programme) -> None:
    with pytest.raises(NoSuchPlan):
        plans.close_period(account=somebody("asel", Role.COORDINATOR, AKTOBE), period=plans.period(made, "2022-Q3"))


@pytest.mark.parametrize("days", [0, 1, 90])
def test_refuses_a_period_that_is_not_over(made: Programme, days: int) -> None:
    today = timezone.localdate()
    period = ReportingPeriod(
        programme=made,
        key=plans.period_key(today),
        begins=today - timedelta(days=5),
        ends=today + timedelta(days=days),
        due=today + timedelta(days=days + 30),
    )
    store(period)
    with pytest.raises(PeriodNotOver) as refused:
        plans.close_period(account=aigul(), period=period)
    assert refused.value.facts["period"] == str(period)


def test_a_period_that_ended_yesterday_can_be_closed(made: Programme) -> None:
    today = timezone.localdate()
    period = ReportingPeriod(
        programme=made,
        key=plans.period_key(today),
        begins=today - timedelta(days=5),
        ends=today - timedelta(days=1),
        due=today,
    )
    store(period)
    assert plans.close_period(account=aigul(), period=period).closed_at


def test_periods_are_given_in_order(made: Programme) -> None:
    keys = [each.key for each in plans.periods_of(made)]
    assert keys == ["2022-Q2", "2022-Q3", "2022-Q4", "2023-Q1", "2023-Q2", "2023-Q3", "2023-Q4"]


def test_refuses_a_period_that_the_programme_does_not_have(made: Programme) -> None:
    for key in ("2021-Q4", "2022", "", "x"):
        with pytest.raises(NoSuchPeriod):
            plans.period(made, key)


def test_the_open_period_is_the_period_itself_or_the_next(made: Programme) -> None:
    third = plans.period(made, "2022-Q3")
    assert plans.open_period_for(made, third) == third
    for key in ("2022-Q3", "2022-Q4"):
        plans.close_period(account=aigul(), period=plans.period(made, key))
    assert plans.open_period_for(made, third).key == "2023-Q1"
    assert plans.open_period_for(made, plans.period(made, "2022-Q2")).key == "2022-Q2"


def test_no_period_is_open_when_all_after_it_are_closed(made: Programme) -> None:
    last = plans.period(made, "2023-Q4")
    assert last.ends == date(2023, 12, 31)
    plans.close_period(account=aigul(), period=last)
    with pytest.raises(NoOpenPeriod) as refused:
        plans.open_period_for(made, last)
    assert str(refused.value) == "Q4 2023 is closed, and so is every period after it."
