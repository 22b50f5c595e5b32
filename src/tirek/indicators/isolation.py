"""Which splits must not be published: those whose cells, subtracted from what else is known, leave one to four people.

A cell of one figure may hold all people of a cell of another and a few more; whoever reads both knows those few. The
split with the smaller group is withheld whole, unless it was published before; then the other one is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from tirek.indicators import reported_values
from tirek.indicators.apart import Told, told_apart
from tirek.indicators.behind import Behind
from tirek.indicators.counting import shown_splits
from tirek.indicators.definition import Definition
from tirek.indicators.value import FigureKey, FigureValue, parse_key

Published = Mapping[str, tuple[Definition, FigureValue]]
"""What is published, by the key of each figure without a cell: `code` or `code@period`."""
Split = tuple[str, str]
"""The key of a figure and the dimension that it is split by."""


def isolating_splits(published: Published, behind: Behind, known: Iterable[Told] = ()) -> frozenset[Split]:
    """This function will name the splits of figures, published together, that would let a reader isolate a few.

    `known` is what was published before. A total that differs from a known one by a few is shown without any split:
    whoever releases it tells that some came or went, and nothing of who they are.
    """
    told = [each for key, (definition, value) in published.items() for each in _told(key, definition, value, behind)]
    withheld: set[Split] = set()
    for pair in told_apart(told, behind, known):
        splits = [_split_of(each) for each in pair.involved]
        if withheld.isdisjoint(filter(None, splits)):
            withheld.update([*filter(None, splits)][:1] or _all_splits(pair.involved))
    return frozenset(withheld)


def _split_of(told: Told) -> Split | None:
    """The split in which something new stands; what was published cannot be withheld any more."""
    return (told.key.whole, told.key.cell[0]) if told.where is None and told.key.cell else None


def _all_splits(pair: Iterable[Told]) -> Iterator[Split]:
    if any(each.where is not None for each in pair):
        for each in pair:
            if each.where is None:
                yield from ((each.key.whole, dimension) for dimension in each.definition.split_by)


def _told(key: str, definition: Definition, value: FigureValue, behind: Behind) -> Iterator[Told]:
    named = parse_key(key)
    if definition.of_persons:
        yield Told(named, definition, behind.people(definition, named.period))
    elif reported_values.of_people(definition):
        yield Told(named, definition, number=value.number)
    else:
        return
    for split in shown_splits(value):
        for name, number in split.cells.items():
            cell = FigureKey(named.code, named.period, split.dimension, name)
            if number is None:
                continue
            if definition.of_persons:
                yield Told(cell, definition, behind.people(definition, named.period, cell.cell))
            else:
                yield Told(cell, definition, number=number)
