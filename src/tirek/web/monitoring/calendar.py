"""What is due across programmes, and the secret address at which other programs read it."""

from __future__ import annotations

from collections.abc import Collection

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from tirek import monitoring, reports
from tirek.directory import Account
from tirek.monitoring import CalendarFeed, Due, State
from tirek.web.requests import SignedRequest, page, paged

STATES: tuple[State, ...] = ("late", "due", "later")


@page()
def calendar(request: SignedRequest) -> HttpResponse:
    """This page will list what is late and due in all programmes, or with `all` also what comes later."""
    monitoring.check_see(request.user)
    return _page(request)


def _page(request: SignedRequest, address: str = "") -> HttpResponse:
    everything = request.GET.get("show") == "all"
    found = all_due(request.user, STATES if everything else STATES[:2])
    context = {
        "due": paged(request, sorted(found, key=lambda each: (STATES.index(each.state), each.day))),
        "everything": everything,
        "feed": CalendarFeed.objects.filter(account=request.user).first(),
        "address": address,
    }
    return render(request, "monitoring/calendar.html", context)


def all_due(account: Account, states: Collection[State]) -> list[Due]:
    """This function will give what is in one of these states in all programmes that the account sees."""
    programmes = list(monitoring.programmes_watched(account))
    done = reports.formal_reports_done_in(programmes)
    return monitoring.due_in(programmes, timezone.localdate(), done, states)


@page("POST")
def make_address(request: SignedRequest) -> HttpResponse:
    """This page will make a new secret address of the calendar, and show it this once."""
    token = monitoring.open_calendar(account=request.user)
    return _page(request, settings.PUBLIC_URL + reverse("monitoring:feed", args=[token]))


@page("POST")
def revoke_address(request: SignedRequest) -> HttpResponse:
    """This page will revoke the secret address of the calendar."""
    monitoring.close_calendar(account=request.user)
    messages.success(request, _("The address is revoked: whoever has it reads nothing any more."))
    return redirect("monitoring:calendar")


@page(public=True)
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """This page will give the calendar of the account whose secret address this is: titles, days and links."""
    account = monitoring.account_of_calendar(token)
    with translation.override(account.language):
        content = monitoring.calendar_file(
            all_due(account, STATES),
            name=_("Tirek: what is due"),
            address=monitoring.due_address,
            now=timezone.now(),
        )
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response
