"""Reported numbers of people: nobody knows who they are, so that their sums alone can be held against one another.

Where quarters are added up, two published numbers give that of the quarters between them, and several that of the rest.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache, partial

from tirek.indicators import reported_values
from tirek.indicators.definition import Definition
from tirek.indicators.disclosure import SMALLEST
from tirek.indicators.left_over import rest_of, within
from tirek.indicators.scope import Cell, Scope


def reported_apart(
    definition: Definition, scope: Scope, periods: Collection[str], cell: Cell | None = None
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """This function will give each period whose number, less those of the others named with it, is one to four people.

    `periods` are those in which a reported figure about people, or a cell of it, is published. Where no other is named
    the number itself is so small.
    """
    if not reported_values.of_people(definition):
        return
    number = cache(partial(_number, definition, scope, cell))
    for longer in periods:
        if _few(number(longer)):
            yield longer, ()
        shorter = within(longer, periods) if definition.combine == "sum" else []
        for taken in {(each,) for each in shorter} | ({tuple(shorter)} if shorter else set()):
            if _few(sum(map(number, rest_of(longer, taken)), Decimal(0))):
                yield longer, taken


def _few(number: Decimal) -> bool:
    return 0 < abs(number) < SMALLEST


def _number(definition: Definition, scope: Scope, cell: Cell | None, period: str) -> Decimal:
    value = reported_values.evaluate(definition, replace(scope, period=period))
    if cell is None:
        return value.number or Decimal(0)
    cells = {split.dimension: split.cells for split in value.splits}
    return cells.get(cell[0], {}).get(cell[1]) or Decimal(0)
