"""The house's addresses, with pages beside them that fail on purpose, and the style guide."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from tests.rooms.web import faults
from tirek.web import refusals, urls
from tirek.web.styleguide import styleguide


def refusing(request: HttpRequest, kind: str) -> HttpResponse:
    """Refuses in the way asked for."""
    raise faults.REFUSALS[kind](name="Ақтөбе <b>")


def breaking(request: HttpRequest) -> HttpResponse:
    """Breaks, with a secret in the fault."""
    raise RuntimeError("secret-of-the-house")


def forbidding(request: HttpRequest) -> HttpResponse:
    """Forbids in Django's own way."""
    raise PermissionDenied("secret-of-the-house")


def language_of(request: HttpRequest) -> HttpResponse:
    """Says in which language it is read, and whether the session was written."""
    return render(request, "errors/refusal.html", {"sentence": "here", "id": str(request.session.modified)})


urlpatterns = [
    path("style/", styleguide, name="style"),
    path("refusing/<slug:kind>/", refusing),
    path("breaking/", breaking),
    path("forbidding/", forbidding),
    path("here/", language_of),
    *urls.urlpatterns,
]
handler403 = refusals.permission_denied
handler404 = refusals.page_not_found
handler429 = "tirek.web.refusals.too_many_attempts"
handler500 = refusals.server_error
