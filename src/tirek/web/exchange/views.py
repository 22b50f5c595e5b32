"""Exchange of a programme."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from tirek import plans
from tirek.directory import check
from tirek.web.requests import SignedRequest, page


@page()
def index(request: SignedRequest, code: str) -> HttpResponse:
    """This page will show the exchange of a programme."""
    found = plans.programme(request.user, code)
    check(request.user, "see exports")
    return render(request, "exchange/index.html", {"programme": found})
