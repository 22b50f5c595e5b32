"""Who brought a matter: what of an answered form is kept of that person, and how it is said to a reader."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from uuid import UUID

from django.utils.translation import get_language

from tirek import forms
from tirek.packs import PackForm, fields_of
from tirek.xlsforms import Field

WRITTEN = frozenset({"text", "integer", "decimal", "date", "dateTime", "time", "barcode"})
CHOSEN = frozenset({"select_one", "select_multiple"})
PARTS = ("identity", "contact", "caution")


def kept_of(fields: Iterable[Field], told: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """This function will give what is kept of whoever answered: what tells who that is, and how he or she is reached.

    What was chosen about reaching somebody is a *caution*: when, by whom, and who must not learn of it. It is kept as
    the codes of the form. Nothing is kept that was computed, and no name of a file.
    """
    kept: dict[str, dict[str, str]] = {part: {} for part in PARTS}
    for field in fields:
        name = field.path.rpartition("/")[2]
        part = "caution" if field.mark == "contact" and field.kind in CHOSEN else field.mark
        if told.get(name) and (part == "caution" or (part in kept and field.kind in WRITTEN)):
            kept[part][name] = told[name]
    return kept


def said_of(edition: UUID, told: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
    """This function will say what is kept of somebody in the language of the page, each with the question it answers.

    What was entered by hand answers no question, and stands as it was written.
    """
    asked = _asked(edition)
    return {
        part: {name: _said(asked.get(name), text) for name, text in texts.items()}
        for part, texts in told.items()
        if part in PARTS
    }


def _said(field: Field | None, text: str) -> str:
    if field is None:
        return text
    language = (get_language() or "en")[:2]
    label, answer = forms.label_of(field, language), forms.shown(field, text, language)
    return f"{label} {answer}" if label.endswith("?") else f"{label}: {answer}"


def is_written(edition: UUID, name: str) -> bool:
    """This function will say whether a word of somebody was written freely, so that few others have the same."""
    field = _asked(edition).get(name)
    return field is None or field.kind == "text"


@lru_cache(maxsize=64)
def _asked(edition: UUID) -> dict[str, Field]:
    """The questions of an edition that ask who somebody is or how to reach somebody; an edition never changes."""
    asking = PackForm.objects.filter(edition=edition).defer("xform").order_by("form_id")
    marked = [field for form in asking for field in fields_of(form) if field.mark in ("identity", "contact")]
    return {field.path.rpartition("/")[2]: field for field in reversed(marked)}
