"""Is one institution called by two names?"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from django.utils.translation.trans_null import gettext_noop

from tirek.plans.checks.beside import grouped, word_list
from tirek.plans.checks.finding import Finding
from tirek.plans.checks.kind import Kind
from tirek.plans.checks.numerals import listed, on_lines
from tirek.plans.checks.proper_names import Name, names, significant
from tirek.plans.checks.prose import said
from tirek.plans.reading.plan import Plan

BODIES = Kind(
    code="body-named-two-ways",
    severity="question",
    looks_for="an institution with several names: the same words in another order, or a known other name",
    message=gettext_noop("One institution seems to have several names: %(names)s."),
    advice=gettext_noop("Use its official name throughout, or say that they are two institutions."),
    example={"names": "National Human Rights Center (81, 115), National Center for Human Rights (87)"},
)
KINDS = (BODIES,)

_INSTITUTIONS = word_list("institution")


def check(plan: Plan) -> Iterator[Finding]:
    """This function will group institutions' names by their words in any order, and by the list of names."""
    yield from _in_other_order(plan)
    yield from _by_another_name(plan)


def _in_other_order(plan: Plan) -> Iterator[Finding]:
    groups: defaultdict[tuple[str, ...], list[Name]] = defaultdict(list)
    for name in names(plan):
        if len(name.words) > 1 and _INSTITUTIONS & set(name.words):
            groups[tuple(sorted(name.words))].append(name)
    for group in groups.values():
        variants: dict[tuple[str, ...], list[Name]] = {}
        for name in group:
            variants.setdefault(name.words, []).append(name)
        if len(variants) > 1:
            yield _finding({found[0].text: [name.line for name in found] for found in variants.values()})


def _by_another_name(plan: Plan) -> Iterator[Finding]:
    """This function will look for names of one body in the list, unless one sentence prints them side by side."""
    sentences = [(value.line, value.text.lower()) for value in said(plan)]
    for known in grouped("body_names", by="body", what="name").values():
        found: dict[str, list[int]] = {}
        together = False
        for line, text in sentences:
            printed = [name for name in known if name.lower() in text and _prints(name, text)]
            together = together or len(printed) > 1
            for name in printed:
                found.setdefault(name, []).append(line)
        in_other_order = len({tuple(sorted(significant(name))) for name in found}) == 1
        if len(found) > 1 and not together and not in_other_order:
            yield _finding(found)


def _prints(name: str, text: str) -> bool:
    return re.search(rf"\b{re.escape(name.lower())}\b", text) is not None


def _finding(found: dict[str, list[int]]) -> Finding:
    text = listed(f"{name} ({on_lines(lines)})" for name, lines in found.items())
    return BODIES.at([line for lines in found.values() for line in lines], listed(found), None, names=text)
