"""What money can be asked for: a measure, of programmes, in a span of days, where dimensions have certain values.

Every measure answers with rows that carry the same names: `at_output`, `at_activity`, `at_fund`, `at_account`,
`at_year`, `at_kind` and `at_period`, and `value`. So sums by any dimension add up to the total.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal, get_args
from uuid import UUID

from django.db.models import (
    Case,
    CharField,
    F,
    FilteredRelation,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, Concat, ExtractQuarter, ExtractYear

from tirek.money.models import (
    FEE_ACCOUNT,
    Assignment,
    BudgetRevision,
    BudgetRow,
    Contribution,
    CostLine,
    CostReport,
    RevisionReview,
)
from tirek.plans import Programme

Measure = Literal["budget", "expenditure", "commitments", "contributions"]
MEASURES: tuple[str, ...] = get_args(Measure)
DIMENSIONS = ("output", "activity", "fund", "account", "year", "kind", "period")
TEXT = CharField()
NONE = Value("", output_field=TEXT)


@dataclass(frozen=True)
class Question:
    """What is asked of money.

    `head` is a position of the chain of the programmes' office (None is now); `begins` and `ends` bound the days of
    lines and contributions, the years of budgets, and the ends of the reports whose commitments count. `where` limits
    dimensions to values: numbers of outputs and activities, codes of funds and accounts, "2022", "direct" or "fee",
    "2022-Q3"; what matches no activity or fund has "" there.
    """

    programme_ids: tuple[UUID, ...]
    head: int | None = None
    begins: date | None = None
    ends: date | None = None
    where: Mapping[str, Collection[str]] = field(default_factory=dict)

    @staticmethod
    def of(
        *programmes: Programme,
        head: int | None = None,
        begins: date | None = None,
        ends: date | None = None,
        **where: Collection[str],
    ) -> Question:
        """This function will ask of programmes, such as `Question.of(programme, activity=["1.1"])`."""
        return Question(tuple(each.pk for each in programmes), head, begins, ends, where)


def rows_behind(measure: Measure, question: Question) -> QuerySet[Any]:
    """This function will give the rows behind an amount, each with its dimensions (`at_…`) and its `value`."""
    rows = _ROWS[measure](question)
    for dimension, values in question.where.items():
        if dimension not in DIMENSIONS:
            raise KeyError(dimension)
        rows = rows.filter(**{f"at_{dimension}__in": _texts(values)})
    return rows


def _texts(values: Collection[str]) -> list[str]:
    return [values] if isinstance(values, str) else [str(each) for each in values]


def in_force(programme_ids: Iterable[UUID], head: int | None = None) -> QuerySet[BudgetRevision]:
    """This function will give the budget in force of each programme: the newest that stands and stands approved."""
    reviews = RevisionReview.objects.filter(RevisionReview.standing(head), verdict="approved")
    revisions = BudgetRevision.objects.filter(BudgetRevision.standing(head), programme__in=list(programme_ids))
    approved = revisions.filter(pk__in=reviews.order_by().values("revision"))
    return approved.order_by("programme_id", "-number").distinct("programme_id")


def _budget(question: Question) -> QuerySet[BudgetRow]:
    revisions = in_force(question.programme_ids, question.head)
    rows = BudgetRow.objects.filter(revision__in=revisions.values("pk"))
    if question.begins:
        rows = rows.filter(year__gte=question.begins.year)
    if question.ends:
        rows = rows.filter(year__lte=question.ends.year)
    return rows.annotate(
        at_output=Coalesce("activity__output__number", NONE),
        at_activity=Coalesce("activity__number", NONE),
        at_fund=F("fund__code"),
        at_account=F("account_code"),
        at_year=Cast("year", TEXT),
        at_kind=F("kind"),
        at_period=NONE,
        value=F("amount"),
    )


def placed_lines(lines: QuerySet[CostLine], head: int | None = None) -> QuerySet[CostLine]:
    """This function will say of each line what it belongs to: by its standing assignment, else by its own codes."""
    standing = Assignment.standing(head, "assignments__")
    placed = lines.annotate(assigned=FilteredRelation("assignments", condition=standing))
    assigned = Q(assigned__isnull=False)

    def either(theirs: str, ours: str) -> Case:
        return Case(When(assigned, then=Coalesce(theirs, NONE)), default=Coalesce(ours, NONE), output_field=TEXT)

    account = Case(When(assigned, then=F("assigned__account_code")), default=F("account_code"), output_field=TEXT)
    return placed.annotate(
        at_output=either("assigned__activity__output__number", "activity__output__number"),
        at_activity=either("assigned__activity__number", "activity__number"),
        at_fund=either("assigned__fund__code", "fund__code"),
        at_account=account,
        at_year=Cast(ExtractYear("day"), TEXT),
        at_kind=Case(When(at_account=FEE_ACCOUNT, then=Value("fee")), default=Value("direct"), output_field=TEXT),
        at_period=_quarter("day"),
    )


def _quarter(day: str) -> Concat:
    return Concat(Cast(ExtractYear(day), TEXT), Value("-Q"), Cast(ExtractQuarter(day), TEXT), output_field=TEXT)


def _expenditure(question: Question) -> QuerySet[CostLine]:
    """Lines of standing reports, by the day of each."""
    reports = CostReport.objects.filter(CostReport.standing(question.head), programme__in=question.programme_ids)
    lines = CostLine.objects.filter(programme__in=question.programme_ids, report__in=reports.order_by().values("pk"))
    return placed_lines(_within(lines, question), question.head).annotate(value=F("amount"))


def _within(rows: QuerySet[Any], question: Question) -> Any:
    if question.begins:
        rows = rows.filter(day__gte=question.begins)
    if question.ends:
        rows = rows.filter(day__lte=question.ends)
    return rows


def newest_reports(question: Question) -> QuerySet[CostReport]:
    """This function will give, of each programme, the newest standing report that ends within the asked span."""
    reports = CostReport.objects.filter(CostReport.standing(question.head), programme__in=question.programme_ids)
    if question.begins:
        reports = reports.filter(ends__gte=question.begins)
    if question.ends:
        reports = reports.filter(ends__lte=question.ends)
    return reports.order_by("programme_id", "-ends").distinct("programme_id")


def _commitments(question: Question) -> QuerySet[CostLine]:
    """A stock: what the newest report prints as promised and not yet paid, never added up over reports."""
    lines = CostLine.objects.filter(programme__in=question.programme_ids)  # else the lines of all are gone through
    lines = lines.filter(report__in=newest_reports(question).values("pk")).exclude(commitment=0)
    return placed_lines(lines, question.head).annotate(value=F("commitment"))


def _contributions(question: Question) -> QuerySet[Any]:
    """What came in; what is only promised is not counted."""
    rows = Contribution.objects.filter(
        Contribution.standing(question.head), fund__programme__in=question.programme_ids, kind="received"
    )
    within: QuerySet[Contribution] = _within(rows, question)
    return within.annotate(
        at_output=NONE,
        at_activity=NONE,
        at_fund=F("fund__code"),
        at_account=NONE,
        at_year=Cast(ExtractYear("day"), TEXT),
        at_kind=NONE,
        at_period=_quarter("day"),
        value=F("amount"),
    )


_ROWS: dict[str, Callable[[Question], QuerySet[Any]]] = {
    "budget": _budget,
    "expenditure": _expenditure,
    "commitments": _commitments,
    "contributions": _contributions,
}
