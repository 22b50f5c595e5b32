"""Published numbers that, subtracted, leave one to four people: in one report, and beside what was published before.

What was published stays known, whatever becomes of it. So a number that is told again, of the same people, tells
nothing new; any other is held beside all that is known.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from tirek.indicators import reported_values
from tirek.indicators.behind import Behind, People
from tirek.indicators.definition import Definition
from tirek.indicators.disclosure import NOBODY, SMALLEST, differences
from tirek.indicators.left_over import left_over
from tirek.indicators.reported_apart import is_few, reported_apart
from tirek.indicators.scope import Cell
from tirek.indicators.value import FigureKey

Sums = dict[tuple[str, Cell | None], dict[str, "Told"]]


@dataclass(frozen=True, slots=True)
class Told:
    """A number about people that a report tells: a figure, or a cell of it, as its key says.

    `people` are those whom it counts; of a reported figure nobody knows them, and `number` is what is known. `where` is
    whatever names an earlier publication to the caller, None for what is to be published.
    """

    key: FigureKey
    definition: Definition
    people: People = frozenset()
    number: Decimal | None = None
    where: Any = field(default=None, compare=False)

    @property
    def what(self) -> tuple[str, People, Decimal | None]:
        """This property will give what a reader learns; two that are alike here tell the same."""
        return str(self.key), self.people, self.number


@dataclass(frozen=True, slots=True)
class Apart:
    """Two numbers that differ by one to four people: the smaller may be nobody at all (none), or a sum of several."""

    smaller: tuple[Told, ...]
    larger: Told

    @property
    def told(self) -> tuple[Told, ...]:
        """This property will give all of them, the larger last."""
        return (*self.smaller, self.larger)

    @property
    def involved(self) -> tuple[Told, ...]:
        """This property will give all of them, first what to withhold: the smaller, but never part of a sum."""
        if self.larger.people and len(self.smaller) < 2:
            return self.told
        return (self.larger, *self.smaller)


def told_apart(told: Iterable[Told], behind: Behind, known: Iterable[Told] = ()) -> Iterator[Apart]:
    """This function will name what is told that, beside the rest of it and what is known, leaves one to four people."""
    before = {each.what: each for each in known}
    new = [each for each in told if each.what not in before]
    yield from _sums(new, before.values(), behind)
    yield from _changes(new, before.values())
    yield from _groups(new, before.values())


def _groups(new: Iterable[Told], known: Iterable[Told]) -> Iterator[Apart]:
    """Groups of which one holds another."""
    fresh = {str(each.key): each for each in new if each.people}
    old = {f"{number} {each.key}": each for number, each in enumerate(known) if each.people}
    named = fresh | old
    for smaller, larger in differences({name: each.people for name, each in named.items()}, old):
        yield Apart(() if smaller == NOBODY else (named[smaller],), named[larger])


def _changes(new: Iterable[Told], known: Collection[Told]) -> Iterator[Apart]:
    """Reported numbers that were told before as other ones."""
    before: dict[str, list[Told]] = {}
    for each in known:
        if each.number is not None:
            before.setdefault(str(each.key), []).append(each)
    for each in new:
        for other in before.get(str(each.key), []) if each.number is not None else ():
            if is_few(each.number - other.number):  # type: ignore[operator]
                smaller, larger = sorted((each, other), key=lambda one: one.number or 0)
                yield Apart((smaller,), larger)


def _sums(new: Collection[Told], known: Iterable[Told], behind: Behind) -> Iterator[Apart]:
    """Periods within longer ones; of reported numbers also one within another, and one that is small by itself."""
    fresh = _by_period(new)
    every = {thing: dict(periods) for thing, periods in fresh.items()}
    for each in known:
        thing = each.key.code, each.key.cell
        if thing in every and counts_alike(next(iter(fresh[thing].values())).definition, each.definition):
            every[thing].setdefault(each.key.period, each)
    for (code, cell), periods in every.items():
        definition = next(iter(fresh[code, cell].values())).definition
        for longer, taken in _few(definition, behind, periods, cell):
            found = Apart(tuple(periods[each] for each in taken), periods[longer])
            if any(each.where is None for each in found.involved):
                yield found


def _few(
    definition: Definition, behind: Behind, periods: Mapping[str, Told], cell: Cell | None
) -> Iterator[tuple[str, tuple[str, ...]]]:
    if reported_values.of_people(definition):
        yield from reported_apart(definition, behind, periods, cell)
    for longer, taken, people in left_over(definition, behind, periods, cell):
        if 0 < len(people) < SMALLEST:
            yield longer, taken


def _by_period(told: Iterable[Told]) -> Sums:
    found: Sums = {}
    for each in told:
        found.setdefault((each.key.code, each.key.cell), {})[each.key.period] = each
    return found


def counts_alike(one: Definition, other: Definition) -> bool:
    """This function will say whether two definitions count the same, whatever they call it and split it by."""
    what = ("counts", "where", "combine", "begins", "ends", "number")
    return all(getattr(one, name) == getattr(other, name) for name in what)
