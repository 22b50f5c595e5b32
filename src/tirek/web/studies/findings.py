"""What was found in a study, and another finding: among the findings of cases, in one room."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tirek import findings, studies
from tirek.cases import sight_of
from tirek.directory import Account
from tirek.findings import Finding
from tirek.studies import Study
from tirek.web.findings.forms import StudyFindingForm
from tirek.web.requests import SignedRequest, page
from tirek.web.studies.studying import study_of


@page("GET", "POST")
def index(request: SignedRequest, code: str) -> HttpResponse:
    """This page will list what was found in a study, and take another finding."""
    study = study_of(request, code)
    if request.method == "POST":
        studies.check_keep(request.user, study)
    form = StudyFindingForm(request.POST or None, initial={"theme": "service", "seen_in": request.GET.get("seen", "")})
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


def found_in(account: Account, study: Study) -> list[tuple[Finding, Any]]:
    """This function will give the findings of a study with their themes in words, asked within a sight."""
    themes = findings.themes()
    found = findings.findings_for(account).filter(case=None, study=study.code, office=study.office_id)
    return [(row, themes.get(row.theme, row.theme)) for row in found]


def address_for(study: Study, seen: str) -> str:
    """This function will give the address at which to write a finding of what is seen at an address of the study."""
    below = seen.removeprefix(reverse("studies:study", args=(study.code,)))
    return f"{reverse('studies:findings', args=(study.code,))}?{urlencode({'seen': below})}"
