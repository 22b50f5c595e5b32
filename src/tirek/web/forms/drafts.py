"""Drafts, as the script of a form's page keeps them here and has them back."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import quote
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from tirek import forms
from tirek.web.errors import PostUnreadable
from tirek.web.forms.filling import fillable
from tirek.web.forms.sending import whole_post
from tirek.web.requests import SignedRequest, page


@page()
def draft(request: SignedRequest, key: UUID) -> HttpResponse:
    """This page will give a draft as it was kept."""
    found = forms.open_draft(actor=request.user, key=key)
    response = HttpResponse(found.content, content_type="application/octet-stream")
    response["X-Content-Type-Options"] = "nosniff"
    response["Tirek-Changed"] = found.draft.changed_at.isoformat()
    response["Tirek-Form"] = quote(found.draft.form.form_id)
    response["Tirek-Version"] = quote(found.draft.form.version)
    response["Tirek-Title"] = quote(found.draft.form.title)
    return response


@whole_post
def keep(request: SignedRequest, key: UUID) -> HttpResponse:
    """This page will keep a draft in place of how it was kept before. It never touches the disk unsealed."""
    form = fillable(request.user, request.POST.get("form", ""), request.POST.get("version", ""))
    content = next((part.content for part in request.whole.parts if part.name == "content"), None)  # type: ignore[attr-defined]
    if content is None:
        raise PostUnreadable
    since = _moment(request.POST.get("since", ""))
    kept = forms.keep_draft(actor=request.user, key=key, form=form, content=content, since=since)
    return JsonResponse({"changed": kept.changed_at.isoformat()})


def _moment(text: str) -> datetime | None:
    try:
        return parse_datetime(text)
    except ValueError:
        return None


@page("POST")
def discard(request: SignedRequest, key: UUID) -> HttpResponse:
    """This page will discard a draft, and lead a person back to the list of forms."""
    forms.discard_draft(actor=request.user, key=key, since=_moment(request.POST.get("since", "")))
    if "application/json" in request.headers.get("Accept", ""):
        return JsonResponse({})
    messages.success(request, _("The draft is discarded."))
    return redirect("forms:index")
