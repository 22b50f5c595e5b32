"""What a figure comes to now, by its key, as a reader may see it: the one place where this room asks for a figure."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from tirek.indicators import NoSuchFigure, figure_definition, parse_key, shown_splits, values_of
from tirek.plans import Programme


def value_of(programme: Programme, key: str) -> str:
    """This function will give the value of a figure, or of one cell of it, as plain text; empty where it is withheld
    or nothing was measured. Raises `NoSuchFigure`."""
    named = parse_key(key)
    definition = figure_definition(programme, named.code)
    value = values_of([(definition, named.period)])[named.code, named.period]
    number: Decimal | date | None = value.day or value.number
    if named.cell is not None:
        dimension, cell = named.cell
        split = next((split for split in shown_splits(value) if split.dimension == dimension), None)
        if split is None or cell not in split.cells:
            raise NoSuchFigure(key=key)
        number = split.cells[cell]
    if isinstance(number, Decimal):
        return f"{number.normalize():f}"
    return number.isoformat() if number else ""
