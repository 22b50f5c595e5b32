"""What the head of an office asks: what is late, who has how much, what was not kept. Ask within `sight_of`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum

from tirek.cases.models import Breach, Case, Transfer
from tirek.cases.rules import rules_of
from tirek.cases.visibility import cases_for
from tirek.directory import Account, Office

SOON = timedelta(days=7)
LATELY = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Load:
    """How much lies on somebody, or on an office: open cases, those that are late, rules that were not kept in them."""

    who: Account | Office | None
    open: int
    late: int
    breaches: int


def pressing(account: Account, now: datetime) -> QuerySet[Case]:
    """This function will give the open cases of the account's office whose limit is over or near, late first."""
    found = _of_office(account).filter(due_at__lt=now + SOON)
    return found.select_related("edition", "assigned_to").order_by("due_at", "id")


def load_of_office(account: Account, now: datetime) -> Load:
    """This function will say how much lies on the account's office."""
    return Load(account.office, **_counted(_of_office(account).order_by().aggregate(**_counts(now))))


def loads_of_people(account: Account, now: datetime) -> list[Load]:
    """This function will say how much lies on each who has open cases of the office, the most late first.

    None stands for cases that nobody has.
    """
    rows = _of_office(account).order_by().values("assigned_to").annotate(**_counts(now))
    people = Account.objects.in_bulk([row["assigned_to"] for row in rows if row["assigned_to"]])
    return _most_late_first([Load(people.get(row["assigned_to"]), **_counted(row)) for row in rows])


def loads_of_offices(account: Account, now: datetime) -> list[Load]:
    """This function will say how much lies on each office, of the cases that the account sees, the most late first."""
    rows = cases_for(account).filter(closed_at=None).order_by().values("office").annotate(**_counts(now))
    offices = Office.objects.in_bulk([row["office"] for row in rows])
    return _most_late_first([Load(offices[row["office"]], **_counted(row)) for row in rows])


def breaches_lately(account: Account, now: datetime) -> list[tuple[Breach, str]]:
    """This function will give what was not kept in cases of the office in thirty days, with its words, newest first."""
    of_office = cases_for(account).filter(office=account.office_id)
    found = Breach.objects.filter(case__in=of_office, found_at__gte=now - LATELY).exclude(severity="note")
    rows = found.select_related("case__edition").order_by("-found_at", "id")[:50]
    return [(row, _said(row)) for row in rows]


def came_lately(account: Account, now: datetime) -> QuerySet[Transfer]:
    """This function will give the transfers that the office accepted in thirty days, the newest first."""
    took = Transfer.objects.filter(receiver=account.office_id, verdict="accepted", answered_at__gte=now - LATELY)
    return took.filter(case__in=cases_for(account)).select_related("case", "sender").order_by("-answered_at")[:50]


def _of_office(account: Account) -> QuerySet[Case]:
    return cases_for(account).filter(office=account.office_id, closed_at=None)


def _counts(now: datetime) -> dict[str, Count | Sum]:
    return {"open": Count("pk"), "late": Count("pk", filter=Q(due_at__lt=now)), "unkept": Sum("breaches")}


def _counted(row: Mapping[str, Any]) -> dict[str, int]:
    return {"open": row["open"] or 0, "late": row["late"] or 0, "breaches": row["unkept"] or 0}


def _most_late_first(loads: list[Load]) -> list[Load]:
    return sorted(loads, key=lambda each: (-each.late, -each.open, str(each.who or "")))


def _said(row: Breach) -> str:
    rules = rules_of(row.case.edition)
    return next((rules.said(each.said) for each in rules.safeguards if each.id == row.safeguard), row.safeguard)
