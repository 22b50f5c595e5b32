"""What is entered in a case besides answers: people, documents, links to other cases; and taken back."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext

from tirek import cases
from tirek.directory import NotFound, check
from tirek.refusals import Refusal
from tirek.web.cases.asking import DocumentForm, LinkForm, PartyForm, WithdrawForm
from tirek.web.cases.reading import case_worked_on, sent
from tirek.web.downloads import MEGABYTE, attachment, uploaded
from tirek.web.requests import SignedRequest, page

LARGEST = 26 * MEGABYTE
"""One more than a case takes, so that the refusal says what a case takes."""
ENTERED = {"parties": "who", "documents": "documents", "notes": "notes", "links": "links"}


@page("GET", "POST")
def party(request: SignedRequest, number: str) -> HttpResponse:
    """This page will enter somebody who has to do with a case."""
    case = case_worked_on(request, number)
    form = PartyForm(sent(request))
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "cases/party.html", {"case": case, "form": form}, status=status)
    given = form.cleaned_data
    cases.add_party(
        actor=request.user,
        number=number,
        part=cases.Party.Part(given["part"]),
        kind=cases.Party.Kind(given["kind"]),
        said=form.said,
        authority=given["authority"],
    )
    messages.success(request, gettext("Entered."))
    return _back(number, "who")


@page("GET", "POST")
def document(request: SignedRequest, number: str) -> HttpResponse:
    """This page will keep a file in a case."""
    case = case_worked_on(request, number)
    form = DocumentForm(sent(request))
    if form.is_bound and form.is_valid():
        try:
            name, content = uploaded(request, "file", limit=LARGEST)
            cases.keep_document(
                actor=request.user, number=number, name=name, content=content, said=form.cleaned_data["said"]
            )
        except Refusal as refusal:
            form.add_error("file", gettext(refusal.sentence) % refusal.facts)
        else:
            messages.success(request, gettext("The document is kept."))
            return _back(number, "documents")
    status = 422 if form.is_bound else 200
    return render(request, "cases/document.html", {"case": case, "form": form}, status=status)


@page()
def file(request: SignedRequest, number: str, key: UUID) -> HttpResponse:
    """This page will give a document of a case for keeping; a browser shows nothing of it in the page's own place."""
    check(request.user, "see cases")
    name, content = cases.open_document(account=request.user, number=number, document=key)
    response = attachment(content, name)
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@page("GET", "POST")
def links(request: SignedRequest, number: str) -> HttpResponse:
    """This page will show what may be about the same as a case, and link it to another."""
    case = case_worked_on(request, number)
    form = LinkForm(sent(request), initial={"other": request.GET.get("other", "")})
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        kind = cases.Link.Kind(given["kind"])
        try:
            cases.link_cases(actor=request.user, number=number, other=given["other"], kind=kind)
        except NotFound:
            form.add_error("other", gettext("There is no case of this number, or you may not see it."))
        except Refusal as refusal:
            form.add_error("other", gettext(refusal.sentence) % refusal.facts)
        else:
            decided = kind == cases.Link.Kind.DUPLICATE
            said = gettext("Linked. A second person decides whether they are one.") if decided else gettext("Linked.")
            messages.success(request, said)
            return _back(number, "links")
    with cases.sight_of(request.user):
        context = {"case": case, "form": form, "alike": cases.alike(request.user, case), "now": timezone.now()}
        return render(request, "cases/links.html", context, status=422 if form.is_bound else 200)


@page("GET", "POST")
def withdraw(request: SignedRequest, number: str, kind: str, key: UUID) -> HttpResponse:
    """This page will ask on what ground something is withdrawn from a case, and withdraw it."""
    case = case_worked_on(request, number)
    if kind not in ENTERED:
        raise NotFound
    form = WithdrawForm(sent(request))
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "cases/withdraw.html", {"case": case, "form": form, "kind": kind}, status=status)
    ground = cases.WithdrawalGround(form.cleaned_data["ground"])
    cases.withdraw_entered(actor=request.user, number=number, kind=kind, key=key, ground=ground)  # type: ignore[arg-type]
    messages.success(request, gettext("It is withdrawn. The ledger keeps that it was there."))
    return _back(number, ENTERED[kind])


def _back(number: str, part: str) -> HttpResponse:
    response = redirect("cases:case", number)
    response["Location"] += f"#{part}"
    return response
