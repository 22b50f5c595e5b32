"""A step that waits: which form it asks for, and which of the reader's answers it is done with."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext

from tirek import cases
from tirek.directory import NotFound, check
from tirek.web.requests import SignedRequest, page


@page()
def step(request: SignedRequest, key: UUID) -> HttpResponse:
    """This page will show a step of a case and let it be done."""
    check(request.user, "see cases")
    with cases.sight_of(request.user):
        task = cases.step_for(request.user, key)
        rules = cases.rules_of(task.case.edition)
        context = {
            "task": task,
            "case": task.case,
            "name": rules.said(rules.procedures[task.case.procedure].steps[task.step].name),
            "may": cases.can_do(request.user, task),
            "answers": cases.answers_for(request.user, task),
            "now": timezone.now(),
        }
        return render(request, "cases/step.html", context)


@page("POST")
def done(request: SignedRequest, key: UUID) -> HttpResponse:
    """This page will do a step with answers that were sent."""
    check(request.user, "work on cases")
    try:
        answers = UUID(request.POST.get("answers", ""))
    except ValueError:
        raise NotFound from None
    case = cases.complete_task(actor=request.user, task=key, submission=answers)
    messages.success(request, gettext("The step is done."))
    return redirect("cases:case", case.number)
