"""Define a figure that people report, and place figures in the results framework."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tirek import indicators, plans
from tirek.refusals import Refusal
from tirek.web.requests import SignedRequest, page
from tirek.web.results.forms import DefinitionForm, PlaceForm, refuse
from tirek.web.results.framework import around


@page("GET", "POST")
def define(request: SignedRequest, code: str) -> HttpResponse:
    """This page will define a figure whose values people report for each quarter."""
    programme = plans.programme(request.user, code)
    plans.check_programme(request.user, "define figures", programme)
    form = DefinitionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = indicators.define_reported(account=request.user, programme=programme, **form.asked())
        except Refusal as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("“%(title)s” is defined. Now place it.") % {"title": made.title})
            return redirect("results:place", code)
    return _form(request, programme, form, "results/define.html")


@page("GET", "POST")
def place(request: SignedRequest, code: str) -> HttpResponse:
    """This page will place a figure under the outcome, an output or an activity, with its baseline."""
    programme = plans.programme(request.user, code)
    plans.check_programme(request.user, "define figures", programme)
    form = PlaceForm(request.POST or None, programme=programme, account=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            placed = indicators.place_indicator(account=request.user, programme=programme, **form.asked())
        except Refusal as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("The figure is in the results framework. Now set its targets."))
            return redirect("results:target", code, placed.code)
    return _form(request, programme, form, "results/place.html")


def _form(request: SignedRequest, programme: plans.Programme, form: forms.Form, template: str) -> HttpResponse:
    context: dict[str, Any] = around(request, programme, form=form)
    return render(request, template, context, status=422 if form.errors else 200)
