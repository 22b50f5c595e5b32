"""The first page: for everyone what is published, for those signed in what waits for them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tirek import plans, reports
from tirek.directory import can
from tirek.web.requests import page


@page(public=True)
def home(request: HttpRequest) -> HttpResponse:
    """This page will be where everyone begins."""
    account = request.user
    if not account.is_authenticated:
        return render(request, "home/visitor.html", {"published": reports.published()[:10]})
    context = {
        "programmes": plans.programmes_for(account),
        "documents": [each for each in plans.documents(account)[:20] if not hasattr(each, "programme")],
        "published": reports.published()[:5],
        "may": {
            "take_in": can(account, "take in plans"),
            "see_plans": can(account, "see plans"),
            "see_ledger": can(account, "see ledger"),
        },
    }
    return render(request, "home/home.html", context)
