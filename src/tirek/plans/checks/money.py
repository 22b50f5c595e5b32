"""The amounts of a plan, wherever they stand."""

from __future__ import annotations

from tirek.plans.reading.plan import Amount, BudgetRow, Plan


def amounts_of_row(row: BudgetRow) -> tuple[Amount, ...]:
    """This function will give the amounts of a row, its total last."""
    return (*row.amounts.values(), *((row.total,) if row.total else ()))


def amounts_of_table(plan: Plan) -> tuple[Amount, ...]:
    """This function will give every amount of the work plan, row by row."""
    return tuple(amount for row in (plan.work_plan.rows if plan.work_plan else ()) for amount in amounts_of_row(row))


def amounts_of_cover(plan: Plan) -> tuple[Amount, ...]:
    """This function will give the amounts of the cover."""
    totals = (plan.cover.resources_required, plan.cover.resources_allocated)
    return (*(each for each in totals if each), *(resource.amount for resource in plan.cover.resources))


def amounts_of(plan: Plan) -> tuple[Amount, ...]:
    """This function will give the amounts of the cover, then those of the work plan."""
    return (*amounts_of_cover(plan), *amounts_of_table(plan))


def has_money(row: BudgetRow) -> bool:
    """This function will say whether a row prints any amount other than zero."""
    return any(amount.number != 0 for amount in amounts_of_row(row))
