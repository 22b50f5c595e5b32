"""Evidence is never changed: not past the ledger, and not by the application's own role in the database."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from tests.cast import dana, marat, office
from tests.programme import DAY, MADE, activity, attended, listed, people, person, programme, training
from tirek import evidence
from tirek.evidence import Attendance, AttendanceFile, Decision, Deliverable, Event, Measurement
from tirek.ledger import WITHDRAWING, WriteWithoutTrace, entry, verify

pytestmark = pytest.mark.django_db
TABLES = [Event, Attendance, AttendanceFile, Deliverable, Measurement, Decision]


def ask(statement: str, *values: Any) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_it_works() -> None:
    """What the application does need, it has: to enter, to read, to withdraw."""
    programme()
    event = training()
    attended(event, *people(2))
    evidence.withdraw(account=marat(), piece=event.attendances.all()[0], reason="Did not sign.")
    assert verify().ok


@pytest.mark.parametrize("model", TABLES)
def test_the_application_may_withdraw_and_change_nothing_else(model: type[Any]) -> None:
    may = set(WITHDRAWING) if model is not AttendanceFile else set()
    for field in model._meta.concrete_fields:
        statement = f'UPDATE "{model._meta.db_table}" SET "{field.column}" = "{field.column}"'
        if field.column in may:
            ask(statement)
        else:
            with pytest.raises(ProgrammingError, match="permission denied"):
                ask(statement)


@pytest.mark.parametrize("model", TABLES)
@pytest.mark.parametrize(
    "statement", ["DELETE FROM {}", "TRUNCATE {}", "DROP TABLE {}", "ALTER TABLE {} ADD COLUMN x int"]
)
def test_the_application_may_remove_nothing(model: type[Any], statement: str) -> None:
    with pytest.raises(ProgrammingError):
        ask(statement.format(model._meta.db_table))


@pytest.mark.parametrize("model", [Event, Attendance])
def test_nothing_is_written_without_a_trace(model: type[Any]) -> None:
    programme()
    attended(training(), *people(1))
    row = model.objects.all()[0]
    writes = (
        row.save,
        row.delete,
        lambda: model.objects.update(withdrawn_because="No."),
        lambda: model.objects.all().delete(),
        lambda: model.objects.bulk_create([row]),
    )
    for write in writes:
        with pytest.raises(WriteWithoutTrace):
            write()


def an_attendance(event: Event, person_of: Attendance, **given: Any) -> Attendance:
    common = {"event": event, "person": person_of.person, "unit": "X", "region_id": "KZ-71", "role": "staff"}
    return Attendance(**common, **given)


def store(row: Any) -> None:
    with transaction.atomic(), entry(event=MADE, office=office().pk, by="tests") as trace:
        row.entered_position = trace.position
        trace.store(row)


def refused(row: Any) -> None:
    with pytest.raises(IntegrityError):
        store(row)


def test_the_database_takes_a_person_at_an_event_once() -> None:
    programme()
    event = training()
    attended(event, person("KZ-7F3K2"))
    refused(an_attendance(event, event.attendances.get()))


def test_the_database_takes_no_other_role() -> None:
    programme()
    event = training()
    attended(event, person("KZ-7F3K2"))
    row = an_attendance(training(), event.attendances.get())
    row.role = "cook"
    refused(row)


@pytest.mark.parametrize(
    "given",
    [
        {"withdrawn_position": 10**9},  # withdrawn without a reason
        {"withdrawn_because": "It is not so."},  # a reason without a withdrawal
        {"withdrawn_position": 1, "withdrawn_because": "It is not so."},  # withdrawn before it was entered
    ],
)
def test_the_database_takes_no_half_withdrawal(given: dict[str, Any]) -> None:
    programme()
    event = training()
    attended(event, person("KZ-7F3K2"))
    refused(an_attendance(training(), event.attendances.get(), **given))


def test_the_database_takes_no_piece_in_the_chain_of_another_office() -> None:
    programme()
    common = {
        "activity": activity(),
        "entered_by": dana(),
        "entered_at": activity().output.programme.document.received_at,
    }
    piece = Decision(title="X", kind="x", date=DAY, office_id="HRC-15", **common)
    refused(piece)


def test_the_database_takes_no_event_that_ends_before_it_begins() -> None:
    programme()
    event = training()
    event.pk, event.ends = uuid4(), DAY.replace(year=2000)
    refused(event)


def test_a_list_that_came_in_is_a_row_like_any_other() -> None:
    programme()
    evidence.store_attendance_file(account=marat(), event=training(), name="x.csv", content=listed(people(1)))
    with pytest.raises(WriteWithoutTrace):
        AttendanceFile.objects.update(content=b"other")
