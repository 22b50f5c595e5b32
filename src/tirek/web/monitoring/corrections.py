"""Course corrections of a programme, each with what caused it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tirek import indicators, monitoring, plans, reports
from tirek.plans import Programme
from tirek.web.monitoring.asked import around, kept, watched
from tirek.web.monitoring.forms import CorrectionForm
from tirek.web.monitoring.sheets import sheet
from tirek.web.requests import SignedRequest, page, paged


@page()
def corrections(request: SignedRequest, code: str) -> HttpResponse:
    """This page will list the changes of course with the way to what caused each."""
    found = watched(request, code)
    context = around(request, found, "corrections", sees_plan=_sees_plan(request, found))
    context["corrections"] = paged(request, monitoring.corrections(found))
    titles = {each.code: each.title for each in indicators.definitions(found)}
    context["rows"] = [(each, _figure_named(each.figure, titles)) for each in context["corrections"]]
    return render(request, "monitoring/corrections.html", context)


def _figure_named(key: str, titles: dict[str, str]) -> str:
    """A figure by its title and its period, as the page of it says them."""
    if not key:
        return ""
    named = indicators.parse_key(key)
    title = reports.in_period(titles.get(named.code, named.code), named.period)
    return f"{title} ({named.dimension}: {named.value})" if named.cell else title


def _sees_plan(request: SignedRequest, programme: Programme) -> bool:
    """Whether the reader may open the plan: to others a finding is only said to be one."""
    return plans.documents_for(request.user).filter(pk=programme.document_id).exists()


@page("GET", "POST")
def add(request: SignedRequest, code: str) -> HttpResponse:
    """This page will write down a change of course."""
    found = kept(request, code)
    form = CorrectionForm(request.POST or None, programme=found)
    if request.method == "POST" and form.is_valid():
        monitoring.correct_course(account=request.user, programme=found, **form.cleaned_data)
        messages.success(request, _("The change of course is written down."))
        return redirect("monitoring:corrections", code)
    context = around(request, found, "corrections", form=form, heading=_("Change course"))
    return render(request, "monitoring/add.html", context)


@page()
def corrections_csv(request: SignedRequest, code: str) -> HttpResponse:
    """This page will give the changes of course as CSV."""
    found = watched(request, code)
    sees_plan = _sees_plan(request, found)
    headings = (_("Number"), _("Day"), _("What changes"), _("Why"), _("Who was consulted"))
    causes = (_("Risk"), _("Figure"), _("Value of the figure"), _("Finding"))
    rows = (
        (
            each.number,
            each.day.isoformat(),
            each.change,
            each.reason,
            each.consulted,
            each.risk.number if each.risk else "",
            each.figure,
            each.figure_value,
            each.finding.sentence if each.finding and sees_plan else "",
        )
        for each in monitoring.corrections(found)
    )
    return sheet(f"{code}-course-corrections.csv", (*headings, *causes), rows)
