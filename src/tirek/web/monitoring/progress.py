"""Progress of a quarter: all activities, and a form for each."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tirek import monitoring, plans
from tirek.monitoring import NoSuchMonitoring, Progress
from tirek.plans import Activity, Programme, ReportingPeriod
from tirek.web.monitoring.asked import around, current, watched
from tirek.web.monitoring.forms import ProgressForm
from tirek.web.requests import SignedRequest, page

FIELDS = ("status", "text", "next_steps", "began", "ended")


def rows_of(programme: Programme, period: ReportingPeriod | None) -> list[tuple[Activity, Progress | None]]:
    """This function will give every activity with its newest progress of a period, None where nobody wrote any."""
    activities = Activity.objects.filter(output__programme=programme).order_by("number")
    latest = monitoring.latest_progress(programme, period) if period else {}
    return [(each, latest.get(each.number)) for each in activities]


@page()
def now(request: SignedRequest, code: str) -> HttpResponse:
    """This page will show how all activities stand in the quarter of today, or the nearest."""
    found = watched(request, code)
    periods = list(found.periods.all())
    chosen = current(periods)
    if chosen is None:
        raise NoSuchMonitoring
    return _progress(request, found, periods, chosen)


@page()
def progress(request: SignedRequest, code: str, period: str) -> HttpResponse:
    """This page will show how all activities stand in a quarter."""
    found = watched(request, code)
    periods = list(found.periods.all())
    return _progress(request, found, periods, _period(periods, period))


def _progress(
    request: SignedRequest, programme: Programme, periods: list[ReportingPeriod], chosen: ReportingPeriod
) -> HttpResponse:
    rows = rows_of(programme, chosen)
    context = around(request, programme, "progress", period=chosen, periods=periods, rows=rows)
    return render(request, "monitoring/progress.html", context)


@page("GET", "POST")
def activity(request: SignedRequest, code: str, period: str, number: str) -> HttpResponse:
    """This page will show what was said of an activity in a quarter, and take what is said anew."""
    found = watched(request, code)
    chosen, row = _period(list(found.periods.all()), period), plans.activity(found, number)
    if request.method == "POST":
        monitoring.check_keep(request.user, found)
    said = list(monitoring.progress_of(request.user, row, chosen))
    standing = next((each for each in said if each.withdrawn_position is None), None)
    form = ProgressForm(request.POST or None, initial=_now(standing))
    if request.method == "POST" and form.is_valid():
        monitoring.report_progress(account=request.user, activity=row, period=chosen, **form.cleaned_data)
        messages.success(request, _("The progress of %(activity)s is written down.") % {"activity": row.number})
        return redirect("monitoring:progress", code, period)
    context = around(request, found, "progress", period=chosen, activity=row, said=said, form=form)
    return render(request, "monitoring/activity.html", context)


def _now(standing: Progress | None) -> dict[str, Any]:
    """What a form begins with: what stands, so that a correction need not be typed from the start."""
    return {name: getattr(standing, name) for name in FIELDS} if standing else {}


def _period(periods: list[ReportingPeriod], key: str) -> ReportingPeriod:
    found = next((each for each in periods if each.key == key), None)
    if found is None:
        raise NoSuchMonitoring
    return found
