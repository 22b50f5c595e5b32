"""A programme and its activities."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tirek import evidence, indicators, plans, reports
from tirek.directory import can
from tirek.web.programmes.forms import ActivityForm
from tirek.web.requests import SignedRequest, page


@page()
def index(request: SignedRequest) -> HttpResponse:
    """This page will list the programmes."""
    return render(request, "programmes/index.html", {"programmes": plans.programmes_for(request.user)})


@page()
def programme(request: SignedRequest, code: str) -> HttpResponse:
    """This page will show a programme: outputs, activities, schedule, money as printed, and what stands as evidence."""
    found = plans.programme(request.user, code)
    printed, computed = plans.printed_and_computed(found)
    sees_evidence = can(request.user, "see evidence")
    context = {
        "programme": found,
        "outputs": plans.framework(found),
        "totals": evidence.totals(request.user, found) if sees_evidence else {},
        "sees_evidence": sees_evidence,
        "sees_plan": can(request.user, "see plans"),
        "printed": printed,
        "computed": computed,
        "figure_count": len(indicators.definitions(found)),
        "published": reports.published(found)[:5],
        "may_add": can(request.user, "add activities"),
        "may_write": can(request.user, "write reports"),
    }
    return render(request, "programmes/programme.html", context)


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
