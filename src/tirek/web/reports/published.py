"""Read what is published, and verify it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tirek import indicators, reports
from tirek.directory import can
from tirek.web.downloads import attachment
from tirek.web.reports.forms import fund_key
from tirek.web.reports.templates import WORD
from tirek.web.requests import SignedRequest, page, paged


@page(public=True)
def index(request: HttpRequest) -> HttpResponse:
    """This page will list what is published, for everyone: all, or of one kind, programme or fund."""
    kind = request.GET.get("kind", "")
    found = reports.published(kind=kind if kind in reports.Kind.values else "")
    if code := request.GET.get("programme", ""):
        found = found.filter(report__programme__code=code)
    if fund := fund_key(request.GET.get("fund", "")):
        found = found.filter(report__fund=fund)
    context = {
        "published": paged(request, found),
        "kinds": reports.Kind.choices,
        "kind": kind,
        "programmes": reports.published_programmes(),
        "code": code,
        "fund": fund,
    }
    return render(request, "published/index.html", context)


@page(public=True)
def report(request: HttpRequest, key: UUID) -> HttpResponse:
    """This page will show a published report, for everyone; each figure leads to its page."""
    found = reports.published_report(key, request.user)
    context = {
        "publication": found,
        "body": reports.page_html(found, figure_url=lambda each: reverse("published:figure", args=[key, each])),
        "programme": found.report.programme,
        **_confirming(request, found),
    }
    return render(request, "published/report.html", context)


def _confirming(request: HttpRequest, found: reports.PublishedReport) -> dict[str, Any]:
    """What the second person sees before a publication from another house is for everyone."""
    account = request.user
    if not found.elsewhere or not account.is_authenticated or not reports.is_unconfirmed(found):
        return {}
    reviews = reports.can_on(account, "review reports", found.report)
    brought = str(account.pk) in reports.importers(found)
    apart = reports.apart_from_published(found) if reviews else []
    refusals = {str(each): each for each in map(reports.refusal_of, apart)}
    return {
        "unconfirmed": True,
        "brought": brought,
        "may_confirm": reviews and not brought and None not in reports.changes_in(apart),
        "apart": list(refusals.values()),
        "differences": reports.verify(found) if reviews else [],
    }


@page("POST")
def confirm(request: SignedRequest, key: UUID) -> HttpResponse:
    """This page will keep that a second person confirmed a publication from another house."""
    found = reports.published_report(key, request.user)
    reports.check_on(request.user, "review reports", found.report)
    reports.confirm_import(account=request.user, publication=found, reason=request.POST.get("reason", ""))
    messages.success(request, _("The report is confirmed, and is now for everyone."))
    return redirect("published:page", key)


@page(public=True)
def figure(request: HttpRequest, key: UUID, figure: str) -> HttpResponse:
    """This page will show a frozen figure: how it was counted, its splits, and where its records are."""
    found = reports.published_report(key, request.user)
    frozen = reports.frozen_figure(found, figure)
    definition = indicators.figure_definition(found.report.programme, frozen["code"], frozen["version"])
    account = request.user
    about_people = definition.definition.counts in ("people", "attendances")
    sees = account.is_authenticated and can(account, "see persons" if about_people else "see evidence")
    context = {
        "publication": found,
        "frozen": frozen,
        "figure": reports.thaw_figure(frozen),
        "definition": definition,
        "sees_records": sees,
        "programme": found.report.programme,
    }
    return render(request, "published/figure.html", context)


@page(public=True)
def pdf(request: HttpRequest, key: UUID) -> HttpResponse:
    """This page will give a published report as PDF."""
    return attachment(reports.pdf(reports.published_report(key, request.user)), f"report-{key}.pdf", "application/pdf")


@page(public=True)
def word(request: HttpRequest, key: UUID) -> HttpResponse:
    """This page will give a published report as a Word document, in the template of its office."""
    return attachment(reports.word(reports.published_report(key, request.user)), f"report-{key}.docx", WORD)


@page(public=True)
def csv(request: HttpRequest, key: UUID) -> HttpResponse:
    """This page will give the figures of a published report as a table."""
    found = reports.published_report(key, request.user)
    return attachment(reports.figures_csv(found), f"figures-{key}.csv", "text/csv; charset=utf-8")


@page("GET", "POST", public=True)
def verify(request: HttpRequest, key: UUID) -> HttpResponse:
    """This page will compute a published report again and name each difference, for anyone who doubts it."""
    found = reports.published_report(key, request.user)
    differences = reports.verify(found) if request.method == "POST" else None
    return render(request, "published/verify.html", {"publication": found, "differences": differences})
