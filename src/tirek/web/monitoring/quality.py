"""Quality assessments of a programme."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tirek import monitoring
from tirek.web.monitoring.asked import around, kept, watched
from tirek.web.monitoring.forms import QualityForm
from tirek.web.requests import SignedRequest, page, paged


@page()
def quality(request: SignedRequest, code: str) -> HttpResponse:
    """This page will show how each criterion was rated, assessment by assessment."""
    found = watched(request, code)
    reviews = paged(request, monitoring.quality(found), size=10)
    context = around(request, found, "quality", reviews=reviews, criteria=monitoring.criteria())
    return render(request, "monitoring/quality.html", context)


@page("GET", "POST")
def add(request: SignedRequest, code: str) -> HttpResponse:
    """This page will keep a quality assessment."""
    found = kept(request, code)
    form = QualityForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("stage", "day", "text")}
        monitoring.assess_quality(account=request.user, programme=found, ratings=form.ratings(), **given)
        messages.success(request, _("The assessment is written down."))
        return redirect("monitoring:quality", code)
    context = around(request, found, "quality", form=form, heading=_("Assess the quality"))
    return render(request, "monitoring/add.html", context)
