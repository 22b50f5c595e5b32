"""The schedule of a programme: planned, expected now, and how an activity gets new dates."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from tirek import plans
from tirek.directory import can, sees_office
from tirek.web.programmes import drawn
from tirek.web.programmes.forms import DatesForm
from tirek.web.programmes.timed import timed
from tirek.web.requests import SignedRequest, page


@page()
def schedule(request: SignedRequest, code: str) -> HttpResponse:
    """This page will show the schedule of a programme: its Gantt, and every activity with its dates."""
    found = plans.programme(request.user, code)
    today = timezone.localdate()
    rows = timed(request.user, found, today)
    context = {
        "programme": found,
        "picture": drawn.gantt(found, rows, today),
        "rows": rows,
        "unread": [each.scheduled for each in rows if each.scheduled.unread],
        "may_change": can(request.user, "change schedule") and sees_office(request.user, found.office),
    }
    return render(request, "programmes/schedule.html", context)


@page("GET", "POST")
def change_dates(request: SignedRequest, code: str, number: str) -> HttpResponse:
    """This page will give an activity new dates, with the reason, and show those it had."""
    found = plans.programme(request.user, code)
    plans.check_programme(request.user, "change schedule", found)
    row = plans.scheduled(found, number, timezone.localdate())
    prefetch_related_objects([each.changed_by for each in row.changes], "grants", "office")
    expected = row.expected or (found.starts, found.ends)
    form = DatesForm(request.POST or None, initial={"begins": expected[0], "ends": expected[1]})
    if request.method == "POST" and form.is_valid():
        plans.change_schedule(account=request.user, activity=row.activity, **form.cleaned_data)
        messages.success(request, _("The dates are changed."))
        return redirect("programmes:schedule", code)
    return render(request, "programmes/change_dates.html", {"programme": found, "row": row, "form": form})
