"""How a figure is counted: one query set of records, from which value, splits and record list all come.

A person trained twice is one person and two attendances. Where people are split by region, role or unit, each is
counted where they attended last, so that the cells add up to the total.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import BigIntegerField, Count, F, Func, JSONField, Model, Q, QuerySet, Value, Window
from django.db.models.functions import FirstValue

from tirek.directory import Office
from tirek.evidence import Attendance, Decision, Deliverable, Measurement
from tirek.indicators.definition import Definition
from tirek.indicators.disclosure import withhold
from tirek.indicators.value import FigureValue, Split, days_of

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
LAST_FIRST = ("-event__starts", "-entered_position", "id")
Cell = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Scope:
    """Where and when a figure is asked: the programme's key, the ledger positions by chain (None: now), the period.

    A period ("2022-Q3", "2022", "..2022-Q3") narrows what the definition spans. An event of several days belongs to
    the period in which it ends, so that every event is in just one quarter.
    """

    programme: Any
    as_of: Mapping[str, int] | None = None
    period: str = ""


def records_behind(definition: Definition, scope: Scope, cell: Cell | None = None) -> QuerySet[Any]:
    """This function will give the records behind a figure, or behind one cell of a split, in a stable order."""
    if definition.counts == "offices":
        found: QuerySet[Any] = Office.objects.filter(_kinds(definition)).order_by("code")
        if scope.period:  # the register of offices has no days: it cannot say how many there were
            found = found.none()
    else:
        found = TABLES[definition.counts]._default_manager.filter(*_conditions(definition, scope)).order_by("id")
    if cell is None:
        return found
    field, value = field_of(definition, cell[0]), cell[1]
    if definition.counts != "people":
        return found.filter(**{field: value})
    last = Window(FirstValue(F(field)), partition_by=F("person_id"), order_by=LAST_FIRST)
    return found.filter(pk__in=found.order_by().annotate(last=last).filter(last=value).values("pk"))


def field_of(definition: Definition, dimension: str) -> str:
    """This function will name the column of a dimension; an office is split by the kind of territory that it serves."""
    return "region__kind" if definition.counts == "offices" else DIMENSION_FIELDS[dimension]


def _conditions(definition: Definition, scope: Scope) -> list[Q]:
    prefix = "event__" if definition.counts in ABOUT_PEOPLE else ""
    first, last = ("event__starts", "event__ends") if prefix else ("date", "date")
    where = definition.where
    conditions = [Q(**{f"{prefix}activity__output__programme": scope.programme}), _kinds(definition)]
    for tables in dict.fromkeys(("", prefix)):
        conditions.append(_standing(tables, f"{prefix}office_id", scope))
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


def in_period(day: str, period: str) -> Q:
    """This function will say which rows belong to a period, by the column of the day that decides."""
    begins, ends = days_of(period)
    return (Q(**{f"{day}__gte": begins}) if begins else Q()) & (Q(**{f"{day}__lte": ends}) if ends else Q())


def _kinds(definition: Definition) -> Q:
    return Q(kind__in=definition.where["kinds"]) if "kinds" in definition.where else Q()


def _standing(prefix: str, chain: str, scope: Scope) -> Q:
    """What was entered and not withdrawn, by the head of the chain in which it is: that of the office it belongs to."""
    withdrawn = f"{prefix}withdrawn_position"
    if scope.as_of is None:
        return Q(**{withdrawn: None})
    head = _head(scope.as_of, chain)
    return Q(**{f"{prefix}entered_position__lte": head}) & (Q(**{withdrawn: None}) | Q(**{f"{withdrawn}__gt": head}))


def _head(heads: Mapping[str, int], chain: str) -> Func:
    """The head of a row's chain; null, and so before everything, for a chain that had none yet."""
    known = Value(dict(heads), output_field=JSONField())
    return Func(
        known, F(chain), template="(%(expressions)s)::bigint", arg_joiner=" ->> ", output_field=BigIntegerField()
    )


def last_rows(rows: QuerySet[Any]) -> QuerySet[Any]:
    """This function will give each person's last attendance of these."""
    return rows.order_by("person_id", *LAST_FIRST).distinct("person_id")


def evaluate(definition: Definition, scope: Scope) -> FigureValue:
    """This function will count a figure with its splits: a number of queries that no amount of data changes."""
    if definition.counts == "offices" and scope.period:
        return FigureValue(number=None, day=None, record_count=0, splits=())
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
