"""Does every sub-total add up what stands above it, and across its years?"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation.trans_null import gettext_noop

from tirek.plans.checks.finding import Finding
from tirek.plans.checks.kind import Kind
from tirek.plans.checks.numerals import as_printed, difference, listed, plain, shortened
from tirek.plans.checks.sums import Cell, Failure, MissingSum, Table
from tirek.plans.reading.plan import Plan, PlannedOutput

_EXAMPLE = {"output": "3", "year": "2024", "printed": "13 000", "computed": "11 400", "difference": "1 600"}
_CAUSE = {"cause": "13 000", "cause_line": "154"}
_DIFFER = gettext_noop("They differ by %(difference)s. Ask which of the two is meant.")
_FOLLOWS = gettext_noop("Settle %(cause)s on line %(cause_line)s, and this sum is settled too.")

SUBTOTAL_OF_YEAR = Kind(
    code="subtotal-of-year",
    severity="error",
    looks_for="a sub-total that differs from the sum of its lines in one year",
    message=gettext_noop(
        "Sub-total of Output %(output)s for %(year)s prints %(printed)s; its lines add up to %(computed)s."
    ),
    advice=_DIFFER,
    example=_EXAMPLE,
)
SUBTOTAL_OVERALL = Kind(
    code="subtotal-overall",
    severity="error",
    looks_for="a sub-total that differs from the sum of its lines over all years",
    message=gettext_noop("Sub-total of Output %(output)s prints %(printed)s in all; its lines add up to %(computed)s."),
    advice=_DIFFER,
    example=_EXAMPLE,
)
SUBTOTAL_ACROSS = Kind(
    code="subtotal-across",
    severity="error",
    looks_for="a sub-total row whose years do not add up to its own total",
    message=gettext_noop(
        "The sub-total row of Output %(output)s prints %(printed)s in all; its years (%(parts)s) "
        "add up to %(computed)s."
    ),
    advice=_DIFFER,
    example={**_EXAMPLE, "parts": "16 600 + 13 000", "printed": "28 000", "computed": "29 600"},
)
SUBTOTAL_OF_YEAR_FOLLOWS = Kind(
    code="subtotal-of-year-follows",
    severity="note",
    looks_for="a sub-total of one year that is out because of an amount found elsewhere to be the likely cause",
    message=gettext_noop(
        "Sub-total of Output %(output)s for %(year)s prints %(printed)s; its lines add up to %(computed)s. "
        "This follows from %(cause)s on line %(cause_line)s."
    ),
    advice=_FOLLOWS,
    example={**_EXAMPLE, **_CAUSE},
)
SUBTOTAL_OVERALL_FOLLOWS = Kind(
    code="subtotal-overall-follows",
    severity="note",
    looks_for="a sub-total that is out because of an amount found elsewhere to be the likely cause",
    message=gettext_noop(
        "Sub-total of Output %(output)s prints %(printed)s in all; its lines add up to %(computed)s. "
        "This follows from %(cause)s on line %(cause_line)s."
    ),
    advice=_FOLLOWS,
    example={**_EXAMPLE, **_CAUSE},
)
SUBTOTAL_ACROSS_FOLLOWS = Kind(
    code="subtotal-across-follows",
    severity="note",
    looks_for="a sub-total row that does not add across because of one amount already reported",
    message=gettext_noop(
        "The sub-total row of Output %(output)s prints %(printed)s in all; its years (%(parts)s) "
        "add up to %(computed)s. "
        "This follows from the same cell, %(cause)s on line %(cause_line)s."
    ),
    advice=_FOLLOWS,
    example={**_EXAMPLE, **_CAUSE, "parts": "16 600 + 13 000", "printed": "28 000", "computed": "29 600"},
)
SUBTOTAL_MISSING = Kind(
    code="subtotal-missing",
    severity="note",
    looks_for="an output without a sub-total, or with a blank where its lines have money",
    message=gettext_noop("No sub-total is printed for Output %(outputs)s."),
    advice=gettext_noop("A sub-total lets a reader see what each output costs. The lines add up to %(computed)s."),
    example={"outputs": "1, 2", "computed": "50 000, 60 000"},
)
KINDS = (
    SUBTOTAL_OF_YEAR,
    SUBTOTAL_OVERALL,
    SUBTOTAL_ACROSS,
    SUBTOTAL_OF_YEAR_FOLLOWS,
    SUBTOTAL_OVERALL_FOLLOWS,
    SUBTOTAL_ACROSS_FOLLOWS,
    SUBTOTAL_MISSING,
)


def check(plan: Plan) -> Iterator[Finding]:
    """This function will compare every printed sub-total with its lines, and its years with its own total."""
    if plan.work_plan is None:
        return
    table = Table(plan.work_plan)
    for failure in table.failures():
        if failure.sum.output is not None:
            yield _finding(failure, failure.sum.output, table)
    for missing in table.missing():
        if missing.sum.output is not None and missing.sum.kind == "subtotal":
            yield _blank(missing, missing.sum.output)
    yield from _without_subtotal(plan.work_plan.outputs, table)


def _finding(failure: Failure, output: PlannedOutput, table: Table) -> Finding:
    printed = failure.printed.number or Decimal(0)
    facts = {
        "output": name(output),
        "printed": plain(printed),
        "computed": plain(failure.computed),
        "difference": difference(printed, failure.computed),
        "parts": " + ".join(plain(part.number or Decimal(0)) for part in failure.parts),
    }
    if failure.cause is not None:
        facts |= {"cause": table.amounts[failure.cause].text, "cause_line": str(failure.cause.line)}
    computed = as_printed(failure.computed, failure.printed)
    return _kind(failure, facts).at(failure.where, failure.printed.text, computed, **facts)


def _kind(failure: Failure, facts: dict[str, str]) -> Kind:
    if failure.sum.kind == "subtotal-across":
        return SUBTOTAL_ACROSS_FOLLOWS if failure.follows else SUBTOTAL_ACROSS
    if failure.sum.cell.year is None:
        return SUBTOTAL_OVERALL_FOLLOWS if failure.follows else SUBTOTAL_OVERALL
    facts["year"] = str(failure.sum.cell.year)
    return SUBTOTAL_OF_YEAR_FOLLOWS if failure.follows else SUBTOTAL_OF_YEAR


def _blank(missing: MissingSum, output: PlannedOutput) -> Finding:
    computed = plain(missing.computed)
    year = missing.sum.cell.year
    outputs = name(output) if year is None else f"{name(output)} ({year})"
    return SUBTOTAL_MISSING.at(missing.sum.row.line, None, computed, outputs=outputs, computed=computed)


def _without_subtotal(outputs: tuple[PlannedOutput, ...], table: Table) -> Iterator[Finding]:
    """This function will name in one finding all outputs whose money is not summed; one line needs no sub-total."""
    lacking = [output for output in outputs if output.subtotal is None and len(output.activities) > 1]
    if not lacking:
        return
    sums = [table.added(tuple(Cell(row.line, None) for row in output.activities)) for output in lacking]
    computed = listed(plain(each) for each in sums if each is not None)
    lines = [output.activities[-1].line for output in lacking]
    yield SUBTOTAL_MISSING.at(
        lines, None, computed or None, outputs=listed(name(each) for each in lacking), computed=computed
    )


def name(output: PlannedOutput) -> str:
    """This function will name an output by its number, or by its title where it has none."""
    return output.number or f"“{shortened(output.title.text)}”"
