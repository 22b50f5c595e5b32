"""What reports begin from and what they look like in Word: to see, to take away, to bring back changed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tirek import reports
from tirek.directory import can, check
from tirek.refusals import Refusal
from tirek.web.downloads import MEGABYTE, attachment, uploaded
from tirek.web.reports.forms import NarrativeTemplateForm
from tirek.web.requests import SignedRequest, page

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MARKDOWN = "text/markdown; charset=utf-8"
GENERAL = "all"
"""The name, in an address, of the Word template that every kind without its own is written in."""


@page()
def index(request: SignedRequest) -> HttpResponse:
    """This page will list the templates of the office: texts by kind and language, Word files by kind."""
    check(request.user, "see drafts")
    context = {
        "rows": reports.templates_of(request.user.office),
        "word": [(GENERAL, _("All kinds"), reports.word_template(request.user.office)), *_word_by_kind(request)],
        "may_keep": can(request.user, "publish reports"),
    }
    return render(request, "reports/templates.html", context)


def _word_by_kind(request: SignedRequest) -> list[tuple[str, Any, Any]]:
    found = ((kind, reports.word_template(request.user.office, kind)) for kind in reports.Kind)
    return [(kind.value, kind.label, kept if kept and kept.kind else None) for kind, kept in found]


@page("GET", "POST")
def narrative(request: SignedRequest, kind: str, language: str) -> HttpResponse:
    """This page will show the text that reports of a kind begin from, and keep a changed one for the office."""
    check(request.user, "see drafts")
    kept = reports.narrative_template(request.user.office, kind, language)
    shown = kept.content if kept else reports.built_in_template(kind, language)
    given = (request.POST, request.FILES) if request.method == "POST" else ()
    form = NarrativeTemplateForm(*given, initial={"content": shown})
    if request.method == "POST":
        check(request.user, "publish reports")
        if form.is_valid() and _kept(request, form, kind, language):
            messages.success(request, _("The template is kept; the next report of this kind begins from it."))
            return redirect("reports:templates")
    context = {
        "kind": reports.Kind(kind),
        "language": language,
        "language_name": dict(reports.LANGUAGES)[language],
        "kept": kept,
        "shown": shown,
        "form": form,
        "inserts": [(f"{{{{ {name} }}}}", _(writes)) for name, writes in reports.explained()],
        "may_keep": can(request.user, "publish reports"),
    }
    return render(request, "reports/template.html", context, status=422 if form.errors else 200)


def _kept(request: SignedRequest, form: NarrativeTemplateForm, kind: str, language: str) -> bool:
    """Keeps the template, or says on the form what stands in the way; a file goes before the field."""
    _name, content = uploaded(request, "file", limit=MEGABYTE)
    try:
        text = content.decode("utf-8-sig") if content else form.cleaned_data["content"]
        reports.keep_narrative_template(account=request.user, kind=kind, language=language, content=text)
    except UnicodeDecodeError:
        form.add_error("file", _("The file is no text in UTF-8."))
    except Refusal as refusal:
        form.add_error(None, f"{_(refusal.sentence) % refusal.facts} {_(refusal.hint) % refusal.facts}")
    return not form.errors


@page()
def narrative_file(request: SignedRequest, kind: str, language: str) -> HttpResponse:
    """This page will give the text that reports of a kind begin from, to be changed."""
    check(request.user, "see drafts")
    return attachment(reports.template_for(request.user.office, kind, language), f"{kind}.{language}.md", MARKDOWN)


@page()
def built_in_file(request: SignedRequest, kind: str, language: str) -> HttpResponse:
    """This page will give the text that comes with the house."""
    check(request.user, "see drafts")
    return attachment(reports.built_in_template(kind, language), f"{kind}.{language}.md", MARKDOWN)


@page("POST")
def word_template(request: SignedRequest) -> HttpResponse:
    """This page will keep a Word template that the office restyled."""
    kind = request.POST.get("kind", "")
    name, content = uploaded(request, "template", limit=32 * MEGABYTE)
    reports.keep_word_template(account=request.user, name=name, content=content, kind="" if kind == GENERAL else kind)
    messages.success(request, _("The template is kept; the next Word file will use it."))
    return redirect("reports:templates")


@page()
def office_word_template(request: SignedRequest, kind: str) -> HttpResponse:
    """This page will give the Word template that the office's reports of a kind are written in."""
    check(request.user, "see drafts")
    if kind not in (GENERAL, *reports.Kind.values):
        raise reports.NoSuchKind(kind=kind)
    kept = reports.word_template(request.user.office, "" if kind == GENERAL else kind)
    content = bytes(kept.content) if kept else reports.default_word_template()
    return attachment(content, f"report-template-{kind}.docx", WORD)


@page()
def default_template(request: SignedRequest) -> HttpResponse:
    """This page will give the Word template that comes with the house, to be restyled."""
    return attachment(reports.default_word_template(), "report-template.docx", WORD)
