"""The studies, one study, and the long work that is done for it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tirek import studies
from tirek.directory import NotFound
from tirek.studies import Study, Work
from tirek.web.requests import SignedRequest, page
from tirek.web.studies.forms import LogForm, StudyForm


def study_of(request: SignedRequest, code: str) -> Study:
    """This function will give a study that the reader sees. Raises `NotPermitted`, `NotFound`."""
    studies.check_see(request.user)
    found = studies.studies_for(request.user).filter(code=code).first()
    if found is None:
        raise NotFound
    return found


@page()
def index(request: SignedRequest) -> HttpResponse:
    """This page will list the studies."""
    studies.check_see(request.user)
    context = {"studies": studies.studies_for(request.user), "may": studies.can_keep(request.user)}
    return render(request, "studies/index.html", context)


@page("GET", "POST")
def begin(request: SignedRequest) -> HttpResponse:
    """This page will begin a study."""
    studies.check_keep(request.user)
    form = StudyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = studies.begin_study(actor=request.user, **form.cleaned_data)
        messages.success(request, _("The study is begun. Take in the log of the service next."))
        return redirect("studies:study", made.code)
    return render(request, "studies/begin.html", {"form": form})


@page()
def study(request: SignedRequest, code: str) -> HttpResponse:
    """This page will show a study: the service, its logs, its drawings, and what comes next."""
    found = study_of(request, code)
    context = {
        "study": found,
        "logs": studies.logs_for(request.user).filter(study=found),
        "may": studies.can_keep(request.user, found),
        "log_form": LogForm(),
    }
    return render(request, "studies/study.html", context)


@page()
def progress(request: SignedRequest, key: UUID) -> HttpResponse:
    """This page will tell how far long work is; a part of a page, asked for again and again."""
    found = _work(request, key)
    response = render(
        request, "studies/_progress.html", {"work": found, "may": studies.can_keep(request.user, found.study)}
    )
    if found.is_over:
        response["HX-Refresh"] = "true"
    return response


@page("POST")
def cancel(request: SignedRequest, key: UUID) -> HttpResponse:
    """This page will call long work off."""
    found = _work(request, key)
    studies.cancel_work(actor=request.user, work=found)
    messages.success(request, _("The work is called off."))
    return (
        redirect("studies:log", found.study.code, found.log_id)
        if found.log_id
        else redirect("studies:study", found.study.code)
    )


def _work(request: SignedRequest, key: UUID) -> Work:
    studies.check_see(request.user)
    found = studies.works_for(request.user).filter(pk=key).first()
    if found is None:
        raise NotFound
    return found
