"""What mechanisms are installed, what each says, and what changed from edition to edition."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from tirek import packs, studies
from tirek.directory import NotFound
from tirek.packs import Edition
from tirek.web.downloads import attachment
from tirek.web.mechanisms.forms import ReviewForm
from tirek.web.mechanisms.prose import prose
from tirek.web.requests import SignedRequest, page

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@page()
def index(request: SignedRequest) -> HttpResponse:
    """This page will list the mechanisms in force, and what waits for a second person."""
    packs.check_see(request.user)
    context = {
        "editions": list(packs.editions_in_force()),
        "waiting": list(packs.editions_that_wait()),
        "may_install": packs.can_install(request.user),
    }
    return render(request, "mechanisms/index.html", context)


@page()
def mechanism(request: SignedRequest, code: str) -> HttpResponse:
    """This page will show a mechanism as a booklet, in the edition that whatever begins now begins with."""
    packs.check_see(request.user)
    found = packs.edition_in_force(code)
    waiting = packs.edition_that_waits(found.mechanism)
    context = _booklet(request, found) | {"waiting": waiting}
    return render(request, "mechanisms/mechanism.html", context)


@page()
def edition(request: SignedRequest, code: str, number: int) -> HttpResponse:
    """This page will show an edition as a booklet, and in plain words what it changed."""
    packs.check_see(request.user)
    found = packs.edition_numbered(code, number)
    before = packs.edition_before(found)
    mine = found.installed_by_id == request.user.pk
    review = found.reviews.select_related("reviewed_by").first()
    waits = found.waits and review is None
    context = _booklet(request, found) | {
        "current": packs.editions_in_force().filter(pk=found.pk).exists(),
        "before": before,
        "changes": packs.differences(packs.pack_of(before), packs.pack_of(found)) if before else [],
        "waits": waits,
        "review": review,
        "may_review": waits and packs.can_review(request.user) and not mine,
        "review_form": ReviewForm(),
    }
    return render(request, "mechanisms/edition.html", context)


def _booklet(request: SignedRequest, found: Edition) -> dict[str, Any]:
    pack = packs.pack_of(found)
    language = (get_language() or "en")[:2]
    made = packs.booklet(pack, language)
    open_ = [each for each in made.facts if not each.verified]
    return {
        "edition": found,
        "code": found.mechanism.code,
        "booklet": made,
        "readme": prose(found, "README.md", made.readme),
        "open_facts": open_,
        "verified": [each for each in made.facts if each.verified],
        "editions": packs.editions_of(found.mechanism),
        "may_install": packs.can_install(request.user),
        "may_study": studies.can_keep(request.user) and packs.editions_in_force().filter(pk=found.pk).exists(),
    }


@page()
def form(request: SignedRequest, code: str, number: int, form_id: str) -> HttpResponse:
    """This page will show all that a form asks, in order, and which answers are secrets of which kind."""
    packs.check_see(request.user)
    found = packs.edition_numbered(code, number)
    made = packs.booklet(packs.pack_of(found), (get_language() or "en")[:2])
    part = next((each for each in made.forms if each.form_id == form_id), None)
    if part is None:
        raise NotFound
    context = {"edition": found, "code": code, "part": part, "booklet": made}
    return render(request, "mechanisms/form.html", context)


@page()
def file(request: SignedRequest, code: str, number: int, path: str) -> HttpResponse:
    """This page will show a file of an edition as it lies in the folder, or give it where it is no text."""
    packs.check_see(request.user)
    found = packs.edition_numbered(code, number)
    content = packs.file_of(found, path)
    if not packs.is_text(path) or "download" in request.GET:
        return attachment(content, path.rpartition("/")[2])
    text = content.decode()
    context = {
        "edition": found,
        "code": code,
        "path": path,
        "text": text,
        "table": packs.table_of(found, path),
        "readme": prose(found, path, text) if path.startswith("README") else "",
        "may_install": packs.can_install(request.user),
    }
    return render(request, "mechanisms/file.html", context)


@page()
def workbook(request: SignedRequest, code: str, number: int) -> HttpResponse:
    """This page will give an edition as an Excel workbook, to be read or changed there."""
    packs.check_see(request.user)
    found = packs.edition_numbered(code, number)
    return attachment(packs.write_workbook(packs.files_of(found)), f"{code}-{number}.xlsx", WORKBOOK)
