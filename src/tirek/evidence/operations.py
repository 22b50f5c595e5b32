"""What can be done with evidence: enter it, import a list, withdraw.

All that concerns a piece is written into the chain of the office that it belongs to, whoever does it: under that lock
a piece is read again before it is acted on, and its two positions can be compared with one head.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import date
from decimal import Decimal
from typing import TypeVar

from django.utils import timezone

from tirek.directory import Account, Region, hold_persons, register_persons
from tirek.evidence import events
from tirek.evidence.attendance_list import read_rows
from tirek.evidence.errors import NothingToRecord
from tirek.evidence.models import Attendance, AttendanceFile, Decision, Deliverable, Event, Evidence, Measurement
from tirek.evidence.permissions import check_enter
from tirek.evidence.policies import (
    check_complete,
    check_days,
    check_file,
    check_not_recorded,
    check_reason,
    check_region,
    check_standing,
)
from tirek.evidence.queries import answers_to
from tirek.evidence.row_answers import RowAnswer
from tirek.ledger import WITHDRAWING, OpenEntry, entry
from tirek.ledger import Event as LedgerEvent
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
    """This function will enter an event that people attended.

    Raises `NotPermitted`, `DaysImpossible`, `RegionNotThere`, `EvidenceIncomplete`.
    """
    check_enter(account)
    check_days(starts, ends)
    check_region(region, starts)
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

    Raises `NotPermitted`, `DaysImpossible`, `FileTooLarge`, `EvidenceIncomplete`.
    """
    check_enter(account)
    check_days(date)
    check_file(file)
    made = Deliverable(
        title=title, kind=kind, date=date, language=language, source=source, file_name=file_name[-200:], file=file
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
    """This function will enter a number that somebody measured.

    Raises `NotPermitted`, `DaysImpossible`, `EvidenceIncomplete`.
    """
    check_enter(account)
    check_days(date)
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
    """This function will enter a decision of an authority.

    Raises `NotPermitted`, `DaysImpossible`, `EvidenceIncomplete`.
    """
    check_enter(account)
    check_days(date)
    decided = Decision(title=title, kind=kind, date=date, number=number, body=body, source=source)
    return _enter(account, activity, decided, events.DECISION_ADDED, synthetic)


def _enter(account: Account, activity: Activity, piece: Piece, event: LedgerEvent, synthetic: bool) -> Piece:
    piece.activity, piece.office, piece.entered_by = activity, account.office, account
    piece.title, piece.entered_at, piece.synthetic = piece.title.strip(), timezone.now(), synthetic
    check_complete(piece)
    with _entry(account, event, piece) as trace:
        piece.entered_position = trace.position
        return trace.store(piece)


def _entry(account: Account, event: LedgerEvent, piece: Evidence) -> AbstractContextManager[OpenEntry]:
    detail = {"activity": piece.activity.number}
    return entry(event=event, office=piece.office_id, by=str(account.pk), detail=detail)


def store_attendance_file(*, account: Account, event: Event, name: str, content: bytes) -> AttendanceFile:
    """This function will keep an attendance list as it came; `record_attendance` takes its good rows.

    Raises `NotPermitted`, `NoSuchEvidence`, `AlreadyWithdrawn` and what `read_rows` raises; nothing is stored then.
    """
    check_enter(account, event)
    check_standing(event)
    read_rows(content, name)
    file = AttendanceFile(
        event=event, name=name[:200], content=content, received_by=account, received_at=timezone.now()
    )
    with _entry(account, events.ATTENDANCE_FILE_RECEIVED, event) as trace:
        return trace.store(file)


def record_attendance(*, account: Account, file: AttendanceFile) -> list[RowAnswer]:
    """This function will record the good rows of a kept list and give the answer to every row.

    Doing it twice is refused (`FileAlreadyRecorded`). Raises `NotPermitted`, `NoSuchEvidence`, `AlreadyWithdrawn`,
    `NothingToRecord`.
    """
    event = file.event
    check_enter(account, event)
    rows = read_rows(bytes(file.content), file.name)
    with _entry(account, events.ATTENDANCE_RECORDED, event) as trace:
        event.refresh_from_db(fields=["withdrawn_position"])
        check_standing(event)
        check_not_recorded(file)
        hold_persons()
        found = answers_to(event, rows)
        good = [answer for answer in found if answer.good]
        if not good:
            raise NothingToRecord
        trace.detail |= {"recorded": len(good), "refused": len(found) - len(good)}
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


def withdraw(*, account: Account, piece: Evidence | Attendance, reason: str) -> None:
    """This function will withdraw a piece of evidence, or one attendance, with a reason; it stays on record.

    Figures leave it out from then on; what was frozen before keeps it. Raises `NotPermitted`, `NoSuchEvidence`,
    `AlreadyWithdrawn`, `ReasonMissing`.
    """
    owner = piece.event if isinstance(piece, Attendance) else piece
    check_enter(account, owner)
    check_reason(reason)
    with _entry(account, events.EVIDENCE_WITHDRAWN, owner) as trace:
        standing = type(piece)._default_manager.only(*WITHDRAWING).get(pk=piece.pk)
        check_standing(standing)
        standing.withdrawn_position, standing.withdrawn_because = trace.position, reason.strip()
        trace.change(standing)
