"""What a log says of how the work ran: its map, its variants, its cases. What is asked stands in the address."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.utils.formats import number_format

from tirek import studies
from tirek.directory import NotFound
from tirek.mining import Beginning, Description, Ending, EventLog, Filter, Following, OfVariant
from tirek.studies import StudyLog
from tirek.web.requests import SignedRequest, page, paged
from tirek.web.studies.asked import Asked, asked_of
from tirek.web.studies.logs import log_of
from tirek.web.studies.tables import Cell, table
from tirek.web.templatetags.studies import took

MOST_EDGES = 3000  # of a map: more cannot be drawn, and those left out are the rarest
SHOWN = 30
VARIANTS = 100
EVENTS = 1000
AT_ONCE = 10_000  # cases that are written to a table at a time


@page()
def flow_json(request: SignedRequest, code: str, key: UUID) -> HttpResponse:
    """This page will give the map for the script that draws it."""
    asked = asked_of(request, log_of(request, code, key))
    return JsonResponse(_map(asked, _described(asked)))


@page()
def flow_csv(request: SignedRequest, code: str, key: UUID) -> HttpResponseBase:
    """This page will give what follows what as a table, times in seconds; or (`table=months`) cases month by month."""
    asked = asked_of(request, log_of(request, code, key))
    if request.GET.get("table") == "months":
        months = ((each.month, each.arrived, each.completed) for each in _described(asked).months)
        return table(f"{code}-months", ("month", "began", "ended"), months)
    names = ("from", "to", "count", "cases", "mean_s", "median_s", "p90_s")
    told = (edge.as_json() for edge in _described(asked).flow.edges)
    return table(f"{code}-flow", names, ([each[name] for name in names] for each in told))


def overview(request: SignedRequest, found: StudyLog) -> HttpResponse:
    """This function will show what a log says first: how much, how long, and the map."""
    asked = asked_of(request, found)
    said = _described(asked)
    whole = said.throughput
    edges = said.flow.edges
    context = {
        **asked.context("map"),
        "csv_url": asked.address("flow-csv"),
        "months_csv_url": asked.plain("flow-csv", table="months"),
        "cases_url": asked.address("cases"),
        "variants_url": asked.address("variants"),
        "may": studies.can_keep(request.user, found.study),
        "said": said,
        "took": whole.durations,
        "first": studies.moment(whole.first) if whole.first is not None else None,
        "last": studies.moment(whole.last) if whole.last is not None else None,
        "edges": [(edge, asked.address("cases", Following(edge.before, edge.after))) for edge in edges[:SHOWN]],
        "more": max(0, len(edges) - SHOWN),
        "months": said.months,
        "busiest": max((max(each.arrived, each.completed) for each in said.months), default=0),
    }
    return render(request, "studies/log.html", context)


@page()
def variants(request: SignedRequest, code: str, key: UUID) -> HttpResponse:
    """This page will show in which orders the work was done, the most frequent first."""
    asked = asked_of(request, log_of(request, code, key))
    found = _described(asked).variants
    top = found.top(VARIANTS)
    reached, rows = 0.0, []
    for each in top:
        reached += each.share
        rows.append((each, reached, asked.address("cases", OfVariant(each.activities))))
    context = {**asked.context("variants"), "count": len(found), "rows": rows, "left": max(0, len(found) - len(top))}
    context["csv_url"] = asked.plain("variants-csv")
    return render(request, "studies/variants.html", context)


@page()
def variants_csv(request: SignedRequest, code: str, key: UUID) -> HttpResponseBase:
    """This page will give all variants as a table, the most frequent first."""
    asked = asked_of(request, log_of(request, code, key))
    found = _described(asked).variants
    rows = ((each.count, each.share, " → ".join(each.activities)) for each in found.top(len(found)))
    return table(f"{code}-variants", ("cases", "share", "activities"), rows)


@page()
def cases_csv(request: SignedRequest, code: str, key: UUID) -> HttpResponseBase:
    """This page will give the cases behind what is asked as a table."""
    asked = asked_of(request, log_of(request, code, key))
    events = studies.events_of(asked.log, asked.only)
    return table(f"{code}-cases", ("case", "events", "began", "took_s"), _lines(events))


def _lines(events: EventLog) -> Iterator[Sequence[Cell]]:
    for first in range(0, events.cases, AT_ONCE):
        for each in studies.cases_in(events, first, min(first + AT_ONCE, events.cases)):
            yield each.number, each.events, each.begins.isoformat(), each.took_s


@page()
def cases(request: SignedRequest, code: str, key: UUID) -> HttpResponse:
    """This page will list the cases behind what is asked, each by its number in the log."""
    asked = asked_of(request, log_of(request, code, key))
    events = studies.events_of(asked.log, asked.only)
    rows = paged(request, range(events.cases))  # type: ignore[arg-type]
    lines = studies.cases_in(events, rows.start_index() - 1 if events.cases else 0, rows.end_index())
    context = {**asked.context("cases"), "page": rows, "lines": lines, "count": events.cases}
    context["csv_url"] = asked.plain("cases-csv")
    return render(request, "studies/cases.html", context)


@page()
def case(request: SignedRequest, code: str, key: UUID, number: str) -> HttpResponse:
    """This page will show the events of a case, in their order."""
    asked = asked_of(request, log_of(request, code, key))
    lines = studies.events_in(studies.events_of(asked.log), number)
    if lines is None:
        raise NotFound
    context = {**asked.context("cases"), "number": number, "lines": lines[:EVENTS], "left": max(0, len(lines) - EVENTS)}
    return render(request, "studies/case.html", context)


def _described(asked: Asked) -> Description:
    return studies.description_of(asked.log, asked.only, settings.TIME_ZONE)


def _map(asked: Asked, said: Description) -> dict[str, Any]:
    flow = said.flow
    activities = [
        {"name": name, "count": count, "told": number_format(count, force_grouping=True)}
        for name, count in flow.activities.items()
    ]
    arrows = [
        _arrow(asked, edge.before, edge.after, edge.count, edge.spread.median_s, Following(edge.before, edge.after))
        for edge in flow.edges[:MOST_EDGES]
    ]
    arrows += [_arrow(asked, "", name, count, None, Beginning((name,))) for name, count in flow.start.items()]
    arrows += [_arrow(asked, name, "", count, None, Ending((name,))) for name, count in flow.end.items()]
    return {"activities": activities, "arrows": arrows}


def _arrow(asked: Asked, before: str, after: str, count: int, median: float | None, question: Filter) -> dict[str, Any]:
    return {
        "from": before,
        "to": after,
        "count": count,
        "median_s": median,
        "often": number_format(count, force_grouping=True),
        "slow": took(median),
        "href": asked.address("cases", question),
    }
