"""Fill a form in the browser: the list of forms, the page of one, what its script asks for."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import UUID

from csp.constants import SELF
from csp.decorators import csp_update
from django.contrib.staticfiles import finders
from django.http import FileResponse, HttpResponse, HttpResponseBase, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import reverse

from tirek import forms
from tirek.directory import Account, NotFound, check
from tirek.packs import EditionFile, PackForm, forms_in_force
from tirek.web.forms.filling_words import words_of
from tirek.web.requests import SignedRequest, page

MOST_BYTES = 20 * 1024 * 1024
"""The most that one file of an answer may be, and about what one request of several files carries."""

# The engine of forms is compiled code; pictures that were just taken are shown from the browser's own memory.
CSP = {
    "script-src": ["'wasm-unsafe-eval'"],
    "worker-src": [SELF],
    "img-src": ["blob:"],
    "media-src": [SELF, "blob:"],
}
MEDIA_TYPES = {"png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif", "webp": "image/webp"}
MEDIA_TYPES |= {"mp3": "audio/mpeg", "ogg": "audio/ogg", "m4a": "audio/mp4", "wav": "audio/wav", "mp4": "video/mp4"}
MEDIA_TYPES |= {"webm": "video/webm", "csv": "text/csv", "xml": "text/xml", "geojson": "application/geo+json"}


@page()
def index(request: SignedRequest) -> HttpResponse:
    """This page will list the forms that may be filled, the drafts, and what waits on this device to be sent."""
    check(request.user, "fill forms")
    found = [each for each in forms_in_force() if forms.can_fill(request.user, each)]
    written = {
        "account": str(request.user.pk),
        "mostBytes": MOST_BYTES,
        "fill": reverse("forms:fill", args=["FORM"]),
    }
    context = {"forms": found, "drafts": forms.drafts_of(request.user), "written": written, "words": words_of()}
    return render(request, "forms/fill_index.html", context)


@csp_update(CSP)
@page()
def fill(request: SignedRequest, form_id: str) -> HttpResponse:
    """This page will let a form be begun, gone on with (`?draft=`), or corrected after it was sent (`?corrects=`)."""
    form = fillable(request.user, form_id)
    written = {
        "account": str(request.user.pk),
        "username": request.user.get_username(),
        "form": form.form_id,
        "version": form.version,
        "titles": form.titles,
        "edit": _corrected(request, form_id),
        "definition": reverse("forms:definition", args=[form.form_id, "VERSION"]),
        "media": reverse("forms:media", args=[form.form_id, "VERSION", "NAME"]),
        "mediaNames": form.media,
        "mostBytes": MOST_BYTES,
    }
    return render(request, "forms/fill.html", {"form_filled": form, "written": written, "words": words_of()})


def _corrected(request: SignedRequest, form_id: str) -> dict[str, Any] | None:
    asked = request.GET.get("corrects")
    if not asked:
        return None
    try:
        found = forms.submissions_for(request.user).select_related("form").filter(pk=UUID(asked)).first()
    except ValueError as wrong:
        raise NotFound from wrong
    if found is None or found.form.form_id != form_id or not forms.sight(request.user, found.form).corrects:
        raise NotFound
    names = found.attachments.values_list("name", flat=True)
    return {
        "instance": reverse("forms:instance", args=[found.pk]),
        "version": found.form.version,
        "files": {name: reverse("forms:file", args=[found.pk, name]) for name in names},
    }


def fillable(account: Account, form_id: str, version: str | None = None) -> PackForm:
    """This function will give a form that the account may fill, as it is in force; or in an older version of it.

    What the edition in force says of who may fill holds for older versions too, as long as the form is in force.
    Raises `NotFound`, `NotPermitted`.
    """
    check(account, "fill forms")
    now = forms_in_force().filter(form_id=form_id).first()
    form = now if version is None or (now and now.version == version) else _older(form_id, version)
    if form is None or not forms.can_fill(account, now or form):
        raise NotFound
    return form


def _older(form_id: str, version: str) -> PackForm | None:
    return PackForm.objects.filter(form_id=form_id, version=version).order_by("-edition__number").first()


@page()
def definition(request: SignedRequest, form_id: str, version: str) -> HttpResponse:
    """This page will give a form as clients read it: an XForm."""
    form = fillable(request.user, form_id, version)
    return HttpResponse(bytes(form.xform), content_type="application/xml; charset=utf-8")


@page()
def media(request: SignedRequest, form_id: str, version: str, name: str) -> HttpResponse:
    """This page will give a picture, a sound or a table that a form shows."""
    form = fillable(request.user, form_id, version)
    file = EditionFile.objects.filter(edition=form.edition_id, path=f"forms/media/{name}").first()
    if name not in form.media or file is None:
        raise NotFound
    kind = MEDIA_TYPES.get(name.rpartition(".")[2].lower(), "application/octet-stream")
    response = HttpResponse(bytes(file.content), content_type=kind)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@page()
def session(request: SignedRequest) -> HttpResponse:
    """This page will say to a script who is signed in, with the proof that its next question comes from here."""
    return JsonResponse({"account": str(request.user.pk), "csrf": get_token(request)})


@page(public=True)
def worker(request: SignedRequest) -> HttpResponseBase:
    """This page will give the script that answers for the network: from here, as it may answer for what is below."""
    found = finders.find("built/filling-worker.js")
    if not isinstance(found, str):
        raise NotFound
    return FileResponse(Path(found).open("rb"), content_type="text/javascript; charset=utf-8")
