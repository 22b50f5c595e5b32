"""Write a report, freeze it, read what is published, verify it; and hold any narrative to account."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tirek import indicators, plans, reports
from tirek.directory import can, check
from tirek.plans.reading import text_of
from tirek.web.downloads import attachment, uploaded
from tirek.web.reports.forms import ReportForm
from tirek.web.requests import SignedRequest, page, whole_number

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@page("GET", "POST")
def index(request: SignedRequest, code: str) -> HttpResponse:
    """This page will list the reports of a programme and start a new one."""
    programme = plans.programme(request.user, code)
    form = ReportForm(request.POST or None, initial={"language": (get_language() or "en")[:2]})
    if request.method == "POST":
        check(request.user, "write reports")
        if form.is_valid():
            report = reports.start_report(account=request.user, programme=programme, **form.cleaned_data)
            return redirect("reports:edit", report.pk)
    context = {
        "programme": programme,
        "reports": reports.reports_of(request.user, programme),
        "published": reports.published(programme),
        "form": form,
        "may_write": can(request.user, "write reports"),
        "sees_drafts": can(request.user, "see drafts"),
        "may_template": can(request.user, "publish reports"),
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
        "may_publish": reports.can_on(request.user, "publish reports", report),
        "next_number": report.publications.count() + 1,
        "publications": reports.published(report.programme).filter(report=report),
        "figures": _choices(report),
    }
    return render(request, "reports/edit.html", context, status=409 if refusal else 200)


def _editing(request: SignedRequest, report: reports.Report, narrative: str) -> dict[str, Any]:
    bound = reports.bind(narrative, report.programme, language=report.language, excused=reports.excused(report))
    return {
        "report": report,
        "programme": report.programme,
        "narrative": narrative,
        "bound": bound,
        "preview": reports.draft_html(report, narrative, bound, figure_url=_figure_address(report)),
        "may_write": reports.can_on(request.user, "write reports", report),
    }


def _figure_address(report: reports.Report) -> Any:
    return lambda key: reverse("figures:figure", args=[report.programme.code, key])


def _choices(report: reports.Report) -> list[tuple[str, str, Any]]:
    """The figures that can be inserted: key, title, value; with the cells of each split."""
    label, found = reports.cell_labels(), []
    definitions = list(indicators.definitions(report.programme))
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


@page("POST")
def word_template(request: SignedRequest) -> HttpResponse:
    """This page will keep a Word template that the office restyled."""
    name, content = uploaded(request, "template")
    reports.keep_word_template(account=request.user, name=name, content=content)
    messages.success(request, _("The template is kept; the next Word file will use it."))
    programme = plans.programmes_for(request.user).filter(code=request.POST.get("programme", "")).first()
    return redirect("reports:index", programme.code) if programme else redirect("home")


@page()
def default_template(request: SignedRequest) -> HttpResponse:
    """This page will give the Word template that comes with the house, to be restyled."""
    return attachment(reports.default_word_template(), "report-template.docx", WORD)


@page(public=True)
def published_index(request: HttpRequest) -> HttpResponse:
    """This page will list what is published, for everyone."""
    return render(request, "published/index.html", {"published": reports.published()})


@page(public=True)
def published(request: HttpRequest, key: UUID) -> HttpResponse:
    """This page will show a published report, for everyone; each figure leads to its page."""
    found = reports.published_report(key)
    context = {
        "publication": found,
        "body": reports.page_html(found, figure_url=lambda each: reverse("published:figure", args=[key, each])),
        "programme": found.report.programme,
    }
    return render(request, "published/report.html", context)


@page(public=True)
def published_figure(request: HttpRequest, key: UUID, figure: str) -> HttpResponse:
    """This page will show a frozen figure: how it was counted, its splits, and where its records are."""
    found = reports.published_report(key)
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
def published_pdf(request: HttpRequest, key: UUID) -> HttpResponse:
    """This page will give a published report as PDF."""
    return attachment(reports.pdf(reports.published_report(key)), f"report-{key}.pdf", "application/pdf")


@page(public=True)
def published_word(request: HttpRequest, key: UUID) -> HttpResponse:
    """This page will give a published report as a Word document, in the template of its office."""
    return attachment(reports.word(reports.published_report(key)), f"report-{key}.docx", WORD)


@page(public=True)
def published_csv(request: HttpRequest, key: UUID) -> HttpResponse:
    """This page will give the figures of a published report as a table."""
    return attachment(
        reports.figures_csv(reports.published_report(key)), f"figures-{key}.csv", "text/csv; charset=utf-8"
    )


@page("GET", "POST", public=True)
def verify(request: HttpRequest, key: UUID) -> HttpResponse:
    """This page will compute a published report again and name each difference, for anyone who doubts it."""
    found = reports.published_report(key)
    differences = reports.verify(found) if request.method == "POST" else None
    return render(request, "published/verify.html", {"publication": found, "differences": differences})


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
