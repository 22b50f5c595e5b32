"""Who asks the feed: somebody who is signed in, or a spreadsheet with a key of its owner (HTTP Basic, RFC 7617)."""

from __future__ import annotations

import base64
import binascii
import functools
from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from tirek.directory import Account
from tirek.forms import account_of_feed
from tirek.refusals import Refusal

View = Callable[..., HttpResponseBase]
STATUS = {"not-permitted": 403, "not-found": 404}


def feed(view: View) -> View:
    """This function will mark a view of the feed: it answers who is known, in the feed's own words, and GET alone."""

    @functools.wraps(view)
    def answered(request: HttpRequest, *args: str, **kwargs: str) -> HttpResponseBase:
        account = who_asks(request)
        if account is None:
            refused = told("sign-in-needed", gettext("Sign in with your user name and a key for spreadsheets."), 401)
            refused["WWW-Authenticate"] = 'Basic realm="Tirek", charset="UTF-8"'
            return refused
        try:
            response = view(request, account, *args, **kwargs)
        except Refusal as refusal:
            sentence = gettext(refusal.sentence) % refusal.facts
            return told(
                refusal.id, sentence, STATUS.get(refusal.id, 501 if refusal.id == "feed-question-unknown" else 400)
            )
        response["OData-Version"] = "4.0"
        return response

    wrapped = never_cache(require_http_methods(["GET", "HEAD"])(answered))
    wrapped.methods = ("GET",)  # type: ignore[attr-defined]
    wrapped.public = False  # type: ignore[attr-defined]
    return wrapped


def who_asks(request: HttpRequest) -> Account | None:
    """This function will give the account that asks, None where it is not known."""
    if isinstance(request.user, Account) and request.user.is_active:
        return request.user
    kind, _space, told = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() != "basic":
        return None
    try:
        name, _colon, secret = base64.b64decode(told, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return None
    return account_of_feed(name, secret) if "\0" not in name else None


def told(code: str, message: str, status: int) -> JsonResponse:
    """This function will give an error in the form that OData has for it."""
    response = JsonResponse({"error": {"code": code, "message": message}}, status=status)
    response["OData-Version"] = "4.0"
    return response
