"""Reported numbers of people: nobody knows who they are, so that their sums alone can be held against one another.

Where quarters are added up, two published numbers give that of the quarters between them, and several that of the rest.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from decimal import Decimal

from tirek.indicators import reported_values
from tirek.indicators.behind import Behind
from tirek.indicators.definition import Definition
from tirek.indicators.disclosure import SMALLEST
from tirek.indicators.left_over import rest_of, within
from tirek.indicators.scope import Cell


def reported_apart(
    definition: Definition, behind: Behind, periods: Collection[str], cell: Cell | None = None
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """This function will give each period whose number, less those of the others named with it, is one to four people.

    `periods` are those in which a reported figure about people, or a cell of it, is published. Where no other is named
    the number itself is so small.
    """
    if not reported_values.of_people(definition):
        return

    def number(period: str) -> Decimal:
        return behind.number(definition, period, cell)

    for longer in periods:
        if is_few(number(longer)):
            yield longer, ()
        shorter = within(longer, periods) if definition.combine == "sum" else []
        for taken in {(each,) for each in shorter} | ({tuple(shorter)} if shorter else set()):
            if is_few(sum(map(number, rest_of(longer, taken)), Decimal(0))):
                yield longer, taken


def is_few(number: Decimal) -> bool:
    """This function will say whether a number, or what two numbers differ by, stands for one to four people."""
    return 0 < abs(number) < SMALLEST
