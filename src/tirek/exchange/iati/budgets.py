"""Budgets by year: the first that was approved, and the one in force where it is another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Sum
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _
from lxml import etree

from tirek.exchange.iati.narrative import part
from tirek.money import BudgetRevision, BudgetRow, RevisionReview
from tirek.plans import Programme

ORIGINAL, REVISED = "1", "2"
COMMITTED = "2"
TYPES = {ORIGINAL: _("First approved budget"), REVISED: _("Budget in force")}


@dataclass(frozen=True, slots=True)
class Budget:
    """What is planned for the days of one year that the programme lasts, fee included."""

    type: str
    begins: date
    ends: date
    amount: Decimal

    @property
    def type_name(self) -> str:
        """This property will name the kind of budget in the language of the page."""
        return gettext(TYPES[self.type])


def approved_revisions(programme: Programme, head: int | None) -> list[BudgetRevision]:
    """This function will list the revisions that stand and that a second person approved, the one in force last."""
    reviews = RevisionReview.objects.filter(RevisionReview.standing(head), verdict="approved")
    found = BudgetRevision.objects.filter(BudgetRevision.standing(head), programme=programme)
    return list(found.filter(pk__in=reviews.order_by().values("revision")).order_by("number"))


def budgets_of(programme: Programme, revisions: list[BudgetRevision]) -> tuple[Budget, ...]:
    """This function will give the budget of each year, of the first approved revision and of the last."""
    if not revisions:
        return ()
    chosen = [(ORIGINAL, revisions[0])] + ([(REVISED, revisions[-1])] if len(revisions) > 1 else [])
    rows = BudgetRow.objects.filter(revision__in=[revision for _type, revision in chosen])
    amounts = {
        (revision, year): amount
        for revision, year, amount in rows.order_by().values_list("revision", "year").annotate(amount=Sum("amount"))
    }
    return tuple(
        budget
        for type_, revision in chosen
        for budget in _by_year(
            programme, type_, sorted((year, amount) for (of, year), amount in amounts.items() if of == revision.pk)
        )
    )


def _by_year(programme: Programme, type_: str, amounts: Iterable[tuple[int, Decimal]]) -> Iterator[Budget]:
    """A year that the programme does not touch keeps its own days: what was budgeted there is not hidden."""
    for year, amount in amounts:
        first, last = date(year, 1, 1), date(year, 12, 31)
        if first <= programme.ends and last >= programme.starts:
            first, last = max(first, programme.starts), min(last, programme.ends)
        yield Budget(type_, first, last, amount)


def weights_of(revisions: list[BudgetRevision]) -> dict[str, Decimal]:
    """This function will give the direct costs of each output in the budget in force, by its number."""
    if not revisions:
        return {}
    rows = BudgetRow.objects.filter(revision=revisions[-1], kind="direct").order_by()
    return dict(rows.values_list("activity__output__number").annotate(amount=Sum("amount")))


def write_budgets(activity: etree._Element, budgets: Iterable[Budget], currency: str) -> None:
    """This function will write the budgets; each is valued on its first day."""
    for each in budgets:
        budget = part(activity, "budget", type=each.type, status=COMMITTED)
        part(budget, "period-start", iso_date=each.begins.isoformat())
        part(budget, "period-end", iso_date=each.ends.isoformat())
        part(budget, "value", currency=currency, value_date=each.begins.isoformat()).text = str(each.amount)
