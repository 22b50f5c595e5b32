"""A log out of the house's own record: asked for on a page of the study."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tirek import studies
from tirek.refusals import Refusal
from tirek.studies import Study, StudyLog, Wish
from tirek.web.requests import SignedRequest, page
from tirek.web.studies.studying import study_of

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class RecordForm(forms.Form):
    """Which cases on record, of which days, and of which way of working they are."""

    procedure = forms.ChoiceField(label=_("Procedure"))
    since = forms.DateField(label=_("Cases opened from"), widget=DAY)
    until = forms.DateField(
        label=_("Cases opened to"), widget=DAY, help_text=_("What happened in them later comes too.")
    )
    office = forms.ChoiceField(label=_("Office that has the cases"), required=False)
    of = forms.ChoiceField(label=_("Which way of working"), choices=StudyLog.Of.choices, initial=StudyLog.Of.BEFORE)

    def __init__(self, *given: Any, study: Study, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["procedure"].choices = studies.on_record()  # type: ignore[attr-defined]
        offices = [(code, name or _("All offices")) for code, name in studies.offices_on_record(study)]
        self.fields["office"].choices = offices  # type: ignore[attr-defined]


@page("GET", "POST")
def from_record(request: SignedRequest, code: str) -> HttpResponse:
    """This page will have a log made of the house's own record."""
    study = study_of(request, code)
    studies.check_keep(request.user, study)
    form = RecordForm(request.POST or None, study=study)
    if request.method == "POST" and form.is_valid():
        wish = Wish(**form.cleaned_data, language=get_language() or "en")
        try:
            work = studies.take_log_from_record(actor=request.user, study=study, wish=wish)
        except Refusal as refusal:
            form.add_error("until", str(refusal))
        else:
            return redirect("studies:work", work.pk)
    context = {"study": study, "form": form, "known": bool(studies.on_record())}
    return render(request, "studies/from_record.html", context, status=422 if form.errors else 200)
