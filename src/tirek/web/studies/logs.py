"""A log: taken in, its columns confirmed, read; and then what it says."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.forms import Form
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tirek import studies
from tirek.directory import NotFound
from tirek.studies import StudyLog, Work
from tirek.web.requests import SignedRequest, page
from tirek.web.studies.forms import ColumnsForm, LogForm, WholeForm
from tirek.web.studies.studying import study_of, study_page


def log_of(request: SignedRequest, code: str, key: UUID) -> StudyLog:
    """This function will give a log of a study that the reader sees. Raises `NotPermitted`, `NotFound`."""
    study = study_of(request, code)
    found = studies.logs_for(request.user).filter(study=study, pk=key).first()
    if found is None:
        raise NotFound
    return found


@page("POST")
def take_in(request: SignedRequest, code: str) -> HttpResponse:
    """This page will keep a log and look which columns it has."""
    study = study_of(request, code)
    studies.check_keep(request.user, study)
    form = LogForm(request.POST, request.FILES)
    upload = request.FILES.get("log")
    if not form.is_valid() or not isinstance(upload, UploadedFile):
        return study_page(request, study, form)
    made = studies.take_in_log(
        actor=request.user,
        study=study,
        of=form.cleaned_data["of"],
        name=upload.name or "",
        size=upload.size or 0,
        chunks=upload.chunks(),
    )
    studies.ask_for_work(actor=request.user, study=study, log=made, kind="look", asked={})
    return redirect("studies:log", code, made.pk)


@page()
def log(request: SignedRequest, code: str, key: UUID) -> HttpResponse:
    """This page will show a log: how its reading goes, which columns it has, or what it says."""
    found = log_of(request, code, key)
    if hasattr(found, "reading"):
        from tirek.web.studies.flow import overview

        return overview(request, found)
    return _not_read_yet(request, found)


def _not_read_yet(request: SignedRequest, found: StudyLog, form: Form | None = None) -> HttpResponse:
    works = studies.works_for(request.user).filter(log=found)
    looked = works.filter(kind="look", state="done").first()
    context = {
        "log": found,
        "study": found.study,
        "work": works.filter(kind__in=("look", "import")).first(),
        "columns": list(studies.samples_of(looked).items()) if looked else [],
        "may": studies.can_keep(request.user, found.study),
        "form": form or (_asked(looked) if looked else None),
    }
    return render(request, "studies/reading.html", context, status=422 if form else 200)


def _asked(looked: Work, data: QueryDict | None = None) -> Form:
    """What is asked before a log is read: which column is what, where the log does not say so itself."""
    told = looked.result or {"columns": [], "guessed": {}}
    names = told["columns"]
    return ColumnsForm(data, columns=names, guessed=told["guessed"]) if names else WholeForm(data)


@page("POST")
def read(request: SignedRequest, code: str, key: UUID) -> HttpResponse:
    """This page will have a log read, with the columns that somebody confirmed."""
    found = log_of(request, code, key)
    studies.check_keep(request.user, found.study)
    looked = studies.works_for(request.user).filter(log=found, kind="look", state="done").first()
    if looked is None:
        return redirect("studies:log", code, key)
    form = _asked(looked, request.POST)
    if not form.is_valid():
        return _not_read_yet(request, found, form)
    studies.ask_to_read(actor=request.user, log=found, columns=form.cleaned_data)
    return redirect("studies:log", code, key)


@page("POST")
def withdraw(request: SignedRequest, code: str, key: UUID) -> HttpResponse:
    """This page will withdraw a log; what was told of it stays as it was told."""
    found = log_of(request, code, key)
    studies.withdraw_log(actor=request.user, log=found, reason=request.POST.get("reason", ""))
    messages.success(request, _("The log is withdrawn and its events are removed."))
    return redirect("studies:study", code)
