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

from tirek.directory import Account, NotFound
from tirek.forms import account_of_feed
from tirek.refusals import Refusal

View = Callable[..., HttpResponseBase]
STATUS = {
    "not-permitted": 403,
    "not-found": 404,
    "feed-question-unknown": 501,
    "key-missing": 503,
    "keys-nowhere": 503,
    "seal-broken": 500,
}


def feed(view: View) -> View:
    """This function will mark a view of the feed: it answers who is known, in the feed's own words, and GET alone."""

    @functools.wraps(view)
    def answered(request: HttpRequest, *args: str, **kwargs: str) -> HttpResponseBase:
        if "\0" in request.path or any("\0" in value for value in request.GET.values()):
            return told("not-found", gettext(NotFound.sentence), 404)
        account = who_asks(request)
        if account is None:
            refused = told("sign-in-needed", gettext("Sign in with your user name and a key for spreadsheets."), 401)
            refused["WWW-Authenticate"] = 'Basic realm="Tirek", charset="UTF-8"'
            return refused
        try:
            response = view(request, account, *args, **kwargs)
        except Refusal as refusal:
            sentence = gettext(refusal.sentence) % refusal.facts
            return told(refusal.id, sentence, STATUS.get(refusal.id, 400))
        response["OData-Version"] = "4.0"
        return response

    wrapped = never_cache(require_http_methods(["GET", "HEAD"])(answered))
    wrapped.methods = ("GET",)  # type: ignore[attr-defined]
    wrapped.public = False  # type: ignore[attr-defined]
    return wrapped


def who_asks(request: HttpRequest) -> Account | None:
    """This function will give the account that asks, None where it is not known.

    Where a key is sent it alone counts, whoever is signed in beside it: what is read is read in the name of its owner.
    """
    kind, _space, told = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() != "basic":
        return request.user if isinstance(request.user, Account) and request.user.is_active else None
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
