"""The quarters by which a programme reports, and closing one."""

from __future__ import annotations

from collections import Counter

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from tirek import indicators, plans
from tirek.directory import check
from tirek.reports import period_name
from tirek.web.requests import SignedRequest, page
from tirek.web.results.framework import around


@page()
def index(request: SignedRequest, code: str) -> HttpResponse:
    """This page will list the quarters of a programme: when each is due, whether it is closed, what waits in it."""
    programme = plans.programme(request.user, code)
    check(request.user, "see figures")
    waiting = Counter(value.period_id for row in indicators.results_framework(programme) for value in row.waiting)
    today = timezone.localdate()
    found = plans.periods_of(programme).prefetch_related("closed_by__grants")
    rows = [(each, waiting[each.pk], each.closed_at is None and each.ends < today) for each in found]
    return render(request, "results/periods.html", around(request, programme, rows=rows))


@page("POST")
def close(request: SignedRequest, code: str, key: str) -> HttpResponse:
    """This page will close a quarter for good."""
    programme = plans.programme(request.user, code)
    plans.check_programme(request.user, "close periods", programme)
    closed = plans.close_period(account=request.user, period=plans.period(programme, key))
    messages.success(request, _("%(period)s is closed.") % {"period": period_name(closed.key)})
    return redirect("results:periods", code)
