"""Nothing published can isolate fewer than five people: not in one table, not by subtracting two. Pure.

A cell of one to four people is withheld, and with it as many of the next smallest as are needed that what is
withheld stands for at least two cells and at least five people; else a reader would subtract the shown cells from
the total (complementary suppression; Hundepool et al., Statistical Disclosure Control, 2012, chapter 4).
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterator, Mapping
from decimal import Decimal

SMALLEST = 5


def withhold(cells: Mapping[str, Decimal]) -> dict[str, Decimal | None]:
    """This function will give the cells of a split as they may be shown, None for each that is withheld."""
    hidden = {name for name, count in cells.items() if 0 < count < SMALLEST}
    if not hidden:
        return dict(cells)
    for name in sorted((name for name in cells if name not in hidden and cells[name] > 0), key=lambda n: (cells[n], n)):
        if len(hidden) > 1 and sum(cells[each] for each in hidden) >= SMALLEST:
            break
        hidden.add(name)
    if len(hidden) < 2 or sum(cells[each] for each in hidden) < SMALLEST:
        hidden = set(cells)
    return {name: None if name in hidden else count for name, count in cells.items()}


def differences(groups: Mapping[str, Collection[Hashable]]) -> Iterator[tuple[str, str]]:
    """This function will name each pair of published groups of people whose difference is one to four people."""
    named = sorted(groups.items(), key=lambda group: (len(group[1]), group[0]))
    for at, (smaller, few) in enumerate(named):
        for larger, many in named[at + 1 :]:
            if len(many) - len(few) >= SMALLEST:
                break
            if len(few) < len(many) and set(few) < set(many):
                yield smaller, larger
