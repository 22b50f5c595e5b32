"""A small programme with two outputs and four activities, trainings in it, and lists of who came."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import count
from typing import Any

from django.utils import timezone

from tests.cast import aigul, marat, office
from tirek import evidence, plans
from tirek.directory import Account
from tirek.evidence import Event
from tirek.ledger import Event as LedgerEvent
from tirek.ledger import OpenEntry, entry
from tirek.plans import Activity, Programme

MADE = LedgerEvent("programme-made", "A programme was made for a test.")
OUTPUTS = {"1": ("1.1", "1.2"), "2": ("2.1", "2.2")}
HEADINGS = "person,sex,unit,region,role"
DAY = date(2023, 3, 1)
Row = tuple[str, str, str, str, str]

_numbers = count(1)


def programme(code: str = "00143776", at: str = "HRC") -> Programme:
    """A programme of an office, whose plan nobody read."""
    from tirek.plans import Output, PlanDocument, ReportingPeriod, quarters_between, span_of

    received_by = aigul()
    with entry(event=MADE, office=office(at).pk, by="tests") as trace:
        document = trace.store(
            PlanDocument(
                office_id=at, name="plan.md", content=b"plan", received_at=timezone.now(), received_by=received_by
            )
        )
        made = trace.store(
            Programme(
                code=code,
                title="Rights",
                office_id=at,
                document=document,
                starts=date(2022, 5, 1),
                ends=date(2023, 12, 31),
            )
        )
        for key in quarters_between(made.starts, made.ends):
            first, last = span_of(key)
            trace.store(ReportingPeriod(programme=made, key=key, begins=first, ends=last, due=last))
        for number, activities in OUTPUTS.items():
            output = trace.store(Output(programme=made, number=number, title=f"Output {number}", line=1))
            for each in activities:
                trace.store(Activity(output=output, number=each, title=f"Activity {each}", line=1))
    return made


def activity(number: str = "2.2", of: Programme | None = None) -> Activity:
    """An activity by its number, of the only programme that there is or of another."""
    return plans.activity(of or Programme.objects.get(), number)


def training(by: Account | None = None, *, number: str = "2.2", day: date = DAY, **given: Any) -> Event:
    """A training of one day."""
    given = {"title": "A training", "topic": "community-policing"} | given
    return evidence.add_event(account=by or marat(), activity=activity(number), starts=day, ends=day, **given)


def person(
    code: str = "",
    sex: str = "female",
    *,
    unit: str = "Police Department",
    region: str = "KZ-71",
    role: str = "police-officer",
) -> Row:
    """A row of an attendance list; a person whom nobody has met before, unless a code is given."""
    return (code or f"KZ-{next(_numbers):07}", sex, unit, region, role)


def people(number: int, sex: str = "female", **given: str) -> list[Row]:
    """Rows of so many people whom nobody has met before."""
    return [person(sex=sex, **given) for _ in range(number)]


def listed(rows: Iterable[Row]) -> bytes:
    """Rows as a CSV list."""
    return "\n".join([HEADINGS, *(",".join(row) for row in rows)]).encode()


def attended(event: Event, *rows: Row, by: Account | None = None) -> list[evidence.RowAnswer]:
    """Records who came, as an import does."""
    account = by or marat()
    file = evidence.store_attendance_file(account=account, event=event, name="list.csv", content=listed(rows))
    return evidence.record_attendance(account=account, file=file)


def store(row: Any, at: str = "HRC") -> OpenEntry:
    """Stores a traced row past the operations."""
    with entry(event=MADE, office=at, by="tests") as trace:
        trace.store(row)
    return trace
