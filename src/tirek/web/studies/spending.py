"""Where the time of cases goes, as a waterfall: of all cases, or of the middle fifth of them by how long they took."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tirek import studies
from tirek.mining import EventLog, Having, Lasting, Spending, Spent, spending_of
from tirek.pictures import Fall, Length, Picture, Waterfall, waterfall
from tirek.web.requests import SignedRequest
from tirek.web.studies.asked import Asked
from tirek.web.templatetags.studies import took

MOST = 24  # steps that are drawn; the shortest others are drawn as one
MIDDLE = (0.4, 0.6)
SCALE = (
    1,
    5,
    15,
    60,
    300,
    900,
    3600,
    3 * 3600,
    6 * 3600,
    12 * 3600,
    *(86_400 * n for n in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)),
)
TICKS = 6


@dataclass(frozen=True, slots=True)
class Told:
    """A step as the table has it: means of a case in seconds, and its cases."""

    name: str
    waiting_s: float
    work_s: float
    unknown_s: float
    whole_s: float
    reached_s: float
    cases: int
    href: str


def middle(request: SignedRequest) -> bool:
    """This function will say whether only the middle fifth of cases is asked for."""
    return request.GET.get("of") == "middle"


def spent(asked: Asked, *, middle: bool) -> tuple[Spending, Lasting | None]:
    """This function will divide the time of what is asked, and give the filter that keeps the middle fifth."""
    events = studies.events_of(asked.log, asked.only)
    if not middle or not events.cases:
        return spending_of(events), None
    chosen = _middle(events)
    return spending_of(chosen.of(events)), chosen


def _middle(events: EventLog) -> Lasting:
    durations = (events.time[events.offsets[1:] - 1] - events.time[events.offsets[:-1]]) / 1_000_000
    least, most = np.quantile(durations, MIDDLE, method="nearest").tolist()
    return Lasting(least, most)


def rows_of(asked: Asked, found: Spending, chosen: Lasting | None) -> Iterator[Told]:
    """This function will give the steps in their order, each with what has come together by then."""
    cases, reached = max(1, found.cases), 0.0
    filters = (chosen,) if chosen else ()
    for each in found.steps:
        reached += each.total_s / cases
        parts = (each.waiting_s / cases, each.work_s / cases, each.unknown_s / cases)
        href = asked.address("cases", *filters, Having("activity", (each.activity,)))
        yield Told(each.activity, *parts, each.total_s / cases, reached, each.cases, href)


def picture_of(found: Spending, *, middle: bool) -> Picture:
    """This function will draw the waterfall."""
    cases = max(1, found.cases)
    shown, others = _shown(found.steps)
    steps = [_fall(each.activity, [each], cases) for each in shown]
    if others:
        name = ngettext("%(n)s other step", "%(n)s other steps", len(others)) % {"n": len(others)}
        steps.append(_fall(name, others, cases))
    together = _fall(_("Together"), list(found.steps), cases)
    note = _("These are the middle fifth of cases by how long they took.") if middle else ""
    return waterfall(Waterfall(tuple(steps), together, tuple(ticks(together.whole[0])), note))


def _shown(steps: tuple[Spent, ...]) -> tuple[list[Spent], list[Spent]]:
    longest = sorted(range(len(steps)), key=lambda i: (-steps[i].total_s, i))
    kept = set(longest if len(steps) <= MOST else longest[: MOST - 1])
    return [each for i, each in enumerate(steps) if i in kept], [each for i, each in enumerate(steps) if i not in kept]


def _fall(name: str, steps: list[Spent], cases: int) -> Fall:
    waiting, work, unknown = (
        sum(getattr(each, part) for each in steps) / cases for part in ("waiting_s", "work_s", "unknown_s")
    )
    return Fall(name, _length(waiting), _length(work), _length(unknown), _length(waiting + work + unknown))


def _length(seconds: float) -> Length:
    return seconds, took(seconds)


def ticks(longest: float) -> Iterator[Length]:
    """This function will give round lengths up to the longest, at most six of them."""
    apart = next((each for each in SCALE if longest / each <= TICKS), None)
    if apart is None:
        years = 365 * 86_400
        apart = years * max(1, -(-int(longest / years) // TICKS))
    for n in range(1, int(longest // apart) + 1):
        yield n * apart, took(n * apart)
