"""Is one function given to two roles in two places?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation.trans_null import gettext_noop

from tirek.plans.checks.beside import grouped
from tirek.plans.checks.finding import Finding
from tirek.plans.checks.kind import Kind
from tirek.plans.checks.numerals import listed, on_lines
from tirek.plans.checks.prose import split
from tirek.plans.reading.markup import plain as bare
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
    for roles in grouped("role_names", by="function", what="role").values():
        found = {role: lines for role in roles if (lines := _lines_naming(role, roles, plan))}
        together = any(sum(_names(role, roles, text) for role in found) > 1 for text in _texts(plan))
        if len(found) > 1 and not together and not _each_budgeted(found, roles, plan):
            text = listed(f"{role} ({on_lines(lines)})" for role, lines in found.items())
            yield ROLES.at([line for lines in found.values() for line in lines], listed(found), None, roles=text)


def _names(role: str, roles: tuple[str, ...], text: str) -> bool:
    """This function will say whether a text names a role, and not only as a part of a longer one."""
    lowered = text.lower()
    for longer in roles:
        if role != longer and role in longer:
            lowered = lowered.replace(longer, "")
    return re.search(rf"\b{re.escape(role)}s?\b", lowered) is not None


def _lines_naming(role: str, roles: tuple[str, ...], plan: Plan) -> list[int]:
    return [line.number for line in plan.lines if _names(role, roles, bare(line.text))]


def _texts(plan: Plan) -> Iterator[str]:
    for line in plan.lines:
        yield from split(bare(line.text))


def _each_budgeted(found: dict[str, list[int]], roles: tuple[str, ...], plan: Plan) -> bool:
    titles = [row.title.text for row in plan.work_plan.activities] if plan.work_plan else []
    return all(any(_names(role, roles, title) for title in titles) for role in found)
