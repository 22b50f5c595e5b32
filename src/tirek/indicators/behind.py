"""What stands behind figures about people, read once: periods and cells are made of it without a query.

A report of one figure in eight quarters, split by region, has hundreds of groups of people to hold beside one another.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import QuerySet

from tirek.evidence import Attendance
from tirek.indicators import reported_values
from tirek.indicators.counting import records_behind
from tirek.indicators.definition import ABOUT_PEOPLE, Definition
from tirek.indicators.models import ReportedValue
from tirek.indicators.scope import Cell, Scope
from tirek.indicators.value import FigureValue, days_of

COLUMNS = (
    *("pk", "person_id", "event__starts", "event__ends", "entered_position"),
    *("person__sex", "region_id", "role", "unit"),
)
People = frozenset[Any]


class Attended(NamedTuple):
    """One attendance, as far as groups of people are made of it; the last four are its dimensions."""

    key: Any
    person: Any
    starts: date
    ends: date
    entered: int
    sex: str
    region: str
    role: str
    unit: str


class Behind:
    """This class will give the people and the reported numbers behind figures as of a moment, in any period."""

    def __init__(self, scope: Scope) -> None:
        self._scope = replace(scope, period="")
        self._rows: dict[str, list[Attended]] = {}
        self._cells: dict[tuple[str, str, str], Mapping[str, People]] = {}
        self._reported: Mapping[str, list[ReportedValue]] | None = None
        self._values: dict[tuple[str, str], FigureValue] = {}

    def people(self, definition: Definition, period: str, cell: Cell | None = None) -> People:
        """This function will give the persons behind a figure or one of its cells; none where it counts things."""
        if definition.counts not in ABOUT_PEOPLE:
            return frozenset()
        dimension, name = cell or ("", "")
        return self.cells(definition, period, dimension).get(name, frozenset())

    def cells(self, definition: Definition, period: str, dimension: str) -> Mapping[str, People]:
        """This function will give the persons behind each cell of a split; of no dimension, all under no name."""
        asked = definition.code, period, dimension
        if asked not in self._cells:
            if definition.code not in self._rows:
                self._rows[definition.code] = _read(records_behind(definition, self._scope))
            first, last = days_of(period)
            rows = (
                row
                for row in self._rows[definition.code]
                if (first is None or first <= row.ends) and (last is None or row.ends <= last)
            )
            self._cells[asked] = cells_of(definition, rows, dimension)
        return self._cells[asked]

    def number(self, definition: Definition, period: str, cell: Cell | None = None) -> Decimal:
        """This function will give the number of a reported figure, or of one of its cells; nothing reported is 0."""
        asked = definition.code, period
        if self._reported is None:
            self._reported = reported_values.values_by_code(self._scope)
        if asked not in self._values:
            self._values[asked] = reported_values.value_in(definition, period, self._reported.get(definition.code, ()))
        value = self._values[asked]
        if cell is None:
            return value.number or Decimal(0)
        cells = {split.dimension: split.cells for split in value.splits}
        return cells.get(cell[0], {}).get(cell[1]) or Decimal(0)


def attendances_of(programme: Any) -> dict[str, Attended]:
    """This function will give every attendance of a programme by its key, also what was withdrawn since."""
    rows = Attendance.objects.filter(event__activity__output__programme=programme)
    return {str(row.key): row for row in _read(rows)}


def cells_of(definition: Definition, rows: Iterable[Attended], dimension: str) -> dict[str, People]:
    """This function will give the persons of each cell, by the rules of `counting`; of no dimension, all of them."""
    found: dict[str, set[Any]] = {}
    for row in _last(rows) if definition.counts == "people" and dimension else rows:
        found.setdefault(str(getattr(row, dimension)) if dimension else "", set()).add(row.person)
    return {name: frozenset(people) for name, people in found.items()}


def _read(rows: QuerySet[Any]) -> list[Attended]:
    return [Attended(*row) for row in rows.order_by().values_list(*COLUMNS)]


def _last(rows: Iterable[Attended]) -> Iterable[Attended]:
    """Each person's last attendance, as `counting.LAST_FIRST` orders them."""
    last: dict[Any, Attended] = {}
    for row in rows:
        known = last.get(row.person)
        if known is None or (row.starts, row.entered, -row.key.int) > (known.starts, known.entered, -known.key.int):
            last[row.person] = row
    return last.values()
