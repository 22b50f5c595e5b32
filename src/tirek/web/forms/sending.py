"""Take in what somebody who is signed in answered in the browser: as devices send it, with a session and its token."""

from __future__ import annotations

import functools
import logging
from typing import Any

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.urls import reverse
from django.utils.decorators import decorator_from_middleware
from django.utils.translation import gettext
from django.views.decorators.csrf import csrf_exempt

from tirek import forms
from tirek.directory import check
from tirek.refusals import Refusal
from tirek.sealing import KeyMissing, KeysNowhere, SealBroken
from tirek.web.errors import FormFromElsewhere, NothingKeptNow
from tirek.web.jobs import read_soon
from tirek.web.multipart import WholePost, answers_and_files
from tirek.web.refusals import status_of
from tirek.web.requests import SignedRequest, View, page

log = logging.getLogger(__name__)


class _Proof(CsrfViewMiddleware):
    """Django's proof that a post comes from a page of ours, refused in the words of this page's script."""

    def _reject(self, request: HttpRequest, reason: str) -> HttpResponse:
        return _refused(FormFromElsewhere(), 403)


def whole_post(view: View) -> View:
    """This function will let a view read its post whole or not at all, and answer what is refused as JSON.

    The handler must stand ready before the proof of origin reads the first field; hence the order.
    """
    proved = page("POST")(decorator_from_middleware(_Proof)(view))

    @functools.wraps(proved)
    def asked(request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        request.whole = WholePost(request)
        request.upload_handlers = [request.whole]
        try:
            return proved(request, *args, **kwargs)
        except (KeyMissing, KeysNowhere, SealBroken, DatabaseError, OSError):
            log.exception("An answered form could not be kept.")
            return _refused(NothingKeptNow(), 503)
        except Refusal as refusal:
            return _refused(refusal, status_of(refusal))

    return csrf_exempt(asked)


@whole_post
def send(request: SignedRequest) -> HttpResponse:
    """This page will take in an answered form with its files; it may be sent again and in several posts."""
    check(request.user, "fill forms")
    xml, files = answers_and_files(request.whole.parts)  # type: ignore[attr-defined]
    receipt = forms.receive(sender=request.user, xml=xml, files=files)
    read_soon()
    told = {"id": str(receipt.submission), "url": reverse("forms:answer", args=[receipt.submission])}
    return JsonResponse(told, status=201)


def _refused(refusal: Refusal, status: int) -> HttpResponse:
    words = {"id": refusal.id, "sentence": gettext(refusal.sentence) % refusal.facts}
    words["hint"] = gettext(refusal.hint) % refusal.facts if refusal.hint else ""
    response = JsonResponse({"refusal": words}, status=status)
    if status == 503:
        response["Retry-After"] = "60"
    return response
