"""Is the fee (GMS) what its printed rate makes of the direct costs?

UNDP's Programme and Operations Policies and Procedures charge General Management Support in addition to direct
project costs. A fee taken on the total that already contains it is larger; both readings are computed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from django.utils.translation.trans_null import gettext_noop

from tirek.plans.checks.finding import Finding
from tirek.plans.checks.kind import Kind
from tirek.plans.checks.numerals import as_printed, listed, plain
from tirek.plans.checks.sums import Cell, Table
from tirek.plans.reading.plan import Amount, BudgetRow, Plan

_EXAMPLE = {
    "rate": "8",
    "printed": "12 000",
    "on_direct": "11 040",
    "direct": "138 000",
    "on_total": "12 000",
    "total": "150 000",
    "years": "2023: 8 400 / 7 728, 2024: 3 600 / 3 312",
}
FEE_ON_TOTAL = Kind(
    code="fee-on-total",
    severity="question",
    looks_for="a fee that its rate reproduces only on the total with the fee in it, not on direct costs",
    message=gettext_noop(
        "The fee is printed as %(rate)s %% and %(printed)s. %(rate)s %% of the direct costs (%(direct)s) is "
        "%(on_direct)s; %(printed)s is %(rate)s %% of the total with the fee in it (%(total)s)."
    ),
    advice=gettext_noop(
        "UNDP's rules charge GMS in addition to direct project costs. Ask which base the agreement names. "
        "By year, printed / on direct costs: %(years)s."
    ),
    example=_EXAMPLE,
)
FEE_AMOUNT = Kind(
    code="fee-amount",
    severity="error",
    looks_for="a fee that its printed rate reproduces on neither base",
    message=gettext_noop(
        "The fee prints %(printed)s at %(rate)s %%. On the direct costs (%(direct)s) that rate gives %(on_direct)s, "
        "and as a share of the total with the fee in it %(on_total)s."
    ),
    advice=gettext_noop("Ask which is meant, the rate or the amount, and on which base."),
    example={**_EXAMPLE, "printed": "13 500"},
)
FEE_OF_YEAR = Kind(
    code="fee-of-year",
    severity="question",
    looks_for="a fee that its rate reproduces over all years, but not in one of them",
    message=gettext_noop(
        "The fee for %(year)s prints %(printed)s; at %(rate)s %%, on the base that the whole fee was taken on, "
        "it would be %(computed)s."
    ),
    advice=gettext_noop("Ask whether the fee is meant to follow the costs of each year."),
    example={"year": "2024", "printed": "4 000", "rate": "8", "computed": "3 312"},
)
FEE_RATE_MISSING = Kind(
    code="fee-rate-missing",
    severity="question",
    looks_for="a fee that prints no rate",
    message=gettext_noop(
        "The fee prints %(printed)s and no rate. That is %(of_direct)s %% of the direct costs, or %(of_total)s %% of "
        "the total with the fee in it."
    ),
    advice=gettext_noop("Ask for the rate and its base, and print both."),
    example={"printed": "12 000", "of_direct": "8.7", "of_total": "8"},
)
FEE_AMOUNT_MISSING = Kind(
    code="fee-amount-missing",
    severity="question",
    looks_for="a fee that prints a rate and no amount",
    message=gettext_noop(
        "The fee prints a rate of %(rate)s %% and no amount. On the direct costs it would be %(on_direct)s."
    ),
    advice=gettext_noop("Ask for the amount."),
    example={"rate": "8", "on_direct": "11 040"},
)
KINDS = (FEE_ON_TOTAL, FEE_AMOUNT, FEE_OF_YEAR, FEE_RATE_MISSING, FEE_AMOUNT_MISSING)

Base = Literal["direct", "total"]
_RATE = re.compile(r"(\d{1,2}(?:[.,]\d{1,2})?)\s*(?:%|per\s?cent)", re.IGNORECASE)
_ROUNDING = Decimal(1)


def check(plan: Plan) -> Iterator[Finding]:
    """This function will compare the fee with its rate on both bases, over all years and in each of them."""
    if plan.work_plan is None or plan.work_plan.fee is None:
        return
    table, fee = Table(plan.work_plan), plan.work_plan.fee
    direct = table.direct_costs(None)
    printed, rate = _printed(table, fee), _rate(fee)
    if not direct:
        return
    if printed is None:
        if rate is not None:
            yield FEE_AMOUNT_MISSING.at(fee.line, rate=_percent(rate), on_direct=plain(_round(rate * direct)))
    elif rate is None:
        yield from _without_rate(fee, printed, direct)
    else:
        yield from _with_rate(table, fee, printed, rate)


def _with_rate(table: Table, fee: BudgetRow, printed: Amount, rate: Decimal) -> Iterator[Finding]:
    base, direct = _base(table, fee, rate)
    if base != "direct":
        yield _against_both(table, fee, printed, rate, direct, FEE_ON_TOTAL if base == "total" else FEE_AMOUNT)
    if base is not None and _adds_across(table, fee):
        yield from _by_year(table, fee, rate, base)


def _against_both(table: Table, fee: BudgetRow, printed: Amount, rate: Decimal, direct: Decimal, kind: Kind) -> Finding:
    on_direct = _expected(rate, direct, "direct")
    return kind.at(
        fee.line,
        printed.text,
        as_printed(on_direct, printed),
        rate=_percent(rate),
        printed=plain(printed.number or Decimal(0)),
        direct=plain(direct),
        on_direct=plain(on_direct),
        on_total=plain(_expected(rate, direct, "total")),
        total=plain(direct + (printed.number or Decimal(0))),
        years=listed(_years_on_direct(table, fee, rate)),
    )


def _years_on_direct(table: Table, fee: BudgetRow, rate: Decimal) -> Iterator[str]:
    for year, amount in sorted(fee.amounts.items()):
        costs = table.direct_costs(year)
        if amount.number is not None and costs is not None:
            yield f"{year}: {plain(amount.number)} / {plain(_expected(rate, costs, 'direct'))}"


def _by_year(table: Table, fee: BudgetRow, rate: Decimal, base: Base) -> Iterator[Finding]:
    for year, amount in fee.amounts.items():
        direct = table.direct_costs(year)
        if amount.number is None or direct is None or _fitting(table, fee, year, rate, base) is not None:
            continue
        computed = _expected(rate, direct, base)
        yield FEE_OF_YEAR.at(
            fee.line,
            amount.text,
            as_printed(computed, amount),
            year=str(year),
            printed=plain(amount.number),
            rate=_percent(rate),
            computed=plain(computed),
        )


def _without_rate(fee: BudgetRow, printed: Amount, direct: Decimal) -> Iterator[Finding]:
    number = printed.number or Decimal(0)
    if number and direct + number:
        yield FEE_RATE_MISSING.at(
            fee.line,
            printed.text,
            None,
            printed=plain(number),
            of_direct=_percent(number / direct),
            of_total=_percent(number / (direct + number)),
        )


def _base(table: Table, fee: BudgetRow, rate: Decimal) -> tuple[Base | None, Decimal]:
    """This function will give the base that the rate was taken on, and the direct costs; no base where none fits."""
    bases: tuple[Base, Base] = ("direct", "total")
    for base in bases:
        direct = _fitting(table, fee, None, rate, base)
        if direct is not None:
            return base, direct
    return None, table.direct_costs(None) or Decimal(0)


def _fitting(table: Table, fee: BudgetRow, year: int | None, rate: Decimal, base: Base) -> Decimal | None:
    """This function will give the direct costs on which the fee of a column is its rate, to within a unit of rounding.

    A fault elsewhere in the table is not the fee's: direct costs may be those of the lines, of the printed sub-totals,
    or the printed total less the fee, and the fee of all years may be its printed total or the sum of its years.
    """
    for number in _fees(table, fee, year):
        for direct in _direct_costs(table, year, number):
            if abs(number - _expected(rate, direct, base)) <= _ROUNDING:
                return direct
    return None


def _fees(table: Table, fee: BudgetRow, year: int | None) -> Iterator[Decimal]:
    printed = table.number(Cell(fee.line, year))
    if printed is not None:
        yield printed
    across = table.added(tuple(Cell(fee.line, each) for each in fee.amounts))
    if year is None and across is not None:
        yield across


def _direct_costs(table: Table, year: int | None, fee: Decimal) -> Iterator[Decimal]:
    lines = table.direct_costs(year)
    subtotals = [output.subtotal for output in table.work_plan.outputs]
    printed = table.added(tuple(Cell(row.line, year) for row in subtotals if row)) if all(subtotals) else None
    total = table.work_plan.total
    before_fee = table.number(Cell(total.line, year)) if total else None
    yield from (base for base in (lines, printed, before_fee - fee if before_fee else None) if base is not None)


def _adds_across(table: Table, fee: BudgetRow) -> bool:
    return not any(failure.sum.row is fee for failure in table.failures())


def _printed(table: Table, fee: BudgetRow) -> Amount | None:
    """This function will give the fee of all years: its total, or its only amount in a plan of one year."""
    if fee.total is not None and fee.total.number is not None:
        return fee.total
    amounts = [amount for amount in fee.amounts.values() if amount.number is not None]
    return amounts[0] if len(amounts) == 1 and len(table.work_plan.amount_years) == 1 else None


def _rate(fee: BudgetRow) -> Decimal | None:
    for text in (fee.title.text, *fee.cells):
        if found := _RATE.search(text):
            return Decimal(found[1].replace(",", ".")) / 100
    return None


def _expected(rate: Decimal, direct: Decimal, base: Base) -> Decimal:
    return _round(rate * direct if base == "direct" else rate * direct / (1 - rate))


def _round(number: Decimal) -> Decimal:
    return number.quantize(Decimal("0.01"), ROUND_HALF_UP)


def _percent(rate: Decimal) -> str:
    return f"{(rate * 100).quantize(Decimal('0.01')).normalize():f}"
