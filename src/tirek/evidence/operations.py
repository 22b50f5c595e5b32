"""What can be done with evidence: enter it, import a list, withdraw."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from django.db import transaction
from django.utils import timezone

from tirek.directory import Account, Region, register_persons
from tirek.evidence import events
from tirek.evidence.attendance_list import RowAnswer, read_rows
from tirek.evidence.errors import NothingToRecord
from tirek.evidence.models import Attendance, AttendanceFile, Decision, Deliverable, Event, Evidence, Measurement
from tirek.evidence.permissions import check_enter
from tirek.evidence.policies import check_dates, check_file, check_not_recorded, check_standing, check_title
from tirek.evidence.queries import answers
from tirek.ledger import Event as LedgerEvent
from tirek.ledger import OpenEntry, entry
from tirek.plans import Activity

Piece = TypeVar("Piece", bound=Evidence)


def add_event(
    *,
    account: Account,
    activity: Activity,
    title: str,
    starts: date,
    ends: date,
    topic: str = "",
    place: str = "",
    region: Region | None = None,
    source: str = "",
    synthetic: bool = False,
) -> Event:
    """This function will enter an event that people attended. Raises `NotPermitted`, `EvidenceIncomplete`."""
    check_dates(starts, ends)
    event = Event(title=title, starts=starts, ends=ends, topic=topic, place=place, region=region, source=source)
    return _enter(account, activity, event, events.EVENT_ADDED, synthetic)


def add_deliverable(
    *,
    account: Account,
    activity: Activity,
    title: str,
    kind: str,
    date: date,
    language: str = "",
    source: str = "",
    file_name: str = "",
    file: bytes | None = None,
    synthetic: bool = False,
) -> Deliverable:
    """This function will enter something made, with its file.

    Raises `NotPermitted`, `EvidenceIncomplete`, `FileTooLarge`.
    """
    check_dates(date)
    check_file(file)
    made = Deliverable(
        title=title, kind=kind, date=date, language=language, source=source, file_name=file_name, file=file
    )
    return _enter(account, activity, made, events.DELIVERABLE_ADDED, synthetic)


def add_measurement(
    *,
    account: Account,
    activity: Activity,
    title: str,
    kind: str,
    value: Decimal,
    unit: str,
    date: date,
    source: str = "",
    synthetic: bool = False,
) -> Measurement:
    """This function will enter a number that somebody measured. Raises `NotPermitted`, `EvidenceIncomplete`."""
    check_dates(date)
    measured = Measurement(title=title, kind=kind, value=value, unit=unit, date=date, source=source)
    return _enter(account, activity, measured, events.MEASUREMENT_ADDED, synthetic)


def add_decision(
    *,
    account: Account,
    activity: Activity,
    title: str,
    kind: str,
    date: date,
    number: str = "",
    body: str = "",
    source: str = "",
    synthetic: bool = False,
) -> Decision:
    """This function will enter a decision of an authority. Raises `NotPermitted`, `EvidenceIncomplete`."""
    check_dates(date)
    decided = Decision(title=title, kind=kind, date=date, number=number, body=body, source=source)
    return _enter(account, activity, decided, events.DECISION_ADDED, synthetic)


@transaction.atomic
def _enter(account: Account, activity: Activity, piece: Piece, event: LedgerEvent, synthetic: bool) -> Piece:
    check_enter(account)
    check_title(piece.title)
    piece.activity, piece.office, piece.entered_by = activity, account.office, account
    piece.entered_at, piece.synthetic = timezone.now(), synthetic
    with _entry(account, event, activity) as trace:
        piece.entered_position = trace.position
        return trace.store(piece)


def _entry(
    account: Account, event: LedgerEvent, activity: Activity, **detail: Any
) -> AbstractContextManager[OpenEntry]:
    return entry(
        event=event, office=account.office_id, by=str(account.pk), detail={"activity": activity.number, **detail}
    )


@transaction.atomic
def store_attendance_file(*, account: Account, event: Event, name: str, content: bytes) -> AttendanceFile:
    """This function will keep an attendance list as it came; `record_attendance` takes its good rows.

    Raises `NotPermitted`, `NoSuchEvidence`, `UnreadableSheet`, `NotAnAttendanceList`; nothing is stored then.
    """
    check_enter(account, event)
    read_rows(content, name)
    file = AttendanceFile(
        event=event, name=name[:200], content=content, received_by=account, received_at=timezone.now()
    )
    with _entry(account, events.ATTENDANCE_FILE_RECEIVED, event.activity) as trace:
        return trace.store(file)


@transaction.atomic
def record_attendance(*, account: Account, file: AttendanceFile) -> list[RowAnswer]:
    """This function will record the good rows of a kept list and give the answer to every row.

    Doing it twice is refused (`FileAlreadyRecorded`). Raises `NotPermitted`, `NoSuchEvidence`, `NothingToRecord`.
    """
    check_enter(account, file.event)
    file = AttendanceFile.objects.select_for_update(of=("self",)).select_related("event__activity").get(pk=file.pk)
    check_not_recorded(file)
    found = answers(file)
    good = [answer for answer in found if answer.good]
    if not good:
        raise NothingToRecord
    counts = {"recorded": len(good), "refused": len(found) - len(good)}
    with _entry(account, events.ATTENDANCE_RECORDED, file.event.activity, **counts) as trace:
        _store_rows(trace, file, good)
    return found


def _store_rows(trace: OpenEntry, file: AttendanceFile, good: list[RowAnswer]) -> None:
    persons = register_persons(trace=trace, sexes={answer.person: answer.sex for answer in good})
    trace.store_many(
        [
            Attendance(
                event=file.event,
                person=persons[answer.person],
                unit=answer.unit,
                region_id=answer.region,
                role=answer.role,
                file=file,
                file_row=answer.row,
                entered_position=trace.position,
            )
            for answer in good
        ]
    )


def _owner(piece: Evidence | Attendance) -> Evidence:
    return piece.event if isinstance(piece, Attendance) else piece


@transaction.atomic
def withdraw(*, account: Account, piece: Evidence | Attendance, reason: str) -> None:
    """This function will withdraw a piece of evidence, or one attendance, with a reason; it stays on record.

    Figures leave it out from then on; what was frozen before keeps it. Raises `NotPermitted`, `NoSuchEvidence`,
    `AlreadyWithdrawn`, `EvidenceIncomplete`.
    """
    owner = _owner(piece)
    check_enter(account, owner)
    check_title(reason)
    piece = type(piece)._default_manager.select_for_update().get(pk=piece.pk)
    check_standing(piece)
    with entry(
        event=events.EVIDENCE_WITHDRAWN,
        office=owner.office_id,
        by=str(account.pk),
        detail={"activity": owner.activity.number},
    ) as trace:
        piece.withdrawn_position, piece.withdrawn_because = trace.position, reason.strip()
        trace.change(piece)
