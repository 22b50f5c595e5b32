"""“Where is my complaint?”: asked with a number and a code, without an account."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from tirek import cases
from tirek.directory import NotFound
from tirek.web.cases.asking import WhereForm
from tirek.web.requests import page


@page("GET", "POST", public=True)
def where(request: HttpRequest) -> HttpResponse:
    """This page will say how far a case is, and nothing of what it is about. The code never stands in an address."""
    form = WhereForm(request.POST or None)
    found, status = None, 200
    if form.is_bound and form.is_valid():
        try:
            found = cases.how_far(number=form.cleaned_data["number"], code=form.cleaned_data["code"])
        except NotFound:
            form.add_error(
                None, gettext("No case has this number and this code. Look at the paper that you were given.")
            )
    if form.is_bound and found is None:
        status = 422
    response = render(request, "cases/where.html", {"form": form, "found": found}, status=status)
    response["Cache-Control"] = "no-store"
    return response
