"""Does every line add up across its years to the total it prints?"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation.trans_null import gettext_noop

from tirek.plans.checks.finding import Finding
from tirek.plans.checks.kind import Kind
from tirek.plans.checks.numerals import as_printed, difference, named, plain
from tirek.plans.checks.sums import Cell, Failure, Table
from tirek.plans.reading.plan import Plan

LINE_TOTAL = Kind(
    code="line-total",
    severity="error",
    looks_for="a line whose amounts by year do not add up to its total",
    message=gettext_noop("“%(row)s” prints a total of %(printed)s; its years add up to %(computed)s."),
    advice=gettext_noop("They differ by %(difference)s. Ask which of the amounts on this line is meant."),
    example={"row": "1.2 Survey of 20 offices", "printed": "10 000", "computed": "12 000", "difference": "2 000"},
)
YEAR_OF_LINE = Kind(
    code="line-year-amount",
    severity="error",
    looks_for="a line whose amount for one year agrees with no sum it stands in: its total, its sub-total, the total",
    message=gettext_noop(
        "“%(row)s” prints a total of %(printed)s; its years add up to %(computed)s. The amount for %(year)s is the "
        "likely cause: it prints %(cell)s, and every sum it stands in agrees with %(cell_agreeing)s."
    ),
    advice=gettext_noop("Ask whether %(cell_agreeing)s is meant for %(year)s."),
    example={
        "row": "1.2 Survey of 20 offices",
        "printed": "10 000",
        "computed": "12 000",
        "year": "2024",
        "cell": "8 000",
        "cell_agreeing": "6 000",
    },
)
LINE_TOTAL_MISSING = Kind(
    code="line-total-missing",
    severity="note",
    looks_for="a line with amounts by year and no total",
    message=gettext_noop("“%(row)s” prints no total; its years add up to %(computed)s."),
    advice=gettext_noop("Ask for the total of this line."),
    example={"row": "1.2 Survey of 20 offices", "computed": "12 000"},
)
YEARS_MISSING = Kind(
    code="line-years-missing",
    severity="question",
    looks_for="a line with a total that is not divided over the years",
    message=gettext_noop("“%(row)s” prints a total of %(printed)s but no amount under any year."),
    advice=gettext_noop("Ask in which year the money is to be spent."),
    example={"row": "1.2 Survey of 20 offices", "printed": "10 000"},
)
KINDS = (LINE_TOTAL, YEAR_OF_LINE, LINE_TOTAL_MISSING, YEARS_MISSING)


def check(plan: Plan) -> Iterator[Finding]:
    """This function will compare the total of every line, the fee's among them, with the sum of its years."""
    if plan.work_plan is None:
        return
    table = Table(plan.work_plan)
    for failure in table.failures():
        if failure.sum.kind == "line":
            yield _finding(failure, table)
    for missing in table.missing():
        if missing.sum.kind == "line":
            row = missing.sum.row
            computed = plain(missing.computed)
            yield LINE_TOTAL_MISSING.at(row.line, None, computed, row=named(row), computed=computed)
    fee = (plan.work_plan.fee,) if plan.work_plan.fee else ()
    for row in (*plan.work_plan.activities, *fee):
        if plan.work_plan.amount_years and not row.amounts and row.total is not None and row.total.number:
            printed = plain(row.total.number)
            yield YEARS_MISSING.at(row.line, row.total.text, row=named(row), printed=printed)


def _finding(failure: Failure, table: Table) -> Finding:
    printed = failure.printed.number or Decimal(0)
    facts = {"row": named(failure.sum.row), "printed": plain(printed), "computed": plain(failure.computed)}
    text, computed = failure.printed.text, as_printed(failure.computed, failure.printed)
    cause, line = failure.cause, failure.sum.row.line
    if cause is None or cause.year is None:
        facts["difference"] = difference(printed, failure.computed)
        return LINE_TOTAL.at(line, text, computed, **facts)
    cell = table.number(Cell(line, cause.year)) or Decimal(0)
    facts |= {
        "year": str(cause.year),
        "cell": plain(cell),
        "cell_agreeing": plain(cell + printed - failure.computed),
    }
    return YEAR_OF_LINE.at(line, text, computed, **facts)
