"""Where people wait, what is done again, and how often work changes hands."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext as _

from tirek import studies
from tirek.mining import RULES, ActivityTimes, EventLog, Repeat, bottlenecks_of, handovers_of, rework_of
from tirek.web.requests import SignedRequest, page
from tirek.web.studies.asked import asked_of
from tirek.web.studies.logs import log_of
from tirek.web.studies.pictured import addresses
from tirek.web.studies.spending import middle, picture_of, rows_of, spent
from tirek.web.studies.tables import Cell, table

SHOWN = 20


@page()
def waiting(request: SignedRequest, code: str, key: UUID) -> HttpResponse:
    """This page will rank where cases wait by what that costs them all together, and show what is done again."""
    asked = asked_of(request, log_of(request, code, key))
    events = studies.events_of(asked.log, asked.only)
    found, again = bottlenecks_of(events), rework_of(events)
    steps = [(each, asked.address("cases", each.question)) for each in found.edges[:SHOWN]]
    middling = middle(request)
    time, chosen = spent(asked, middle=middling)
    repeated = [(each, asked.address("cases", each.question)) for each in again.activities[:SHOWN] if each.cases]
    context = {
        **asked.context("waiting"),
        "found": found,
        "steps": steps,
        "times": found.times.activities,
        "rework": again,
        "repeated": repeated,
        "changes": list(_changes(events)),
        "rule": gettext(RULES[found.method]),
        "picture": picture_of(time, middle=middling),
        "falls": list(rows_of(asked, time, chosen)),
        "whole_s": time.total_s / max(1, time.cases),
        "middle": middling,
        "kept": addresses(asked, "waterfall", of="middle" if middling else ""),
        "all_url": asked.plain("waiting"),
        "middle_url": asked.plain("waiting", of="middle"),
        "csv_urls": {name: asked.plain("waiting-csv", table=name) for name in ("steps", "activities", "again")},
        "falls_csv_url": asked.plain("waiting-csv", table="time", of="middle" if middling else ""),
    }
    return render(request, "studies/waiting.html", context)


@page()
def waiting_csv(request: SignedRequest, code: str, key: UUID) -> HttpResponseBase:
    """This page will give a table of the page of waiting: `time`, `steps`, `activities` or `again`, in seconds."""
    asked = asked_of(request, log_of(request, code, key))
    name = request.GET.get("table", "steps")
    headings: tuple[str, ...]
    if name == "time":
        falls = rows_of(asked, *spent(asked, middle=middle(request)))
        headings = ("activity", "waiting_mean_s", "work_mean_s", "unknown_mean_s", "mean_s", "reached_s", "cases")
        return table(
            f"{code}-time",
            headings,
            ((f.name, f.waiting_s, f.work_s, f.unknown_s, f.whole_s, f.reached_s, f.cases) for f in falls),
        )
    events = studies.events_of(asked.log, asked.only)
    if name == "again":
        again = (_again(each) for each in rework_of(events).activities if each.cases)
        return table(f"{code}-again", ("activity", "again", "cases", "back_median_s"), again)
    found = bottlenecks_of(events)
    if name == "activities":
        headings = ("activity", "waiting_median_s", "waiting_p90_s", "work_median_s", "work_p90_s")
        return table(f"{code}-activities", headings, (_times(each) for each in found.times.activities))
    headings = ("from", "to", "count", "cases", "total_s", "share", "mean_s", "median_s", "p90_s")
    told = (each.as_json() for each in found.edges)
    return table(f"{code}-waiting", headings, ([each[heading] for heading in headings] for each in told))


def _again(each: Repeat) -> tuple[Cell, ...]:
    return each.activity, each.again, each.cases, each.back.median_s if each.back else None


def _times(each: ActivityTimes) -> tuple[Cell, ...]:
    spreads = (each.waiting, each.service)
    return each.activity, *(cell for s in spreads for cell in ((s.median_s, s.p90_s) if s else (None, None)))


def _changes(events: EventLog) -> Iterator[tuple[str, str, int, int]]:
    """How often cases change hands: by person and by office, where the log says who did what."""
    for role, label in (("resource", _("From person to person")), ("office", _("From office to office"))):
        if events.role(role) is not None and events.cases:
            found = handovers_of(events, role)
            yield label, studies.in_tenths(float(found.of_case.mean())), int(found.of_case.max()), int(found.met.max())
