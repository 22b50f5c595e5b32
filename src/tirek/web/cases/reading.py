"""One case, as its reader may see it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from tirek import cases
from tirek.directory import check
from tirek.web.cases.asking import AssignForm, CloseForm, NoteForm, ReasonForm
from tirek.web.requests import SignedRequest, page


@page()
def case(request: SignedRequest, number: str) -> HttpResponse:
    """This page will show a case: what waits, what runs out, who has to do with it, what happened."""
    check(request.user, "see cases")
    return shown(request, number)


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
            "happened": [(each, opened.names_of_steps.get(each.step, each.step)) for each in opened.happenings],
            "clocks": [(each, opened.names_of_steps.get(each.step, each.step)) for each in opened.clocks],
            "note_form": NoteForm(),
            "assign_form": AssignForm(case=opened.case) if leads else None,
            "close_form": CloseForm(),
            "reopen_form": ReasonForm(),
            **forms,
            "refused": list(forms.values()),
        }
        return render(request, "cases/case.html", context, status=status)
