"""Can every row be read, numbered and charged?"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from django.utils.translation.trans_null import gettext_noop

from tirek.plans.checks.finding import Finding
from tirek.plans.checks.kind import Kind
from tirek.plans.checks.money import amounts_of_cover, amounts_of_row, has_money
from tirek.plans.checks.numerals import listed, named, on_lines, plain
from tirek.plans.reading import reasons
from tirek.plans.reading.plan import BudgetRow, Plan, WorkPlan

UNREADABLE = Kind(
    code="amount-unreadable",
    severity="error",
    looks_for="an amount that cannot be read as a number",
    message=gettext_noop("“%(amount)s” in “%(row)s” cannot be read as an amount, so sums with it are not checked."),
    advice=gettext_noop("Ask for the amount."),
    example={"amount": "1O 000", "row": "1.2 Survey of 20 offices"},
)
NEGATIVE = Kind(
    code="amount-negative",
    severity="question",
    looks_for="an amount below zero",
    message=gettext_noop("“%(row)s” prints an amount below zero: %(amount)s."),
    advice=gettext_noop("Ask whether money is to come back, or the sign is wrong."),
    example={"amount": "-10 000", "row": "1.2 Survey of 20 offices"},
)
NUMBER_TWICE = Kind(
    code="activity-number-twice",
    severity="error",
    looks_for="two activities with one number",
    message=gettext_noop("Number %(number)s is given to several activities: lines %(lines)s."),
    advice=gettext_noop("Ask for the right numbers: evidence is filed under them."),
    example={"number": "1.2", "lines": "145, 146"},
)
NUMBER_GAP = Kind(
    code="activity-number-gap",
    severity="note",
    looks_for="a number left out between two activities of an output",
    message=gettext_noop("Activity numbers leave out %(missing)s."),
    advice=gettext_noop("Ask whether an activity was taken out, or is missing."),
    example={"missing": "1.2"},
)
NUMBER_ELSEWHERE = Kind(
    code="activity-number-of-other-output",
    severity="question",
    looks_for="an activity whose number belongs to another output",
    message=gettext_noop("“%(row)s” stands under Output %(output)s."),
    advice=gettext_noop("Ask to which output it belongs."),
    example={"row": "2.1 Survey of 20 offices", "output": "1"},
)
NO_PARTY = Kind(
    code="responsible-party-missing",
    severity="question",
    looks_for="rows with money and no responsible party",
    message=gettext_noop("No responsible party is printed for rows with money: %(rows)s."),
    advice=gettext_noop("Ask who carries out each of them."),
    example={"rows": "1.2 Survey of 20 offices"},
)
NO_FUND = Kind(
    code="fund-missing",
    severity="question",
    looks_for="rows with money and no source of funds",
    message=gettext_noop("No source of funds is printed for rows with money: %(rows)s."),
    advice=gettext_noop("Ask which source pays for each of them."),
    example={"rows": "1.2 Survey of 20 offices"},
)
NO_WORK_PLAN = Kind(
    code="work-plan-missing",
    severity="error",
    looks_for="a document without a work plan table that can be read",
    message=gettext_noop("The document has no work plan table that can be read."),
    advice=gettext_noop("Without it no money can be checked. Ask for the annex that holds it."),
    example={},
)
UNREAD = Kind(
    code="lines-unread",
    severity="note",
    looks_for="lines that the reader could put nowhere",
    message=gettext_noop("Some lines could not be put anywhere, and no check has seen them: %(lines)s."),
    advice=gettext_noop("Look at them in the document."),
    example={"lines": "47, 133"},
)
KINDS = (
    UNREADABLE,
    NEGATIVE,
    NUMBER_TWICE,
    NUMBER_GAP,
    NUMBER_ELSEWHERE,
    NO_PARTY,
    NO_FUND,
    NO_WORK_PLAN,
    UNREAD,
)

_OF_NO_MATTER = (reasons.STAMP, reasons.FURNITURE)
_NUMBER = re.compile(r"(\d+)\.(\d+)\.?$")


def check(plan: Plan) -> Iterator[Finding]:
    """This function will look at amounts, numbers, responsible parties and funds, row by row."""
    yield from _amounts(plan)
    if plan.work_plan is None:
        yield NO_WORK_PLAN.at(())
    else:
        yield from _numbers(plan.work_plan)
        yield from _blanks(plan.work_plan)
    unread = [each.line for each in plan.unread if each.reason not in _OF_NO_MATTER]
    if unread:
        yield UNREAD.at(unread, lines=on_lines(unread))


def _amounts(plan: Plan) -> Iterator[Finding]:
    rows = plan.work_plan.rows if plan.work_plan else ()
    found = [(named(row), amount) for row in rows for amount in amounts_of_row(row)]
    found += [(amount.text, amount) for amount in amounts_of_cover(plan)]
    for row, amount in found:
        if amount.number is None:
            yield UNREADABLE.at(amount.line, amount.text, None, amount=amount.text, row=row)
        elif amount.number < 0:
            yield NEGATIVE.at(amount.line, amount.text, None, amount=plain(amount.number), row=row)


def _numbers(work_plan: WorkPlan) -> Iterator[Finding]:
    lines: defaultdict[str, list[int]] = defaultdict(list)
    for row in work_plan.activities:
        if row.number is not None:
            lines[row.number.rstrip(".")].append(row.line)
    for number, where in lines.items():
        if len(where) > 1:
            yield NUMBER_TWICE.at(where, number, None, number=number, lines=on_lines(where))
    for output in work_plan.outputs:
        found = [(row, match) for row in output.activities if row.number and (match := _NUMBER.match(row.number))]
        own = [(row, int(match[2])) for row, match in found if match[1] == output.number]
        numbers = {number for _, number in own}
        missing = [number for number in range(1, max(numbers, default=0)) if number not in numbers]
        if missing and len(numbers) == len(own):
            text = listed(f"{output.number}.{number}" for number in missing)
            yield NUMBER_GAP.at([row.line for row, _ in own], None, text, missing=text)
        for row, match in found:
            if output.number is not None and match[1] != output.number:
                yield NUMBER_ELSEWHERE.at(row.line, match[0], None, row=named(row), output=output.number)


def _blanks(work_plan: WorkPlan) -> Iterator[Finding]:
    rows = [row for row in work_plan.activities if has_money(row)]
    for kind, blank in (
        (NO_PARTY, [r for r in rows if not r.responsible_party]),
        (NO_FUND, [r for r in rows if not r.fund]),
    ):
        if blank:
            yield kind.at([row.line for row in blank], rows=_names(blank))


def _names(rows: list[BudgetRow]) -> str:
    return "; ".join(named(row) for row in rows)
