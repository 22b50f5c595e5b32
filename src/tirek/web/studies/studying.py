"""The studies, one study, and the long work that is done for it."""

from __future__ import annotations

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tirek import studies
from tirek.cases import sight_of
from tirek.directory import NotFound
from tirek.studies import Drawing, Study, Work
from tirek.web.findings.of_study import found_in
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
    language = (get_language() or "en")[:2]
    known = [
        (f"{edition.mechanism.code}/{each.code}", each.title.get(language) or each.code)
        for edition, each in studies.services_known()
    ]
    context = {"form": form, "services": known}
    return render(request, "studies/begin.html", context, status=422 if form.errors else 200)


@page("POST")
def begin_from(request: SignedRequest) -> HttpResponse:
    """This page will begin the study of a service that a mechanism describes, with its drawings and rules."""
    studies.check_keep(request.user)
    language = (get_language() or "en")[:2]
    made = studies.begin_from_service(actor=request.user, service=request.POST.get("service", ""), language=language)
    messages.success(request, _("The study is begun. Take in the log of the service next."))
    return redirect("studies:study", made.code)


@page()
def study(request: SignedRequest, code: str) -> HttpResponse:
    """This page will show a study: the service, its logs, its drawings, and what comes next."""
    return study_page(request, study_of(request, code), LogForm())


def study_page(request: SignedRequest, found: Study, form: LogForm) -> HttpResponse:
    """This function will show a study, with what was found wanting in a log that was sent."""
    with sight_of(request.user):
        found_there = found_in(request.user, found)
    context = {
        "study": found,
        "logs": studies.logs_for(request.user).filter(study=found),
        "drawings": [
            (of, label, studies.drawings_for(request.user).filter(study=found, of=of).defer("bpmn").first())
            for of, label in Drawing.Of.choices
        ],
        "may": studies.can_keep(request.user, found),
        "found": found_there,
        "log_form": form,
        "form": form,
    }
    return render(request, "studies/study.html", context, status=422 if form.errors else 200)


@page()
def work(request: SignedRequest, key: UUID) -> HttpResponse:
    """This page will show long work, and lead on to what came of it."""
    found = _work(request, key)
    if found.state == "done":
        return redirect(_onward(found))
    context = {
        "work": found,
        "study": found.study,
        "title": _title(found),
        "onward": _onward(found),
        "may": studies.can_keep(request.user, found.study),
    }
    return render(request, "studies/work.html", context)


def _title(found: Work) -> str:
    titles = {
        "discover": _("Drawing how it is"),
        "simulate": _("Simulating"),
        "conform": _("Holding the log against the drawing"),
        "from-record": _("Taking the log from the record"),
    }
    return titles.get(found.kind, _("Reading the log"))


def _onward(found: Work) -> str:
    code = found.study.code
    if found.kind == "discover":
        return reverse("studies:drawing", args=(code, "as-is"))
    if found.kind == "simulate":
        return reverse("studies:simulation", args=(code,))
    if found.kind == "conform":
        asked = {"drawing": found.asked["of"], **({"only": found.asked["only"]} if found.asked["only"] else {})}
        return f"{reverse('studies:conformance', args=(code, found.log_id))}?{urlencode(asked)}"
    if found.log_id:
        return reverse("studies:log", args=(code, found.log_id))
    return reverse("studies:study", args=(code,))


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
    return redirect(_onward(found))


def _work(request: SignedRequest, key: UUID) -> Work:
    studies.check_see(request.user)
    found = studies.works_for(request.user).filter(pk=key).first()
    if found is None:
        raise NotFound
    return found
