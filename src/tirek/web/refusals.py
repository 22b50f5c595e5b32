"""What the house will not do, as a page: a sentence, a hint, the right status, and nothing of its inside."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext

from tirek.directory import NotFound, NotPermitted
from tirek.refusals import Refusal
from tirek.web.errors import FormFromElsewhere, TooManyAttempts

# A refusal's id says which status of HTTP it is; the first that fits.
STATUSES = (
    (re.compile(r"^not-permitted$|^form-from-elsewhere$"), 403),
    (re.compile(r"^not-found$|^no-such-"), 404),
    (re.compile(r"-already-|-meanwhile$|-has-changed$"), 409),
    (re.compile(r"-too-(large|long)$"), 413),
    (re.compile(r"^too-many-attempts$"), 429),
)
UNPROCESSABLE = 422


class RefusalPages:
    """This class will answer a refusal that a view raised with its page, or with a part of one where that was asked."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponse | None:
        """This function will answer a refusal, and leave any other fault to Django."""
        return refusal_page(request, fault) if isinstance(fault, Refusal) else None


def refusal_page(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """This function will say a refusal in the reader's language; htmx gets it where a page keeps its notices."""
    words = {"id": refusal.id, "sentence": _said(refusal.sentence, refusal), "hint": _said(refusal.hint, refusal)}
    if "HX-Request" not in request.headers:
        return render(request, "errors/refusal.html", words, status=status_of(refusal))
    response = render(request, "components/refusal.html", words, status=status_of(refusal))
    response["HX-Retarget"], response["HX-Reswap"] = "#notices", "innerHTML show:#notices:top"
    return response


def _said(words: str, refusal: Refusal) -> str:
    return gettext(words) % refusal.facts if words else ""


def status_of(refusal: Refusal) -> int:
    """This function will give the HTTP status of a refusal."""
    return next((status for pattern, status in STATUSES if pattern.search(refusal.id)), UNPROCESSABLE)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """This page will be shown for a form that cannot be proved to have come from here; why is not told."""
    return refusal_page(request, FormFromElsewhere())


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """This page will be shown where the account may not go."""
    return refusal_page(request, NotPermitted())


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """This page will be shown where there is nothing."""
    return refusal_page(request, NotFound())


def too_many_attempts(request: HttpRequest) -> HttpResponse:
    """This page will be shown to whoever tries too often."""
    return refusal_page(request, TooManyAttempts())


def server_error(request: HttpRequest) -> HttpResponse:
    """This page will be shown when the house itself broke: written without the database, which may be what broke."""
    return HttpResponse(render_to_string("errors/500.html"), status=500)
