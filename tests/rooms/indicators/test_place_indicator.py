"""Placing a figure in the results framework, its targets, and taking them out again."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from tests.cast import aigul, bolat, dana, gulnara, ingrid, marat, saule, viktor
from tests.programme import activity, programme
from tests.rooms.indicators.reporting import (
    PLAIN,
    TEXTS,
    TRUST,
    approved,
    close,
    defined,
    number,
    placed,
    quarter,
    reported,
    the,
)
from tirek import indicators, ledger
from tirek.directory import NotPermitted
from tirek.indicators import FrameworkIndicator, NoSuchFigure, Target
from tirek.indicators.errors import (
    AlreadyPlaced,
    BaselineIncomplete,
    NoIndicator,
    NumberImpossible,
    PeriodClosed,
    TakenBackAlready,
)
from tirek.plans import NoSuchPeriod, NoSuchPlan, Programme, ReasonMissing

pytestmark = pytest.mark.django_db
DAY = date(2022, 5, 1)
NOT_COORDINATORS = [marat, saule, viktor, bolat, gulnara, ingrid, dana]


@pytest.fixture(autouse=True)
def _figures() -> None:
    programme()
    defined(PLAIN, TRUST, TEXTS | {"code": "people", "counts": "people"})


def target(indicator: FrameworkIndicator, value: Any, key: str | None = None, **given: Any) -> Target:
    period = quarter(key) if key else None
    return indicators.set_target(
        **{"account": aigul()} | given, indicator=indicator, period=period, value=Decimal(value)
    )


def test_it_works() -> None:
    made = placed("trust", output=the().outputs.get(number="2"), baseline=Decimal("41.5"), baseline_on=DAY)
    assert (made.output.number, made.activity, made.baseline, made.baseline_on) == ("2", None, Decimal("41.5"), DAY)
    assert ledger.entries(limit=1)[0].sentence == "Figure trust was placed in the results framework."


@pytest.mark.parametrize("by", NOT_COORDINATORS)
def test_refuses_all_but_the_coordinator(by: Any) -> None:
    made = placed("plain")
    row = target(made, 5)
    for deed in (
        lambda: indicators.place_indicator(account=by(), programme=the(), code="trust"),
        lambda: target(made, 10, account=by()),
        lambda: indicators.withdraw(account=by(), row=made, reason="So."),
        lambda: indicators.withdraw(account=by(), row=row, reason="So."),
    ):
        with pytest.raises(NotPermitted):
            deed()


def test_refuses_a_coordinator_of_another_office() -> None:
    from tests.cast import AKTOBE, somebody
    from tirek.directory import Role

    other = somebody("asel", Role.COORDINATOR, AKTOBE)
    with pytest.raises(NoSuchPlan):
        indicators.place_indicator(account=other, programme=the(), code="plain")
    with pytest.raises(NoSuchPlan):
        target(placed("plain"), 10, account=other)


def test_refuses_what_the_framework_does_not_take() -> None:
    second = programme("00200000")
    first = Programme.objects.get(code="00143776")
    indicators.ensure_standard_figures(aigul(), first)

    def place(code: str, **given: Any) -> None:
        indicators.place_indicator(account=aigul(), programme=first, code=code, **given)

    with pytest.raises(NoSuchFigure):
        place("nothing")
    with pytest.raises(NoIndicator):
        place("expenditure")
    with pytest.raises(NoIndicator):
        place("plain", output=second.outputs.all()[0])
    with pytest.raises(NoIndicator):
        place("plain", activity=activity("1.1", second))
    with pytest.raises(NoIndicator):
        place("plain", output=first.outputs.all()[0], activity=activity("1.1", first))
    assert not FrameworkIndicator.objects.exists()


def test_a_baseline_needs_a_day_that_has_been_and_a_number_that_can_be() -> None:
    with pytest.raises(BaselineIncomplete):
        placed("trust", baseline=Decimal(40))
    with pytest.raises(BaselineIncomplete):
        placed("trust", baseline=Decimal(40), baseline_on=timezone.localdate() + timedelta(days=1))
    with pytest.raises(NumberImpossible):
        placed("trust", baseline=Decimal(140), baseline_on=DAY)
    assert placed("trust", baseline_on=DAY).baseline_on is None


def test_the_same_again_is_the_same_and_another_place_is_refused() -> None:
    made = placed("plain", activity=activity("1.1"), baseline=Decimal(0), baseline_on=DAY)
    assert placed("plain", activity=activity("1.1"), baseline=Decimal(0), baseline_on=DAY) == made
    for given in ({}, {"activity": activity("1.2")}, {"activity": activity("1.1"), "baseline": Decimal(1)}):
        with pytest.raises(AlreadyPlaced):
            placed("plain", baseline_on=DAY, **given)


# Targets.


def test_targets_are_set_by_quarter_and_for_the_end() -> None:
    made = placed("plain")
    assert target(made, 60, "2022-Q4").period == quarter("2022-Q4")
    assert target(made, 120).period is None
    assert ledger.entries(limit=1)[0].detail == {"code": "plain", "period": "–", "value": "120"}


def test_a_target_that_changes_needs_a_reason_and_the_old_one_stays_on_record() -> None:
    made = placed("plain")
    first = target(made, 60, "2022-Q4")
    assert target(made, 60, "2022-Q4") == first
    with pytest.raises(ReasonMissing):
        target(made, 50, "2022-Q4")
    target(made, 50, "2022-Q4", reason="The board lowered it.")
    kept = Target.objects.order_by("entered_position").values_list("value", "withdrawn_because")
    assert list(kept) == [(60, "The board lowered it."), (50, "")]


def test_refuses_a_target_that_the_figure_cannot_reach_or_of_another_programme() -> None:
    made = placed("trust")
    with pytest.raises(NumberImpossible):
        target(made, 101)
    other = programme("00200000").periods.all()[0]
    with pytest.raises(NoSuchPeriod):
        indicators.set_target(account=aigul(), indicator=made, period=other, value=Decimal(50))


# Withdrawals.


def test_an_indicator_taken_out_takes_its_targets_with_it_and_can_be_placed_anew() -> None:
    made = placed("plain")
    target(made, 60, "2022-Q4")
    target(made, 120)
    approved("plain", "2022-Q3", 10)
    indicators.withdraw(account=aigul(), row=made, reason="It belongs to output 2.")
    assert not Target.objects.filter(withdrawn_position=None).exists()
    assert number("plain") == 10  # what was reported stays
    again = placed("plain", output=the().outputs.get(number="2"))
    assert again != made
    with pytest.raises(TakenBackAlready):
        target(made, 10)


def test_a_withdrawal_needs_a_reason_and_happens_once() -> None:
    made = placed("plain")
    with pytest.raises(ReasonMissing):
        indicators.withdraw(account=aigul(), row=made, reason=" ")
    indicators.withdraw(account=aigul(), row=made, reason="So.")
    with pytest.raises(TakenBackAlready):
        indicators.withdraw(account=aigul(), row=made, reason="So.")


def test_a_target_may_be_withdrawn_alone() -> None:
    made = placed("plain")
    row = target(made, 60)
    indicators.withdraw(account=aigul(), row=row, reason="Nobody agreed to it.")
    assert target(made, 70) != row


@pytest.mark.parametrize("by", [saule, viktor, bolat, gulnara, ingrid])
def test_refuses_to_withdraw_a_value_to_roles_that_enter_none(by: Any) -> None:
    value = reported("plain", "2022-Q3", 10)
    with pytest.raises(NotPermitted):
        indicators.withdraw(account=by(), row=value, reason="So.")


def test_what_counts_in_a_closed_period_stays() -> None:
    value = approved("plain", "2022-Q3", 10)
    close("2022-Q3")
    for row, by in ((value, marat()), (value.reviews.get(), gulnara())):
        with pytest.raises(PeriodClosed):
            indicators.withdraw(account=by, row=row, reason="So.")
    assert number("plain") == 10


def test_without_the_newest_the_version_approved_before_counts_again() -> None:
    approved("plain", "2022-Q3", 10)
    second = approved("plain", "2022-Q3", 12, base=1)
    indicators.withdraw(account=marat(), row=second, reason="Typed into the wrong box.")
    assert number("plain") == 10
    assert reported("plain", "2022-Q3", 13, base=2).version == 3
