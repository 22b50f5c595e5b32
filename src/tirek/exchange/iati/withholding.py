"""What of the measured results may be shown: nothing by which one to four people could be singled out.

Values grow from period to period, so two of them may differ by the few people who came in between; two figures may
differ by a few as well. So every group of people that a file would show is held against every other. First splits
are given up, then single periods, then a figure itself. Figures about violence are shown as one number in all.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from tirek.exchange.iati.publisher import Publisher
from tirek.indicators import SMALLEST, Definition, FigureValue, Scope, Split, differences, people_behind, shown_splits

SPLIT_BY = ("sex", "kind", "language")
OF_PEOPLE = ("people", "attendances")
Place = tuple[str, str]
"""The code of a figure and the period that it is asked for, "" for the whole programme."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A value of a figure in a period, before anybody asked whether it may be shown."""

    code: str
    period: str
    definition: Definition
    scope: Scope
    value: FigureValue

    @property
    def place(self) -> Place:
        """This property will name the value."""
        return self.code, self.period


@dataclass(frozen=True, slots=True)
class Shown:
    """What may be shown, and the places of what was kept back."""

    numbers: Mapping[Place, Decimal]
    cells: Mapping[Place, tuple[tuple[str, str, Decimal], ...]]
    withheld: frozenset[Place]

    def number(self, code: str, period: str) -> Decimal | None:
        """This function will give a value, None where there is none or none to be shown."""
        return self.numbers.get((code, period))

    def splits(self, code: str, period: str) -> tuple[tuple[str, str, Decimal], ...]:
        """This function will give the cells that may be shown beside a value: dimension, name, number."""
        return self.cells.get((code, period), ())


def what_may_be_shown(measured: Iterable[Measured], publisher: Publisher) -> Shown:
    """This function will keep back what could single somebody out; the rest is shown."""
    everything = list(measured)
    kept = {each.place: each for each in everything if not _too_near(each, publisher)}
    for place in _reported_few(kept.values()):
        del kept[place]
    splits = {place: _whole_splits(each, publisher) for place, each in kept.items()}
    given_up = _give_up(_groups(kept.values(), splits))
    numbers = {place: each.value.number for place, each in kept.items() if (*place, "") not in given_up}
    cells = {
        place: tuple(
            (split.dimension, name, number)
            for split in found
            if (*place, split.dimension) not in given_up
            for name, number in split.cells.items()
            if number is not None
        )
        for place, found in splits.items()
        if place in numbers
    }
    shown = {place: number for place, number in numbers.items() if number is not None}
    return Shown(shown, cells, frozenset(each.place for each in everything) - shown.keys())


def is_sensitive(code: str, definition: Definition, publisher: Publisher) -> bool:
    """This function will say whether a figure is about violence, by its topics and the words of its name."""
    topics = set(definition.where.get("topics", ()))
    if topics and topics <= publisher.sensitive_topics:
        return True
    said = f"{code} {definition.title['en']} {definition.unit['en']}".lower()
    return any(word.startswith(tuple(publisher.sensitive_words)) for word in re.findall(r"[a-z]+", said))


def _too_near(each: Measured, publisher: Publisher) -> bool:
    if not is_sensitive(each.code, each.definition, publisher):
        return False
    number = each.value.number or Decimal(0)
    return each.period != "" or (each.definition.number == "count" and 0 < number < SMALLEST)


def _reported_few(kept: Iterable[Measured]) -> set[Place]:
    """Reported numbers of people: nobody knows who they are, so that only the numbers can be compared, figure by figure
    from the end. A number stays if it is no small one and is not a few away from the next that stays."""
    few: set[Place] = set()
    for code in sorted({each.code for each in kept if _reported_people(each)}):
        later: Decimal | None = None
        for each in sorted((each for each in kept if each.code == code), key=lambda each: each.period or "~")[::-1]:
            number = each.value.number or Decimal(0)
            if 0 < number < SMALLEST or (later is not None and 0 < abs(later - number) < SMALLEST):
                few.add(each.place)
            else:
                later = number
    return few


def _reported_people(each: Measured) -> bool:
    return each.definition.counts == "reported" and any(split.people for split in each.value.splits)


def _whole_splits(each: Measured, publisher: Publisher) -> list[Split]:
    """Splits of the whole programme only, of which no cell is withheld."""
    if each.period or is_sensitive(each.code, each.definition, publisher):
        return []
    return [
        split
        for split in shown_splits(each.value)
        if split.dimension in SPLIT_BY and split.cells and None not in split.cells.values()
    ]


Group = tuple[str, str, str]
"""A place and the dimension of a split, "" for the value itself."""


def _groups(
    kept: Iterable[Measured], splits: Mapping[Place, list[Split]]
) -> dict[Group, dict[str, frozenset[Hashable]]]:
    """The people behind every number that would be shown, as far as it is known who they are."""
    groups: dict[Group, dict[str, frozenset[Hashable]]] = {}
    for each in kept:
        if each.definition.counts not in OF_PEOPLE:
            continue
        groups[*each.place, ""] = {"": people_behind(each.definition, each.scope)}
        for split in splits[each.place]:
            groups[*each.place, split.dimension] = {
                name: people_behind(each.definition, each.scope, (split.dimension, name)) for name in split.cells
            }
    return groups


def _give_up(groups: Mapping[Group, Mapping[str, frozenset[Hashable]]]) -> set[Group]:
    """Which of them must not be shown: one after the other, until no two that are left differ by a few people."""
    left = dict(groups)
    while pair := _too_alike(left):
        least = min(pair, key=lambda group: (group[2] == "", group[1] == "", group))
        del left[least]
    return set(groups) - set(left)


def _too_alike(groups: Mapping[Group, Mapping[str, frozenset[Hashable]]]) -> list[Group]:
    named = {
        f"{at}:{cell}": (group, people)
        for at, (group, cells) in enumerate(groups.items())
        for cell, people in cells.items()
    }
    pair = next(differences({name: people for name, (_group, people) in named.items()}), ())
    return [named[name][0] for name in pair if name in named]
