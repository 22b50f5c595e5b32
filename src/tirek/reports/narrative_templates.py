"""The templates that formal reports begin from: the office's newest, or the one that comes with the house."""

from __future__ import annotations

from importlib.resources import files

from tirek.directory import Office
from tirek.reports.models import NarrativeTemplate


def built_in_template(kind: str, language: str) -> str:
    """This function will give the template that comes with the house."""
    return files(__package__).joinpath("templates", f"{kind}.{language}.md").read_text(encoding="utf-8")


def narrative_template(office: Office, kind: str, language: str) -> NarrativeTemplate | None:
    """This function will give the newest template that an office kept of a kind and language, or None."""
    kept = NarrativeTemplate.objects.filter(office=office, kind=kind, language=language)
    return kept.order_by("-kept_at", "-stored_position").first()


def template_for(office: Office, kind: str, language: str) -> str:
    """This function will give the text that a report of the office begins from."""
    kept = narrative_template(office, kind, language)
    return kept.content if kept else built_in_template(kind, language)
