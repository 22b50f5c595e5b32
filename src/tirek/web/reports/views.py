"""Write a report, have it reviewed, freeze it; and hold any narrative to account."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tirek import indicators, plans, reports
from tirek.directory import can, check, sees_office
from tirek.plans.reading import text_of
from tirek.web.downloads import uploaded
from tirek.web.reports.forms import ReportForm
from tirek.web.reports.preview import preview_of
from tirek.web.requests import SignedRequest, page, paged, whole_number


@page("GET", "POST")
def index(request: SignedRequest, code: str) -> HttpResponse:
    """This page will list the reports of a programme with how each stands, and start a results page."""
    programme = plans.programme(request.user, code)
    form = ReportForm(request.POST or None, initial={"language": (get_language() or "en")[:2]})
    if request.method == "POST":
        plans.check_programme(request.user, "write reports", programme)
        if form.is_valid():
            report = reports.start_report(account=request.user, programme=programme, **form.cleaned_data)
            return redirect("reports:edit", report.pk)
    written = paged(request, reports.reports_of(request.user, programme))
    context = {
        "programme": programme,
        "reports": written,
        "states": reports.states(written.object_list),
        "published": reports.published(programme)[:50],
        "unconfirmed": reports.unconfirmed(request.user, programme)[:50],
        "form": form,
        "may_write": can(request.user, "write reports") and sees_office(request.user, programme.office),
        "sees_drafts": can(request.user, "see drafts"),
    }
    return render(request, "reports/index.html", context)


@page("GET", "POST")
def edit(request: SignedRequest, key: UUID) -> HttpResponse:
    """This page will edit a narrative, with its figures to choose from and what it will look like."""
    report = reports.report(request.user, key)
    may_write = reports.can_on(request.user, "write reports", report)
    refusal = None
    if request.method == "POST":
        narrative, base = request.POST.get("narrative", ""), whole_number(request.POST.get("version"))
        try:
            reports.write_text(account=request.user, report=report, narrative=narrative, base_version=base)
        except reports.WrittenMeanwhile as stale:
            refusal = stale
        else:
            messages.success(request, _("The text is saved."))
            return redirect("reports:edit", key)
    text = reports.latest_text(report)
    shown = request.POST.get("narrative", text.narrative)
    context = _editing(request, report, shown) | {
        "version": request.POST.get("version", text.version),
        "newest": text,
        "refusal": refusal,
        "may_write": may_write,
        "publications": reports.published(report.programme).filter(report=report),
        "figures": _choices(report) if may_write else [],
        **_standing(request, report, text),
        **_changed(request, report, text),
    }
    return render(request, "reports/edit.html", context, status=409 if refusal else 200)


def _standing(request: SignedRequest, report: reports.Report, text: reports.ReportText) -> dict[str, Any]:
    """How a report stands with the second person, and what the reader may do about it."""
    state = reports.state_of(report)
    asks = report.is_formal and state in (reports.State.DRAFT, reports.State.CHANGED, reports.State.SENT_BACK)
    publishes = reports.can_on(request.user, "publish reports", report)
    wrote = request.user.pk in {each.pk for each in reports.writers_of(text)}
    return {
        "state": state,
        "verdicts": reports.verdicts(report),
        "may_ask": asks and reports.can_on(request.user, "write reports", report),
        "may_review": report.is_formal and not wrote and reports.can_on(request.user, "review reports", report),
        "wrote": wrote,
        "may_publish": publishes,
        "publishable": not report.is_formal or state == reports.State.APPROVED,
        "next_number": report.publications.count() + 1,
    }


def _changed(request: SignedRequest, report: reports.Report, text: reports.ReportText) -> dict[str, Any]:
    """The totals that changed by a few people since they were published, and what a second person may do about it."""
    released = reports.released_in(text)
    changes = [each for each in preview_of(report, text.narrative).changes if each not in released]
    wrote = request.user.pk in {each.pk for each in reports.writers_of(text)}
    return {
        "changes": changes,
        "may_release": not wrote and reports.can_on(request.user, "review reports", report),
    }


def _editing(request: SignedRequest, report: reports.Report, narrative: str) -> dict[str, Any]:
    found = preview_of(report, narrative)
    return {
        "report": report,
        "programme": report.programme,
        "narrative": narrative,
        "bound": found,
        "apart": found.apart,
        "preview": found.html,
        "may_write": reports.can_on(request.user, "write reports", report),
    }


def _choices(report: reports.Report) -> list[tuple[str, str, Any]]:
    """The figures that can be inserted: key, title, value; with the cells of each split."""
    label, tells = reports.cell_labels(), reports.telling(report)
    found: list[tuple[str, str, Any]] = []
    definitions = [each for each in indicators.definitions(report.programme) if tells(each.definition, None)]
    values = indicators.values_now(definitions)
    for each in definitions:
        value = values[each.code]
        found.append((each.code, each.title, value.day or value.number))
        for split in indicators.shown_splits(value):
            found.extend(
                (f"{each.code}:{split.dimension}={name}", f"{each.title}: {label(split.dimension, name)}", number)
                for name, number in split.cells.items()
                if number is not None and split.dimension in ("sex", "kind")
            )
    return found


@page("POST")
def preview(request: SignedRequest, key: UUID) -> HttpResponse:
    """This page will show what a narrative would look like; a part of the editor."""
    report = reports.report(request.user, key)
    context = _editing(request, report, request.POST.get("narrative", "")[:200_000])
    return render(request, "reports/_preview.html", context)


@page("POST")
def excuse(request: SignedRequest, key: UUID) -> HttpResponse:
    """This page will excuse a number typed by hand, with a reason."""
    report = reports.report(request.user, key)
    given = {name: request.POST.get(name, "") for name in ("quote", "sentence", "reason")}
    reports.excuse_number(account=request.user, report=report, **given)
    messages.success(request, _("The number may stand, with its reason."))
    return redirect("reports:edit", key)


@page("POST")
def publish(request: SignedRequest, key: UUID) -> HttpResponse:
    """This page will freeze and publish a report."""
    report = reports.report(request.user, key)
    asked = {name: whole_number(request.POST.get(name)) for name in ("number", "version")}
    published = reports.publish_report(account=request.user, report=report, **asked)
    messages.success(request, _("The report is published and frozen."))
    return redirect("published:page", published.pk)


@page("GET", "POST")
def claims(request: SignedRequest) -> HttpResponse:
    """This page will hold a narrative against itself and against the records of a programme."""
    check(request.user, "check claims")
    context: dict[str, Any] = {"programmes": plans.programmes_for(request.user)}
    if request.method == "POST":
        name, content = uploaded(request, "document")
        text = text_of(content, name) if content else request.POST.get("text", "")
        code = request.POST.get("programme", "")
        programme = plans.programme(request.user, code) if code else None
        reports.check_length(text)
        found, contradictions = reports.check_claims(text, programme)
        context |= {"text": text, "claims": found, "contradictions": contradictions, "programme": programme}
    return render(request, "reports/claims.html", context)
