"""Lessons of a programme."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tirek import monitoring
from tirek.web.monitoring.asked import around, kept, watched
from tirek.web.monitoring.forms import LessonForm
from tirek.web.monitoring.sheets import sheet
from tirek.web.requests import SignedRequest, page, paged


@page()
def lessons(request: SignedRequest, code: str) -> HttpResponse:
    """This page will list the lessons, of all periods or of one."""
    found = watched(request, code)
    periods = list(found.periods.all())
    chosen = next((each for each in periods if each.key == request.GET.get("period")), None)
    context = around(request, found, "lessons", periods=periods, chosen=chosen)
    context["lessons"] = paged(request, monitoring.lessons(found, chosen))
    return render(request, "monitoring/lessons.html", context)


@page("GET", "POST")
def add(request: SignedRequest, code: str) -> HttpResponse:
    """This page will write down a lesson."""
    found = kept(request, code)
    form = LessonForm(request.POST or None, programme=found)
    if request.method == "POST" and form.is_valid():
        monitoring.keep_lesson(account=request.user, programme=found, **form.cleaned_data)
        messages.success(request, _("The lesson is written down."))
        return redirect("monitoring:lessons", code)
    context = around(request, found, "lessons", form=form, heading=_("Write down a lesson"))
    return render(request, "monitoring/add.html", context)


@page()
def lessons_csv(request: SignedRequest, code: str) -> HttpResponse:
    """This page will give the lessons as CSV."""
    found = watched(request, code)
    rows = (
        (each.period.key, each.activity.number if each.activity else "", each.text, each.advice)
        for each in monitoring.lessons(found)
    )
    headings = (_("Period"), _("Activity"), _("What was learned"), _("Advice for the next time"))
    return sheet(f"{code}-lessons.csv", headings, rows)
