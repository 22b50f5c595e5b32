"""What is known of people because it was published: every figure of every standing publication, and the cells shown.

It is made of what was frozen, the records of each figure and the cells that were not withheld, in three questions
however much was published. A later edition takes nothing back: whoever read the earlier one has read it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from tirek.indicators import (
    Apart,
    Attended,
    Behind,
    Definition,
    FigureDefinition,
    FigureKey,
    Scope,
    Told,
    attendances_of,
    cells_of,
    of_people,
    parse_key,
    told_apart,
)
from tirek.plans import Programme
from tirek.reports.models import PublishedReport
from tirek.reports.visibility import published_for_anyone


def known_before(programme: Programme) -> list[Told]:
    """This function will give what everybody may know of a programme's people, what was told last before the rest."""
    found = published_for_anyone().filter(report__programme=programme)
    return list(told_by(programme, found.defer("narrative", "excuses").iterator(chunk_size=20)))


def told_by(programme: Programme, publications: Iterable[PublishedReport]) -> Iterator[Told]:
    """This function will give what publications of a programme tell of people, once of what several tell alike."""
    found = FigureDefinition.objects.filter(programme=programme)
    definitions = {(each.code, each.version): each.definition for each in found}
    attended: dict[str, Attended] | None = None
    seen = set()
    for publication in publications:
        for frozen in publication.figures:
            definition = definitions.get((frozen["code"], frozen["version"]))
            if definition is None or not (definition.of_persons or of_people(definition)):
                continue
            what = frozen["key"], frozen["version"], frozen["value"], tuple(frozen["records"]), str(frozen["splits"])
            if what in seen:
                continue
            seen.add(what)
            if definition.of_persons and attended is None:
                attended = attendances_of(programme.pk)
            yield from _told(frozen, definition, attended or {}, publication)


def apart_from_published(publication: PublishedReport) -> list[Apart]:
    """This function will name what an imported publication tells that, beside the rest of it and what the programme has
    published here, leaves one to four people: of what is frozen in it, whatever its records would make of it now."""
    programme = publication.report.programme
    told = [replace(each, where=None) for each in told_by(programme, [publication])]
    behind = Behind(Scope(programme.pk, publication.as_of))
    beside = told_apart(told, behind, known_before(programme))
    return [*told_apart(told, behind), *(each for each in beside if any(one.where for one in each.told))]


def _told(
    frozen: Mapping[str, Any], definition: Definition, attended: Mapping[str, Attended], where: PublishedReport
) -> Iterator[Told]:
    key = parse_key(frozen["key"])
    if of_people(definition):
        yield Told(key, definition, number=Decimal(frozen["value"]), where=where)
        for dimension, number, name in _shown(frozen, {name: sorted(of) for name, of in definition.cells.items()}):
            yield Told(_cell(key, dimension, name), definition, number=Decimal(number), where=where)
        return
    rows = [attended[record] for record in frozen["records"] if record in attended]
    yield Told(key, definition, cells_of(definition, rows, "").get("", frozenset()), where=where)
    split_by = [dimension for dimension, _title, _cells in frozen["splits"] if dimension in definition.split_by]
    cells = {dimension: cells_of(definition, rows, dimension) for dimension in split_by}
    for dimension, _number, name in _shown(frozen, {each: sorted(names) for each, names in cells.items()}):
        yield Told(_cell(key, dimension, name), definition, cells[dimension][name], where=where)


def _shown(frozen: Mapping[str, Any], names: Mapping[str, list[str]]) -> Iterator[tuple[str, str, str]]:
    """The cells that were not withheld, as dimension, number and name; frozen are labels, in the order of the names.

    Where a frozen split has other cells than its records make (a file can say what it likes) all of them are given.
    """
    for dimension, _title, cells in frozen["splits"]:
        known = names.get(dimension, [])
        numbers = [number for _label, number in cells] if len(cells) == len(known) else ["0"] * len(known)
        yield from ((dimension, number, name) for name, number in zip(known, numbers, strict=True) if number)


def _cell(key: FigureKey, dimension: str, name: str) -> FigureKey:
    return FigureKey(key.code, key.period, dimension, name)
