"""A value of a figure: the number, its splits, and how many records stand behind it; and how it is named. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from tirek.indicators.errors import NoSuchFigure
from tirek.plans import span_of

UNTIL = ".."
_PERIOD = re.compile(r"(\.\.)?[0-9]{4}(-Q[1-4])?")


@dataclass(frozen=True, slots=True)
class Split:
    """A value split by one dimension; `cells` maps a dimension's value to its number, None where withheld.

    `people` says of each cell how many different people it stands for, by which cells are withheld; empty where the
    figure is not about people. `overlapping` says that somebody stands in more than one cell.
    """

    dimension: str
    cells: dict[str, Decimal | None]
    people: dict[str, int] = field(default_factory=dict)
    overlapping: bool = False


@dataclass(frozen=True, slots=True)
class FigureValue:
    """What a figure comes to. `number` is a count, a measurement, or None where nothing was measured.

    `day` is the date of a single decision, by which a narrative may speak of it.
    """

    number: Decimal | None
    day: date | None
    record_count: int
    splits: tuple[Split, ...]


@dataclass(frozen=True, slots=True)
class FigureKey:
    """How a figure is named: its code, a period or none, and one cell of a split or none.

    `period` is "2022-Q3", "2022", or "..2022-Q3": from the start until the end of that quarter.
    """

    code: str
    period: str = ""
    dimension: str | None = None
    value: str | None = None

    @property
    def cell(self) -> tuple[str, str] | None:
        """This property will give the cell that the key names, as dimension and value."""
        return (self.dimension, self.value) if self.dimension and self.value else None

    @property
    def whole(self) -> str:
        """This property will name the figure of that period without its cell."""
        return f"{self.code}@{self.period}" if self.period else self.code

    def __str__(self) -> str:
        return f"{self.whole}:{self.dimension}={self.value}" if self.cell else self.whole


def parse_key(key: str) -> FigureKey:
    """This function will take `code[@period][:dimension=value]` apart. Raises `NoSuchFigure` for anything else."""
    named, colon, cell = key.strip().partition(":")
    code, at, period = named.partition("@")
    dimension, _equals, value = cell.partition("=")
    if (colon and not (dimension and value)) or (at and not is_period(period)):
        raise NoSuchFigure(key=key)
    return FigureKey(code, period, dimension or None, value or None)


def natural(number: str) -> tuple[tuple[int, str], ...]:
    """This function will give by what numbers of the plan stand in the order of counting: 1.2 before 1.10."""
    return tuple((int(part), "") if part.isdecimal() else (10**9, part) for part in number.split(".") if part)


def is_period(text: str) -> bool:
    """This function will say whether a text names a period: a quarter, a year, or all until the end of one."""
    if not _PERIOD.fullmatch(text):
        return False
    try:
        span_of(text.removeprefix(UNTIL))
    except ValueError:
        return False
    return True


def days_of(period: str) -> tuple[date | None, date | None]:
    """This function will give the first and the last day of a period, None where it is open on that side."""
    if not period:
        return None, None
    first, last = span_of(period.removeprefix(UNTIL))
    return (None if period.startswith(UNTIL) else first), last
