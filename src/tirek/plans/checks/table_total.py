"""Does the total row add up the lines and the fee, and across its years?"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation.trans_null import gettext_noop

from tirek.plans.checks.finding import Finding
from tirek.plans.checks.kind import Kind
from tirek.plans.checks.numerals import as_printed, difference, plain
from tirek.plans.checks.sums import Cell, Failure, Table
from tirek.plans.reading.plan import Plan

_EXAMPLE = {"year": "2024", "printed": "46 600", "computed": "45 000", "difference": "1 600"}
_ACROSS = {**_EXAMPLE, "parts": "105 000 + 46 600", "printed": "150 000", "computed": "151 600"}
_CAUSE = {"cause": "46 600", "cause_line": "156"}
_DIFFER = gettext_noop("They differ by %(difference)s. Ask which of the two is meant.")
_FOLLOWS = gettext_noop("Settle %(cause)s on line %(cause_line)s, and this sum is settled too.")

TOTAL_OF_YEAR = Kind(
    code="total-of-year",
    severity="error",
    looks_for="a total of one year that differs from the sum of all lines and the fee",
    message=gettext_noop("The total for %(year)s prints %(printed)s; the lines and the fee add up to %(computed)s."),
    advice=_DIFFER,
    example=_EXAMPLE,
)
TOTAL_OVERALL = Kind(
    code="total-overall",
    severity="error",
    looks_for="a total that differs from the sum of all lines and the fee",
    message=gettext_noop("The total prints %(printed)s; the lines and the fee add up to %(computed)s."),
    advice=_DIFFER,
    example=_EXAMPLE,
)
TOTAL_ACROSS = Kind(
    code="total-across",
    severity="error",
    looks_for="a total row whose years do not add up to its own total",
    message=gettext_noop("The total row prints %(printed)s in all; its years (%(parts)s) add up to %(computed)s."),
    advice=_DIFFER,
    example=_ACROSS,
)
TOTAL_OF_YEAR_FOLLOWS = Kind(
    code="total-of-year-follows",
    severity="note",
    looks_for="a total of one year that is out because of an amount found elsewhere to be the likely cause",
    message=gettext_noop(
        "The total for %(year)s prints %(printed)s; the lines and the fee add up to %(computed)s. "
        "This follows from %(cause)s on line %(cause_line)s."
    ),
    advice=_FOLLOWS,
    example={**_EXAMPLE, **_CAUSE},
)
TOTAL_OVERALL_FOLLOWS = Kind(
    code="total-overall-follows",
    severity="note",
    looks_for="a total that is out because of an amount found elsewhere to be the likely cause",
    message=gettext_noop(
        "The total prints %(printed)s; the lines and the fee add up to %(computed)s. "
        "This follows from %(cause)s on line %(cause_line)s."
    ),
    advice=_FOLLOWS,
    example={**_EXAMPLE, **_CAUSE},
)
TOTAL_ACROSS_FOLLOWS = Kind(
    code="total-across-follows",
    severity="note",
    looks_for="a total row that does not add across because of one amount already reported",
    message=gettext_noop(
        "The total row prints %(printed)s in all; its years (%(parts)s) add up to %(computed)s. "
        "This follows from the same cell, %(cause)s on line %(cause_line)s."
    ),
    advice=_FOLLOWS,
    example={**_ACROSS, **_CAUSE},
)
TOTAL_MISSING = Kind(
    code="total-missing",
    severity="note",
    looks_for="a work plan without a total row, or with a blank in it where the lines have money",
    message=gettext_noop("The work plan prints no total; its lines and the fee add up to %(computed)s."),
    advice=gettext_noop("Ask for the total, so that it can be compared with the cover."),
    example={"computed": "150 000"},
)
TOTAL_OF_YEAR_MISSING = Kind(
    code="total-of-year-missing",
    severity="note",
    looks_for="a total row with a blank under a year in which the lines have money",
    message=gettext_noop("The work plan prints no total for %(year)s; its lines and the fee add up to %(computed)s."),
    advice=gettext_noop("Ask for the total of that year."),
    example={"year": "2024", "computed": "45 000"},
)
KINDS = (
    TOTAL_OF_YEAR,
    TOTAL_OVERALL,
    TOTAL_ACROSS,
    TOTAL_OF_YEAR_FOLLOWS,
    TOTAL_OVERALL_FOLLOWS,
    TOTAL_ACROSS_FOLLOWS,
    TOTAL_MISSING,
    TOTAL_OF_YEAR_MISSING,
)


def check(plan: Plan) -> Iterator[Finding]:
    """This function will compare the total row with the lines and the fee, and its years with its own total."""
    if plan.work_plan is None:
        return
    table = Table(plan.work_plan)
    for failure in table.failures():
        if failure.sum.kind in ("total", "total-across"):
            yield _finding(failure, table)
    for missing in table.missing():
        computed = plain(missing.computed)
        if missing.sum.kind == "total" and missing.sum.cell.year is None:
            yield TOTAL_MISSING.at(missing.sum.row.line, None, computed, computed=computed)
        elif missing.sum.kind == "total":
            year = str(missing.sum.cell.year)
            yield TOTAL_OF_YEAR_MISSING.at(missing.sum.row.line, None, computed, year=year, computed=computed)
    if plan.work_plan.total is None:
        yield from _without_total(table)


def _without_total(table: Table) -> Iterator[Finding]:
    fee = (table.work_plan.fee,) if table.work_plan.fee else ()
    computed = table.added(tuple(Cell(row.line, None) for row in (*table.direct_cost_rows(), *fee)))
    if computed is not None:
        yield TOTAL_MISSING.at(table.work_plan.line, None, plain(computed), computed=plain(computed))


def _finding(failure: Failure, table: Table) -> Finding:
    printed = failure.printed.number or Decimal(0)
    facts = {
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
    if failure.sum.kind == "total-across":
        return TOTAL_ACROSS_FOLLOWS if failure.follows else TOTAL_ACROSS
    if failure.sum.cell.year is None:
        return TOTAL_OVERALL_FOLLOWS if failure.follows else TOTAL_OVERALL
    facts["year"] = str(failure.sum.cell.year)
    return TOTAL_OF_YEAR_FOLLOWS if failure.follows else TOTAL_OF_YEAR
