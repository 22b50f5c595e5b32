"""Enter evidence, import an attendance list, withdraw."""

from __future__ import annotations

import csv
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tirek import evidence, plans
from tirek.directory import can
from tirek.plans import Activity
from tirek.web.downloads import attachment, safe_cell, uploaded
from tirek.web.evidence.forms import DecisionForm, DeliverableForm, EventForm, MeasurementForm
from tirek.web.requests import SignedRequest, page, paged

FORMS: dict[str, tuple[type[forms.Form], Callable[..., Any], Any]] = {
    "events": (EventForm, evidence.add_event, gettext_lazy("Enter an event")),
    "deliverables": (DeliverableForm, evidence.add_deliverable, gettext_lazy("Enter a deliverable")),
    "measurements": (MeasurementForm, evidence.add_measurement, gettext_lazy("Enter a measurement")),
    "decisions": (DecisionForm, evidence.add_decision, gettext_lazy("Enter a decision")),
}
MODELS: dict[str, type[Any]] = {
    "events": evidence.Event,
    "deliverables": evidence.Deliverable,
    "measurements": evidence.Measurement,
    "decisions": evidence.Decision,
}


@page("GET", "POST")
def add(request: SignedRequest, code: str, number: str, kind: str) -> HttpResponse:
    """This page will enter a piece of evidence of one kind for an activity."""
    programme = plans.programme(request.user, code)
    activity = plans.activity(programme, number)
    evidence.check_enter(request.user)
    form_class, operation, heading = FORMS[kind]
    form = form_class(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        piece = operation(account=request.user, activity=activity, **_cleaned(form))
        messages.success(request, _("The evidence is entered."))
        if kind == "events":
            return redirect("evidence:event", piece.pk)
        return redirect("programmes:activity", code, number)
    context = {"programme": programme, "activity": activity, "form": form, "heading": heading}
    return render(request, "evidence/add.html", context)


def _cleaned(form: forms.Form) -> dict[str, Any]:
    given = dict(form.cleaned_data)
    upload = given.pop("file", None)
    return given | ({"file_name": upload.name, "file": upload.read()} if upload else {})


@page()
def event(request: SignedRequest, key: UUID) -> HttpResponse:
    """This page will show an event with its attendances, by code, to those who may see them."""
    found = evidence.event(request.user, key)
    sees_persons = can(request.user, "see persons")
    context = {
        "event": found,
        "activity": found.activity,
        "programme": found.activity.output.programme,
        "sees_persons": sees_persons,
        "attendances": paged(request, evidence.attendances(request.user, found)) if sees_persons else None,
        "attendance_count": found.attendances.filter(withdrawn_position=None).count(),
        "may_enter": evidence.can_enter(request.user, found),
        "files": found.files.defer("content").order_by("-received_at") if sees_persons else [],
    }
    return render(request, "evidence/event.html", context)


@page("POST")
def import_list(request: SignedRequest, key: UUID) -> HttpResponse:
    """This page will keep an attendance list and show the answer to each of its rows."""
    name, content = uploaded(request, "list")
    found = evidence.event(request.user, key)
    file = evidence.store_attendance_file(account=request.user, event=found, name=name, content=content)
    return redirect("evidence:list", found.pk, file.pk)


@page("GET", "POST")
def attendance_list(request: SignedRequest, key: UUID, file: UUID) -> HttpResponse:
    """This page will answer each row of a kept list, and record the good ones when asked."""
    found = evidence.event(request.user, key)
    evidence.check_enter(request.user, found)
    row = get_object_or_404(found.files.select_related("event__activity"), pk=file)
    if request.method == "POST":
        answers = evidence.record_attendance(account=request.user, file=row)
        good = sum(answer.good for answer in answers)
        messages.success(request, _("Attendances recorded: %(count)s.") % {"count": good})
        return redirect("evidence:event", key)
    recorded = {each.file_row for each in row.attendance_set.all()}
    answers = [] if recorded else evidence.answers(row)
    context = {
        "event": found,
        "file": row,
        "answers": answers,
        "recorded": len(recorded),
        "good": sum(answer.good for answer in answers),
        "bad": sum(not answer.good for answer in answers),
    }
    return render(request, "evidence/list.html", context)


@page()
def bad_rows(request: SignedRequest, key: UUID, file: UUID) -> HttpResponse:
    """This page will give the rows that could not be taken, with what is wrong, to be mended and sent again."""
    found = evidence.event(request.user, key)
    evidence.check_enter(request.user, found)
    row = get_object_or_404(found.files.select_related("event__activity"), pk=file)
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="rows-to-mend.csv"'
    table = csv.writer(response)
    table.writerow(["person", "sex", "unit", "region", "role", "problem"])
    for answer in evidence.answers(row):
        if not answer.good:
            problems = " ".join(_(template) % dict(facts) for template, facts in answer.problems)
            cells = (answer.person, answer.sex, answer.unit, answer.region, answer.role, problems)
            table.writerow([safe_cell(cell) for cell in cells])
    return response


@page("POST")
def withdraw(request: SignedRequest, kind: str, key: UUID) -> HttpResponse:
    """This page will withdraw a piece of evidence with a reason."""
    piece = evidence.piece(request.user, MODELS[kind], key)
    evidence.withdraw(account=request.user, piece=piece, reason=request.POST.get("reason", ""))
    messages.success(request, _("The evidence is withdrawn; it stays on record."))
    return _back(piece.activity)


@page("POST")
def withdraw_attendance(request: SignedRequest, key: UUID, attendance: UUID) -> HttpResponse:
    """This page will withdraw one attendance with a reason."""
    found = evidence.event(request.user, key)
    row = get_object_or_404(evidence.attendances(request.user, found), pk=attendance)
    evidence.withdraw(account=request.user, piece=row, reason=request.POST.get("reason", ""))
    messages.success(request, _("The attendance is withdrawn; it stays on record."))
    return redirect("evidence:event", key)


def _back(activity: Activity) -> HttpResponse:
    return redirect("programmes:activity", activity.output.programme.code, activity.number)


@page()
def file(request: SignedRequest, key: UUID) -> HttpResponse:
    """This page will give the file of a deliverable."""
    made = evidence.piece(request.user, evidence.Deliverable, key)
    return attachment(bytes(made.file or b""), made.file_name or "file")
