"""Which place a case is about."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tirek import cases, directory
from tirek.directory import NotFound, NotPermitted, check
from tirek.web.requests import SignedRequest, page


class PlaceForm(forms.Form):
    """This form will ask which place a case is about."""

    place = forms.ModelChoiceField(
        directory.PlaceOfDetention.objects.none(),
        label=_("Place"),
        to_field_name="code",
        required=False,
        empty_label=_("No place of the register"),
    )


@page("GET", "POST")
def place(request: SignedRequest, number: str) -> HttpResponse:
    """This page will ask which place a case is about."""
    check(request.user, "work on cases")
    with cases.sight_of(request.user):
        found = cases.cases_for(request.user).select_related("place").filter(number=number).first()
        if found is None:
            raise NotFound
        if not cases.can_work_on(request.user, found):
            raise NotPermitted(deed="work on cases")
    form = PlaceForm(request.POST or None, initial={"place": found.place and found.place.code})
    form.fields["place"].queryset = directory.places().order_by("region", "code")  # type: ignore[attr-defined]
    if not form.is_bound or not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "cases/place.html", {"case": found, "form": form}, status=status)
    cases.say_place(actor=request.user, number=number, place=form.cleaned_data["place"])
    messages.success(request, gettext("The place is kept."))
    return redirect("cases:case", number)
