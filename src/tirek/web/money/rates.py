"""Exchange rates of months."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from tirek import money
from tirek.refusals import Refusal
from tirek.web.money.forms import RateForm, refused
from tirek.web.money.overview import seen_programme
from tirek.web.requests import SignedRequest, page, paged


@page("GET", "POST")
def index(request: SignedRequest, code: str) -> HttpResponse:
    """This page will list the rates by which costs are converted, and set another."""
    programme = seen_programme(request, code)
    form = RateForm(request.POST or None)
    if request.method == "POST":
        money.check_enter(request.user, programme)
        if form.is_valid():
            try:
                money.set_rate(
                    account=request.user, base=programme.currency, office=programme.office, **form.cleaned_data
                )
            except Refusal as refusal:
                refused(form, refusal)
            else:
                messages.success(request, _("The rate is set."))
                return redirect("money:rates", code)
    context = {
        "programme": programme,
        "current": "rates",
        "rates": paged(request, money.rates(request.user, programme)),
        "form": form,
        "may_enter": money.can_enter(request.user, programme),
    }
    return render(request, "money/rates.html", context, status=422 if form.errors else 200)


@page("POST")
def withdraw(request: SignedRequest, code: str, key: UUID) -> HttpResponse:
    """This page will withdraw a rate with a reason."""
    programme = seen_programme(request, code)
    money.check_enter(request.user, programme)
    rate = get_object_or_404(money.rates(request.user, programme).select_related("office"), pk=key)
    money.withdraw_rate(account=request.user, rate=rate, reason=request.POST.get("reason", ""))
    messages.success(request, _("The rate is withdrawn; what was converted by it keeps it."))
    return redirect("money:rates", code)
