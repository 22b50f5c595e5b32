"""What the money room can be asked. What an account may see of it is said in `visibility`."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Case, CharField, Model, Prefetch, Q, QuerySet, Sum, Value, When
from django.db.models.functions import Cast, Concat

from tirek.directory import Account
from tirek.money.errors import NoSuchMoney
from tirek.money.fee import NOTHING, delivery_rate, fee_due
from tirek.money.measures import Measure, Question, in_force, newest_reports, placed_lines, rows_behind
from tirek.money.models import (
    Assignment,
    BudgetRevision,
    BudgetRow,
    CostLine,
    CostReport,
    ExchangeRate,
    Fund,
    FundGrant,
    RevisionReview,
    VarianceReason,
)
from tirek.money.planned import PlannedRow
from tirek.money.visibility import cost_reports_for, funds_for, rates_for, revisions_for, variance_reasons_for
from tirek.plans import BudgetLine, Programme

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True)
class Totals:
    """The money of one programme in four numbers, all in its currency; `delivery` is a percentage."""

    budget: Decimal
    expenditure: Decimal
    commitments: Decimal
    delivery: Decimal | None


@dataclass(frozen=True, slots=True)
class Unmatched:
    """A line that matches no row of the budget in force, and why."""

    line: CostLine
    problem: str


# One thing that an account may see, or a refusal.


def fund(account: Account, programme_code: str, code: str) -> Fund:
    """This function will give one fund that the account may see, or refuse (`NoSuchMoney`)."""
    return _one(funds_for(account).filter(programme__code=programme_code, code=code))


def revision(account: Account, programme: Programme, number: int) -> BudgetRevision:
    """This function will give one budget revision that the account may see, or refuse (`NoSuchMoney`)."""
    found = revisions_for(account).select_related("drafted_by__office")
    found = found.prefetch_related("drafted_by__grants", "reviews__reviewed_by__grants", "reviews__reviewed_by__office")
    return _one(found.filter(programme=programme, number=number))


def cost_report(account: Account, programme: Programme, key: Any) -> CostReport:
    """This function will give one cost report that the account may see, or refuse (`NoSuchMoney`)."""
    return _one(cost_reports_for(account).filter(programme=programme, pk=key))


def cost_line(account: Account, programme: Programme, key: Any) -> CostLine:
    """This function will give one line of a standing report that the account may see, or refuse (`NoSuchMoney`)."""
    reports = cost_reports_for(account).filter(CostReport.standing(), programme=programme)
    lines = CostLine.objects.filter(report__in=reports.order_by().values("pk"))
    return _one(
        placed_lines(lines).select_related("report", "programme__office").defer("report__content").filter(pk=key)
    )


def _one(found: QuerySet[Row]) -> Row:
    row = found.first()
    if row is None:
        raise NoSuchMoney
    return row


# Sums.


def amounts(measure: Measure, question: Question, by: tuple[str, ...] = ()) -> dict[tuple[str, ...], Decimal]:
    """This function will add up a measure, by the values of dimensions in their order; `by` nothing is the total."""
    rows = rows_behind(measure, question)
    if not by:
        return {(): rows.aggregate(sum=Sum("value"))["sum"] or NOTHING}
    names = [f"at_{dimension}" for dimension in by]
    found = rows.order_by().values_list(*names).annotate(sum=Sum("value"))
    return {tuple(key): total for *key, total in sorted(found)}  # a few sums; the database would order all the rows


def totals_by_programme(programme_ids: Iterable[UUID], head: int | None = None) -> dict[UUID, Totals]:
    """This function will give the money of many programmes in three queries, whatever their number and size."""
    keys = tuple(programme_ids)
    question = Question(keys, head)
    rows = BudgetRow.objects.filter(revision__in=in_force(keys, head).values("pk")).order_by()
    budget = dict(rows.values_list("revision__programme").annotate(sum=Sum("amount")))
    standing = CostReport.objects.filter(CostReport.standing(head), programme__in=keys).order_by()
    spent = dict(standing.values_list("programme").annotate(sum=Sum("amount")))
    promised = dict(newest_reports(question).values_list("programme", "commitment"))
    return {key: _totals(budget.get(key), spent.get(key), promised.get(key)) for key in keys}


def _totals(budget: Decimal | None, spent: Decimal | None, promised: Decimal | None) -> Totals:
    budget, spent = budget or NOTHING, spent or NOTHING
    return Totals(budget, spent, promised or NOTHING, delivery_rate(spent, budget))


def stocks(programme: Programme, days: Collection[date], head: int | None = None) -> dict[date, dict[str, Decimal]]:
    """This function will give what was promised and not yet paid at the end of each day, by fund: in two queries.

    It is what the newest report that ends by then prints, as the measure “commitments” has it.
    """
    standing = CostReport.objects.filter(CostReport.standing(head), programme=programme)
    ended = list(standing.order_by("ends").values_list("ends", "pk"))
    newest = {day: next((key for ends, key in reversed(ended) if ends <= day), None) for day in days}
    lines = CostLine.objects.filter(programme=programme, report__in=set(newest.values()) - {None}).exclude(commitment=0)
    placed: QuerySet[Any] = placed_lines(lines, head).order_by()
    sums = placed.values_list("report_id", "at_fund").annotate(sum=Sum("commitment"))
    found: dict[UUID | None, dict[str, Decimal]] = {}
    for key, fund_code, amount in sums:
        found.setdefault(key, {})[fund_code] = amount
    return {day: found.get(key, {}) for day, key in newest.items()}


def fees_due(question: Question, by: tuple[str, ...] = ("fund",)) -> dict[tuple[str, ...], Decimal]:
    """This function will give the fee due on what was spent, by the rate and base of the budget in force.

    It is rounded where it is charged: on each cell that is asked for. Without a budget in force nothing is due.
    """
    (programme,) = question.programme_ids
    revision = in_force([programme], question.head).first()
    if revision is None:
        return {}
    direct = Question(
        question.programme_ids, question.head, question.begins, question.ends, {**question.where, "kind": ["direct"]}
    )
    spent = amounts("expenditure", direct, by)
    return {key: fee_due(amount, revision.fee_rate, revision.fee_base) for key, amount in spent.items()}


# Budgets.


def funds(programme: Programme) -> QuerySet[Fund]:
    """This function will give the funds of a programme, by code."""
    return programme.funds.order_by("code")


def revisions(programme: Programme, head: int | None = None) -> QuerySet[BudgetRevision]:
    """This function will list the revisions that stood at a head, and all that ever were if none is given."""
    found = programme.revisions.select_related("drafted_by__office").annotate(total=Sum("rows__amount"))
    reviews = RevisionReview.objects.filter(RevisionReview.standing(head)).select_related("reviewed_by")
    found = found.prefetch_related("drafted_by__grants", Prefetch("reviews", queryset=reviews)).order_by("number")
    return found if head is None else found.filter(BudgetRevision.standing(head))


def budget_in_force(programme: Programme, head: int | None = None) -> BudgetRevision | None:
    """This function will give the newest revision that a second person approved and that stands, as of a head."""
    return in_force([programme.pk], head).first()


def budget_rows(revision: BudgetRevision) -> QuerySet[BudgetRow]:
    """This function will give the rows of a revision, the fee last."""
    return revision.rows.select_related("activity__output", "fund").order_by(
        "kind", "activity__output__number", "activity__number", "year", "fund__code", "account_code"
    )


def changes(revision: BudgetRevision) -> list[tuple[BudgetRow, Decimal]]:
    """This function will give a revision's rows with what each had in the budget that was in force before it.

    A row that is gone comes last, with an amount of nothing.
    """
    earlier = in_force([revision.programme_id], revision.entered_position).exclude(pk=revision.pk).first()
    before = {_place(row): row for row in budget_rows(earlier)} if earlier else {}
    found = [(row, was.amount if (was := before.pop(_place(row), None)) else NOTHING) for row in budget_rows(revision)]
    gone = [(_emptied(row), row.amount) for row in before.values()]
    return found + gone


def _place(row: BudgetRow) -> tuple[Any, ...]:
    return row.kind, row.activity_id, row.fund_id, row.account_code, row.year


def _emptied(row: BudgetRow) -> BudgetRow:
    return BudgetRow(
        kind=row.kind,
        activity=row.activity,
        fund=row.fund,
        account_code=row.account_code,
        year=row.year,
        amount=NOTHING,
    )


def plan_rows(programme: Programme, fund: Fund) -> list[PlannedRow]:
    """This function will give the rows of a first revision: what the plan prints for each activity and year.

    An amount that the plan prints without a year is that of the programme's first. An account is empty where the plan
    names none: a person gives it then.
    """
    lines = BudgetLine.objects.filter(programme=programme, kind="activity", activity__isnull=False)
    lines = lines.select_related("activity__output").order_by("activity__output__number", "activity__number", "year")
    dated = {line.activity_id for line in lines if line.year is not None}
    sums: dict[tuple[Any, int], Decimal] = {}
    for line in lines:
        if line.year is not None or line.activity_id not in dated:
            key = (line.activity, line.year or programme.starts.year)
            sums[key] = sums.get(key, NOTHING) + line.amount
    return [
        PlannedRow(activity, fund, _printed_account(activity.account_code), year, amount)
        for (activity, year), amount in sums.items()
        if amount
    ]


def _printed_account(text: str) -> str:
    found = re.search(r"\b\d{5}\b", text)
    return found[0] if found else ""


# Costs.


def cost_reports(programme: Programme) -> QuerySet[CostReport]:
    """This function will list a programme's cost reports without their bytes, also those that were withdrawn."""
    return programme.cost_reports.defer("content").order_by("begins", "entered_position")


def with_problems(lines: QuerySet[CostLine], programme: Programme, head: int | None = None) -> QuerySet[Any]:
    """This function will say of each placed line (`problem`) why it matches no row of the budget in force, or "".

    The rows of the budget are gathered once, by where they stand, and not looked for again by each of the lines.
    """
    rows = BudgetRow.objects.filter(revision__in=in_force([programme.pk], head).values("pk")).order_by()
    direct = rows.filter(kind="direct").annotate(at=_joined("activity__output__number", "activity__number", *_PAID))
    fee = rows.filter(kind="fee").annotate(at=_joined(*_PAID))
    lines = lines.alias(
        at_place=_joined("at_output", "at_activity", "at_fund", "at_account"), at_paid=_joined("at_fund", "at_account")
    )
    lines = lines.alias(at_place_year=_joined("at_place", "at_year"), at_paid_year=_joined("at_paid", "at_year"))
    budgeted = Q(at_place__in=direct.values("at")) | Q(at_paid__in=fee.values("at"))
    years = [
        each.annotate(at_year=_joined("at", Cast("year", CharField()))).values("at_year") for each in (direct, fee)
    ]
    in_year = Q(at_place_year__in=years[0]) | Q(at_paid_year__in=years[1])
    problem = Case(
        When(Q(at_activity="") & ~Q(at_kind="fee"), then=Value("unknown-activity")),
        When(at_fund="", then=Value("unknown-fund")),
        When(~budgeted, then=Value("account-not-budgeted")),
        When(~in_year, then=Value("year-not-budgeted")),
        default=Value(""),
        output_field=CharField(),
    )
    return lines.annotate(problem=problem)


_PAID = ("fund__code", "account_code")


def _joined(*names: str | Cast) -> Concat:
    """Columns as one text, which a set of texts can be asked for; no code holds what stands between them."""
    parts = [part for name in names for part in (Value("\x1f"), name)]
    return Concat(*parts[1:], Value(""), output_field=CharField())


def report_lines(programme: Programme, report: CostReport) -> QuerySet[Any]:
    """This function will give the lines of a report, each with what it belongs to and its `problem`."""
    lines = CostLine.objects.filter(report=report)
    return with_problems(placed_lines(lines), programme).order_by("row")


def unmatched_lines(programme: Programme, head: int | None = None) -> QuerySet[Any]:
    """This function will give the lines of standing reports that match no row of the budget in force."""
    lines = rows_behind("expenditure", Question((programme.pk,), head))
    found = with_problems(lines, programme, head).exclude(problem="").select_related("report").defer("report__content")
    return found.order_by("day", "report", "row")


def unmatched(programme: Programme, head: int | None = None) -> list[Unmatched]:
    """This function will give the same with the reason beside each: unknown-activity, unknown-fund,
    account-not-budgeted, year-not-budgeted."""
    return [Unmatched(line, line.problem) for line in unmatched_lines(programme, head)]


def assignments(line: CostLine) -> QuerySet[Assignment]:
    """This function will give what a line was assigned to, the newest first."""
    found = line.assignments.select_related("activity", "fund", "assigned_by__office")
    return found.prefetch_related("assigned_by__grants").order_by("-entered_position")


def rates(account: Account, programme: Programme) -> QuerySet[ExchangeRate]:
    """This function will give the rates, of those that the account may see, by which a programme's costs are converted,
    also the withdrawn."""
    found = rates_for(account).filter(office=programme.office_id, base=programme.currency)
    return found.order_by("-month", "currency", "entered_position")


def variance_reasons(
    account: Account, programme: Programme, head: int | None = None
) -> dict[tuple[str, str], VarianceReason]:
    """This function will give the newest standing reason that the account may see, by the number of an activity and the
    key of a period."""
    found = variance_reasons_for(account).filter(VarianceReason.standing(head), period__programme=programme)
    found = found.select_related("activity__output", "period", "explained_by__office")
    found = found.prefetch_related("explained_by__grants").order_by("entered_position")
    return {(each.activity.number, each.period.key): each for each in found}


def grants(programme: Programme) -> dict[UUID, list[FundGrant]]:
    """This function will give the standing grants of a programme's funds, by fund."""
    found: dict[UUID, list[FundGrant]] = {}
    standing = FundGrant.objects.filter(FundGrant.standing(), fund__programme=programme).select_related("account")
    for grant in standing:
        found.setdefault(grant.fund_id, []).append(grant)
    return found
