"""A case goes to another office, is accepted there or sent back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from tirek import cases
from tirek.directory import NotFound, NotPermitted, check
from tirek.web.cases.asking import ReasonForm, SendForm
from tirek.web.requests import SignedRequest, page


@page("GET", "POST")
def send(request: SignedRequest, number: str) -> HttpResponse:
    """This page will ask to which office a case goes, and send it."""
    check(request.user, "lead cases")
    with cases.sight_of(request.user):
        found = cases.cases_for(request.user).filter(number=number).first()
        if found is None:
            raise NotFound
        if not cases.can_lead(request.user, found):
            raise NotPermitted(deed="lead cases")
        form = SendForm(request.POST or None, case=found)
        valid = form.is_valid()
    if not valid:
        status = 422 if form.is_bound else 200
        return render(request, "cases/send.html", {"case": found, "form": form}, status=status)
    given = form.cleaned_data
    cases.send_case(actor=request.user, number=number, to=given["to"], consent=given["consent"], reason=given["reason"])
    messages.success(request, gettext("The case is on its way. It stays here until the other office accepts it."))
    return redirect("cases:case", number)


@page("POST")
def accept(request: SignedRequest, number: str) -> HttpResponse:
    """This page will take a case that was sent here."""
    check(request.user, "lead cases")
    case = cases.accept_case(actor=request.user, number=number)
    messages.success(request, gettext("The case is here now. Give it to somebody."))
    return redirect("cases:case", case.number)


@page("GET", "POST")
def give_back(request: SignedRequest, number: str) -> HttpResponse:
    """This page will send a case back that was sent here, with a reason."""
    check(request.user, "lead cases")
    arriving = next((each for each in cases.arriving_for(request.user) if each.number == number), None)
    if arriving is None:
        raise NotFound
    form = ReasonForm(request.POST or None)
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "cases/return.html", {"arriving": arriving, "form": form}, status=status)
    cases.return_case(actor=request.user, number=number, reason=form.cleaned_data["reason"])
    messages.success(request, gettext("The case was sent back."))
    return redirect("cases:work")
