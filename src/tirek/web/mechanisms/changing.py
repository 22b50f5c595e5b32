"""Changing a mechanism here: a file or its workbook, what that changes in plain words, and only then the change."""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Mapping

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tirek import packs
from tirek.packs import Edition
from tirek.refusals import Problem, Refusal
from tirek.web.downloads import MEGABYTE, uploaded
from tirek.web.errors import UploadTooLarge
from tirek.web.mechanisms.drawings import drawn_with, elements_at
from tirek.web.mechanisms.forms import FileForm, ReviewForm, TextForm, WorkbookForm
from tirek.web.requests import SignedRequest, page, whole_number

Changed = Mapping[str, bytes | None]
LARGEST = 16 * MEGABYTE
LARGEST_KEPT = 4 * MEGABYTE
"""What is carried from the page that shows a change to the one that makes it; larger changes come as a release."""


@page("GET", "POST")
def change(request: SignedRequest, code: str) -> HttpResponse:
    """This page will list what can be changed of a mechanism, and take in its workbook."""
    packs.check_install(request.user)
    edition = packs.edition_in_force(code)
    form = WorkbookForm(request.POST or None, request.FILES or None)
    problems: tuple[Problem, ...] = ()
    if request.method == "POST" and form.is_valid():
        name, content = uploaded(request, "workbook", limit=LARGEST)
        try:
            given = packs.read_workbook(name, content)
            before = packs.files_of(edition)
            files = {path: given.get(path) for path in {*given, *before} if given.get(path) != before.get(path)}
            return _shown(request, edition, files, form.cleaned_data["note"])
        except Refusal as refusal:
            problems = _refused(form, refusal)
    context = {
        "edition": edition,
        "code": code,
        "form": form,
        "problems": problems,
        "paths": list(packs.files_of(edition)),
        "waiting": packs.edition_that_waits(edition.mechanism),
    }
    return render(request, "mechanisms/change.html", context, status=422 if form.errors else 200)


@page("GET", "POST")
def change_file(request: SignedRequest, code: str, path: str) -> HttpResponse:
    """This page will change one file of a mechanism, here or by a file from a desk."""
    packs.check_install(request.user)
    edition = packs.edition_in_force(code)
    content = packs.file_of(edition, path)
    textual = packs.is_text(path)
    kind: type[Form] = TextForm if textual else FileForm
    initial = {"content": content.decode()} if textual else {}
    form = kind(request.POST or None, request.FILES or None, initial=initial)
    problems: tuple[Problem, ...] = ()
    base = whole_number(request.POST.get("base")) or edition.number
    if request.method == "POST" and form.is_valid():
        try:
            if base != edition.number:
                raise packs.ChangedMeanwhile(newest=edition.number, mine=base)
            new = _new_content(request, path, form)
            return _shown(request, edition, {path: new}, form.cleaned_data["note"])
        except UnicodeDecodeError:
            form.add_error("file", _("The file is no text in UTF-8."))
        except ValueError:
            form.add_error("content", _("This is no table: every row needs as many cells as the first, or fewer."))
        except Refusal as refusal:
            problems = _refused(form, refusal)
    context = {"edition": edition, "code": code, "path": path, "form": form, "problems": problems, "base": base}
    if packs.kind_of(path) == "procedure":
        wrong = elements_at(str(form["content"].value() or ""), {each.row for each in problems if each.file == path})
        context |= {"drawn": drawn_with(edition, path), "wrong": ",".join(wrong)}
    return render(request, "mechanisms/change_file.html", context, status=422 if form.errors else 200)


def _new_content(request: SignedRequest, path: str, form: Form) -> bytes:
    """What was sent, in the one way of writing it: a browser sends lines as no folder holds them."""
    _name, content = uploaded(request, "file", limit=LARGEST)
    if not packs.is_text(path):
        return content
    text = content.decode() if content else form.cleaned_data["content"]
    return packs.tidied(path, text).encode()


def _shown(request: SignedRequest, edition: Edition, files: Changed, note: str) -> HttpResponse:
    """What a change would change, and a way to make it. Raises whatever `change_pack` would refuse."""
    changes, waits = packs.plan_change(account=request.user, mechanism=edition.mechanism, files=files)
    context = {
        "edition": edition,
        "code": edition.mechanism.code,
        "changes": changes,
        "waits": waits,
        "note": note,
        "carried": _packed(files),
    }
    return render(request, "mechanisms/confirm.html", context)


@page("POST")
def keep(request: SignedRequest, code: str) -> HttpResponse:
    """This page will make the change that was shown before."""
    packs.check_install(request.user)
    edition = packs.edition_in_force(code)
    made = packs.change_pack(
        account=request.user,
        mechanism=edition.mechanism,
        files=_unpacked(request.POST.get("carried", "")),
        note=request.POST.get("note", "")[:500],
        base=whole_number(request.POST.get("base")),
    )
    if made.waits:
        messages.success(request, _("The change is kept, and comes into force when a second person has approved it."))
    else:
        messages.success(request, _("The change is in force for all that begins from now on."))
    return redirect("mechanisms:edition", code, made.number)


@page("POST")
def review(request: SignedRequest, code: str, number: int) -> HttpResponse:
    """This page will keep what a second person says of an edition that changes who may see or do what."""
    packs.check_review(request.user)
    edition = packs.edition_numbered(code, number)
    form = ReviewForm(request.POST)
    verdict = form.data.get("verdict") if form.is_valid() else ""
    if verdict:
        packs.review_edition(account=request.user, edition=edition, verdict=verdict, reason=form.cleaned_data["reason"])
        said = _("The edition is in force.") if verdict == "approved" else _("The edition was sent back.")
        messages.success(request, said)
    else:
        messages.error(request, _("Choose a verdict."))
    return redirect("mechanisms:edition", code, number)


def _refused(form: Form, refusal: Refusal) -> tuple[Problem, ...]:
    """Says a refusal on the form; gives what it lists one by one."""
    words = [_(refusal.sentence) % refusal.facts, _(refusal.hint) % refusal.facts if refusal.hint else ""]
    form.add_error(None, " ".join(words).strip())
    return refusal.problems if isinstance(refusal, packs.PackRefused) else ()


def _packed(files: Changed) -> str:
    plain = {path: None if held is None else base64.b64encode(held).decode() for path, held in files.items()}
    packed = base64.b64encode(zlib.compress(json.dumps(plain).encode())).decode()
    if len(packed) > LARGEST_KEPT:
        raise UploadTooLarge(limit=LARGEST_KEPT // MEGABYTE)
    return packed


def _unpacked(carried: str) -> Changed:
    """What the page before carried; whoever changes it on the way sends another change, which is checked like any."""
    try:
        unfolding = zlib.decompressobj()
        plain = json.loads(unfolding.decompress(base64.b64decode(carried, validate=True), 2 * LARGEST))
        return {str(path): None if held is None else base64.b64decode(held) for path, held in plain.items()}
    except (ValueError, zlib.error, AttributeError, TypeError):
        return {}
