"""Take in a plan, follow its reading, settle its findings, adopt it."""

from __future__ import annotations

import csv
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from tirek import plans
from tirek.directory import can
from tirek.plans import PlanDocument
from tirek.web.downloads import attachment, safe_cell, uploaded
from tirek.web.plans.forms import AdoptForm
from tirek.web.requests import SignedRequest, page


@page()
def index(request: SignedRequest) -> HttpResponse:
    """This page will list the plan documents and take in a new one."""
    plans.check_see(request.user)
    return render(request, "plans/index.html", {"documents": plans.documents(request.user), "may": _may(request)})


@page("POST")
def take_in(request: SignedRequest) -> HttpResponse:
    """This page will store a document and show how its reading goes."""
    name, content = uploaded(request, "document")
    document = plans.take_in_plan(account=request.user, name=name, content=content)
    return redirect("plans:review", document.pk)


@page()
def review(request: SignedRequest, key: UUID) -> HttpResponse:
    """This page will show the document beside its reading, with the findings of the audit."""
    plans.check_see(request.user)
    document = plans.document(request.user, key)
    if document.progress.state != "read":
        return render(request, "plans/progress.html", {"document": document})
    return _review(request, document, AdoptForm(request.user))


def _review(request: SignedRequest, document: PlanDocument, form: AdoptForm) -> HttpResponse:
    found = list(plans.findings(document))
    plan = plans.plan_of(document)
    marked: dict[int, list[Any]] = {}
    for finding in found:
        for line in finding.where:
            marked.setdefault(line, []).append(finding)
    context = {
        "document": document,
        "plan": plan,
        "lines": [(line, marked.get(line.number, [])) for line in plan.lines],
        "findings": found,
        "open_errors": sum(1 for each in found if each.severity == "error" and not each.settlement),
        "programme": getattr(document, "programme", None),
        "kinds": plans.Settlement.KINDS.items(),
        "may": _may(request),
        "form": form,
    }
    return render(request, "plans/review.html", context)


def _may(request: SignedRequest) -> dict[str, bool]:
    deeds = {"take_in": "take in plans", "settle": "settle findings", "adopt": "adopt plans"}
    return {name: can(request.user, deed) for name, deed in deeds.items()}


@page()
def progress(request: SignedRequest, key: UUID) -> HttpResponse:
    """This page will tell how far the reading is; a part of a page, asked for again and again."""
    plans.check_see(request.user)
    document = plans.document(request.user, key)
    response = render(request, "plans/_progress.html", {"document": document})
    if document.progress.state == "read":
        response["HX-Refresh"] = "true"
    return response


@page("POST")
def settle(request: SignedRequest, key: UUID, finding: UUID) -> HttpResponse:
    """This page will keep how a finding was settled and return to it."""
    document = plans.document(request.user, key)
    row = get_object_or_404(document.findings, pk=finding)
    kind, reason = request.POST.get("kind", ""), request.POST.get("reason", "")
    plans.settle_finding(account=request.user, finding=row, kind=kind, reason=reason)
    if request.headers.get("HX-Request"):
        fresh = plans.findings(document).get(pk=finding)
        context = {
            "finding": fresh,
            "document": document,
            "kinds": plans.Settlement.KINDS.items(),
            "may": _may(request),
        }
        return render(request, "plans/_finding.html", context)
    messages.success(request, _("The finding is settled."))
    return redirect(f"{redirect('plans:review', key).url}#finding-{row.ordinal}")


@page("POST")
def adopt(request: SignedRequest, key: UUID) -> HttpResponse:
    """This page will make a programme of the plan, in the place of another one if that was chosen."""
    document = plans.document(request.user, key)
    plans.check_document(request.user, "adopt plans", document)
    form = AdoptForm(request.user, request.POST)
    if not form.is_valid() and hasattr(document, "reading"):
        return _review(request, document, form)
    superseded = form.cleaned_data.get("supersedes")
    programme = plans.adopt_plan(account=request.user, document=document, supersedes=superseded)
    messages.success(request, _("The plan is now a programme."))
    return redirect("programmes:programme", programme.code)


@page()
def original(request: SignedRequest, key: UUID) -> HttpResponse:
    """This page will give the document back, byte for byte as it came."""
    plans.check_see(request.user)
    document = plans.document(request.user, key)
    return attachment(bytes(document.content), document.name)


@page()
def findings_csv(request: SignedRequest, key: UUID) -> HttpResponse:
    """This page will give the findings as a table."""
    plans.check_see(request.user)
    document = plans.document(request.user, key)
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="findings.csv"'
    table = csv.writer(response)
    table.writerow(["code", "severity", "sentence", "lines", "printed", "computed", "settled", "reason"])
    for each in plans.findings(document):
        done = each.settlement
        lines = " ".join(str(line) for line in each.where)
        row = [each.code, each.severity, each.sentence, lines, each.printed or "", each.computed or ""]
        table.writerow([safe_cell(cell) for cell in [*row, done.kind if done else "", done.reason if done else ""]])
    return response
