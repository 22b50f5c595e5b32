"""Which place a case is about."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tirek import cases, directory
from tirek.web.cases.reading import case_worked_on, sent
from tirek.web.requests import SignedRequest, page


class PlaceForm(forms.Form):
    """This form will ask which place a case is about."""

    place = forms.ModelChoiceField(
        directory.places().order_by("region", "code"),
        label=_("Place"),
        to_field_name="code",
        required=False,
        empty_label=_("No place of the register"),
    )


@page("GET", "POST")
def place(request: SignedRequest, number: str) -> HttpResponse:
    """This page will ask which place a case is about."""
    found = case_worked_on(request, number)
    form = PlaceForm(sent(request), initial={"place": found.place and found.place.code})
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "cases/place.html", {"case": found, "form": form}, status=status)
    cases.say_place(actor=request.user, number=number, place=form.cleaned_data["place"])
    messages.success(request, gettext("The place is kept."))
    return redirect("cases:case", number)
