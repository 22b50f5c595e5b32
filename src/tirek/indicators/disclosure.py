"""Nothing published can isolate fewer than five people: not in one table, not by subtracting two. Pure.

Withheld is every cell up to some number, never one of two cells that are alike: whoever knows this rule (it is here
for all to read) can put what is withheld into any order, and so cannot say which number belongs to which cell.
`docs/explain/evidence-and-figures.md` says what a reader can and cannot work out. Primary and complementary
suppression: Hundepool et al., Statistical Disclosure Control (2012), chapters 4 and 5.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterator, Mapping
from decimal import Decimal

SMALLEST = 5
NOBODY = "0"
"""The name of the group that everybody knows: of nobody at all."""


def withhold(cells: Mapping[str, Decimal], *, overlapping: bool = False) -> dict[str, Decimal | None]:
    """This function will give the cells of a split as they may be shown, None for each that is withheld.

    `cells` counts people. `overlapping` says that one person may stand in several cells. No cells at all are given
    where their names alone would tell what is in them: one person in each.
    """
    counts = sorted(int(count) for count in cells.values() if count > 0)
    if not any(count < SMALLEST for count in counts):
        return dict(cells)
    if counts[-1] == 1:
        return {}
    limits = sorted({SMALLEST - 1, *(count for count in counts if count >= SMALLEST)})
    enough = (limit for limit in limits if _protects([each for each in counts if each <= limit], overlapping))
    limit = next(enough, counts[-1])
    return {name: None if 0 < count <= limit else count for name, count in cells.items()}


def _protects(withheld: list[int], overlapping: bool) -> bool:
    """Whether those of a small cell, who know how many they are, learn of the others no less than a group of five, and
    whether nobody can tell a cell's number."""
    most = max(each for each in withheld if each < SMALLEST)
    others = max(withheld) if overlapping else sum(withheld) - most
    if len(withheld) < 2 or others < SMALLEST:
        return False
    alike = withheld[0] == withheld[-1]
    # One more here and one fewer there must be small cells too, else “all alike” is the only answer that there is.
    return not alike or 1 < most < SMALLEST - 1


def differences(groups: Mapping[str, Collection[Hashable]], known: Collection[str] = ()) -> Iterator[tuple[str, str]]:
    """This function will name each pair of published groups of people whose difference is one to four people.

    A group of one to four people differs by so many from nobody: it is named beside `NOBODY`. `known` names groups that
    were published before: two of these are not given again, as nobody can make them unknown.
    """
    known = {NOBODY, *known} if known else ()
    sets = {NOBODY: frozenset[Hashable](), **{name: frozenset(people) for name, people in groups.items()}}
    named = sorted(sets.items(), key=lambda group: (len(group[1]), group[0]))
    for at, (smaller, few) in enumerate(named):
        for larger, many in named[at + 1 :]:
            if len(many) - len(few) >= SMALLEST:
                break
            if few < many and not (smaller in known and larger in known):
                yield smaller, larger
