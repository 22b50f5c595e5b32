"""Entering and withdrawing evidence, on the demonstration and a real database."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from threading import Thread

import pytest
from django.db import connection
from django.utils import timezone

from tirek import evidence, ledger, plans
from tirek.directory import Account, Person, Region
from tirek.directory.errors import NotPermitted
from tirek.evidence.errors import (
    AlreadyWithdrawn,
    DaysImpossible,
    FileAlreadyRecorded,
    NoSuchEvidence,
    NothingToRecord,
)
from tirek.ledger import WriteWithoutTrace

LISTS = Path(__file__).resolve().parents[3] / "programmes" / "kazakhstan-2022" / "evidence"
WRITERS = ("coordinator", "monitoring", "aktobe")
OTHERS = ("finance", "viewer", "auditor")

pytestmark = pytest.mark.usefixtures("demo")


def account(name: str) -> Account:
    return Account.objects.select_related("office").get(username=name)


def activity(number: str = "2.2") -> plans.Activity:
    return plans.activity(plans.programme(account("coordinator"), "00143776"), number)


def event_by(name: str, day: date = date(2023, 5, 2)) -> evidence.Event:
    return evidence.add_event(account=account(name), activity=activity(), title="A training", starts=day, ends=day)


def rows(*people: tuple[str, str], region: str = "KZ-71") -> bytes:
    lines = [f"{code},{sex},Unit,{region},police-officer" for code, sex in people]
    return "\n".join(["person,sex,unit,region,role", *lines]).encode()


def recorded(name: str, event: evidence.Event, content: bytes) -> list[evidence.RowAnswer]:
    file = evidence.store_attendance_file(account=account(name), event=event, name="list.csv", content=content)
    return evidence.record_attendance(account=account(name), file=file)


def test_it_works() -> None:
    event = event_by("monitoring")
    answers = recorded("monitoring", event, rows(("KZ-AAAAA", "female"), ("KZ-BBBBB", "male")))
    assert all(answer.good for answer in answers)
    assert event.attendances.count() == 2
    assert ledger.verify().ok


def test_the_list_with_three_bad_rows_records_the_others() -> None:
    event = event_by("monitoring")
    answers = recorded("monitoring", event, (LISTS / "attendance-with-bad-rows.csv").read_bytes())
    assert sum(not answer.good for answer in answers) == 3
    assert event.attendances.count() == 16


def test_a_person_known_before_stays_one_person() -> None:
    known = Person.objects.count()
    for day in (date(2023, 5, 2), date(2023, 5, 3)):
        recorded("monitoring", event_by("monitoring", day), rows(("KZ-AAAAA", "female")))
    person = Person.objects.get(code="KZ-AAAAA")
    assert Person.objects.count() == known + 1
    assert person.attendances.count() == 2


def test_a_list_is_kept_byte_for_byte() -> None:
    content = rows(("KZ-AAAAA", "female")) + b"\r\n"
    event = event_by("monitoring")
    evidence.store_attendance_file(account=account("monitoring"), event=event, name="list.csv", content=content)
    assert bytes(event.files.get().content) == content


def test_a_list_is_recorded_once() -> None:
    event = event_by("monitoring")
    file = evidence.store_attendance_file(
        account=account("monitoring"), event=event, name="list.csv", content=rows(("KZ-AAAAA", "female"))
    )
    evidence.record_attendance(account=account("monitoring"), file=file)
    with pytest.raises(FileAlreadyRecorded):
        evidence.record_attendance(account=account("monitoring"), file=file)
    assert event.attendances.count() == 1


def test_two_clicks_at_the_same_moment_record_once() -> None:
    event = event_by("monitoring")
    file = evidence.store_attendance_file(
        account=account("monitoring"), event=event, name="list.csv", content=rows(("KZ-AAAAA", "female"))
    )
    refused = []

    def click() -> None:
        try:
            evidence.record_attendance(account=account("monitoring"), file=file)
        except FileAlreadyRecorded as refusal:
            refused.append(refusal)
        finally:
            connection.close()

    clicks = [Thread(target=click) for _ in range(4)]
    for each in clicks:
        each.start()
    for each in clicks:
        each.join()
    assert event.attendances.count() == 1
    assert len(refused) == 3


def test_a_region_must_exist_on_the_day() -> None:
    before, after = date(2022, 6, 1), date(2022, 7, 1)
    with pytest.raises(NothingToRecord):
        recorded("monitoring", event_by("monitoring", before), rows(("KZ-AAAAA", "female"), region="KZ-10"))
    assert recorded("monitoring", event_by("monitoring", after), rows(("KZ-AAAAA", "female"), region="KZ-10"))


def test_refuses_a_list_of_which_no_row_is_good_and_stores_nobody() -> None:
    event, known = event_by("monitoring"), Person.objects.count()
    with pytest.raises(NothingToRecord):
        recorded("monitoring", event, rows(("", "female")))
    assert event.attendances.count() == 0
    assert Person.objects.count() == known


@pytest.mark.parametrize("name", OTHERS)
def test_refuses_those_whose_role_enters_nothing(name: str) -> None:
    before = ledger.heads()
    with pytest.raises(NotPermitted):
        event_by(name)
    with pytest.raises(NotPermitted):
        evidence.withdraw(account=account(name), piece=evidence.Event.objects.all()[0], reason="No.")
    assert ledger.heads() == before


@pytest.mark.parametrize("name", WRITERS)
def test_what_is_entered_belongs_to_the_office_that_entered_it(name: str) -> None:
    event = event_by(name)
    assert event.office_id == account(name).office_id
    assert event.stored_chain == event.office_id


def test_a_regional_officer_cannot_touch_what_another_office_entered() -> None:
    event = event_by("monitoring")
    with pytest.raises(NoSuchEvidence):
        recorded("aktobe", event, rows(("KZ-AAAAA", "female")))
    with pytest.raises(NoSuchEvidence):
        evidence.withdraw(account=account("aktobe"), piece=event, reason="Not mine.")
    with pytest.raises(NoSuchEvidence):
        evidence.event(account("aktobe"), event.pk)


def test_the_national_office_sees_what_a_region_entered() -> None:
    event = event_by("aktobe")
    assert evidence.event(account("coordinator"), event.pk) == event


@pytest.mark.parametrize("name", ["finance", "viewer"])
def test_who_may_not_see_persons_gets_none(name: str) -> None:
    event = evidence.Event.objects.filter(attendances__isnull=False)[0]
    assert not evidence.attendances(account(name), event).exists()


def test_what_is_withdrawn_stays_on_record_with_its_reason() -> None:
    event = event_by("monitoring")
    evidence.withdraw(account=account("monitoring"), piece=event, reason="It did not take place.")
    event.refresh_from_db()
    assert event.withdrawn_because == "It did not take place."
    with pytest.raises(AlreadyWithdrawn):
        evidence.withdraw(account=account("monitoring"), piece=event, reason="Again.")
    assert ledger.verify().ok


def test_a_withdrawal_needs_a_reason() -> None:
    with pytest.raises(plans.ReasonMissing):
        evidence.withdraw(account=account("monitoring"), piece=event_by("monitoring"), reason=" ")


def test_someone_withdrawn_by_mistake_can_be_entered_again() -> None:
    event = event_by("monitoring")
    recorded("monitoring", event, rows(("KZ-AAAAA", "female")))
    evidence.withdraw(account=account("monitoring"), piece=event.attendances.get(), reason="Wrong list.")
    recorded("monitoring", event, rows(("KZ-AAAAA", "female")))
    assert event.attendances.filter(withdrawn_position=None).count() == 1


def test_the_future_is_no_evidence() -> None:
    with pytest.raises(DaysImpossible):
        event_by("monitoring", timezone.localdate() + timedelta(days=1))


def test_every_kind_leaves_one_entry_and_none_names_a_person() -> None:
    monitoring, day, before = account("monitoring"), date(2023, 5, 2), ledger.heads()["HRC"]
    common = {"account": monitoring, "activity": activity(), "title": "X", "kind": "x", "date": day}
    evidence.add_deliverable(**common, file_name="x.txt", file=b"x")
    evidence.add_measurement(**common, value=Decimal("1.5"), unit="days")
    evidence.add_decision(**common, number="1")
    recorded("monitoring", event_by("monitoring"), rows(("KZ-AAAAA", "female")))
    assert ledger.heads()["HRC"] == before + 6
    told = " ".join(f"{line.sentence} {line.detail}" for line in ledger.entries(limit=6))
    assert "KZ-AAAAA" not in told


def test_nothing_is_written_without_a_trace() -> None:
    row = evidence.Attendance.objects.all()[0]
    row.unit = "Elsewhere"
    with pytest.raises(WriteWithoutTrace):
        row.save()
    with pytest.raises(WriteWithoutTrace):
        evidence.Attendance.objects.filter(pk=row.pk).update(unit="Elsewhere")
    with pytest.raises(WriteWithoutTrace):
        evidence.Attendance.objects.filter(pk=row.pk).delete()


def test_every_region_of_the_country_is_there() -> None:
    assert Region.objects.filter(kind="region").count() == 17
    assert Region.objects.filter(kind="city").count() == 3
