"""The templates that formal reports begin from: the office's newest, or the one that comes with the house."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files

from tirek.directory import Office
from tirek.reports.models import LANGUAGES, Kind, NarrativeTemplate
from tirek.reports.policies import check_formal, check_language


@dataclass(frozen=True, slots=True)
class TemplateRow:
    """What reports of a kind in a language begin from: the office's own where `kept` is not None."""

    kind: Kind
    language: str
    language_name: str
    kept: NarrativeTemplate | None


def built_in_template(kind: str, language: str) -> str:
    """This function will give the template that comes with the house, or refuse (`NoSuchKind`, `NoSuchLanguage`)."""
    check_formal(kind)
    check_language(language)
    return files(__package__).joinpath("templates", f"{kind}.{language}.md").read_text(encoding="utf-8")


def narrative_template(office: Office, kind: str, language: str) -> NarrativeTemplate | None:
    """This function will give the newest template that an office kept of a kind and language, or None."""
    kept = NarrativeTemplate.objects.filter(office=office, kind=kind, language=language)
    kept = kept.select_related("kept_by__office").prefetch_related("kept_by__grants")
    return kept.order_by("-kept_at", "-stored_position").first()


def templates_of(office: Office) -> list[TemplateRow]:
    """This function will list what an office's formal reports begin from, kind by kind, in two queries."""
    kept = NarrativeTemplate.objects.filter(office=office).select_related("kept_by__office").defer("content")
    kept = kept.prefetch_related("kept_by__grants")
    newest = {(each.kind, each.language): each for each in kept.order_by("kept_at", "stored_position")}
    formal = [kind for kind in Kind if kind != Kind.PAGE]
    return [
        TemplateRow(kind, language, name, newest.get((kind, language)))
        for kind in formal
        for language, name in LANGUAGES
    ]


def template_for(office: Office, kind: str, language: str) -> str:
    """This function will give the text that a report of the office begins from."""
    kept = narrative_template(office, kind, language)
    return kept.content if kept else built_in_template(kind, language)
