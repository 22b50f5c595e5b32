"""Who may know of a case, whose names are seen for a while, and what is forgotten: what no one does alone."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from tirek import cases
from tirek.directory import Verdict, check
from tirek.web.cases.asking import ErasingForm, LevelForm, ReasonForm, VerdictForm
from tirek.web.cases.reading import case_led, case_seen, sent
from tirek.web.requests import SignedRequest, page


@page("GET", "POST")
def level(request: SignedRequest, number: str) -> HttpResponse:
    """This page will change who may know of a case."""
    case = case_led(request, number)
    form = LevelForm(sent(request), initial={"level": case.confidentiality})
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "cases/level.html", {"case": case, "form": form}, status=status)
    given = form.cleaned_data
    level = cases.Confidentiality(given["level"])
    cases.change_confidentiality(actor=request.user, number=number, level=level, reason=given["reason"])
    messages.success(request, gettext("Who may know of the case is changed."))
    return redirect("cases:case", number)


@page("GET", "POST")
def unseal(request: SignedRequest, number: str) -> HttpResponse:
    """This page will ask to see the names of a sealed case."""
    check(request.user, "see cases")
    case = case_seen(request, number)
    form = ReasonForm(sent(request))
    if not form.is_valid():
        with cases.sight_of(request.user):
            waits = cases.asks_unsealing(request.user, case)
            until = cases.names_open_until(request.user, case)
            refused = cases.refused_unsealing(request.user, case)
        context = {"case": case, "form": form, "waits": waits, "until": until, "refused": refused}
        return render(request, "cases/unseal.html", context, status=422 if form.is_bound else 200)
    cases.ask_unsealing(actor=request.user, number=number, reason=form.cleaned_data["reason"])
    messages.success(request, gettext("You have asked. When a second person lets you, the names are shown to you."))
    return redirect("cases:case", number)


@page("GET", "POST")
def erase(request: SignedRequest, number: str) -> HttpResponse:
    """This page will say what erasing means, and ask for it."""
    opened = cases.open_file(account=request.user, number=case_led(request, number).number)
    form = ErasingForm(sent(request), parties=opened.parties)
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "cases/erase.html", {"case": opened.case, "form": form}, status=status)
    given = form.cleaned_data
    ground = cases.Erasure.Ground(given["ground"])
    party = UUID(given["what"]) if given["what"] != "case" else None
    cases.ask_erasure(actor=request.user, number=number, ground=ground, party=party)
    messages.success(request, gettext("You have asked. Nothing is erased until a second person approves it."))
    return redirect("cases:case", number)


@page()
def decisions(request: SignedRequest) -> HttpResponse:
    """This page will list what waits for the reader as the second person."""
    check(request.user, "lead cases")
    context = {
        "unsealings": cases.unsealings_to_allow(request.user),
        "erasures": cases.erasures_to_decide(request.user),
        "merges": cases.merges_to_decide(request.user),
    }
    return render(request, "cases/decisions.html", context)


@page("POST")
def allow(request: SignedRequest, key: UUID) -> HttpResponse:
    """This page will let somebody see the names of a sealed case for a quarter of an hour."""
    check(request.user, "lead cases")
    allowed = cases.allow_unsealing(actor=request.user, unsealing=key)
    said = gettext("%(who)s sees the names of case %(number)s for a quarter of an hour.")
    messages.success(request, said % {"who": allowed.asked_by.username, "number": allowed.case.number})
    return redirect("cases:decisions")


@page("GET", "POST")
def refuse(request: SignedRequest, key: UUID) -> HttpResponse:
    """This page will refuse to let somebody see the names of a sealed case, with a reason."""
    check(request.user, "lead cases")
    asked, why = cases.unsealing_to_answer(request.user, key)
    form = ReasonForm(sent(request))
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "cases/refuse.html", {"asked": asked, "why": why, "form": form}, status=status)
    cases.refuse_unsealing(actor=request.user, unsealing=key, reason=form.cleaned_data["reason"])
    said = gettext("You have refused. %(who)s is told why on the page of the case, and may ask anew.")
    messages.success(request, said % {"who": asked.asked_by.username})
    return redirect("cases:decisions")


@page("GET", "POST")
def erasure(request: SignedRequest, key: UUID) -> HttpResponse:
    """This page will show an erasure that waits, and decide it."""
    check(request.user, "lead cases")
    asked = cases.erasure_to_decide(request.user, key)
    form = VerdictForm(sent(request), irreversible=True)
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "cases/erasure.html", {"asked": asked, "form": form}, status=status)
    verdict = Verdict(form.cleaned_data["verdict"])
    cases.review_erasure(actor=request.user, erasure=key, verdict=verdict, reason=form.cleaned_data["reason"])
    done = verdict == Verdict.APPROVED
    messages.success(request, gettext("It is erased, for ever.") if done else gettext("It was sent back."))
    return redirect("cases:decisions")


@page("GET", "POST")
def merging(request: SignedRequest, key: UUID) -> HttpResponse:
    """This page will show two cases that are said to be one, and decide it."""
    check(request.user, "lead cases")
    link = cases.merge_to_decide(request.user, key)
    form = VerdictForm(sent(request))
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "cases/merging.html", {"link": link, "form": form}, status=status)
    verdict = Verdict(form.cleaned_data["verdict"])
    cases.review_link(actor=request.user, link=key, verdict=verdict, reason=form.cleaned_data["reason"])
    done = verdict == Verdict.APPROVED
    messages.success(request, gettext("The two cases are one.") if done else gettext("It was sent back."))
    return redirect("cases:decisions")
