"""Does the monitoring plan say for each row why, how often and what follows, and does it hold the reports promised?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation.trans_null import gettext_noop

from tirek.plans.checks.finding import Finding
from tirek.plans.checks.kind import Kind
from tirek.plans.checks.numerals import listed, shortened
from tirek.plans.checks.prose import sentences
from tirek.plans.reading.markup import plain as bare
from tirek.plans.reading.plan import MonitoringRow, Plan, Value

INCOMPLETE = Kind(
    code="monitoring-row-incomplete",
    severity="question",
    looks_for="a monitoring row that lacks its purpose, its frequency or the expected action",
    message=gettext_noop("Monitoring row “%(row)s” leaves columns blank: %(columns)s."),
    advice=gettext_noop("Ask what is to be done, how often and why; or take the row out."),
    example={"row": "Learn", "columns": "Frequency"},
)
NOT_APPLICABLE = Kind(
    code="monitoring-row-not-applicable",
    severity="note",
    looks_for="a monitoring row that says it does not apply",
    message=gettext_noop("Monitoring row “%(row)s” is in the table but says it does not apply (“%(says)s”)."),
    advice=gettext_noop("Nothing will be monitored under it: leave it out, or say what takes its place."),
    example={"row": "Annual quality assurance", "says": "n/a"},
)
OTHER_FREQUENCY = Kind(
    code="report-frequency",
    severity="question",
    looks_for="a monitoring row whose expected action is a report of another frequency than the row's own",
    message=gettext_noop("Monitoring row “%(row)s” has the frequency “%(frequency)s”, but its action is “%(action)s”."),
    advice=gettext_noop("Ask which reports are due and when; give each a row of its own."),
    example={"row": "Project report", "frequency": "Quarterly", "action": "A final report is shared"},
)
REPORT_NOT_LISTED = Kind(
    code="report-not-in-monitoring-plan",
    severity="question",
    looks_for="a final or annual report that the text promises and the monitoring plan does not list",
    message=gettext_noop("The text promises “%(promise)s”; the monitoring plan lists reports only as %(frequencies)s."),
    advice=gettext_noop("Add the report to the monitoring plan, with its date."),
    example={"promise": "a final consolidated report", "frequencies": "Quarterly"},
)
NO_MONITORING = Kind(
    code="monitoring-plan-missing",
    severity="question",
    looks_for="a document without a monitoring plan",
    message=gettext_noop("The document has no monitoring plan."),
    advice=gettext_noop("Ask who watches what, how often, and what follows from it."),
    example={},
)
KINDS = (INCOMPLETE, NOT_APPLICABLE, OTHER_FREQUENCY, REPORT_NOT_LISTED, NO_MONITORING)

_NOT_APPLICABLE = re.compile(r"^\W*(?:n\s?/\s?a|not\s+applicable|none|-+)(?!\w)", re.IGNORECASE)
_UNKNOWN = re.compile(r"^\W*(?:tb[cd]|to\s+be\s+(?:determined|confirmed|defined))\b|^\W*$", re.IGNORECASE)
_WHEN = {
    "final": re.compile(r"\b(?:final|end|completion|closure|closing|once|terminal)\b", re.IGNORECASE),
    "annual": re.compile(r"\b(?:annual\w*|yearly|year)\b", re.IGNORECASE),
    "quarterly": re.compile(r"\bquarter\w*\b", re.IGNORECASE),
}
_PROMISE = re.compile(r"\b(?P<when>final|annual)\b(?:\s+(?!report)[\w-]+){0,6}?\s+reports?\b", re.IGNORECASE)
_REPORT = re.compile(r"\breports?\b", re.IGNORECASE)


def check(plan: Plan) -> Iterator[Finding]:
    """This function will look at every monitoring row, and hold the reports that the text promises against them."""
    if not plan.monitoring:
        yield NO_MONITORING.at(())
        return
    for row in plan.monitoring:
        yield from _row(row)
    yield from _promised(plan)


def _row(row: MonitoringRow) -> Iterator[Finding]:
    values = (row.purpose, row.frequency, row.expected_action)
    name = bare(row.activity.text)
    waived = next((value for value in values if value is not None and _NOT_APPLICABLE.search(value.text)), None)
    if waived is not None:
        yield NOT_APPLICABLE.at(row.line, waived.text, None, row=name, says=waived.text)
        return
    columns = {"Purpose": row.purpose, "Frequency": row.frequency, "Expected Action": row.expected_action}
    blank = listed(name for name, value in columns.items() if value is None or _UNKNOWN.search(value.text))
    if blank:
        yield INCOMPLETE.at(row.line, None, blank, row=name, columns=blank)
    yield from _own_report(row, name)


def _own_report(row: MonitoringRow, name: str) -> Iterator[Finding]:
    frequency, action = row.frequency, row.expected_action
    found = _PROMISE.search(action.text) if action is not None else None
    if frequency is None or action is None or found is None:
        return
    if not _WHEN[found["when"].lower()].search(frequency.text):
        facts = {"row": name, "frequency": frequency.text, "action": action.text}
        yield OTHER_FREQUENCY.at(row.line, frequency.text, found["when"].lower(), **facts)


def _promised(plan: Plan) -> Iterator[Finding]:
    """This function will find the first promise of a final and of an annual report that no row's frequency meets."""
    rows = [row for row in plan.monitoring if _REPORT.search(row.activity.text)]
    frequencies = [row.frequency.text for row in rows if row.frequency is not None]
    for when in ("final", "annual"):
        promise = next(_promises(plan, when), None)
        if promise is None or any(_WHEN[when].search(text) for text in frequencies):
            continue
        if any(_WHEN[when].search(row.activity.text) for row in rows):
            continue
        said = listed(dict.fromkeys(frequencies)) or "…"
        where = (promise.line, *(row.line for row in rows))
        yield REPORT_NOT_LISTED.at(where, said, when, promise=shortened(promise.text, 100), frequencies=said)


def _promises(plan: Plan, when: str) -> Iterator[Value]:
    for sentence in sentences(plan):
        for found in _PROMISE.finditer(sentence.text):
            if found["when"].lower() == when:
                yield Value(found[0], sentence.line)
