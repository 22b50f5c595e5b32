"""Two who act at the same moment on a value: what happens is what would happen one after the other."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from tests.cast import aigul, gulnara, marat
from tests.programme import programme
from tests.rooms.evidence.test_racing import at_once, kinds
from tests.rooms.indicators.reporting import PLAIN, approve, close, defined, number, placed, quarter, reported, the
from tirek import indicators, ledger
from tirek.indicators import ReportedValue, Target, ValueReview
from tirek.plans import ReportingPeriod

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _figures() -> None:
    programme()
    defined(PLAIN)
    gulnara(), marat()


def test_it_works() -> None:
    """Two numbers at once: one is version 1, the other is told so."""
    results = at_once(lambda: reported("plain", "2022-Q3", 10), lambda: reported("plain", "2022-Q3", 11))
    assert kinds(results) == ["ReportedValue", "ValueChangedMeanwhile"]
    assert ReportedValue.objects.get().version == 1


def test_four_clicks_are_one_value() -> None:
    results = at_once(*[lambda: reported("plain", "2022-Q3", 10)] * 4)
    assert kinds(results) == ["ReportedValue"] * 4
    assert ReportedValue.objects.count() == 1


def test_two_verdicts_at_once_are_one() -> None:
    value = reported("plain", "2022-Q3", 10)

    def back() -> Any:
        return indicators.review_value(account=aigul(), value=value, verdict="returned", reason="No.")

    results = at_once(lambda: approve(value), back)
    assert kinds(results) == ["AlreadyReviewed", "ValueReview"]
    assert ValueReview.objects.count() == 1


def test_a_version_entered_while_the_one_before_is_approved_is_never_approved_with_it() -> None:
    value = reported("plain", "2022-Q3", 10)
    results = at_once(lambda: approve(value), lambda: reported("plain", "2022-Q3", 12, base=1))
    assert kinds(results) in (["ReportedValue", "ValueReview"], ["ReportedValue", "ValueChangedMeanwhile"])
    assert number("plain") in (10, None)
    assert not ReportedValue.objects.get(version=2).reviews.exists()


def test_nothing_gets_into_a_period_while_it_is_closed() -> None:
    results = at_once(lambda: close("2022-Q3"), lambda: reported("plain", "2022-Q3", 10, note="Late?"))
    assert kinds(results) == ["ReportedValue", "ReportingPeriod"]
    value, closed = ReportedValue.objects.select_related("period").get(), quarter("2022-Q3")
    assert value.period.key == "2022-Q4" or value.entered_position < closed.stored_position


def test_a_value_approved_while_its_period_is_closed_is_in_it_before_or_not_at_all() -> None:
    value = reported("plain", "2022-Q3", 10)
    results = at_once(lambda: close("2022-Q3"), lambda: approve(value))
    assert kinds(results) in (["ReportingPeriod", "ValueReview"], ["PeriodClosed", "ReportingPeriod"])
    closed = ReportingPeriod.objects.get(pk=value.period_id)
    assert all(each.entered_position < closed.stored_position for each in ValueReview.objects.all())


def test_two_who_close_a_period_close_it_once() -> None:
    results = at_once(*[lambda: close("2022-Q3")] * 3)
    assert kinds(results) == ["ReportingPeriod"] * 3
    assert len({each.closed_at for each in results}) == 1
    assert [line.event for line in ledger.history(quarter("2022-Q3"))].count("period-closed") == 1


def test_two_targets_at_once_leave_one() -> None:
    indicator = placed("plain")
    results = at_once(
        *[
            lambda value=value: indicators.set_target(account=aigul(), indicator=indicator, period=None, value=value)
            for value in (Decimal(10), Decimal(20))
        ]
    )
    assert kinds(results) == ["ReasonMissing", "Target"]
    assert Target.objects.filter(withdrawn_position=None).count() == 1


def test_two_who_place_the_same_figure_place_it_once() -> None:
    output = the().outputs.all()[0]
    results = at_once(lambda: placed("plain"), lambda: placed("plain"), lambda: placed("plain", output=output))
    assert "AlreadyPlaced" in kinds(results)
    assert the().framework_indicators.filter(withdrawn_position=None).count() == 1
    assert ledger.verify().ok
