"""Figures of money: what the money room adds up, as a number and its splits, and the rows behind it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import Any, Literal, cast

from django.db.models import QuerySet

from tirek import money
from tirek.indicators.definition import Definition
from tirek.indicators.scope import Cell, Scope
from tirek.indicators.value import FigureValue, Split, days_of, natural
from tirek.plans import Programme

NONE = "none"
"""The cell of what belongs to no activity, fund or account of the programme."""
Amounts = Mapping[tuple[str, ...], Decimal]
Measure = Literal["budget", "expenditure", "commitments", "contributions"]
KINDS = {"fee-charged": "fee", "fee-due": "direct"}
"""Which costs alone a figure is about; of a rate and of a fee the rows behind it are those of what was spent."""
ORDER: dict[Measure, tuple[str, ...]] = {
    "budget": ("at_activity", "at_year", "at_account", "pk"),
    "expenditure": ("day", "report", "row"),
    "commitments": ("day", "report", "row"),
    "contributions": ("day", "pk"),
}


def rows(definition: Definition, scope: Scope, cell: Cell | None = None) -> QuerySet[Any]:
    """This function will give the rows of the money room behind a figure, or behind one cell of a split."""
    measure = _measure(definition)
    return money.rows_behind(measure, _question(definition, scope, cell)).order_by(*ORDER[measure])


def keys_behind(definition: Definition, scope: Scope, cells: Collection[Cell | None]) -> dict[Cell | None, list[str]]:
    """This function will give the keys of the rows behind a figure and behind cells of it, in a single query."""
    names = sorted({cell[0] for cell in cells if cell})
    found: dict[Cell | None, list[str]] = {cell: [] for cell in cells}
    columns = ("pk", *(f"at_{name}" for name in names))
    for key, *values in rows(definition, scope).order_by().values_list(*columns):
        for cell in (None, *((name, value or NONE) for name, value in zip(names, values, strict=True))):
            if cell in found:
                found[cell].append(str(key))
    return found


def evaluate(definition: Definition, scope: Scope) -> FigureValue:
    """This function will ask the money room for a figure with its splits: a number of queries that no data changes."""
    question = _question(definition, scope)
    count = money.rows_behind(_measure(definition), question).count()
    if definition.counts == "fee-due":
        return _fee_due(definition, question, count)
    amounts = money.amounts(_measure(definition), question, definition.split_by)
    if definition.counts == "delivery":
        return _delivery(definition, question, amounts, count)
    splits = (Split(name, {**_by(amounts, at)}) for at, name in enumerate(definition.split_by))
    return FigureValue(_sum(amounts), None, count, tuple(splits))


def _fee_due(definition: Definition, question: money.Question, count: int) -> FigureValue:
    """The fee is charged, and rounded, fund by fund; a split is that of the same sums."""
    due = money.fees_due(question, ("fund",))
    if not due and money.budget_in_force(Programme.objects.get(pk=question.programme_ids[0]), question.head) is None:
        return FigureValue(None, None, count, ())  # no rate, and so not even nothing
    splits = [
        Split(name, {**_by(due if name == "fund" else money.fees_due(question, (name, "fund")), 0)})
        for name in definition.split_by
    ]
    return FigureValue(_sum(due), None, count, tuple(splits))


def _delivery(definition: Definition, question: money.Question, spent: Amounts, count: int) -> FigureValue:
    budget = money.amounts("budget", question, definition.split_by)
    splits = tuple(
        Split(name, {**_rates(_by(spent, at), _by(budget, at))}) for at, name in enumerate(definition.split_by)
    )
    return FigureValue(money.delivery_rate(_sum(spent), _sum(budget)), None, count, splits)


def _rates(spent: Mapping[str, Decimal], budget: Mapping[str, Decimal]) -> dict[str, Decimal]:
    """The rate of each cell that has a budget."""
    rates = {name: money.delivery_rate(spent.get(name, Decimal(0)), budget[name]) for name in budget}
    return {name: rate for name, rate in rates.items() if rate is not None}


def _measure(definition: Definition) -> Measure:
    counts = definition.counts
    return "expenditure" if counts in ("fee-charged", "fee-due", "delivery") else cast(Measure, counts)


def _question(definition: Definition, scope: Scope, cell: Cell | None = None) -> money.Question:
    begins, ends = days_of(scope.period)
    return money.Question(
        programme_ids=(scope.programme,),
        head=None if scope.as_of is None else scope.as_of.get(_chain(scope), 0),
        begins=max(filter(None, (definition.begins, begins)), default=None),
        ends=min(filter(None, (definition.ends, ends)), default=None),
        where=_where(definition, cell),
    )


def _chain(scope: Scope) -> str:
    return str(Programme.objects.values_list("office_id", flat=True).get(pk=scope.programme))


def _where(definition: Definition, cell: Cell | None) -> dict[str, tuple[str, ...]]:
    where = dict(definition.where)
    if kind := KINDS.get(definition.counts):
        where["kind"] = tuple({kind} & set(where.get("kind", (kind,))))
    if cell is not None:
        name, value = cell[0], "" if cell[1] == NONE else cell[1]
        where[name] = tuple({value} & set(where.get(name, (value,))))
    return where


def _sum(amounts: Amounts) -> Decimal:
    return sum(amounts.values(), Decimal(0))


def _by(amounts: Amounts, at: int) -> dict[str, Decimal]:
    """The amounts by one of the dimensions that they are given by."""
    found: dict[str, Decimal] = {}
    for names, amount in amounts.items():
        name = names[at] or NONE
        found[name] = found.get(name, Decimal(0)) + amount
    return {name: found[name] for name in sorted(found, key=lambda name: (name == NONE, natural(name)))}
