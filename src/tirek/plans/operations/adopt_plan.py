"""Adopt a plan: make of its reading a programme with outputs, activities, money and monitoring."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from django.db import DataError, IntegrityError, transaction

from tirek.directory import Account
from tirek.ledger import OpenEntry, entry
from tirek.plans import events
from tirek.plans.errors import AlreadyAdopted, NothingToAdopt
from tirek.plans.models import (
    Activity,
    BudgetLine,
    MonitoringAction,
    Output,
    PlanDocument,
    Programme,
    ReportingPeriod,
)
from tirek.plans.periods import DAYS_TO_REPORT, quarters_between, span_of
from tirek.plans.permissions import check_document, check_programme
from tirek.plans.policies import check_adoption, check_read, check_superseded
from tirek.plans.queries import plan_of
from tirek.plans.reading import as_json
from tirek.plans.reading.plan import BudgetRow, Plan, PlannedOutput, WorkPlan


def adopt_plan(*, account: Account, document: PlanDocument, supersedes: Programme | None = None) -> Programme:
    """This function will make a programme of a read plan whose errors are all settled.

    What the document prints is taken as printed, with its line; a finding and its settlement stay beside it.
    `supersedes` is the programme that this one takes the place of, such as that of an Initiation Plan.
    Raises `NotPermitted`, `NoSuchPlan`, `NotReadYet`, `FindingsOpen`, `AlreadyAdopted`, `NothingToAdopt`,
    `AlreadySuperseded`.
    """
    try:
        return _adopt(account, document, supersedes)
    except (IntegrityError, DataError) as fault:  # asked twice at once, or a plan that prints what no programme can be
        if Programme.objects.filter(document=document).exists():
            raise AlreadyAdopted from fault
        check_superseded(supersedes)
        raise NothingToAdopt from fault


@transaction.atomic
def _adopt(account: Account, document: PlanDocument, supersedes: Programme | None) -> Programme:
    check_document(account, "adopt plans", document)
    check_read(document)
    if supersedes is not None:
        check_programme(account, "adopt plans", supersedes)
    check_superseded(supersedes)
    plan = plan_of(document)
    check_adoption(document=document, plan=plan)
    if plan.work_plan is None or plan.cover.award_id is None:
        raise NothingToAdopt
    detail = {"programme": plan.cover.award_id.text}
    with entry(event=events.PLAN_ADOPTED, office=document.office_id, by=str(account.pk), detail=detail) as trace:
        programme = trace.store(_programme(document, plan, supersedes))
        trace.store_many(list(_periods(programme)))
        narrated = {each.number: each.title.text for each in plan.narrated_outputs}
        for planned in plan.work_plan.outputs:
            _store_output(trace, programme, plan.work_plan, planned, narrated)
        for row in (plan.work_plan.fee, plan.work_plan.total):
            trace.store_many(list(_money(programme, None, row)) if row else [])
        trace.store_many(_monitoring(programme, plan))
    return programme


def _programme(document: PlanDocument, plan: Plan, supersedes: Programme | None) -> Programme:
    cover = plan.cover
    if not (cover.award_id and cover.title and cover.start and cover.end and cover.start.first and cover.end.last):
        raise NothingToAdopt
    return Programme(
        code=cover.award_id.text,
        title=cover.title.text,
        office=document.office,
        document=document,
        starts=cover.start.first,
        ends=cover.end.last,
        currency=(cover.resources_required and cover.resources_required.currency) or "USD",
        outcome=cover.outcome.text if cover.outcome else "",
        gender_marker=_gender_marker(cover.gender_marker.text if cover.gender_marker else ""),
        supersedes=supersedes,
        cover=as_json(plan)["cover"],
        synthetic=document.synthetic,
    )


def _gender_marker(printed: str) -> str:
    found = re.search(r"GEN[\s-]?([0-3])\b", printed.upper())
    return f"GEN{found[1]}" if found else ""


def _periods(programme: Programme) -> Iterator[ReportingPeriod]:
    for key in quarters_between(programme.starts, programme.ends):
        first, last = span_of(key)
        yield ReportingPeriod(
            programme=programme,
            key=key,
            begins=max(first, programme.starts),
            ends=min(last, programme.ends),
            due=last + timedelta(days=DAYS_TO_REPORT),
        )


def _store_output(
    trace: OpenEntry, programme: Programme, table: WorkPlan, planned: PlannedOutput, narrated: dict[str | None, str]
) -> None:
    output = trace.store(
        Output(
            programme=programme,
            number=planned.number or str(table.outputs.index(planned) + 1),
            title=planned.title.text,
            narrated_title=narrated.get(planned.number, ""),
            line=planned.title.line,
        )
    )
    taken = {row.number for row in planned.activities if row.number}
    for row in planned.activities:
        number = row.number or next(free for free in _numbers(output.number) if free not in taken)
        taken.add(number)
        activity = trace.store(_activity(output, table, row, number))
        trace.store_many(list(_money(programme, activity, row)))
    if planned.subtotal:
        trace.store_many(list(_money(programme, None, planned.subtotal)))


def _numbers(output: str) -> Iterator[str]:
    return (f"{output}.{count}" for count in range(1, 1000))


def _activity(output: Output, table: WorkPlan, row: BudgetRow, number: str) -> Activity:
    return Activity(
        output=output,
        number=number,
        title=row.title.text,
        responsible_party=row.responsible_party.text if row.responsible_party else "",
        fund=row.fund.text if row.fund else "",
        account_code=row.account.text if row.account else "",
        line=row.line,
        marks=[
            f"{table.periods[mark].label} {table.periods[mark].year or ''}".strip()
            for mark in row.marks
            if mark < len(table.periods)
        ],
    )


def _money(programme: Programme, activity: Activity | None, row: BudgetRow) -> Iterator[BudgetLine]:
    amounts = [*row.amounts.items(), *([(None, row.total)] if row.total else [])]
    for year, amount in amounts:
        if amount.number is not None:
            yield BudgetLine(
                programme=programme,
                activity=activity,
                kind=row.kind,
                year=year,
                amount=amount.number,
                printed=amount.text,
                line=amount.line,
            )


def _monitoring(programme: Programme, plan: Plan) -> list[MonitoringAction]:
    return [
        MonitoringAction(
            programme=programme,
            activity=row.activity.text,
            purpose=row.purpose.text if row.purpose else "",
            frequency=row.frequency.text if row.frequency else "",
            expected_action=row.expected_action.text if row.expected_action else "",
            line=row.line,
        )
        for row in plan.monitoring
    ]
