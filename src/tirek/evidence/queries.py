"""What the evidence room can be asked."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q, QuerySet

from tirek.directory import Account, Person, regions_on
from tirek.evidence.attendance_list import Row, read_rows
from tirek.evidence.errors import NoSuchEvidence
from tirek.evidence.models import Attendance, AttendanceFile, Decision, Deliverable, Event, Evidence, Measurement, Role
from tirek.evidence.row_answers import Known, RowAnswer, answer_rows, code_of
from tirek.evidence.visibility import Piece, attendances_for, evidence_for
from tirek.plans import Activity, Programme

STANDING = Q(withdrawn_position=None)
KINDS: dict[str, type[Evidence]] = {
    "events": Event,
    "deliverables": Deliverable,
    "measurements": Measurement,
    "decisions": Decision,
}


def piece(account: Account, kind: type[Piece], key: Any) -> Piece:
    """This function will give one piece of evidence that the account may see, or refuse (`NoSuchEvidence`)."""
    found = evidence_for(account, kind).select_related("activity__output__programme").filter(pk=key).first()
    if found is None:
        raise NoSuchEvidence
    return found


def event(account: Account, key: Any) -> Event:
    """This function will give one event that the account may see, or refuse (`NoSuchEvidence`)."""
    return piece(account, Event, key)


def evidence_of(account: Account, activity: Activity) -> dict[str, QuerySet[Any]]:
    """This function will give what the account may see of an activity's evidence, by kind, events with their size."""
    found: dict[str, QuerySet[Any]] = {
        name: evidence_for(account, kind).filter(activity=activity) for name, kind in KINDS.items()
    }
    standing = Count("attendances", filter=Q(attendances__withdrawn_position=None))
    return found | {"events": found["events"].annotate(attendance_count=standing)}


def attendances(account: Account, event: Event) -> QuerySet[Attendance]:
    """This function will give an event's attendances, by person's code, to those who may see persons."""
    found = attendances_for(account).filter(event=event).select_related("person", "region")
    return found.order_by("person__code")


def totals(account: Account, programme: Programme) -> dict[str, dict[str, int]]:
    """This function will count, by activity number, the pieces of evidence of each kind that stand and may be seen."""
    counts: dict[str, dict[str, int]] = {}
    for name, kind in KINDS.items():
        rows = evidence_for(account, kind).filter(STANDING, activity__output__programme=programme)
        for number, count in rows.values_list("activity__number").annotate(n=Count("pk")).order_by():
            counts.setdefault(number, {})[name] = count
    return counts


def answers(file: AttendanceFile) -> list[RowAnswer]:
    """This function will answer every row of a kept attendance list, without recording any."""
    return answers_to(file.event, read_rows(bytes(file.content), file.name))


def answers_to(event: Event, rows: list[Row]) -> list[RowAnswer]:
    """This function will answer rows for an event, with what the register of persons and the event's list hold now."""
    codes = {code_of(row) for row in rows}
    known = Known(
        regions=frozenset(regions_on(event.starts).values_list("code", flat=True)),
        roles=frozenset(Role.values),
        recorded_sex=dict(Person.objects.filter(code__in=codes).values_list("code", "sex")),
        attending=frozenset(event.attendances.filter(STANDING).values_list("person__code", flat=True)),
    )
    return answer_rows(rows, known)
