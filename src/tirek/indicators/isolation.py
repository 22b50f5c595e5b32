"""Which splits must not be published beside one another: those whose cells, subtracted, leave one to four people.

A cell of one figure may hold all people of a cell of another and a few more; whoever reads both knows those few. The
split with the smaller group is withheld whole, again and again until no two published groups differ by so few.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from tirek.indicators.counting import field_of, last_rows, records_behind, shown_splits
from tirek.indicators.definition import ABOUT_PEOPLE, Definition
from tirek.indicators.disclosure import SMALLEST, differences
from tirek.indicators.left_over import left_over
from tirek.indicators.reported_apart import reported_apart
from tirek.indicators.scope import Cell, Scope
from tirek.indicators.value import FigureKey, FigureValue, parse_key

Published = Mapping[str, tuple[Definition, FigureValue]]
"""What is published, by the key of each figure without a cell: `code` or `code@period`."""
Split = tuple[str, str]
"""The key of a figure and the dimension that it is split by."""


def isolating_splits(published: Published, scope: Scope) -> frozenset[Split]:
    """This function will name the splits of figures, published together, that would let a reader isolate a few."""
    groups: dict[str, frozenset[Any]] = {}
    split_of: dict[str, Split] = {}
    for key, (definition, value) in published.items():
        asked = replace(scope, period=parse_key(key).period)
        for name, dimension, people in _groups(key, definition, value, asked):
            groups[name] = people
            if dimension:
                split_of[name] = (key, dimension)
    withheld = {*_left_over(published, groups, split_of, scope), *_reported(published, scope)}
    groups = {name: people for name, people in groups.items() if split_of.get(name) not in withheld}
    while pair := next((pair for pair in differences(groups) if any(name in split_of for name in pair)), None):
        withheld.add(next(split_of[name] for name in pair if name in split_of))
        groups = {name: people for name, people in groups.items() if split_of.get(name) not in withheld}
    return frozenset(withheld)


def _left_over(
    published: Published, groups: Mapping[str, frozenset[Any]], split_of: Mapping[str, Split], scope: Scope
) -> Iterable[Split]:
    """The splits of which a cell, less the same cell of shorter periods, leaves one to four people."""
    periods: dict[tuple[str, Cell], list[str]] = {}
    for name in groups:
        if name in split_of and (key := parse_key(name)).cell:
            periods.setdefault((key.code, key.cell), []).append(key.period)
    for (code, cell), found in periods.items():
        definition = next(each for key, (each, _) in published.items() if parse_key(key).code == code)
        for longer, _within, people in left_over(definition, scope, found, cell):
            if 0 < len(people) < SMALLEST:
                yield FigureKey(code, longer).whole, cell[0]


def _reported(published: Published, scope: Scope) -> Iterable[Split]:
    """The splits of reported numbers of which a cell, less the same cell of shorter periods, leaves one to four."""
    periods: dict[tuple[str, Cell], list[str]] = {}
    definitions: dict[str, Definition] = {}
    for name, (definition, value) in published.items():
        key = parse_key(name)
        definitions[key.code] = definition
        for split in shown_splits(value) if definition.counts == "reported" else ():
            for name_of_cell, number in split.cells.items():
                if number is not None:
                    periods.setdefault((key.code, (split.dimension, name_of_cell)), []).append(key.period)
    for (code, cell), found in periods.items():
        for longer, _shorter in reported_apart(definitions[code], scope, found, cell):
            yield FigureKey(code, longer).whole, cell[0]


def _groups(
    key: str, definition: Definition, value: FigureValue, scope: Scope
) -> Iterable[tuple[str, str, frozenset[Any]]]:
    if definition.counts not in ABOUT_PEOPLE:
        return
    rows = records_behind(definition, scope)
    counted = last_rows(rows) if definition.counts == "people" else rows.order_by()
    fields = [field_of(definition, dimension) for dimension in definition.split_by]
    read = list(counted.values_list("person_id", *fields))
    yield key, "", frozenset(row[0] for row in read)
    for split in shown_splits(value):
        at = definition.split_by.index(split.dimension) + 1
        people: dict[str, set[Any]] = {}
        for row in read:
            people.setdefault(str(row[at]), set()).add(row[0])
        for name, number in split.cells.items():
            if number is not None and people.get(name):
                yield f"{key}:{split.dimension}={name}", split.dimension, frozenset(people[name])
