"""How a figure is counted: one query set of records, from which value, splits and record list all come.

A person trained twice is one person and two attendances. Where people are split by region, role or unit, each is
counted where they attended last, so that the cells add up to the total.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Model, Q, QuerySet

from tirek.directory import Office
from tirek.evidence import Attendance, Decision, Deliverable, Measurement
from tirek.indicators.definition import Definition
from tirek.indicators.disclosure import withhold
from tirek.indicators.value import FigureValue, Split

TABLES: dict[str, type[Model]] = {
    "people": Attendance,
    "attendances": Attendance,
    "deliverables": Deliverable,
    "decisions": Decision,
    "measurement": Measurement,
    "offices": Office,
}
ABOUT_PEOPLE = ("people", "attendances")
DIMENSION_FIELDS = {
    "sex": "person__sex",
    "region": "region_id",
    "role": "role",
    "unit": "unit",
    "kind": "kind",
    "language": "language",
}


def _field(definition: Definition, dimension: str) -> str:
    """The column of a dimension; an office is split by the kind of territory that it serves."""
    return "region__kind" if definition.counts == "offices" else DIMENSION_FIELDS[dimension]


@dataclass(frozen=True, slots=True)
class Scope:
    """Where and when a figure is asked: the programme's key, and the ledger positions by chain (None: now)."""

    programme: Any
    as_of: Mapping[str, int] | None = None


def records_behind(definition: Definition, scope: Scope, cell: tuple[str, str] | None = None) -> QuerySet[Any]:
    """This function will give the records behind a figure, or behind one cell of a split, in a stable order."""
    if definition.counts == "offices":
        found: QuerySet[Any] = Office.objects.filter(_kinds(definition)).order_by("code")
    else:
        found = TABLES[definition.counts]._default_manager.filter(*_conditions(definition, scope)).order_by("id")
    if cell is None:
        return found
    dimension, value = cell
    if definition.counts == "people":
        last = Attendance.objects.filter(
            pk__in=_last_rows(found).values("pk"), **{_field(definition, dimension): value}
        )
        return found.filter(person__in=last.values("person"))
    return found.filter(**{_field(definition, dimension): value})


def _conditions(definition: Definition, scope: Scope) -> list[Q]:
    attendance = definition.counts in ABOUT_PEOPLE
    prefix = "event__" if attendance else ""
    conditions = [Q(**{f"{prefix}activity__output__programme": scope.programme}), _standing("", scope)]
    if attendance:
        conditions.append(_standing("event__", scope))
    if "activities" in definition.where:
        conditions.append(Q(**{f"{prefix}activity__number__in": definition.where["activities"]}))
    if "topics" in definition.where:
        conditions.append(Q(event__topic__in=definition.where["topics"]))
    if "roles" in definition.where:
        conditions.append(Q(role__in=definition.where["roles"]))
    conditions.append(_kinds(definition))
    first, last = ("event__starts", "event__ends") if attendance else ("date", "date")
    if definition.begins:
        conditions.append(Q(**{f"{first}__gte": definition.begins}))
    if definition.ends:
        conditions.append(Q(**{f"{last}__lte": definition.ends}))
    return conditions


def _kinds(definition: Definition) -> Q:
    return Q(kind__in=definition.where["kinds"]) if "kinds" in definition.where else Q()


def _standing(prefix: str, scope: Scope) -> Q:
    if scope.as_of is None:
        return Q(**{f"{prefix}withdrawn_position": None})
    condition = Q(pk__in=[])
    for chain, position in scope.as_of.items():
        entered = Q(**{f"{prefix}stored_chain": chain, f"{prefix}entered_position__lte": position})
        kept = Q(**{f"{prefix}withdrawn_position": None}) | Q(**{f"{prefix}withdrawn_position__gt": position})
        condition |= entered & kept
    return condition


def evaluate(definition: Definition, scope: Scope) -> FigureValue:
    """This function will count a figure with its splits: a number of queries that no amount of data changes."""
    rows = records_behind(definition, scope)
    count, number, day = _number(definition, rows)
    return FigureValue(number=number, day=day, record_count=count, splits=_splits(definition, rows))


def _number(definition: Definition, rows: QuerySet[Any]) -> tuple[int, Decimal | None, date | None]:
    if definition.counts == "people":
        found = rows.order_by().aggregate(records=Count("pk"), people=Count("person", distinct=True))
        return found["records"], Decimal(found["people"]), None
    if definition.counts == "measurement":
        values = list(rows.order_by("date", "entered_position").values_list("value", flat=True))
        combined = sum(values, Decimal(0)) if definition.combine == "sum" else (values or [None])[-1]
        return len(values), combined if values else None, None
    if definition.counts == "decisions":
        days = list(rows.values_list("date", flat=True))
        return len(days), Decimal(len(days)), days[0] if len(days) == 1 else None
    count = rows.count()
    return count, Decimal(count), None


def _splits(definition: Definition, rows: QuerySet[Any]) -> tuple[Split, ...]:
    """All splits from one reading of the rows: a few short columns, counted here."""
    if not definition.split_by:
        return ()
    about_people = definition.counts in ABOUT_PEOPLE
    fields = [_field(definition, dimension) for dimension in definition.split_by]
    counted = _last_rows(rows) if definition.counts == "people" else rows.order_by()
    read = list(counted.values_list(*fields, *(["person_id"] if about_people else [])))
    return tuple(_split(dimension, at, read, about_people) for at, dimension in enumerate(definition.split_by))


def _split(dimension: str, at: int, read: list[tuple[Any, ...]], about_people: bool) -> Split:
    cells = Counter(str(row[at]) for row in read)
    people = Counter(str(value) for value, _person in {(row[at], row[-1]) for row in read}) if about_people else {}
    return Split(dimension, {name: Decimal(cells[name]) for name in sorted(cells)}, dict(people))


def _last_rows(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.order_by("person_id", "-event__starts", "-entered_position", "id").distinct("person_id")


def people_behind(definition: Definition, scope: Scope, cell: tuple[str, str] | None = None) -> frozenset[Any]:
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
    kept = withhold({name: Decimal(people) for name, people in split.people.items()})
    cells = {name: None if kept[name] is None else number for name, number in split.cells.items()}
    return Split(split.dimension, cells, split.people)
