"""The first page: for everyone what is published, for those signed in what waits for them."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from tirek import cases, money, monitoring, plans, reports
from tirek.directory import Account, can
from tirek.web.cases.lists import name_steps
from tirek.web.programmes.due import waiting
from tirek.web.requests import page

SHOWN = 10
"""So many programmes, and things that are late, are named; the rest is a link away."""


@page(public=True)
def home(request: HttpRequest) -> HttpResponse:
    """This page will be where everyone begins."""
    account = request.user
    if not account.is_authenticated:
        return render(request, "home/visitor.html", {"published": reports.published()[:10]})
    programmes = plans.programmes_for(account).filter(superseded_by=None).order_by("-starts", "code")
    context = {
        "programmes": programmes[:SHOWN],
        "more": max(programmes.count() - SHOWN, 0),
        "own_funds": money.programmes_with_own_funds(account).order_by("code"),
        "documents": [each for each in plans.documents(account)[:20] if not hasattr(each, "programme")],
        "published": reports.published()[:5],
        "may": {
            "take_in": can(account, "take in plans"),
            "see_plans": can(account, "see plans"),
            "see_ledger": can(account, "see ledger"),
            "see_programmes": can(account, "see programmes"),
        },
        **_waiting(account),
        **_work(account),
    }
    return render(request, "home/home.html", context)


def _waiting(account: Account) -> dict[str, Any]:
    """What is late or due in the programmes in whose monitoring the account writes; the most urgent first."""
    kept = list(monitoring.programmes_kept(account).filter(superseded_by=None))
    return {"waiting": waiting(kept, timezone.localdate(), SHOWN), "several": len(kept) > 1} if kept else {}


def _work(account: Account) -> dict[str, Any]:
    """The steps of cases that wait for the account, the most urgent first."""
    if not can(account, "work on cases"):
        return {}
    with cases.sight_of(account):
        steps = cases.work_of(account)
        rows, many = list(steps[:SHOWN]), steps.count()
    name_steps(rows)
    return {"works": True, "rows": rows, "more_steps": max(many - SHOWN, 0), "now": timezone.now()}
