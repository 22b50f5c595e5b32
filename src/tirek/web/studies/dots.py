"""The dotted chart: each event a dot, each case a row. Of many cases one in so many is drawn, and the page says so."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final
from uuid import UUID

import numpy as np
from django.conf import settings
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from numpy.typing import NDArray

from tirek import studies
from tirek.mining import EventLog, Having, on_the_wall, zone_of
from tirek.pictures import MOST_KINDS, DotKind, Dots, Picture, dots
from tirek.web.requests import SignedRequest, page
from tirek.web.studies.asked import Asked, asked_of
from tirek.web.studies.logs import log_of
from tirek.web.studies.pictured import addresses
from tirek.web.studies.spending import SCALE
from tirek.web.studies.tables import Cell, table
from tirek.web.templatetags.studies import took

MOST_CASES: Final = 1_000
MOST_DOTS: Final = 6_000
MOST_OF_CASE: Final = 300
MARKS: Final = 6
APART: Final = 0.09  # of the scale, between two marks of square roots
HOUR: Final = 3_600_000_000
WEEK: Final = 168 * HOUR
SINCE_MONDAY: Final = 3 * 24 * HOUR  # the clock of computers began on a Thursday


@dataclass(frozen=True)
class Drawn:
    """What of a log is drawn: events by their numbers (in rows of cases), and where each stands."""

    events: EventLog
    over: str
    order: str

    @cached_property
    def rows(self) -> NDArray[np.int64]:
        """The cases that are drawn, from above."""
        first, last = self.events.offsets[:-1], self.events.offsets[1:] - 1
        begins = self.events.time[first] if self.events.cases else np.zeros(0, np.int64)
        by = begins if self.order == "begin" else self.events.time[last] - begins
        return np.argsort(by, kind="stable")[:: self.every]

    @cached_property
    def every(self) -> int:
        """One case in so many is drawn."""
        counts = np.minimum(np.diff(self.events.offsets), MOST_OF_CASE)
        return max(1, -(-self.events.cases // MOST_CASES), -(-int(counts.sum()) // MOST_DOTS))

    @cached_property
    def places(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The events that are drawn, and the row of each."""
        bounds = ((self.events.offsets[case], self.events.offsets[case + 1]) for case in self.rows)
        found = [np.arange(a, min(b, a + MOST_OF_CASE)) for a, b in bounds]
        if not found:
            return np.zeros(0, np.int64), np.zeros(0, np.int64)
        return np.concatenate(found), np.repeat(np.arange(len(found)), [len(each) for each in found])

    @property
    def cut(self) -> int:
        """How many of the cases that are drawn have more events than are drawn."""
        return int((np.diff(self.events.offsets)[self.rows] > MOST_OF_CASE).sum())

    @cached_property
    def along(self) -> NDArray[np.int64]:
        """Where each event stands on the scale of time: a moment, or microseconds since its case or its week began."""
        chosen, row = self.places
        moments = self.events.time[chosen]
        if self.over == "since":
            return moments - self.events.time[self.events.offsets[self.rows]][row]
        if self.over == "week":
            return (on_the_wall(moments, zone_of(settings.TIME_ZONE)) + SINCE_MONDAY) % WEEK
        return moments

    @property
    def ends(self) -> tuple[int, int]:
        """The ends of the scale."""
        if self.over == "week":
            return 0, WEEK
        if not len(self.along):
            return 0, 1
        least = 0 if self.over == "since" else int(self.along.min())
        return least, max(int(self.along.max()), least + 1)

    def said(self, place: float) -> str:
        """This function will say a place on the scale of time."""
        if self.over == "since":
            return took(place / 1_000_000)
        if self.over == "week":
            day, hour = divmod(int(place) // HOUR, 24)
            return f"{WEEKDAYS_ABBR[day % 7]} {hour:02d}:00"
        return date_format(timezone.localtime(studies.moment(int(place))), "SHORT_DATE_FORMAT")


def drawn_of(request: SignedRequest, asked: Asked) -> Drawn:
    """This function will read what is to stand along (`over`) and in which order the cases come."""
    over, order = request.GET.get("over", ""), request.GET.get("order", "")
    events = studies.events_of(asked.log, asked.only)
    return Drawn(events, over if over in ("since", "week") else "when", "length" if order == "length" else "begin")


@page()
def dotted(request: SignedRequest, code: str, key: UUID) -> HttpResponse:
    """This page will draw each event of a log as a dot."""
    asked = asked_of(request, log_of(request, code, key))
    drawn = drawn_of(request, asked)
    picture = picture_of(drawn)
    rows = [
        (row, asked.address("cases", Having("activity", (row[0],)))) for row in picture.table[1] if drawn.events.cases
    ]
    more = {"over": drawn.over, "order": drawn.order}
    context = {
        **asked.context("dots"),
        "picture": picture,
        "headings": picture.table[0],
        "rows": rows,
        "over": drawn.over,
        "order": drawn.order,
        "overs": [
            ("when", _("when it was done")),
            ("since", _("how long after the case began")),
            ("week", _("hour of the week")),
        ],
        "orders": [("begin", _("the earliest above")), ("length", _("the shortest above"))],
        "kept": addresses(asked, "dots", **more),
        "csv_url": asked.plain("dots-csv", **more),
    }
    return render(request, "studies/dots.html", context)


@page()
def dots_csv(request: SignedRequest, code: str, key: UUID) -> HttpResponseBase:
    """This page will give the dots as a table."""
    drawn = drawn_of(request, asked_of(request, log_of(request, code, key)))
    return table(f"{code}-dots", ("case", "activity", "time", "since_begin_s"), _cells(drawn))


def _cells(drawn: Drawn) -> Iterator[Sequence[Cell]]:
    events, names = drawn.events, drawn.events.case_names()
    for place, row in zip(*drawn.places, strict=True):
        case = int(drawn.rows[row])
        time = int(events.time[place])
        since = (time - int(events.time[events.offsets[case]])) / 1_000_000
        yield names[case], events.activities[int(events.activity[place])], studies.moment(time).isoformat(), since


def picture_of(drawn: Drawn) -> Picture:
    """This function will draw the dots, with words and a table by activity."""
    chosen, row = drawn.places
    least, most = drawn.ends
    x = _x((drawn.along - least) / (most - least), drawn.over)
    y = row / max(1, len(drawn.rows) - 1)
    code = drawn.events.activity[chosen]
    counts = np.bincount(code, minlength=len(drawn.events.activities))
    order = [int(i) for i in np.argsort(-counts, kind="stable") if counts[i]]
    apart = order if len(order) <= MOST_KINDS else order[: MOST_KINDS - 1]
    kinds = [_kind(drawn.events.activities[i], x, y, code == i) for i in apart]
    if len(order) > len(apart):
        left = len(order) - len(apart)
        name = ngettext("%(n)s other activity", "%(n)s other activities", left) % {"n": left}
        kinds.append(_kind(name, x, y, ~np.isin(code, apart)))
    down = {"begin": _("Cases, the earliest above"), "length": _("Cases, the shortest above")}[drawn.order]
    along = {
        "when": _("When it was done"),
        "since": _("Since the case began; the scale is wider near the beginning (square root)"),
        "week": _("Hour of the week"),
    }[drawn.over]
    title, said = _("Every event a dot"), " ".join(_words(drawn))
    headings = (
        pgettext("of a log", "Activity"),
        _("Dots"),
        _("One of ten before"),
        _("Half before"),
        _("Nine of ten before"),
    )
    rows = tuple(_row(drawn, i, code) for i in order)
    return dots(Dots(title, said, along, down, tuple(kinds), tuple(_marks(drawn)), (headings, rows), (1,)))


def _x(share: NDArray[np.float64], over: str) -> NDArray[np.float64]:
    """A few cases last long: since their beginning the scale is that of square roots, so that most are not one line."""
    return np.sqrt(share) if over == "since" else share


def _kind(name: str, x: NDArray[np.float64], y: NDArray[np.float64], mask: NDArray[np.bool_]) -> DotKind:
    return DotKind(name, tuple(zip(x[mask].tolist(), y[mask].tolist(), strict=True)))


def _row(drawn: Drawn, activity: int, code: NDArray[Any]) -> tuple[str, ...]:
    places = drawn.along[code == activity]
    quantiles = (drawn.said(float(each)) for each in np.quantile(places, (0.1, 0.5, 0.9), method="nearest"))
    return drawn.events.activities[activity], number_format(len(places), force_grouping=True), *quantiles


def _marks(drawn: Drawn) -> Iterator[tuple[float, str]]:
    least, most = drawn.ends
    if drawn.over == "week":
        yield from ((day / 7, str(WEEKDAYS_ABBR[day])) for day in range(7))
    elif drawn.over == "since":
        last = 0.0
        for seconds in SCALE:
            place = math.sqrt(seconds * 1_000_000 / most)
            if place <= 1 and place - last >= APART:
                last = place
                yield place, took(seconds)
    else:
        yield from ((n / MARKS, drawn.said(least + (most - least) * n / MARKS)) for n in range(MARKS + 1))


def _words(drawn: Drawn) -> Iterator[str]:
    cases, shown = drawn.events.cases, len(drawn.rows)
    facts = {"shown": _n(shown), "n": _n(cases), "every": _n(drawn.every)}
    if shown < cases:
        yield _("%(shown)s of %(n)s cases are drawn: one in %(every)s, in this order.") % facts
    else:
        yield ngettext("The only case is drawn.", "All %(n)s cases are drawn.", cases) % facts
    if drawn.cut:
        yield ngettext(
            "Of %(n)s case only the first %(most)s events are drawn.",
            "Of %(n)s cases only the first %(most)s events are drawn.",
            drawn.cut,
        ) % {"n": _n(drawn.cut), "most": MOST_OF_CASE}
    if not len(drawn.along):
        return
    if drawn.over == "week":
        hours = np.bincount(drawn.along // HOUR, minlength=168)
        day, hour = divmod(int(hours.argmax()), 24)
        facts = {
            "day": WEEKDAYS[day],
            "hour": f"{hour:02d}:00",
            "share": _n(round(100 * hours.max() / hours.sum())),
        }
        yield _("The busiest hour of the week begins at %(hour)s (%(day)s): %(share)s %% of all events.") % facts
    elif drawn.over == "since":
        half = took(float(np.quantile(drawn.along, 0.5, method="nearest")) / 1_000_000)
        yield _("Half of the events come within %(time)s of the beginning of their case.") % {"time": half}
    else:
        first, last = drawn.ends
        yield _("The events are from %(first)s to %(last)s.") % {"first": drawn.said(first), "last": drawn.said(last)}


def _n(number: int) -> str:
    return str(number_format(number, force_grouping=True))
