"""Is one function given to two roles in two places?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation.trans_null import gettext_noop

from tirek.plans.checks.beside import grouped
from tirek.plans.checks.finding import Finding
from tirek.plans.checks.kind import Kind
from tirek.plans.checks.numerals import listed, on_lines
from tirek.plans.checks.prose import said
from tirek.plans.reading.plan import Plan

ROLES = Kind(
    code="role-named-two-ways",
    severity="question",
    looks_for="one function under two names in two places, such as project manager and project coordinator",
    message=gettext_noop("One function seems to have several names: %(roles)s."),
    advice=gettext_noop("Ask whether it is one post. If so, call it by one name; if not, say who does what."),
    example={"roles": "project manager (line 111), project coordinator (line 152)"},
)
KINDS = (ROLES,)


def check(plan: Plan) -> Iterator[Finding]:
    """This function will look for roles of one function that never stand side by side.

    Roles named in one sentence, or each with a budget row of its own, are taken to be two posts.
    """
    sentences = [(value.line, value.text.lower()) for value in said(plan)]
    for roles in grouped("role_names", by="function", what="role").values():
        found: dict[str, list[int]] = {}
        together = False
        for line, text in sentences:
            named = _named(roles, text)
            together = together or len(named) > 1
            for role in named:
                found.setdefault(role, []).append(line)
        if len(found) > 1 and not together and not _each_budgeted(found, roles, plan):
            text = listed(f"{role} ({on_lines(lines)})" for role, lines in found.items())
            yield ROLES.at([line for lines in found.values() for line in lines], listed(found), None, roles=text)


def _named(roles: tuple[str, ...], text: str) -> list[str]:
    """This function will give the roles that a text in lower case names, but not those inside longer ones."""
    found = []
    for role in sorted(roles, key=len, reverse=True):
        if role in text and re.search(rf"\b{re.escape(role)}s?\b", text):
            found.append(role)
            text = text.replace(role, "")
    return found


def _each_budgeted(found: dict[str, list[int]], roles: tuple[str, ...], plan: Plan) -> bool:
    titles = [row.title.text.lower() for row in plan.work_plan.activities] if plan.work_plan else []
    return all(any(role in _named(roles, title) for title in titles) for role in found)
