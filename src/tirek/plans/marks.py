"""The schedule marks of an activity, read as spans of days. Pure.

A mark is what a column of the work plan is headed with ("Q3 2022"). What does not say its year, or contradicts the
order in which it is printed, is not guessed at: it stays unread, and is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext, gettext_noop

from tirek.plans.reading.dates import find_days
from tirek.plans.reading.table_headings import CALENDAR_YEAR, quarter_of

Span = tuple[date, date]
"""The first and the last day."""

NO_YEAR = gettext_noop("no year is printed with it")
UNKNOWN = gettext_noop("it names neither a quarter nor a month nor a year")
OUT_OF_ORDER = gettext_noop("it is printed after a later one")
OUTSIDE = gettext_noop("it lies outside the dates of the programme")


@dataclass(frozen=True, slots=True)
class UnreadMark:
    """A mark that gives no dates, and why; `why` is a message to be translated."""

    mark: str
    why: str

    @property
    def sentence(self) -> str:
        """This property will say in the language of the page why the mark gives no dates."""
        return gettext(self.why)


def spans_of(marks: Iterable[str], starts: date, ends: date) -> tuple[tuple[Span, ...], tuple[UnreadMark, ...]]:
    """This function will read the marks of an activity within the dates of its programme.

    Marks that follow one another without a gap become one span; each is cut at the dates of the programme.
    """
    spans: list[Span] = []
    unread: list[UnreadMark] = []
    before = date.min
    for mark in marks:
        found = read_mark(mark)
        if isinstance(found, str):
            unread.append(UnreadMark(mark, found))
        elif found[1] < starts or found[0] > ends:
            unread.append(UnreadMark(mark, OUTSIDE))
        elif found[0] <= before:
            unread.append(UnreadMark(mark, OUT_OF_ORDER))
        else:
            before = found[0]
            _extend(spans, (max(found[0], starts), min(found[1], ends)))
    return tuple(spans), tuple(unread)


def _extend(spans: list[Span], span: Span) -> None:
    if spans and span[0] <= spans[-1][1] + timedelta(days=1):
        spans[-1] = spans[-1][0], max(span[1], spans[-1][1])
    else:
        spans.append(span)


def read_mark(mark: str) -> Span | str:
    """This function will read one mark as its first and last day, or give the message that says why not."""
    years = {int(year) for year in CALENDAR_YEAR.findall(mark)}
    if not years:
        return NO_YEAR
    rest = CALENDAR_YEAR.sub(" ", mark).strip(" /,.-–")
    if len(years) == 1:
        year = years.pop()
        if not rest:
            return date(year, 1, 1), date(year, 12, 31)
        if (quarter := quarter_of(rest)) is not None and re.fullmatch(r"[\w. ]+", rest):
            first = date(year, 3 * quarter - 2, 1)
            return first, date(year + quarter // 4, (3 * quarter) % 12 + 1, 1) - timedelta(days=1)
    return _days(mark) or UNKNOWN


def _days(mark: str) -> Span | None:
    """Days, months and ranges of them, where nothing of the mark is left over."""
    days = find_days(mark, 0)
    left = mark
    for each in days:
        left = left.replace(each.text, " ", 1)
    joined = len(days) < 2 or re.search(r"[-–—]", mark)
    if not days or not joined or re.search(r"\w", left):
        return None
    first, last = days[0].first, days[-1].last
    return (first, last) if first and last and first <= last else None
