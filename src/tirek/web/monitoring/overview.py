"""The overview of a programme's monitoring: what is late first, then what is due, then what was done."""

from __future__ import annotations

from itertools import groupby

from django.http import HttpResponse
from django.shortcuts import render

from tirek import monitoring
from tirek.monitoring import Due
from tirek.web.monitoring.asked import around, current, due_of, watched
from tirek.web.monitoring.progress import rows_of
from tirek.web.requests import SignedRequest, page


@page()
def index(request: SignedRequest, code: str) -> HttpResponse:
    """This page will show what is late, due and done, and how the activities stand in the current quarter."""
    found = watched(request, code)
    calendar = due_of(found)
    period = current(list(found.periods.all()))
    context = around(
        request,
        found,
        "overview",
        open=[each for each in calendar if each.is_open],
        late_count=sum(each.state == "late" for each in calendar),
        next=[each for each in calendar if each.state == "later"][:3],
        done=_by_quarter(calendar),
        period=period,
        rows=rows_of(found, period),
        actions=monitoring.action_rows(found),
    )
    return render(request, "monitoring/index.html", context)


def _by_quarter(calendar: list[Due]) -> list[tuple[str, list[Due]]]:
    """What was done, by the quarter in which it came round, the newest first."""
    done = sorted((each for each in calendar if each.state == "done"), key=_quarter, reverse=True)
    return [(f"{key[5:]} {key[:4]}", list(each)) for key, each in groupby(done, key=_quarter)]


def _quarter(each: Due) -> str:
    return each.period.key if each.period else ""
