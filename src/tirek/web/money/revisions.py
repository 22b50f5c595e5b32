"""Budget revisions: the list, one of them, the draft of another, the review."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tirek import money
from tirek.money import BudgetRevision
from tirek.plans import Programme
from tirek.refusals import Refusal
from tirek.web.money.forms import activities_of
from tirek.web.money.overview import seen_programme
from tirek.web.money.revision_form import RevisionForm, blank, longer, sent
from tirek.web.requests import SignedRequest, page


def state_of(revision: BudgetRevision, in_force: BudgetRevision | None) -> str:
    """This function will say how a revision stands: waiting, in-force, replaced, returned or withdrawn."""
    if revision.withdrawn_position is not None:
        return "withdrawn"
    review = next(iter(revision.reviews.all()), None)
    if review is None:
        return "waiting"
    if review.verdict == "returned":
        return "returned"
    return "in-force" if in_force is not None and revision.pk == in_force.pk else "replaced"


def listed(programme: Programme) -> list[tuple[BudgetRevision, str]]:
    """This function will give the revisions with their states, the newest first."""
    in_force = money.budget_in_force(programme)
    return [(each, state_of(each, in_force)) for each in reversed(money.revisions(programme))]


@page()
def index(request: SignedRequest, code: str) -> HttpResponse:
    """This page will list the budget revisions with their states."""
    programme = seen_programme(request, code)
    context = {
        "programme": programme,
        "current": "budget",
        "revisions": listed(programme),
        "may_enter": money.can_enter(request.user, programme),
        "has_funds": money.funds(programme).exists(),
    }
    return render(request, "money/revisions.html", context)


@page()
def revision(request: SignedRequest, code: str, number: int) -> HttpResponse:
    """This page will show a revision, what it changes, and what a second person said or may say of it."""
    programme = seen_programme(request, code)
    found = money.revision(request.user, programme, number)
    state = state_of(found, money.budget_in_force(programme))
    changes = [(row, was, row.amount - was) for row, was in money.changes(found)]
    waiting = state == "waiting"
    context = {
        "programme": programme,
        "current": "budget",
        "revision": found,
        "state": state,
        "changes": changes,
        "total": sum(row.amount for row, _, _ in changes),
        "total_before": sum(was for _, was, _ in changes),
        "total_change": sum(change for _, _, change in changes),
        "may_review": waiting and money.can_review(request.user, programme) and found.drafted_by_id != request.user.pk,
        "is_author": found.drafted_by_id == request.user.pk,
        "may_withdraw": waiting and money.can_enter(request.user, programme),
    }
    return render(request, "money/revision.html", context)


@page("POST")
def review(request: SignedRequest, code: str, number: int) -> HttpResponse:
    """This page will keep the verdict of a second person."""
    programme = seen_programme(request, code)
    money.check_review(request.user, programme)
    found = money.revision(request.user, programme, number)
    verdict, reason = request.POST.get("verdict", ""), request.POST.get("reason", "")
    money.review_revision(account=request.user, revision=found, verdict=verdict, reason=reason)
    approved = _("The budget is approved and in force.")
    messages.success(request, approved if verdict == "approved" else _("The draft is sent back."))
    return redirect("money:revision", code, number)


@page("POST")
def withdraw(request: SignedRequest, code: str, number: int) -> HttpResponse:
    """This page will withdraw a draft with a reason."""
    programme = seen_programme(request, code)
    money.check_enter(request.user, programme)
    found = money.revision(request.user, programme, number)
    money.withdraw_revision(account=request.user, revision=found, reason=request.POST.get("reason", ""))
    messages.success(request, _("The draft is withdrawn; it stays on record."))
    return redirect("money:revisions", code)


@page("GET", "POST")
def draft(request: SignedRequest, code: str) -> HttpResponse:
    """This page will draft a revision in a table that is filled from the budget in force, or from the plan."""
    programme = seen_programme(request, code)
    money.check_enter(request.user, programme)
    activities = {each.number: each for each in activities_of(programme)}
    funds = {each.code: each for each in money.funds(programme)}
    in_force = money.budget_in_force(programme)
    if request.method == "POST":
        more = "more" in request.POST
        form = RevisionForm(request.POST)
        rows = sent(longer(request.POST) if more else request.POST, activities, funds)
        if not more and (made := _drafted(request, programme, form, rows)):
            messages.success(request, _("The draft waits for the review of a second person."))
            return redirect("money:revision", code, made.number)
        if more:
            form = RevisionForm(initial=request.POST.dict())
            rows.is_valid()
    else:
        fee = {"fee_rate": in_force.fee_rate, "fee_base": in_force.fee_base} if in_force else {"fee_base": "on-cost"}
        form = RevisionForm(initial=fee)
        rows = blank(programme, activities, funds, _beginning(request, programme, in_force, funds))
    context: dict[str, Any] = {
        "programme": programme,
        "current": "budget",
        "form": form,
        "rows": rows,
        "activities": activities.values(),
        "funds": funds.values(),
        "in_force": in_force,
        "from_plan": request.GET.get("from") == "plan" or in_force is None,
    }
    return render(request, "money/draft.html", context, status=422 if _is_wrong(request, form, rows) else 200)


def _is_wrong(request: SignedRequest, form: RevisionForm, rows: Any) -> bool:
    return request.method == "POST" and "more" not in request.POST and bool(form.errors or any(rows.errors))


def _drafted(request: SignedRequest, programme: Programme, form: RevisionForm, rows: Any) -> BudgetRevision | None:
    planned = rows.planned()
    if not form.is_valid() or planned is None:
        if planned is None:
            form.add_error(None, _("Rows of the budget cannot be read; they are marked below."))
        return None
    try:
        return money.draft_revision(account=request.user, programme=programme, rows=planned, **form.cleaned_data)
    except Refusal as refusal:
        rows.refused(form, refusal)
        return None


def _beginning(request: SignedRequest, programme: Programme, in_force: BudgetRevision | None, funds: Any) -> list[Any]:
    if in_force is not None and request.GET.get("from") != "plan":
        return [row for row in money.budget_rows(in_force) if row.kind == "direct"]
    chosen = funds.get(request.GET.get("fund", ""))
    fund = chosen or next(iter(funds.values()), None)
    if fund is None:
        return []
    rows = money.plan_rows(programme, fund)
    return rows if chosen else [replace(row, fund=funds.get(row.activity.fund.strip(), fund)) for row in rows]
