"""Report a value, review it, withdraw it, and its files."""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tirek import indicators, plans
from tirek.indicators import FigureDefinition, ReportedValue, ValueChangedMeanwhile
from tirek.plans import Programme, ReportingPeriod
from tirek.refusals import Refusal
from tirek.web.downloads import attachment
from tirek.web.requests import SignedRequest, page
from tirek.web.results.forms import ValueForm, cell_fields, refuse
from tirek.web.results.framework import around


@page("GET", "POST")
def report(request: SignedRequest, code: str, figure: str, key: str) -> HttpResponse:
    """This page will take the value of a quarter, its splits and files; a second person approves it."""
    programme = plans.programme(request.user, code)
    plans.check_programme(request.user, "enter values", programme)
    placed = indicators.indicator(request.user, programme, figure)
    definition = indicators.figure_definition(programme, figure)
    period = plans.period(programme, key)
    into = plans.open_period_for(programme, period)
    newest = _newest(programme, figure, period, into)
    form = ValueForm(
        request.POST or None,
        request.FILES or None,
        definition=definition.definition,
        initial=_initial(definition, newest),
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = indicators.report_value(
                account=request.user, programme=programme, code=figure, period=period, **form.asked()
            )
        except Refusal as refusal:
            refuse(form, refusal)
            if isinstance(refusal, ValueChangedMeanwhile):  # what is newest stands beside the form: now it was seen
                sent = request.POST.copy()
                sent["base_version"] = str(newest.version if newest else 0)
                form.data = sent
        else:
            messages.success(request, _("The value is entered. It counts when a second person has approved it."))
            return redirect(_address(code, made))
    context = around(
        request,
        programme,
        placed=placed,
        definition=definition,
        period=period,
        into=into if into != period else None,
        newest=newest,
        form=form,
    )
    return render(request, "results/report.html", context, status=422 if form.errors else 200)


def _newest(programme: Programme, figure: str, period: ReportingPeriod, into: ReportingPeriod) -> ReportedValue | None:
    return indicators.newest_version(programme, figure, into, period if into != period else None)


def _initial(definition: FigureDefinition, newest: ReportedValue | None) -> dict[str, Any]:
    """A form begins with what was reported last, so that a correction need not be typed from the start."""
    if newest is None:
        return {"base_version": 0}
    cells = {
        name: newest.splits.get(dimension, {}).get(cell)
        for name, (dimension, cell) in cell_fields(definition.definition).items()
    }
    value = Decimal(indicators.plain(newest.value))
    return {"base_version": newest.version, "value": value, "note": newest.note, **cells}


def _address(code: str, value: ReportedValue) -> str:
    return f"{reverse('results:indicator', args=[code, value.code])}#value-{value.pk}"


@page("POST")
def review(request: SignedRequest, code: str, key: UUID) -> HttpResponse:
    """This page will keep what a second person says of a value: approved, or sent back with a reason."""
    programme = plans.programme(request.user, code)
    plans.check_programme(request.user, "review values", programme)
    value = indicators.reported_value(request.user, programme, key)
    verdict = "approved" if request.POST.get("verdict") == "approved" else "returned"
    indicators.review_value(account=request.user, value=value, verdict=verdict, reason=request.POST.get("reason", ""))
    said = {"approved": _("The value is approved, and counts."), "returned": _("The value is sent back.")}
    messages.success(request, said[verdict])
    return redirect(_address(code, value))


@page("POST")
def withdraw(request: SignedRequest, code: str, key: UUID) -> HttpResponse:
    """This page will withdraw a value with a reason."""
    programme = plans.programme(request.user, code)
    plans.check_programme(request.user, "enter values", programme)
    value = indicators.reported_value(request.user, programme, key)
    indicators.withdraw(account=request.user, row=value, reason=request.POST.get("reason", ""))
    messages.success(request, _("It is withdrawn, and stays on record."))
    return redirect(_address(code, value))


@page("POST")
def withdraw_review(request: SignedRequest, code: str, key: UUID) -> HttpResponse:
    """This page will take a review back with a reason; the value waits again."""
    programme = plans.programme(request.user, code)
    plans.check_programme(request.user, "review values", programme)
    found = indicators.review(request.user, programme, key)
    indicators.withdraw(account=request.user, row=found, reason=request.POST.get("reason", ""))
    messages.success(request, _("The review is taken back; the value waits for a second person again."))
    return redirect(_address(code, found.value))


@page()
def file(request: SignedRequest, code: str, key: UUID) -> HttpResponse:
    """This page will give a file of a value as it came, for keeping."""
    programme = plans.programme(request.user, code)
    found = indicators.value_file(request.user, programme, key)
    return attachment(bytes(found.content), found.name)
