"""How a figure is counted: one query set of records, from which value, splits and record list all come.

A person trained twice is one person and two attendances. Where people are split by region, role or unit, each is
counted where they attended last, so that the cells add up to the total.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Model, Q, QuerySet, Window
from django.db.models.functions import FirstValue

from tirek.directory import Office
from tirek.evidence import Attendance, Decision, Deliverable, Measurement
from tirek.indicators import money_amounts, reported_values
from tirek.indicators.definition import ABOUT_PEOPLE, Definition
from tirek.indicators.disclosure import withhold
from tirek.indicators.scope import Cell, Scope, in_period, standing
from tirek.indicators.value import FigureValue, Split

TABLES: dict[str, type[Model]] = {
    "people": Attendance,
    "attendances": Attendance,
    "deliverables": Deliverable,
    "decisions": Decision,
    "measurement": Measurement,
    "offices": Office,
}
DIMENSION_FIELDS = {
    "sex": "person__sex",
    "region": "region_id",
    "role": "role",
    "unit": "unit",
    "kind": "kind",
    "language": "language",
}
LAST_FIRST = ("-event__starts", "-entered_position", "id")


def records_behind(definition: Definition, scope: Scope, cell: Cell | None = None) -> QuerySet[Any]:
    """This function will give the records behind a figure, or behind one cell of a split, in a stable order."""
    if definition.of_money:
        return money_amounts.rows(definition, scope, cell)
    if definition.counts == "reported":
        return reported_values.rows(definition, scope)  # each value holds every cell
    conditions = [*belonging(definition, scope), *narrowing(definition, scope)]
    found: QuerySet[Any] = TABLES[definition.counts]._default_manager.filter(*conditions).order_by("pk")
    if definition.counts == "offices" and scope.period:  # its register has no days: it cannot say how many there were
        found = found.none()
    if cell is None:
        return found
    field, value = field_of(definition, cell[0]), cell[1]
    if definition.counts != "people":
        return found.filter(**{field: value})
    last = Window(FirstValue(F(field)), partition_by=F("person_id"), order_by=LAST_FIRST)
    return found.filter(pk__in=found.order_by().annotate(last=last).filter(last=value).values("pk"))


def keys_behind(definition: Definition, scope: Scope, cells: Collection[Cell | None]) -> dict[Cell | None, list[str]]:
    """This function will give the keys of the records behind a figure (None) and behind cells of its splits."""
    if definition.of_money:
        return money_amounts.keys_behind(definition, scope, cells)
    found = {cell: records_behind(definition, scope, cell).values_list("pk", flat=True) for cell in cells}
    return {cell: [str(key) for key in keys] for cell, keys in found.items()}


def field_of(definition: Definition, dimension: str) -> str:
    """This function will name the column of a dimension; an office is split by the kind of territory that it serves."""
    return "region__kind" if definition.counts == "offices" else DIMENSION_FIELDS[dimension]


def belonging(definition: Definition, scope: Scope) -> list[Q]:
    """This function will say which rows are the programme's and stood: the same for all figures of a table."""
    if definition.counts == "offices":
        return []
    prefix = prefix_of(definition)
    stood = [standing(tables, f"{prefix}office_id", scope) for tables in dict.fromkeys(("", prefix))]
    return [Q(**{f"{prefix}activity__output__programme": scope.programme}), *stood]


def narrowing(definition: Definition, scope: Scope) -> list[Q]:
    """This function will say which of those rows a figure counts in a period."""
    prefix, where = prefix_of(definition), definition.where
    conditions = [_kinds(definition)]
    if definition.counts == "offices":
        return conditions
    first, last = ("event__starts", "event__ends") if prefix else ("date", "date")
    if "activities" in where:
        conditions.append(Q(**{f"{prefix}activity__number__in": where["activities"]}))
    if "topics" in where:
        conditions.append(Q(event__topic__in=where["topics"]))
    if "roles" in where:
        conditions.append(Q(role__in=where["roles"]))
    if definition.begins:
        conditions.append(Q(**{f"{first}__gte": definition.begins}))
    if definition.ends:
        conditions.append(Q(**{f"{last}__lte": definition.ends}))
    return [*conditions, in_period(last, scope.period)]


def prefix_of(definition: Definition) -> str:
    """This function will give the way from a row that a figure counts to the piece of evidence it belongs to."""
    return "event__" if definition.counts in ABOUT_PEOPLE else ""


def _kinds(definition: Definition) -> Q:
    return Q(kind__in=definition.where["kinds"]) if "kinds" in definition.where else Q()


def last_rows(rows: QuerySet[Any]) -> QuerySet[Any]:
    """This function will give each person's last attendance of these."""
    return rows.order_by("person_id", *LAST_FIRST).distinct("person_id")


def evaluate(definition: Definition, scope: Scope) -> FigureValue:
    """This function will count a figure with its splits: a number of queries that no amount of data changes."""
    if definition.counts == "offices" and scope.period:
        return FigureValue(number=None, day=None, record_count=0, splits=())
    if definition.of_money:
        return money_amounts.evaluate(definition, scope)
    if definition.counts == "reported":
        return reported_values.evaluate(definition, scope)
    rows = records_behind(definition, scope)
    count, number, day = _number(definition, rows)
    splits = _measured(definition, rows) if definition.counts == "measurement" else _splits(definition, rows)
    return FigureValue(number=number, day=day, record_count=count, splits=splits)


def _number(definition: Definition, rows: QuerySet[Any]) -> tuple[int, Decimal | None, date | None]:
    if definition.counts == "people":
        found = rows.order_by().aggregate(records=Count("pk"), people=Count("person", distinct=True))
        return found["records"], Decimal(found["people"]), None
    if definition.counts == "measurement":
        values = [value for _kind, value in _values(rows)]
        return len(values), _combined(definition, values), None
    if definition.counts == "decisions":
        days = list(rows.values_list("date", flat=True))
        return len(days), Decimal(len(days)), days[0] if len(days) == 1 else None
    count = rows.count()
    return count, Decimal(count), None


def _values(rows: QuerySet[Any]) -> list[tuple[str, Decimal]]:
    return list(rows.order_by("date", "entered_position", "id").values_list("kind", "value"))


def _combined(definition: Definition, values: list[Decimal]) -> Decimal | None:
    if not values:
        return None
    return sum(values, Decimal(0)) if definition.combine == "sum" else values[-1]


def _measured(definition: Definition, rows: QuerySet[Any]) -> tuple[Split, ...]:
    """A measurement is split into measurements, not into how many there are."""
    if not definition.split_by:
        return ()
    kinds: dict[str, list[Decimal]] = {}
    for kind, value in _values(rows):
        kinds.setdefault(kind, []).append(value)
    return (Split("kind", {kind: _combined(definition, kinds[kind]) for kind in sorted(kinds)}),)


def _splits(definition: Definition, rows: QuerySet[Any]) -> tuple[Split, ...]:
    """All splits from one reading of the rows: a few short columns, counted here."""
    if not definition.split_by:
        return ()
    about_people = definition.counts in ABOUT_PEOPLE
    fields = [field_of(definition, dimension) for dimension in definition.split_by]
    counted = last_rows(rows) if definition.counts == "people" else rows.order_by()
    read = list(counted.values_list(*fields, *(["person_id"] if about_people else [])))
    columns = list(zip(*read, strict=True)) if read else [()] * (len(fields) + 1)
    persons = columns[-1] if about_people else ()
    return tuple(_split(*each, persons) for each in zip(definition.split_by, columns, strict=False))


def _split(dimension: str, column: Sequence[Any], persons: Sequence[Any]) -> Split:
    cells = Counter(column)
    numbers: dict[str, Decimal | None] = {str(name): Decimal(cells[name]) for name in sorted(cells, key=str)}
    if not persons:
        return Split(dimension, numbers)
    people = Counter(name for name, _person in set(zip(column, persons, strict=True)))
    return Split(dimension, numbers, dict(people), overlapping=people.total() > len(set(persons)))


def people_behind(definition: Definition, scope: Scope, cell: Cell | None = None) -> frozenset[Any]:
    """This function will give the persons behind a figure about people; empty for figures about things."""
    if definition.counts not in ABOUT_PEOPLE:
        return frozenset()
    return frozenset(records_behind(definition, scope, cell).order_by().values_list("person_id", flat=True))


def shown_splits(value: FigureValue) -> tuple[Split, ...]:
    """This function will give a value's splits as they may be shown: cells that stand for few people withheld."""
    return tuple(_shown(split) for split in value.splits)


def _shown(split: Split) -> Split:
    if not split.people:
        return split
    people = {name: Decimal(count) for name, count in split.people.items()}
    kept = withhold(people, overlapping=split.overlapping)
    return Split(
        split.dimension, {name: split.cells[name] if kept[name] is not None else None for name in sorted(kept)}
    )
