"""Is the plan signed, dated, and signed in time?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation.trans_null import gettext_noop

from tirek.plans.checks.finding import Finding
from tirek.plans.checks.kind import Kind
from tirek.plans.checks.numerals import shortened
from tirek.plans.reading.markup import plain as bare
from tirek.plans.reading.plan import Line, Plan

NOT_SIGNED = Kind(
    code="signature-missing",
    severity="question",
    looks_for="a plan that names no signatory",
    message=gettext_noop("The plan names no one who signed it."),
    advice=gettext_noop("Ask for the signed copy."),
    example={},
)
NOT_DATED = Kind(
    code="signature-undated",
    severity="question",
    looks_for="a signature without a date",
    message=gettext_noop("The signature of %(signatory)s has no date that can be read."),
    advice=gettext_noop("Ask when it was signed: the plan binds from that day."),
    example={"signatory": "A. Signatory"},
)
SIGNED_LATE = Kind(
    code="signed-after-start",
    severity="question",
    looks_for="a plan signed after it started",
    message=gettext_noop("The plan starts %(start)s and was signed on %(signed)s."),
    advice=gettext_noop("Ask whether anything was spent before the signature."),
    example={"start": "May 2024", "signed": "25 June 2024"},
)
SIGNED_AFTER_END = Kind(
    code="signed-after-end",
    severity="error",
    looks_for="a plan signed after it ended",
    message=gettext_noop("The plan ends %(end)s and was signed on %(signed)s, after it was over."),
    advice=gettext_noop("Ask which date is wrong."),
    example={"end": "April 2025", "signed": "25 May 2025"},
)
ONE_PARTY = Kind(
    code="one-party-signs",
    severity="note",
    looks_for="a plan that only one party signs",
    message=gettext_noop("Only one party signs the plan: “%(party)s”."),
    advice=gettext_noop("Where national partners carry out part of the plan, ask how they agreed to it."),
    example={"party": "Agreed by UNDP"},
)
PLACEHOLDER = Kind(
    code="signature-placeholder",
    severity="question",
    looks_for="a line left open for a name, a date or a signature",
    message=gettext_noop("A place for a signature is still open: “%(text)s”."),
    advice=gettext_noop("Ask for the signed copy."),
    example={"text": "Date: ____________"},
)
KINDS = (NOT_SIGNED, NOT_DATED, SIGNED_LATE, SIGNED_AFTER_END, ONE_PARTY, PLACEHOLDER)

_AGREED = re.compile(r"^\W*(?:agreed|approved|endorsed|signed|accepted)\s+(?:by|for|on behalf of)\b", re.IGNORECASE)
_NAMED = re.compile(r":\s*[^\W\d_].*\w")
_OPEN = re.compile(
    r"\b(?:signature|name|date|signed|agreed by|title)\b[^_…]{0,40}(?:_{3,}|…{2,}|\.{6,})"
    r"|\[\s*(?:signature|name|date|insert)[^\]]*\]|\bdd[/.-]mm[/.-]yy",
    re.IGNORECASE,
)


def check(plan: Plan) -> Iterator[Finding]:
    """This function will look for who signed and when, and hold the date against the plan's own."""
    cover = plan.cover
    if cover.signatory is None or not cover.signatory.text.strip():
        if not any(_NAMED.search(bare(line.text)) for line in _agreed(plan)):
            yield NOT_SIGNED.at([line.number for line in _agreed(plan)])
    elif cover.signed_on is None or cover.signed_on.first is None:
        yield NOT_DATED.at(cover.signatory.line, None, None, signatory=cover.signatory.text)
    else:
        yield from _in_time(plan)
    agreed = _agreed(plan)
    if len(agreed) == 1:
        text = bare(agreed[0].text).rstrip(": ")
        yield ONE_PARTY.at(agreed[0].number, text, None, party=text)
    for line in plan.lines:
        if line.cells is None and _OPEN.search(line.text):
            yield PLACEHOLDER.at(line.number, line.text.strip(), None, text=shortened(bare(line.text)))


def _agreed(plan: Plan) -> list[Line]:
    return [line for line in plan.lines if _AGREED.search(bare(line.text))]


def _in_time(plan: Plan) -> Iterator[Finding]:
    """This function will compare days only where they cannot overlap: 25 May is not after "May"."""
    signed, start, end = plan.cover.signed_on, plan.cover.start, plan.cover.end
    reversed_dates = start is not None and end is not None and start.first and end.last and end.last < start.first
    if signed is None or signed.first is None or reversed_dates:
        return
    if end is not None and end.last is not None and signed.first > end.last:
        yield SIGNED_AFTER_END.at((end.line, signed.line), signed.text, None, end=end.text, signed=signed.text)
    elif start is not None and start.last is not None and signed.first > start.last:
        yield SIGNED_LATE.at((start.line, signed.line), signed.text, None, start=start.text, signed=signed.text)
