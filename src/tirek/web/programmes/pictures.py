"""Pictures of a programme, each on a page with its words and its table."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from tirek import indicators, money, plans
from tirek.directory import can, check
from tirek.web.programmes import drawn
from tirek.web.requests import SignedRequest, page

AT_ONCE = 12
"""So many small charts stand on a page."""


@page()
def results_chain(request: SignedRequest, code: str) -> HttpResponse:
    """This page will show what leads to the outcome, and how each indicator on the way stands."""
    found = plans.programme(request.user, code)
    check(request.user, "see figures")
    picture = drawn.results_chain(found, indicators.results_framework(found))
    return render(request, "programmes/results_chain.html", {"programme": found, "picture": picture})


@page()
def pictures(request: SignedRequest, code: str) -> HttpResponse:
    """This page will show money against time, of the programme or of one fund, and the indicators by quarter."""
    found = plans.programme(request.user, code)
    check(request.user, "see figures")
    check(request.user, "see money")
    today = timezone.localdate()
    funds = list(money.funds_for(request.user).filter(programme=found).order_by("code"))
    fund = next((each for each in funds if each.code == request.GET.get("fund")), None)
    shown = Paginator(indicators.results_framework(found, today), AT_ONCE).get_page(request.GET.get("page"))
    context = {
        "programme": found,
        "burn": drawn.burn(request.user, found, today, fund),
        "funds": funds,
        "fund": fund,
        "small_multiples": drawn.small_multiples(shown),
        "shown": shown,
        "sees_plan": can(request.user, "see plans"),
    }
    return render(request, "programmes/pictures.html", context)
