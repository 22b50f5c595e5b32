"""Does the document hold what its text promises: targets, indicators, a risk log, the annexes?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation.trans_null import gettext_noop

from tirek.plans.checks.finding import Finding, Severity
from tirek.plans.checks.kind import Kind
from tirek.plans.checks.numerals import around
from tirek.plans.checks.prose import sentences
from tirek.plans.reading.markup import plain as bare
from tirek.plans.reading.plan import Plan, Value

_ADVICE = gettext_noop("Ask for it, and add it before results are reported against it.")


def _lacks(part: str, severity: Severity, message: str) -> Kind:
    return Kind(
        code=f"{part}-missing",
        severity=severity,
        looks_for=f"a text that speaks of {part.replace('-', ' ')} in a document that has none",
        message=message,
        advice=_ADVICE,
        example={"promise": "Progress will be measured against targets and indicators."},
    )


INDICATORS = _lacks(
    "indicators", "question", gettext_noop("The text promises indicators (“%(promise)s”); the document lists none.")
)
TARGETS = _lacks(
    "targets", "question", gettext_noop("The text promises targets (“%(promise)s”); the document sets none.")
)
BASELINES = _lacks(
    "baselines", "question", gettext_noop("The text speaks of a baseline (“%(promise)s”); the document gives none.")
)
RESULTS_FRAMEWORK = _lacks(
    "results-framework",
    "question",
    gettext_noop("The text refers to a results framework (“%(promise)s”); the document has none."),
)
RISK_LOG = _lacks(
    "risk-log",
    "question",
    gettext_noop("Risks are to be watched (“%(promise)s”), but the document names no risk and has no risk log."),
)
ALLOCATION_LETTER = _lacks(
    "allocation-letter",
    "note",
    gettext_noop("The text refers to an allocation letter (“%(promise)s”) that the document does not hold."),
)
ANNEX = _lacks(
    "annex", "question", gettext_noop("The text refers to an annex (“%(promise)s”) that the document does not hold.")
)
ANNEXES_EMPTY = Kind(
    code="annexes-empty",
    severity="question",
    looks_for="a heading for annexes with nothing under it",
    message=gettext_noop("The heading “%(heading)s” has nothing under it."),
    advice=gettext_noop("Ask which annexes belong to the plan, or take the heading out."),
    example={"heading": "V. Annexes"},
)
SECTION_EMPTY = Kind(
    code="section-empty",
    severity="note",
    looks_for="a heading with nothing under it",
    message=gettext_noop("The heading “%(heading)s” has nothing under it."),
    advice=gettext_noop("Ask what belongs here, or take the heading out."),
    example={"heading": "IV. Sustainability"},
)
KINDS = (
    INDICATORS,
    TARGETS,
    BASELINES,
    RESULTS_FRAMEWORK,
    RISK_LOG,
    ALLOCATION_LETTER,
    ANNEX,
    ANNEXES_EMPTY,
    SECTION_EMPTY,
)


@dataclass(frozen=True, slots=True)
class Part:
    """A part that a text may promise: what promises it, and what shows that the document has it.

    `heading` is looked for in headings with something under them, `cell` in table headings, `text` in running text.
    """

    kind: Kind
    promise: str
    heading: str
    cell: str
    text: str


_NEVER = r"(?!)"
PARTS = (
    Part(INDICATORS, r"\bindicators?\b", r"\bindicators?\b", r"\bindicators?\b", r"\bindicators?\s*(?:no\.?\s*)?\d"),
    Part(
        TARGETS,
        r"\b(?:against|all|the|set|its|no|annual|agreed|project|output)\s+targets?\b(?!\s+(?:groups?|to)\b)"
        r"|\btargets?\s+and\s+(?:indicators?|baselines?)|\b(?:indicators?|baselines?)\s+and\s+targets?\b",
        r"\btargets?\b",
        r"\btargets?\b(?!\s+groups?)",
        r"\btargets?\s*(?:\(|:|\d)",
    ),
    Part(
        BASELINES,
        r"\b(?:the|against|from|with|project|indicator)\s+(?:the\s+)?baselines?\b(?!\s+(?:stud|assess|survey|research))",
        r"\bbaselines?\b",
        r"\bbaselines?\b",
        r"\bbaselines?\s*(?:\(|:|\d)",
    ),
    Part(
        RESULTS_FRAMEWORK,
        r"\b(?:results?\s+(?:and\s+resources?\s+)?framework|RRF|log(?:ical)?\s?frame(?:work)?)\b",
        r"\b(?:results?\s+(?:and\s+resources?\s+)?framework|log(?:ical)?\s?frame)",
        r"\b(?:baseline|indicator)s?\b",
        _NEVER,
    ),
    Part(
        RISK_LOG,
        r"\brisk\s+(?:log|register|matrix)\b|\b(?:monitor|manage|mitigate|identify|watch|track)\w*\b.{0,40}\brisks?\b"
        r"|\brisks?\b.{0,60}\b(?:monitor|manage|mitigat|watch|track)\w*",
        r"\brisks?\b",
        r"^(?:#\s*)?risks?\b|\b(?:likelihood|probability|mitigation)\b",
        r"\brisk\s*(?:no\.?\s*)?\d|^(?:annex\s*\w+[.:]?\s*)?risk\s+(?:log|register|matrix)\b",
    ),
    Part(
        ALLOCATION_LETTER,
        r"\ballocation\s+letter\b",
        r"\ballocation\s+letter\b",
        r"\ballocation\s+letter\b",
        r"^(?:annex\s*\w+[.:]?\s*)?allocation\s+letter\b",
    ),
    Part(
        ANNEX,
        r"\b(?:see|in|as\s+per|attached\s+(?:as|in)|refer\s+to|under)\s+(?:the\s+)?annex(?:es)?\b",
        r"\bannex(?:es)?\b",
        r"^annex\b",
        r"^annex\s*(?:\d+|[A-Z])\b",
    ),
)
_ANNEX_HEADING = re.compile(r"\bannex(?:es)?\b", re.IGNORECASE)


def check(plan: Plan) -> Iterator[Finding]:
    """This function will look for each promise in the running text and the monitoring plan, and for the part itself."""
    said = list(_promising(plan))
    for part in PARTS:
        promises = [(value, found) for value in said if (found := re.search(part.promise, value.text, re.IGNORECASE))]
        if promises and not _has(plan, part):
            value, found = promises[0]
            promise = around(value.text, found.start(), found.end())
            yield part.kind.at([each.line for each, _ in promises], promise, None, promise=promise)
    yield from _empty(plan)


def _promising(plan: Plan) -> Iterator[Value]:
    yield from sentences(plan)
    for row in plan.monitoring:
        yield from (value for value in (row.activity, row.purpose, row.expected_action) if value is not None)


def _has(plan: Plan, part: Part) -> bool:
    headings = [section for section in plan.sections if re.search(part.heading, section.heading.text, re.IGNORECASE)]
    if any(_holds_something(plan, section.heading.line) for section in headings):
        return True
    cells = (bare(cell) for line in _table_heads(plan) for cell in line)
    if any(re.search(part.cell, cell, re.IGNORECASE) for cell in cells):
        return True
    texts = (bare(line.text) for line in plan.lines if line.cells is None)
    return any(re.search(part.text, text, re.IGNORECASE) for text in texts)


def _table_heads(plan: Plan) -> Iterator[tuple[str, ...]]:
    """This function will give the first line of every table, but not of the monitoring plan."""
    monitoring = {row.line for row in plan.monitoring}
    before = False
    for line in plan.lines:
        if line.cells is not None and not before and not {line.number, line.number + 1} & monitoring:
            yield line.cells
        before = line.cells is not None


def _holds_something(plan: Plan, heading: int) -> bool:
    """This function will say whether any text or table stands between a heading and the next one of its level."""
    own = next(section for section in plan.sections if section.heading.line == heading)
    after = [s.heading.line for s in plan.sections if s.heading.line > heading and s.level <= own.level]
    end = min(after, default=len(plan.lines) + 1)
    return any(heading < line.number < end and re.search(r"\w", line.text) for line in plan.lines)


def _empty(plan: Plan) -> Iterator[Finding]:
    for section in plan.sections:
        if not _holds_something(plan, section.heading.line):
            heading = bare(section.heading.text).rstrip(":")
            kind = ANNEXES_EMPTY if _ANNEX_HEADING.search(heading) else SECTION_EMPTY
            yield kind.at(section.heading.line, section.heading.text, None, heading=heading)
