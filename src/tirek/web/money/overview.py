"""The money of a programme at a glance."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from tirek import money, plans
from tirek.directory import check
from tirek.money import Question
from tirek.plans import Programme
from tirek.web.money import tables
from tirek.web.requests import SignedRequest, page


def seen_programme(request: SignedRequest, code: str) -> Programme:
    """This function will give a programme whose money, all of it, the account may see; or refuse."""
    found = plans.programme(request.user, code)
    check(request.user, "see money")
    return found


@page()
def index(request: SignedRequest, code: str) -> HttpResponse:
    """This page will set the budget in force against what was spent, and say what of it needs a person."""
    programme = seen_programme(request, code)
    context = sums(programme, Question.of(programme)) | {"unmatched_count": money.unmatched_lines(programme).count()}
    return render(request, "money/index.html", {"current": "overview", **context})


def sums(programme: Programme, question: Question) -> dict[str, Any]:
    """This function will give what an overview shows of a programme, or of the funds that a question is limited to."""
    revision, spent = money.budget_in_force(programme), tables.spending(question)
    found = tables.against(programme, question, spent)
    return {
        "programme": programme,
        "revision": revision,
        "against": found,
        "fees": tables.fees(spent, revision),
        "burn": tables.burn(programme, spent, found.total.budget),
        "received": money.amounts("contributions", question)[()],
    }
