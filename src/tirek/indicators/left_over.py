"""Who is left when published periods are taken from a longer one: three quarters from a year leave the fourth.

Two published numbers are held beside one another in `disclosure`; here it is one number and the sum of several others.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date

from django.utils import timezone

from tirek.indicators.behind import Behind, People
from tirek.indicators.definition import Definition
from tirek.indicators.scope import Cell
from tirek.indicators.value import UNTIL, days_of

Quarters = tuple[int, int]
"""The first and the last quarter of a period, counted from the year 0; 0 is the beginning of all."""


def left_over(
    definition: Definition, behind: Behind, periods: Collection[str], cell: Cell | None = None
) -> Iterator[tuple[str, tuple[str, ...], People]]:
    """This function will give each period with the two or more within it, and the people whom these leave over.

    `periods` are those in which a figure about people, or a cell of it, is published. What one period leaves of
    another is not given: that is their difference.
    """
    for longer in periods if definition.of_persons else ():
        shorter = within(longer, periods)
        if len(shorter) > 1:
            people = (behind.people(definition, each, cell) for each in rest_of(longer, shorter))
            yield longer, tuple(shorter), People().union(*people)


def within(longer: str, periods: Iterable[str]) -> list[str]:
    """This function will give those of the periods that lie within a longer one."""
    first, last = _quarters(longer)
    spans = {period: _quarters(period) for period in periods if period != longer}
    return [each for each, (begin, end) in spans.items() if first <= begin and end <= last]


def rest_of(longer: str, shorter: Iterable[str]) -> Iterator[str]:
    """This function will give the keys of the periods that make up what shorter ones leave of a longer one."""
    return _rest(_quarters(longer), [_quarters(each) for each in shorter])


def _quarters(period: str) -> Quarters:
    begins, ends = days_of(period)
    return (_number(begins) if begins else 0), _number(ends or timezone.localdate())


def _number(day: date) -> int:
    return day.year * 4 + (day.month - 1) // 3


def _rest(longer: Quarters, within: Iterable[Quarters]) -> Iterator[str]:
    """The keys of the periods that make up what is left: what lies before all in one, each other quarter by itself."""
    at, last = longer
    for begin, end in [*sorted(within), (last + 1, last + 1)]:
        if at == 0 < begin:
            yield UNTIL + _key(begin - 1)
        elif at < begin:
            yield from (_key(each) for each in range(at, begin))
        at = max(at, end + 1)


def _key(quarter: int) -> str:
    return f"{quarter // 4}-Q{quarter % 4 + 1}"
