"""One case, as its reader may see it."""

from __future__ import annotations

from math import ceil
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone

from tirek import cases
from tirek.directory import NotFound, NotPermitted, check
from tirek.web.cases.asking import AssignForm, CloseForm, NoteForm, ReasonForm
from tirek.web.requests import SignedRequest, page


@page()
def case(request: SignedRequest, number: str) -> HttpResponse:
    """This page will show a case: what waits, what runs out, who has to do with it, what happened."""
    check(request.user, "see cases")
    return shown(request, number)


def sent(request: SignedRequest) -> QueryDict | None:
    """This function will give what a form was sent with, nothing where it was not sent."""
    return request.POST if request.method == "POST" else None


def case_seen(request: SignedRequest, number: str) -> cases.Case:
    """This function will give a case that the reader sees. Raises `NotFound`."""
    with cases.sight_of(request.user):
        found = cases.cases_for(request.user).select_related("edition", "office").filter(number=number).first()
    if found is None:
        raise NotFound
    return found


def case_worked_on(request: SignedRequest, number: str) -> cases.Case:
    """This function will give a case that the reader may act in. Raises `NotFound`, `NotPermitted`."""
    check(request.user, "work on cases")
    found = case_seen(request, number)
    if not cases.can_work_on(request.user, found):
        raise NotPermitted(deed="work on cases")
    return found


def case_led(request: SignedRequest, number: str) -> cases.Case:
    """This function will give a case that the reader leads. Raises `NotFound`, `NotPermitted`."""
    check(request.user, "lead cases")
    found = case_seen(request, number)
    if not cases.can_lead(request.user, found):
        raise NotPermitted(deed="lead cases")
    return found


def shown(request: SignedRequest, number: str, status: int = 200, **forms: object) -> HttpResponse:
    """This function will answer with the page of a case; `forms` are those that were sent and refused."""
    opened = cases.open_file(account=request.user, number=number)
    with cases.sight_of(request.user):
        rules = cases.rules_of(opened.case.edition)
        procedure = rules.procedures[opened.case.procedure]
        leads = cases.can_lead(request.user, opened.case)
        context = {
            "opened": opened,
            "case": opened.case,
            "now": timezone.now(),
            "works": cases.can_work_on(request.user, opened.case),
            "leads": leads,
            "tasks": [
                (task, opened.names_of_steps[task.step], cases.can_do(request.user, task)) for task in opened.tasks
            ],
            "messages_awaited": [(each, rules.said(procedure.messages.get(each, each))) for each in opened.messages],
            "happened": [
                (each, name)
                for each in opened.happenings
                if (name := opened.names_of_steps.get(each.step)) != each.step
            ],
            "clocks": [
                (each, opened.names_of_steps.get(each.step, each.step), opened.extensions.get(each.pk, ""))
                for each in opened.clocks
            ],
            "extensible": cases.extensible(opened.case, opened.clocks) if leads else set(),
            **_guarded(request, opened),
            "note_form": NoteForm(),
            "assign_form": AssignForm(case=opened.case) if leads else None,
            "help_form": AssignForm(case=opened.case, auto_id="help_%s") if leads else None,
            "helpers": cases.helpers_of(opened.case),
            "close_form": CloseForm(),
            "reopen_form": ReasonForm(),
            **forms,
            "refused": list(forms.values()),
        }
        response = render(request, "cases/case.html", context, status=status)
        if (until := cases.names_open_until(request.user, opened.case)) is not None:
            # When the quarter of an hour is over, the page asks again, and shows no names.
            response["Refresh"] = str(ceil((until - timezone.now()).total_seconds()) + 1)
        return response


def _guarded(request: SignedRequest, opened: cases.OpenedFile) -> dict[str, Any]:
    """What the page tells of documents, links, and of what waits for a second person."""
    reader, case = request.user, opened.case
    until = cases.names_open_until(reader, case)
    return {
        "documents": cases.documents_of(reader, case),
        "links": cases.links_of(reader, case),
        "erasures": cases.erasures_of(case),
        "names_until": until,
        "names_minutes": ceil((until - timezone.now()).total_seconds() / 60) if until else 0,
        "asks_names": cases.asks_unsealing(reader, case),
        "refused_names": cases.refused_unsealing(reader, case),
        "can_ask_names": cases.can_ask_unsealing(reader, case),
    }
