"""Figures of which people report a value for each period: only what a second person approved counts.

Of each period it is the newest approved version. A value that came late, for a period that was closed, counts in the
open period into which it went: what was closed stays as it was.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from decimal import Decimal

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from tirek.directory import Verdict
from tirek.indicators.definition import Definition
from tirek.indicators.models import ReportedValue, ValueReview
from tirek.indicators.scope import Scope, in_period, standing
from tirek.indicators.value import FigureValue, Split, days_of

ABOUT_PERSONS = ("sex", "age", "role", "disability")
"""Only people are split by these: where a count is, its small cells are withheld."""
IN_ORDER = ("period__begins", F("late_for__begins").asc(nulls_last=True), "version")


def approved(scope: Scope, *conditions: Q) -> QuerySet[ReportedValue]:
    """This function will give the values that count: the newest approved version of each figure and period."""
    review = ValueReview.objects.filter(
        standing("", "value__programme__office_id", scope), verdict=Verdict.APPROVED, value=OuterRef("pk")
    )
    found = ReportedValue.objects.filter(
        Exists(review), standing("", "programme__office_id", scope), *conditions, programme=scope.programme
    )
    newest = found.order_by("code", "period_id", "late_for_id", "-version").distinct("code", "period_id", "late_for_id")
    return ReportedValue.objects.filter(pk__in=newest.values("pk"))


def rows(definition: Definition, scope: Scope) -> QuerySet[ReportedValue]:
    """This function will give the values behind a reported figure, the latest last."""
    conditions = [Q(code=definition.code), in_period("period__ends", scope.period)]
    if definition.begins:
        conditions.append(Q(period__begins__gte=definition.begins))
    if definition.ends:
        conditions.append(Q(period__ends__lte=definition.ends))
    return approved(scope, *conditions).order_by(*IN_ORDER)


def evaluate(definition: Definition, scope: Scope) -> FigureValue:
    """This function will add up the reported values of a figure, or take the latest, with its splits."""
    return _value(definition, list(rows(definition, scope).only("value", "splits")))


def evaluate_many(asked: Collection[tuple[Definition, str]], scope: Scope) -> dict[tuple[str, str], FigureValue]:
    """This function will give what reported figures come to in periods, by code and period, as `evaluate` does.

    Their values are read once, in a single query, whatever the number of figures and periods.
    """
    by_code = values_by_code(scope)
    return {
        (definition.code, period): value_in(definition, period, by_code.get(definition.code, ()))
        for definition, period in asked
    }


def values_by_code(scope: Scope) -> dict[str, list[ReportedValue]]:
    """This function will read all values of a programme that count, by the code of their figure, the latest last."""
    columns = ("code", "value", "splits", "period__begins", "period__ends")
    found: dict[str, list[ReportedValue]] = {}
    for each in approved(scope).select_related("period").order_by(*IN_ORDER).only(*columns):
        found.setdefault(each.code, []).append(each)
    return found


def value_in(definition: Definition, period: str, values: Iterable[ReportedValue]) -> FigureValue:
    """This function will give what a figure comes to in a period, of all its values (`values_by_code`)."""
    return _value(definition, list(_within(definition, period, values)))


def _within(definition: Definition, period: str, values: Iterable[ReportedValue]) -> Iterable[ReportedValue]:
    """Those that `rows` would give: of quarters that end in the period and lie in what the definition spans."""
    first, last = days_of(period)
    for each in values:
        begins, ends = each.period.begins, each.period.ends
        early = (first and ends < first) or (definition.begins and begins < definition.begins)
        late = (last and ends > last) or (definition.ends and ends > definition.ends)
        if not early and not late:
            yield each


def _value(definition: Definition, found: Sequence[ReportedValue]) -> FigureValue:
    return FigureValue(combined(definition, found), None, len(found), _splits(definition, found))


def combined(definition: Definition, values: Sequence[ReportedValue]) -> Decimal | None:
    """This function will combine values in their order, as the definition says; None where there is none."""
    if not values:
        return None
    return sum((each.value for each in values), Decimal(0)) if definition.combine == "sum" else values[-1].value


def _splits(definition: Definition, values: Sequence[ReportedValue]) -> tuple[Split, ...]:
    """The splits that every value which counts has; one that some lack would not add up to the total."""
    counting = values if definition.combine == "sum" else values[-1:]
    return tuple(
        _split(definition, dimension, counting)
        for dimension in definition.split_by
        if counting and all(dimension in each.splits for each in counting)
    )


def _split(definition: Definition, dimension: str, values: Sequence[ReportedValue]) -> Split:
    cells = dict.fromkeys(definition.cells[dimension], Decimal(0))
    for each in values:
        for name, number in each.splits[dimension].items():
            cells[name] = cells.get(name, Decimal(0)) + Decimal(number)
    people = {name: int(number) for name, number in cells.items()} if of_people(definition) else {}
    return Split(dimension, dict(cells), people)


def of_people(definition: Definition) -> bool:
    """This function will say whether a reported figure counts people: only people are split by sex, age or role."""
    counted = definition.counts == "reported" and definition.number == "count"
    return counted and any(each in ABOUT_PERSONS for each in definition.cells)
