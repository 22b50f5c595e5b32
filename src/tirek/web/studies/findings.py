"""What was found in a study, and another finding: among the findings of cases, in one room."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tirek import findings, studies
from tirek.cases import sight_of
from tirek.web.findings.forms import StudyFindingForm
from tirek.web.findings.of_study import found_in
from tirek.web.requests import SignedRequest, page
from tirek.web.studies.studying import study_of


@page("GET", "POST")
def index(request: SignedRequest, code: str) -> HttpResponse:
    """This page will list what was found in a study, and take another finding."""
    study = study_of(request, code)
    if request.method == "POST":
        studies.check_keep(request.user, study)
    usual = {"theme": "service", "right": "administration", "seen_in": request.GET.get("seen", "")}
    form = StudyFindingForm(request.POST or None, initial=usual)
    if request.method == "POST" and form.is_valid():
        made = findings.find_in_study(actor=request.user, study=study.code, office=study.office, **form.cleaned_data)
        messages.success(request, _("The finding is kept."))
        return redirect("findings:finding", made.pk)
    with sight_of(request.user):
        context = {
            "study": study,
            "rows": [(row, theme, findings.text_of(row)["text"]) for row, theme in found_in(request.user, study)],
            "form": form,
            "may": studies.can_keep(request.user, study),
        }
        return render(request, "studies/findings.html", context, status=422 if form.errors else 200)
