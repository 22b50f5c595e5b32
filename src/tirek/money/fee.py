"""The arithmetic of money: cents, the fee of an organisation by its rate and base, the delivery rate. Pure."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")
TENTH = Decimal("0.1")
HUNDRED = Decimal(100)
NOTHING = Decimal("0.00")
OF_TOTAL = "of-total"


def cents(amount: Decimal) -> Decimal:
    """This function will round an amount to the cent, halves away from zero."""
    return amount.quantize(CENT, ROUND_HALF_UP)


def fee_due(direct: Decimal, rate: Decimal, base: str) -> Decimal:
    """This function will give the fee on direct costs: on top of them, or as a share of the total that holds it too.

    A fee of 8 % is 80.00 on costs of 1,000.00; of the total of 1,086.96 it is 86.96. What was paid back lowers it.
    """
    whole = HUNDRED - rate if base == OF_TOTAL else HUNDRED
    return cents(direct * rate / whole)


def delivery_rate(expenditure: Decimal, budget: Decimal) -> Decimal | None:
    """This function will give the percentage of a budget that was spent, to one decimal; None of no budget."""
    return (expenditure * HUNDRED / budget).quantize(TENTH, ROUND_HALF_UP) if budget else None


def converted(amount: Decimal, units: Decimal) -> Decimal:
    """This function will convert an amount by the units of its currency that one unit of the other is worth."""
    return cents(amount / units)
