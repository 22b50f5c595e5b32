"""What the plans room can be asked."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet, Sum

from tirek.directory import Account
from tirek.plans.errors import NoOpenPeriod, NoSuchPeriod, NoSuchPlan
from tirek.plans.models import Activity, BudgetLine, Output, PlanDocument, Programme, RecordedFinding, ReportingPeriod
from tirek.plans.reading import from_json
from tirek.plans.reading.plan import Plan
from tirek.plans.visibility import documents_for, programmes_for


def document(account: Account, key: Any) -> PlanDocument:
    """This function will give one plan document that the account may see, or refuse (`NoSuchPlan`)."""
    found = documents_for(account).filter(pk=key).first()
    if found is None:
        raise NoSuchPlan
    return found


def programme(account: Account, code: str) -> Programme:
    """This function will give one programme that the account may see, or refuse (`NoSuchPlan`)."""
    found = programmes_for(account).select_related("office").filter(code=code).first()
    if found is None:
        raise NoSuchPlan
    return found


def documents(account: Account) -> QuerySet[PlanDocument]:
    """This function will list the documents, newest first, each with how many findings are open."""
    unsettled = Count("findings", filter=Q(findings__settlements=None, findings__severity="error"), distinct=True)
    return documents_for(account).annotate(open_errors=unsettled).order_by("-received_at")


def findings(document: PlanDocument) -> QuerySet[RecordedFinding]:
    """This function will give the findings of a document with their settlements, in the order of the audit."""
    return document.findings.prefetch_related("settlements").order_by("ordinal")


def plan_of(document: PlanDocument) -> Plan:
    """This function will give the stored reading of a document."""
    return from_json(document.reading.plan)


def framework(programme: Programme) -> QuerySet[Output]:
    """This function will give the results framework: outputs with activities and their printed money."""
    budget = Prefetch("budget", queryset=BudgetLine.objects.order_by("year"))
    activities = Prefetch("activities", queryset=Activity.objects.prefetch_related(budget).order_by("number"))
    return programme.outputs.prefetch_related(activities).order_by("number")


def activity(programme: Programme, number: str) -> Activity:
    """This function will give an activity by its number, or refuse (`NoSuchPlan`)."""
    found = Activity.objects.filter(output__programme=programme, number=number).select_related("output").first()
    if found is None:
        raise NoSuchPlan
    return found


def periods_of(programme: Programme) -> QuerySet[ReportingPeriod]:
    """This function will give the quarters by which a programme reports, in order."""
    return programme.periods.select_related("closed_by__office").order_by("begins")


def period(programme: Programme, key: str) -> ReportingPeriod:
    """This function will give a programme's period by its key ("2022-Q3"), or refuse (`NoSuchPeriod`)."""
    found = programme.periods.filter(key=key).first()
    if found is None:
        raise NoSuchPeriod(key=key)
    return found


def open_period_for(programme: Programme, period: ReportingPeriod) -> ReportingPeriod:
    """This function will give the period itself where it is open, else the next open one, or refuse (`NoOpenPeriod`).

    Asked under the lock of the programme's row it holds until the transaction ends: closing waits for that lock.
    """
    found = programme.periods.filter(begins__gte=period.begins, closed_at=None).order_by("begins").first()
    if found is None:
        raise NoOpenPeriod(period=str(period))
    return found


def printed_and_computed(programme: Programme) -> tuple[Decimal | None, Decimal]:
    """This function will give the total that the plan prints (None where it prints none) and the sum of its rows."""
    rows = programme.budget.filter(kind__in=["activity", "fee"], year=None).aggregate(sum=Sum("amount"))["sum"]
    printed = programme.budget.filter(kind="total", year=None).values_list("amount", flat=True).first()
    return printed, rows or Decimal(0)
