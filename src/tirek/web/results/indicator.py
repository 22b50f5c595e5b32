"""One indicator: its quarters, its targets, and every version of what was reported."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from tirek import indicators, plans
from tirek.directory import can, check
from tirek.indicators import IndicatorRow, NoSuchIndicator
from tirek.plans import Programme
from tirek.refusals import Refusal
from tirek.web.requests import SignedRequest, page, paged
from tirek.web.results.forms import TargetForm, refuse
from tirek.web.results.framework import around
from tirek.web.studies.leading import lead_back


@page()
def page_of(request: SignedRequest, code: str, figure: str) -> HttpResponse:
    """This page will show an indicator by quarter, with every version, who entered it and who approved it."""
    programme = plans.programme(request.user, code)
    check(request.user, "see figures")
    row = _row(programme, figure)
    waiting = {value.pk for value in row.waiting}
    versions = paged(request, indicators.versions(request.user, programme, figure))
    lead_back(request.user, versions.object_list)
    context = around(
        request,
        programme,
        row=row,
        is_reported=row.definition.definition.counts == "reported",
        versions=versions,
        waiting=waiting,
        targets=indicators.targets(row.indicator),
        sees_files=can(request.user, "see evidence"),
        sees_parts=can(request.user, "see persons"),
        today=timezone.localdate(),
    )
    return render(request, "results/indicator.html", context)


def _row(programme: Programme, figure: str) -> IndicatorRow:
    for row in indicators.results_framework(programme):
        if row.indicator.code == figure:
            return row
    raise NoSuchIndicator


@page("GET", "POST")
def set_target(request: SignedRequest, code: str, figure: str) -> HttpResponse:
    """This page will set what an indicator shall have reached by the end of a quarter, or of the programme."""
    programme = plans.programme(request.user, code)
    plans.check_programme(request.user, "define figures", programme)
    placed = indicators.indicator(request.user, programme, figure)
    form = TargetForm(request.POST or None, programme=programme)
    if request.method == "POST" and form.is_valid():
        try:
            indicators.set_target(account=request.user, indicator=placed, **form.asked())
        except Refusal as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("The target is set."))
            return redirect("results:target", code, figure)
    context = around(
        request,
        programme,
        placed=placed,
        definition=indicators.figure_definition(programme, figure),
        targets=indicators.targets(placed),
        form=form,
    )
    return render(request, "results/target.html", context, status=422 if form.errors else 200)


@page("POST")
def withdraw_target(request: SignedRequest, code: str, key: UUID) -> HttpResponse:
    """This page will withdraw a target with a reason."""
    programme = plans.programme(request.user, code)
    plans.check_programme(request.user, "define figures", programme)
    target = indicators.target(request.user, programme, key)
    indicators.withdraw(account=request.user, row=target, reason=request.POST.get("reason", ""))
    messages.success(request, _("It is withdrawn, and stays on record."))
    return redirect("results:indicator", code, target.indicator.code)


@page("POST")
def take_out(request: SignedRequest, code: str, figure: str) -> HttpResponse:
    """This page will take an indicator out of the results framework with a reason."""
    programme = plans.programme(request.user, code)
    plans.check_programme(request.user, "define figures", programme)
    placed = indicators.indicator(request.user, programme, figure)
    indicators.withdraw(account=request.user, row=placed, reason=request.POST.get("reason", ""))
    messages.success(request, _("The indicator is taken out; what was reported of it stays on record."))
    return redirect("results:index", code)
