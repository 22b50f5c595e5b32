"""A value of a figure: the number, its splits, and how many records stand behind it. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from tirek.indicators.errors import NoSuchFigure


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


def parse_key(key: str) -> tuple[str, str | None, str | None]:
    """This function will take `code` or `code:dimension=value` apart into code, dimension and value.

    Raises `NoSuchFigure` for anything else.
    """
    code, colon, cell = key.strip().partition(":")
    if not colon:
        return code, None, None
    dimension, equals, value = cell.partition("=")
    if not equals or not dimension or not value:
        raise NoSuchFigure(key=key)
    return code, dimension, value
