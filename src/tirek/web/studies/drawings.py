"""The drawings of a service: as it is and as it is to be, shown with all steps in words, and changed."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tirek import studies
from tirek.directory import NotFound
from tirek.refusals import Refusal
from tirek.studies import Study
from tirek.web.downloads import attachment
from tirek.web.requests import SignedRequest, page
from tirek.web.studies.drawn import KINDS, drawing_of, steps_of
from tirek.web.studies.heat import heat_on
from tirek.web.studies.logs import log_of
from tirek.web.studies.studying import study_of
from tirek.web.studies.tables import table

LARGEST = 2_000_000  # letters of a drawing


@page("GET", "POST")
def drawing(request: SignedRequest, code: str, of: str) -> HttpResponse:
    """This page will show a drawing, newest first; and keep a file that is sent as the newest."""
    study = study_of(request, code)
    found = drawing_of(request, study, of)
    if request.method == "POST":
        return _keep(request, study, of)
    context = {
        **heat_on(request, found),
        "study": study,
        "of": of,
        "called": KINDS[of],
        "drawing": found,
        "steps": list(steps_of(found)) if found else [],
        "url": reverse("studies:bpmn", args=(code, of, found.version)) if found else "",
        "versions": studies.drawings_for(request.user).filter(study=study, of=of).defer("bpmn"),
        "may": studies.can_keep(request.user, study),
    }
    return render(request, "studies/drawing.html", context)


@page()
def heat_csv(request: SignedRequest, code: str, of: str) -> HttpResponseBase:
    """This page will give what a log says of the tasks of a drawing as a table, times in seconds."""
    found = heat_on(request, drawing_of(request, study_of(request, code), of))
    if "rows" not in found:
        raise NotFound
    names = ("task", "count", "cases", "waiting_median_s", "work_median_s", "skipped_cases", "outside_cases")
    rows = [(r.name, r.events, r.cases, r.waits_s, r.works_s, r.skipped, r.outside) for r in found["rows"]]
    return table(f"{code}-{of}-tasks", names, rows)


@page()
def bpmn(request: SignedRequest, code: str, of: str, version: int) -> HttpResponse:
    """This page will give a drawing as BPMN 2.0, for the script that shows it or to keep."""
    found = drawing_of(request, study_of(request, code), of, version)
    if found is None:
        raise NotFound
    if "download" in request.GET:
        return attachment(found.bpmn, f"{code}-{of}-{version}.bpmn", "application/xml")
    response = HttpResponse(found.bpmn, content_type="application/xml")
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    return response


@page("GET", "POST")
def draw(request: SignedRequest, code: str, of: str) -> HttpResponse:
    """This page will change a drawing; that of how it is to be begins as a copy of how it is."""
    study = study_of(request, code)
    studies.check_keep(request.user, study)
    found = drawing_of(request, study, of) or drawing_of(request, study, "as-is")
    if request.method == "POST":
        return _keep(request, study, of)
    if found is None:
        messages.info(request, _("Draw how the service is first: a log gives the drawing, or a file does."))
        return redirect("studies:drawing", code, of)
    context = {"study": study, "of": of, "called": KINDS[of], "text": found.bpmn, "note": ""}
    return render(request, "studies/draw.html", context)


@page("POST")
def discover(request: SignedRequest, code: str, key: UUID) -> HttpResponse:
    """This page will have the drawing of how it is mined out of a log."""
    log = log_of(request, code, key)
    noise = request.POST.get("noise", "20")
    share = min(90, int(noise)) / 100 if noise.isascii() and noise.isdigit() and len(noise) < 4 else 0.2
    work = studies.ask_for_work(
        actor=request.user,
        study=log.study,
        log=log,
        kind="discover",
        asked={"noise": share, "only": request.POST.get("only", "")},
    )
    return redirect("studies:work", work.pk)


def _keep(request: SignedRequest, study: Study, of: str) -> HttpResponse:
    studies.check_keep(request.user, study)
    if of not in KINDS:
        raise NotFound
    upload = request.FILES.get("file")
    text = upload.read(LARGEST).decode("utf-8", "replace") if upload else request.POST.get("text", "")[:LARGEST]
    note = request.POST.get("note", "")
    try:
        kept = studies.keep_drawing(actor=request.user, study=study, of=of, bpmn=text.replace("\r\n", "\n"), note=note)
    except Refusal as refusal:
        if upload:
            raise
        context = {"study": study, "of": of, "called": KINDS[of], "text": text, "note": note, "refusal": refusal}
        return render(request, "studies/draw.html", context, status=422)
    messages.success(request, _("The drawing is kept as version %(version)s.") % {"version": kept.version})
    return redirect("studies:drawing", study.code, of)
