"""How long somebody stays signed in: while at work, and never longer than a working day."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Literal
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

BEGUN, SEEN = "begun_at", "seen_at"
TOUCH_SECONDS = 60  # the session is written no oftener than this, so that reading a page is not a write
BACKGROUND = "Tirek-Background"  # the header of a page that asks by itself: nobody may be there

Limit = Literal["idle", "absolute"]


class SessionLimits:
    """This class will end a session that was left alone, or that has lasted, for too long (OWASP ASVS 5.0, 7.3)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            return self.get_response(request)
        now = int(time.time())
        if limit := passed(request, now):
            logout(request)
            return to_sign_in(request, limit)
        touch(request, now)
        return self.get_response(request)


def passed(request: HttpRequest, now: int) -> Limit | None:
    """This function will name the limit, in seconds, that the session has passed, if any."""
    if now - request.session.get(BEGUN, now) >= settings.SESSION_ABSOLUTE_SECONDS:
        return "absolute"
    if now - request.session.get(SEEN, now) >= settings.SESSION_IDLE_SECONDS:
        return "idle"
    return None


def touch(request: HttpRequest, now: int) -> None:
    """This function will note that somebody is there, at most once a minute."""
    if BEGUN not in request.session:
        request.session[BEGUN] = request.session[SEEN] = now
    elif now - request.session[SEEN] >= TOUCH_SECONDS and BACKGROUND not in request.headers:
        request.session[SEEN] = now


def to_sign_in(request: HttpRequest, limit: Limit) -> HttpResponse:
    """This function will send to the sign-in page, which says why, and back to the page that was being read."""
    query: dict[str, str] = {"ended": limit}
    partial = "HX-Request" in request.headers
    if request.method == "GET" and not partial:
        query["next"] = request.get_full_path()
    address = f"{reverse('account_login')}?{urlencode(query)}"
    return HttpResponse(headers={"HX-Redirect": address}) if partial else HttpResponseRedirect(address)
