"""What the indicators room can be asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q, QuerySet

from tirek.directory import Account, can, check
from tirek.evidence import Attendance, attendances_for, evidence_for
from tirek.indicators.counting import records_behind, shown_splits
from tirek.indicators.current import values_now
from tirek.indicators.definition import Definition
from tirek.indicators.errors import NoSuchFigure
from tirek.indicators.models import FigureDefinition, ReportedValue
from tirek.indicators.scope import Cell, Scope
from tirek.plans import Programme, ReportingPeriod


def definitions(programme: Programme, versions: Mapping[str, int] | None = None) -> QuerySet[FigureDefinition]:
    """This function will give a programme's definitions by code: the newest of each, or just the versions named."""
    found = FigureDefinition.objects.filter(programme=programme).order_by("code", "-version").distinct("code")
    if versions is None:
        return found
    named = (Q(code=code, version=version) for code, version in versions.items())
    return found.filter(reduce(or_, named, Q(pk__in=[])))


def figure_definition(programme: Programme, code: str, version: int | None = None) -> FigureDefinition:
    """This function will give one definition, the newest unless a version is named, or refuse (`NoSuchFigure`)."""
    found = FigureDefinition.objects.filter(programme=programme, code=code).order_by("-version")
    chosen = (found.filter(version=version) if version else found).first()
    if chosen is None:
        raise NoSuchFigure(key=code)
    return chosen


def definitions_for(account: Account, programme: Programme) -> list[FigureDefinition]:
    """This function will give the definitions of the figures that the account may see, by code."""
    if not can(account, "see figures"):
        return []
    sees_money = can(account, "see money")
    return [each for each in definitions(programme) if sees_money or not each.definition.of_money]


def definition_for(account: Account, programme: Programme, code: str) -> FigureDefinition:
    """This function will give one definition whose figure the account may see, or refuse.

    Raises `NotPermitted`, `NoSuchFigure`.
    """
    check(account, "see figures")
    found = figure_definition(programme, code)
    if found.definition.of_money:
        check(account, "see money")
    return found


def newest_version(
    programme: Programme,
    code: str,
    period: ReportingPeriod,
    late_for: ReportingPeriod | None,
    *,
    standing: bool = False,
) -> ReportedValue | None:
    """This function will give the newest version of a reported value: of all that ever were, or of those standing."""
    found = ReportedValue.objects.filter(programme=programme, code=code, period=period, late_for=late_for)
    if standing:
        found = found.filter(withdrawn_position=None)
    return found.order_by("-version").first()


def records_for(account: Account, definition: Definition, scope: Scope, cell: Cell | None = None) -> QuerySet[Any]:
    """This function will give the records behind a figure that the account may see, and no others."""
    found = records_behind(definition, scope, cell)
    if definition.counts == "offices":
        return found
    if definition.of_money:
        return found if can(account, "see money") else found.none()
    if definition.counts == "reported":
        seen = found if can(account, "see figures") else found.none()
        return seen.select_related("period", "late_for")
    if found.model is Attendance:
        return (attendances_for(account) & found).select_related("person", "region", "event__activity")
    return (evidence_for(account, found.model) & found).select_related("office", "activity")


def known_figures(programme: Programme) -> Iterator[tuple[Definition, Decimal | None, Any, dict[str, Decimal]]]:
    """This function will give what the records say of each figure: definition, number, day, cells by "dim=value".

    Cells that are withheld are left out: whoever tries one claim after the other shall not find them so.
    """
    found = list(definitions(programme))
    values = values_now(found)
    for each in found:
        definition, value = each.definition, values[each.code]
        cells = {
            f"{split.dimension}={name}": number
            for split in shown_splits(value)
            for name, number in split.cells.items()
            if number is not None
        }
        yield definition, value.number, value.day, cells


COLUMNS: dict[str, tuple[str, ...]] = {
    "people": (
        "person__code",
        "person__sex",
        "unit",
        "region_id",
        "role",
        "event__title",
        "event__starts",
        "event__activity__number",
    ),
    "deliverables": ("kind", "title", "date", "language", "activity__number", "source"),
    "decisions": ("kind", "title", "number", "date", "body", "activity__number", "source"),
    "measurement": ("kind", "title", "value", "unit", "date", "activity__number", "source"),
    "offices": ("code", "name_en", "kind", "region_id"),
}
COLUMNS["attendances"] = COLUMNS["people"]
COLUMNS["reported"] = ("period__key", "late_for__key", "version", "value", "note")
COLUMNS["budget"] = ("at_activity", "at_fund", "at_account", "at_year", "at_kind", "value")
COLUMNS["contributions"] = ("day", "at_fund", "reference", "value")
for _spent in ("expenditure", "commitments", "fee-charged", "fee-due", "delivery"):
    COLUMNS[_spent] = (
        "day",
        "at_activity",
        "at_fund",
        "at_account",
        "at_kind",
        "description",
        "currency",
        "printed_amount",
        "value",
    )


def as_table(definition: Definition, rows: QuerySet[Any]) -> Iterator[tuple[Any, ...]]:
    """This function will give the records behind a figure as a table, its headings first; fields by allow-list."""
    columns = COLUMNS[definition.counts]
    yield tuple(column.removeprefix("at_").removesuffix("_id").replace("__", " ") for column in columns)
    yield from rows.values_list(*columns).iterator(chunk_size=2000)
