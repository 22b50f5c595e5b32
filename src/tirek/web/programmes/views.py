"""A programme, as its coordinator finds it every morning, and its activities."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from tirek import evidence, indicators, money, monitoring, plans, reports
from tirek.directory import can
from tirek.plans import Programme
from tirek.web.programmes import drawn
from tirek.web.programmes.due import waiting
from tirek.web.programmes.forms import ActivityForm
from tirek.web.programmes.timed import timed
from tirek.web.requests import SignedRequest, page

SHOWN_DUE = 6
"""So many things that are late or due are named; the rest is counted."""


@page()
def programme(request: SignedRequest, code: str) -> HttpResponse:
    """This page will show a programme: what it is, how it stands, what is late, what leads to its outcome."""
    found = plans.programme(request.user, code)
    today = timezone.localdate()
    printed, computed = plans.printed_and_computed(found)
    sees_evidence = can(request.user, "see evidence")
    context = {
        "programme": found,
        "superseded_by": Programme.objects.filter(supersedes=found).first(),
        "outputs": plans.framework(found),
        "scheduled": {each.activity.number: each for each in timed(request.user, found, today)},
        "totals": evidence.totals(request.user, found) if sees_evidence else {},
        "sees_evidence": sees_evidence,
        "sees_plan": can(request.user, "see plans"),
        "printed": printed,
        "computed": computed,
        "published": reports.published(found)[:5],
        "may_add": can(request.user, "add activities"),
        "may_write": can(request.user, "write reports"),
        **_money(request, found),
        **_indicators(request, found, today),
        **_due(request, found, today),
    }
    return render(request, "programmes/programme.html", context)


def _money(request: SignedRequest, found: Programme) -> dict[str, Any]:
    if not can(request.user, "see money"):
        return {}
    return {"money": money.totals_by_programme([found.pk])[found.pk], "in_force": money.budget_in_force(found)}


def _indicators(request: SignedRequest, found: Programme, today: date) -> dict[str, Any]:
    if not can(request.user, "see figures"):
        return {}
    rows = indicators.results_framework(found, today)
    states = [row.state for row in rows]
    return {
        "figure_count": len(indicators.definitions(found)),
        "indicator_count": len(rows),
        "on_target": states.count("on-target"),
        "behind": states.count("behind"),
        "picture": drawn.results_chain(found, rows) if rows else None,
    }


def _due(request: SignedRequest, found: Programme, today: date) -> dict[str, Any]:
    if not monitoring.can_see(request.user):
        return {}
    return {"waiting": waiting([found], today, SHOWN_DUE)}


@page("GET", "POST")
def add_activity(request: SignedRequest, code: str) -> HttpResponse:
    """This page will add an activity that the plan does not print."""
    found = plans.programme(request.user, code)
    plans.check_programme(request.user, "add activities", found)
    form = ActivityForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        added = plans.add_activity(account=request.user, programme=found, **form.cleaned_data)
        messages.success(request, _("The activity is added."))
        return redirect("programmes:activity", code, added.number)
    return render(request, "programmes/add_activity.html", {"programme": found, "form": form})


@page()
def activity(request: SignedRequest, code: str, number: str) -> HttpResponse:
    """This page will show an activity with its evidence."""
    found = plans.programme(request.user, code)
    shown = plans.activity(found, number)
    context = {
        "programme": found,
        "activity": shown,
        "evidence": evidence.evidence_of(request.user, shown),
        "sees_evidence": can(request.user, "see evidence"),
        "may_enter": can(request.user, "enter evidence"),
    }
    return render(request, "programmes/activity.html", context)
