"""Does the money on the cover agree with itself and with the table?"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation.trans_null import gettext_noop

from tirek.plans.checks.finding import Finding
from tirek.plans.checks.kind import Kind
from tirek.plans.checks.numerals import as_printed, difference, plain
from tirek.plans.checks.sums import Cell, Table
from tirek.plans.reading.plan import Amount, Cover, Plan

COVER_AND_TABLE = Kind(
    code="cover-total",
    severity="error",
    looks_for="a cover whose total resources differ from the total of the work plan",
    message=gettext_noop("The cover prints %(printed)s in all; the work plan adds up to %(computed)s."),
    advice=gettext_noop("They differ by %(difference)s. Ask which of the two was approved."),
    example={"printed": "160 000", "computed": "150 000", "difference": "10 000"},
)
SOURCES_AND_TOTAL = Kind(
    code="cover-sources",
    severity="error",
    looks_for="resources by source that do not add up to the resources allocated",
    message=gettext_noop("The cover prints %(printed)s as allocated; its sources add up to %(computed)s."),
    advice=gettext_noop("They differ by %(difference)s. Ask whether a source is missing or an amount is wrong."),
    example={"printed": "150 000", "computed": "140 000", "difference": "10 000"},
)
NOT_ALL_ALLOCATED = Kind(
    code="cover-required-allocated",
    severity="question",
    looks_for="resources required and allocated that differ",
    message=gettext_noop("The cover requires %(required)s and allocates %(allocated)s."),
    advice=gettext_noop("They differ by %(difference)s. If part of the plan has no money yet, say which part."),
    example={"required": "150 000", "allocated": "120 000", "difference": "30 000"},
)
COVER_TOTAL_MISSING = Kind(
    code="cover-total-missing",
    severity="note",
    looks_for="a cover that prints no total resources",
    message=gettext_noop("The cover prints no total of resources."),
    advice=gettext_noop("Ask for it: it is what the signatory agrees to."),
    example={},
)
KINDS = (COVER_AND_TABLE, SOURCES_AND_TOTAL, NOT_ALL_ALLOCATED, COVER_TOTAL_MISSING)


def check(plan: Plan) -> Iterator[Finding]:
    """This function will compare what the cover prints as required, as allocated and by source, and with the table."""
    cover = plan.cover
    total = cover.resources_required or cover.resources_allocated
    if total is None:
        yield COVER_TOTAL_MISSING.at(())
        return
    yield from _against_the_table(total, plan)
    yield from _against_the_sources(cover.resources_allocated or total, cover)
    yield from _required_and_allocated(cover)


def _against_the_table(total: Amount, plan: Plan) -> Iterator[Finding]:
    """This function will compare the cover with what the table prints and with what its lines add up to.

    A cover that agrees with either is sound: where the two differ, the table's own sums are at fault.
    """
    if plan.work_plan is None or total.number is None:
        return
    table, printed = Table(plan.work_plan), plan.work_plan.total
    fee = (plan.work_plan.fee,) if plan.work_plan.fee else ()
    computed = table.added(tuple(Cell(row.line, None) for row in (*table.direct_cost_rows(), *fee)))
    known = [printed.total.number if printed and printed.total else None, computed]
    if total.number in known or all(number is None for number in known):
        return
    expected = next(number for number in reversed(known) if number is not None)
    where = (total.line, printed.line if printed else plan.work_plan.line)
    yield COVER_AND_TABLE.at(
        where,
        total.text,
        as_printed(expected, total),
        printed=plain(total.number),
        computed=plain(expected),
        difference=difference(total.number, expected),
    )


def _against_the_sources(total: Amount, cover: Cover) -> Iterator[Finding]:
    numbers = [resource.amount.number for resource in cover.resources]
    known = [number for number in numbers if number is not None]
    if not numbers or len(known) < len(numbers) or total.number is None:
        return
    computed = sum(known, Decimal(0))
    if computed != total.number:
        yield SOURCES_AND_TOTAL.at(
            (total.line, *(resource.amount.line for resource in cover.resources)),
            total.text,
            as_printed(computed, total),
            printed=plain(total.number),
            computed=plain(computed),
            difference=difference(total.number, computed),
        )


def _required_and_allocated(cover: Cover) -> Iterator[Finding]:
    required, allocated = cover.resources_required, cover.resources_allocated
    if required is None or allocated is None or required.number is None or allocated.number is None:
        return
    if required.number != allocated.number:
        yield NOT_ALL_ALLOCATED.at(
            (required.line, allocated.line),
            required.text,
            allocated.text,
            required=plain(required.number),
            allocated=plain(allocated.number),
            difference=difference(required.number, allocated.number),
        )
