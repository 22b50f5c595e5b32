"""What was said is never changed: not past the ledger, and not by the application's own role in the database."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.utils import timezone

from tests.cast import marat, office
from tests.programme import MADE
from tests.rooms.monitoring.watching import SAYINGS, a_correction, a_risk, done, programme, progress
from tirek import monitoring
from tirek.ledger import WITHDRAWING, WriteWithoutTrace, entry, verify
from tirek.monitoring import (
    ActionDone,
    CalendarFeed,
    CourseCorrection,
    Lesson,
    Progress,
    QualityReview,
    ReminderSent,
    Risk,
    RiskAssessment,
)

pytestmark = pytest.mark.django_db
KEPT = [Progress, ActionDone, RiskAssessment, Lesson, QualityReview, CourseCorrection]


def ask(statement: str, *values: Any) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_it_works() -> None:
    """What the application does need, it has: to say, to read, to withdraw, to make an address of a calendar anew."""
    programme("Quarterly")
    for say in SAYINGS.values():
        say(marat())
    monitoring.withdraw(account=marat(), said=Lesson.objects.get(), reason="No.")
    for _ in range(2):
        monitoring.open_calendar(account=marat())
    monitoring.close_calendar(account=marat())
    assert verify().ok


@pytest.mark.parametrize("model", [*KEPT, Risk, ReminderSent])
def test_the_application_may_withdraw_and_change_nothing_else(model: type[Any]) -> None:
    may = set(WITHDRAWING) if model in KEPT else set()
    for field in model._meta.concrete_fields:
        statement = f'UPDATE "{model._meta.db_table}" SET "{field.column}" = "{field.column}"'
        if field.column in may:
            ask(statement)
        else:
            with pytest.raises(ProgrammingError, match="permission denied"):
                ask(statement)


@pytest.mark.parametrize("model", [*KEPT, Risk, ReminderSent])
@pytest.mark.parametrize("statement", ["DELETE FROM {}", "TRUNCATE {}", "DROP TABLE {}"])
def test_the_application_may_remove_nothing(model: type[Any], statement: str) -> None:
    with pytest.raises(ProgrammingError):
        ask(statement.format(model._meta.db_table))


@pytest.mark.parametrize("model", [*KEPT, Risk, CalendarFeed])
def test_nothing_is_written_without_a_trace(model: type[Any]) -> None:
    programme("Quarterly")
    for say in SAYINGS.values():
        say(marat())
    monitoring.open_calendar(account=marat())
    row = model.objects.all()[0]
    writes = (
        row.save,
        row.delete,
        lambda: model.objects.update(stored_chain="X"),
        lambda: model.objects.all().delete(),
        lambda: model.objects.bulk_create([row]),
    )
    for write in writes:
        with pytest.raises(WriteWithoutTrace):
            write()


def refused(row: Any, constraint: str, **given: Any) -> None:
    """The database itself refuses a copy of the row that differs so."""
    row.pk = uuid4()
    for name, value in given.items():
        setattr(row, name, value)
    with pytest.raises(IntegrityError, match=constraint):
        store(row)


def store(row: Any) -> None:
    with transaction.atomic(), entry(event=MADE, office=office().pk, by="tests") as trace:
        if hasattr(row, "entered_position"):
            row.entered_position = trace.position
        trace.store(row)


def test_the_database_takes_an_action_as_done_once_for_a_time() -> None:
    programme("Quarterly")
    refused(done(), "an_action_is_done_once_a_round")


def test_the_database_takes_no_time_without_its_period() -> None:
    programme("Quarterly")
    refused(done(), "a_round_lies_in_a_period", period=None, round="2022-Q4")


@pytest.mark.parametrize(("field", "value"), [("likelihood", 0), ("likelihood", 6), ("impact", 0), ("impact", 6)])
def test_the_database_takes_no_score_beside_the_five_points(field: str, value: int) -> None:
    programme()
    refused(a_risk().assessments.get(), "risk_is_scored_in_five_points", **{field: value})


@pytest.mark.parametrize("field", ["cause", "event", "impact"])
def test_the_database_takes_no_risk_without_its_parts(field: str) -> None:
    programme()
    refused(a_risk(), "risk_says_cause_event_impact", number=9, **{field: ""})


def test_the_database_takes_a_number_once() -> None:
    programme()
    refused(a_risk(), "one_risk_of_a_number")
    refused(a_correction(), "one_correction_of_a_number")


def test_the_database_takes_no_correction_without_a_cause() -> None:
    programme()
    refused(a_correction(), "correction_has_a_cause", number=9, risk=None)


def test_the_database_takes_no_other_status() -> None:
    programme()
    refused(progress(), "progress_status_is_known", status="fine")


def test_the_database_takes_no_days_out_of_order() -> None:
    programme()
    row = progress()
    refused(row, "progress_dates_in_order", began=date(2022, 2, 2), ended=date(2022, 2, 1))
    refused(row, "progress_dates_in_order", began=None, ended=date(2022, 2, 1))


@pytest.mark.parametrize(
    "given",
    [
        {"withdrawn_position": 10**9},
        {"withdrawn_because": "No."},
        {"withdrawn_position": 1, "withdrawn_because": "No."},
    ],
)
def test_the_database_takes_no_half_withdrawal(given: dict[str, Any]) -> None:
    programme()
    refused(progress(), "stands_or_was_withdrawn_later", **given)


def test_the_database_takes_one_reminder_a_day() -> None:
    account, today = marat(), timezone.localdate()
    ReminderSent.objects.create(account=account, day=today)
    with pytest.raises(IntegrityError, match="one_reminder_a_day"), transaction.atomic():
        ReminderSent.objects.create(account=account, day=today)
