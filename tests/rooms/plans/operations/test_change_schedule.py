"""Changing the dates of an activity."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import ProgrammingError, connection, transaction

from tests.cast import aigul, bolat, dana, gulnara, ingrid, marat, saule, viktor
from tests.programme import activity, programme
from tirek import plans
from tirek.directory import Account
from tirek.directory.errors import NotPermitted
from tirek.ledger import WriteWithoutTrace, heads, history, verify
from tirek.plans import NoSuchPlan, ReasonMissing, ScheduleChange
from tirek.plans.errors import DatesOutOfOrder, DatesOutsideProgramme

pytestmark = pytest.mark.django_db


def change(by: Callable[[], Account] = aigul, number: str = "1.1", **given: Any) -> ScheduleChange:
    usual = {"begins": date(2022, 8, 1), "ends": date(2022, 11, 14), "reason": "The academy asked for it."}
    return plans.change_schedule(account=by(), activity=activity(number), **(usual | given))


def test_it_works() -> None:
    programme()
    changed = change()
    assert (changed.begins, changed.ends) == (date(2022, 8, 1), date(2022, 11, 14))
    assert (changed.reason, changed.changed_by) == ("The academy asked for it.", aigul())
    assert changed.entered_position == changed.stored_position
    assert verify().ok


def test_the_ledger_says_what_was_changed() -> None:
    programme()
    told = [line.sentence for line in history(change())]
    assert told == ["Activity 1.1 of programme 00143776 has new dates."]


@pytest.mark.parametrize("who", [aigul, marat])
def test_the_coordinator_and_the_monitoring_officer_may(who: Callable[[], Account]) -> None:
    programme()
    assert change(who).changed_by == who()


@pytest.mark.parametrize("who", [saule, viktor, bolat, gulnara, ingrid])
def test_nobody_else_may(who: Callable[[], Account]) -> None:
    programme()
    with pytest.raises(NotPermitted):
        change(who)
    assert not ScheduleChange.objects.exists()


def test_refuses_an_office_that_does_not_see_the_programme() -> None:
    programme()
    with pytest.raises(NoSuchPlan):
        change(dana)


def test_a_region_changes_its_own_programme_and_so_does_the_national_office() -> None:
    own = programme("00999999", "HRC-15")
    for who in (dana, aigul):
        changed = plans.change_schedule(
            account=who(),
            activity=activity("1.1", own),
            begins=date(2022, 8, 1),
            ends=date(2022, 9, 1),
            reason=f"Asked by {who().username}.",
        )
        assert changed.stored_chain == "HRC-15"


@pytest.mark.parametrize("reason", ["", "   ", "\n\t"])
def test_refuses_without_a_reason(reason: str) -> None:
    programme()
    with pytest.raises(ReasonMissing):
        change(reason=reason)


def test_refuses_an_end_before_the_beginning() -> None:
    programme()
    with pytest.raises(DatesOutOfOrder):
        change(begins=date(2022, 11, 15))


def test_one_day_is_enough() -> None:
    programme()
    assert change(begins=date(2022, 11, 14)).begins == date(2022, 11, 14)


@pytest.mark.parametrize(
    ("begins", "ends"),
    [
        (date(2022, 4, 30), date(2022, 8, 1)),
        (date(2024, 1, 1), date(2024, 2, 1)),
        (date(2022, 8, 1), date(2025, 1, 2)),
        (date(1922, 8, 1), date(1922, 9, 1)),
        (date(2022, 8, 1), date(9999, 12, 31)),
    ],
)
def test_refuses_dates_that_the_programme_cannot_have(begins: date, ends: date) -> None:
    programme()
    with pytest.raises(DatesOutsideProgramme) as refused:
        change(begins=begins, ends=ends)
    assert "1 May 2022" in str(refused.value)


def test_an_activity_may_end_after_its_programme() -> None:
    programme()
    assert change(ends=date(2024, 12, 31)).ends == date(2024, 12, 31)


def test_the_same_change_twice_in_a_row_is_kept_once() -> None:
    programme()
    assert change().pk == change(reason=" The academy asked for it. ").pk
    assert ScheduleChange.objects.count() == 1


def test_going_back_to_earlier_dates_is_a_change_of_its_own() -> None:
    programme()
    first, _, third = change(), change(ends=date(2022, 12, 31)), change()
    assert first.pk != third.pk
    assert ScheduleChange.objects.count() == 3


def test_the_same_dates_for_another_reason_are_kept() -> None:
    programme()
    assert change().pk != change(reason="The ministry asked for it too.").pk


def test_nothing_is_written_without_a_trace() -> None:
    programme()
    changed = change()
    changed.ends = date(2023, 1, 1)
    with pytest.raises(WriteWithoutTrace):
        changed.save()


@pytest.mark.parametrize(
    "statement", ["UPDATE plans_schedulechange SET ends = ends", "DELETE FROM plans_schedulechange"]
)
def test_the_database_keeps_what_was_entered(statement: str) -> None:
    programme()
    change()
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_the_database_lets_a_change_be_withdrawn() -> None:
    programme()
    change()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE plans_schedulechange SET withdrawn_because = withdrawn_because")
        assert cursor.rowcount == 1


def test_a_change_that_is_refused_leaves_no_entry() -> None:
    programme()
    before = heads()
    with pytest.raises(ReasonMissing):
        change(reason="")
    assert heads() == before
    assert not ScheduleChange.objects.exists()
