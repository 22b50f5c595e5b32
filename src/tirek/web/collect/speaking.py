"""How the house speaks OpenRosa: who asks is a device, what it may not do is said in words, and nothing is cached wide.

OpenRosa 1.0: https://docs.getodk.org/openrosa/
"""

from __future__ import annotations

import functools
import logging
from base64 import b64decode
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit
from xml.sax.saxutils import escape  # it writes, and reads nothing

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.urls import reverse
from django.utils import translation
from django.utils.cache import patch_cache_control
from django.utils.http import http_date
from django.utils.translation import gettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import conditional_page

from tirek import forms
from tirek.directory import NotFound
from tirek.forms import Device, DeviceUnknown, DeviceWithdrawn
from tirek.refusals import Refusal
from tirek.sealing import KeyMissing, KeysNowhere, SealBroken
from tirek.web.errors import NothingKeptNow, TooManyAttempts
from tirek.web.refusals import UNPROCESSABLE, status_of

XML = "text/xml; charset=utf-8"
TYPICAL_POST = 20 * 1024 * 1024
"""How much a client is asked to send at once; one file that is larger comes alone, and is taken."""
RETRY_SECONDS = 60
FAILURES, FAILURE_SECONDS = 100, 300
STATUS_OF_DEVICE = {DeviceUnknown: 401, DeviceWithdrawn: 401}
View = Callable[..., HttpResponse]

log = logging.getLogger(__name__)


class DeviceRequest(HttpRequest):
    """A request of a device that is known."""

    device: Device


def for_devices(*methods: str) -> Callable[[View], View]:
    """This function will mark a view as one that devices ask, with the methods it answers, and put it into OpenRosa.

    No session counts here, so no page of another house can send anything in the name of somebody (no token against
    forgery is asked for); a device signs each request with its own secret.
    """

    def mark(view: View) -> View:
        @functools.wraps(view)
        def asked(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method not in methods:
                return _spoken(HttpResponseNotAllowed(methods))
            if "\0" in request.path or any("\0" in value for value in request.GET.values()):
                return _spoken(_refused(NotFound(), 404))
            with translation.override(translation.get_language()):
                return _spoken(_answered(view, request, *args, **kwargs))

        wrapped = csrf_exempt(conditional_page(asked))
        wrapped.methods = methods  # type: ignore[attr-defined]
        wrapped.public = False  # type: ignore[attr-defined]
        return wrapped

    return mark


def _answered(view: View, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
    try:
        request.device = _device(request)
        return view(request, *args, **kwargs)
    except (DeviceUnknown, DeviceWithdrawn) as refusal:
        response = _refused(TooManyAttempts(), 429) if _fails_too_often(request) else _refused(refusal, 401)
        response["WWW-Authenticate"] = 'Basic realm="Tirek", charset="UTF-8"'
        return response
    except (KeyMissing, KeysNowhere, SealBroken, DatabaseError, OSError):
        log.exception("A device could not be answered: %s", request.path)
        response = _refused(NothingKeptNow(), 503)
        response["Retry-After"] = str(RETRY_SECONDS)
        return response
    except Refusal as refusal:
        status = status_of(refusal)
        return _refused(refusal, 400 if status == UNPROCESSABLE else status)


def _device(request: HttpRequest) -> Device:
    """The device that signs the request (HTTP Basic, RFC 7617: its key and its secret). Raises `DeviceUnknown`."""
    scheme, _, credentials = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "basic":
        raise DeviceUnknown
    try:
        key, _, secret = b64decode(credentials.strip(), validate=True).decode().partition(":")
    except ValueError as fault:
        raise DeviceUnknown from fault
    device = forms.device_of(key=key, secret=secret)
    if "Accept-Language" not in request.headers:  # ODK Collect sends none: it reads what its issuer reads
        translation.activate(device.issued_by.language)
    return device


def _fails_too_often(request: HttpRequest) -> bool:
    """Only who fails is counted, so that nobody can shut a device out; a first request without a word is no failure."""
    if "Authorization" not in request.headers:
        return False
    key = f"devices-failing-from-{get_adapter().get_client_ip(request)}"
    cache.add(key, 0, FAILURE_SECONDS)
    try:
        return int(cache.incr(key)) > FAILURES
    except ValueError:  # it has just run out
        return False


def said(nature: str, message: str, status: int) -> HttpResponse:
    """This function will say one sentence as OpenRosa has it said."""
    body = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<OpenRosaResponse xmlns="http://openrosa.org/http/response">'
        f'<message nature="{nature}">{escape(message)}</message></OpenRosaResponse>\n'
    )
    return HttpResponse(body, status=status, content_type=XML)


def _refused(refusal: Refusal, status: int) -> HttpResponse:
    words = [gettext(refusal.sentence) % refusal.facts, gettext(refusal.hint) % refusal.facts if refusal.hint else ""]
    return said("submit_error", " ".join(words).strip(), status)


def _spoken(response: HttpResponse) -> HttpResponse:
    response["X-OpenRosa-Version"] = "1.0"
    response["X-OpenRosa-Accept-Content-Length"] = str(TYPICAL_POST)
    response["Date"] = http_date()
    patch_cache_control(response, private=True, no_cache=True)
    return response


def address(request: HttpRequest, name: str, *args: str) -> str:
    """This function will give a whole address of the house as the device reaches it.

    The host is the one that was asked (Django has looked at it): ODK Collect refuses to be sent to another. Whether it
    is asked over TLS is known from the house's own address, for what stands before it takes that off.
    """
    scheme = urlsplit(settings.PUBLIC_URL).scheme or "https"
    return f"{scheme}://{request.get_host()}{reverse(name, args=args)}"
