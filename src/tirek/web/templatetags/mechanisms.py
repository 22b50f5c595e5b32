"""What the pages of mechanisms need: roles, secrets and columns in words, changes as sentences."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.translation import gettext, pgettext

from tirek.directory import Role
from tirek.packs import Change
from tirek.refusals import Problem
from tirek.web.accounts.views import ROLES

register = template.Library()


@register.filter
def role_name(role: str) -> str:
    """This filter will name a role in the language of the page."""
    return str(ROLES[Role(role)]) if role in list(Role) else role


@register.filter
def mark_name(mark: str) -> str:
    """This filter will say what kind of secret an answer is."""
    names = {
        "identity": pgettext("secret", "who somebody is"),
        "contact": pgettext("secret", "how to reach somebody"),
        "statement": pgettext("secret", "what was said"),
        "place": pgettext("secret", "where it was"),
    }
    return names.get(mark, mark)


@register.filter
def sight_words(seen: str) -> str:
    """This filter will say what a role sees, as who.csv writes it, in the language of the page."""
    if seen in ("all", "nothing"):
        return pgettext("sight", "every answer") if seen == "all" else pgettext("sight", "no answer")
    hidden = ", ".join(mark_name(mark) for mark in seen.removeprefix("all but").split())
    return pgettext("sight", "every answer but: %(hidden)s") % {"hidden": hidden}


@register.filter
def deed_words(does: str) -> str:
    """This filter will say what a role may do, in the language of the page."""
    names = {
        "fill": pgettext("deed", "fill in and send"),
        "read": pgettext("deed", "read"),
        "correct": pgettext("deed", "correct"),
        "export": pgettext("deed", "take along"),
    }
    return ", ".join(names.get(deed, deed) for deed in does.split()) or "–"


@register.filter
def column_name(heading: str) -> str:
    """This filter will name a column of a mechanism's tables in the language of the page."""
    names = {
        "id": pgettext("column", "name"),
        "step": pgettext("column", "step"),
        "limit": pgettext("column", "limit"),
        "starts when": pgettext("column", "starts when"),
        "pauses when": pgettext("column", "pauses when"),
        "may be extended by": pgettext("column", "may be extended by"),
        "when late": pgettext("column", "when late"),
        "valid from": pgettext("column", "valid from"),
        "valid to": pgettext("column", "valid to"),
        "legal basis": pgettext("column", "legal basis"),
        "rule": pgettext("column", "rule"),
        "severity": pgettext("column", "severity"),
        "said": pgettext("column", "said"),
    }
    return names.get(heading, heading)


def drawn_column(column: str) -> str:
    """This function will name what a drawing says of an element in the language of the page."""
    names = {
        "name": pgettext("drawn", "name"),
        "kind": pgettext("drawn", "kind"),
        "role": pgettext("drawn", "who"),
        "form": pgettext("drawn", "form"),
        "procedure": pgettext("drawn", "procedure that it stands for"),
        "hangs on": pgettext("drawn", "hangs on"),
        "interrupts": pgettext("drawn", "interrupts"),
        "otherwise": pgettext("drawn", "otherwise"),
        "limit": pgettext("drawn", "limit"),
        "message": pgettext("drawn", "message"),
        "from": pgettext("drawn", "from"),
        "to": pgettext("drawn", "to"),
        "in which case": pgettext("drawn", "in which case"),
    }
    return names.get(column, column)


@register.filter
def confidentiality_name(word: str) -> str:
    """This filter will say how confidential a mechanism's records are."""
    names = {
        "public": pgettext("confidentiality", "public"),
        "internal": pgettext("confidentiality", "for the institution alone"),
        "confidential": pgettext("confidentiality", "confidential"),
    }
    return names.get(word, word)


@register.filter
def change_words(change: Change) -> str:
    """This filter will say what changed in the language of the page."""
    facts: dict[str, Any] = dict(change.facts)
    if "role" in facts:
        facts["role"] = role_name(str(facts["role"]))
    if "column" in facts and change.file.startswith("procedures/"):
        facts["column"] = drawn_column(str(facts["column"]))
    for name in ("mark", "hidden", "before", "after"):
        if change.file.startswith(("who.csv", "forms/")) and name in facts:
            facts[name] = ", ".join(mark_name(mark) for mark in str(facts[name]).split(", "))
    return gettext(change.sentence) % facts


@register.filter
def problem_words(problem: Problem) -> str:
    """This filter will say what is wrong with a file in the language of the page."""
    refusal = problem.refusal
    return gettext(refusal.sentence) % refusal.facts


@register.filter
def problem_hint(problem: Problem) -> str:
    """This filter will say what to do about it."""
    refusal = problem.refusal
    return gettext(refusal.hint) % refusal.facts if refusal.hint else ""
