"""Every sum that a work plan prints, which of them fail, and which single cell would put several right at once.

A sum is taken from the lines under it, never from another printed sum: totals add the activities and the fee, and
use a sub-total only for an output that prints no activities with money.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from tirek.plans.reading.plan import Amount, BudgetRow, PlannedOutput, WorkPlan

SumKind = Literal["line", "subtotal", "total", "subtotal-across", "total-across"]


@dataclass(frozen=True, slots=True)
class Cell:
    """One money cell: the row's line and its year; no year means the row's total."""

    line: int
    year: int | None


@dataclass(frozen=True, slots=True, eq=False)
class Sum:
    """A printed sum, the cells that it should add up, its row, and the output it belongs to if it has one."""

    kind: SumKind
    row: BudgetRow
    output: PlannedOutput | None
    cell: Cell
    parts: tuple[Cell, ...]

    def signed_cells(self) -> Iterator[tuple[Cell, int]]:
        """This function will give the cells with their sign: +1 for the printed sum, -1 for what it adds."""
        yield self.cell, 1
        for part in self.parts:
            yield part, -1


@dataclass(frozen=True, slots=True)
class Failure:
    """A sum whose parts do not add up. `cause` is the cell that alone explains this and other failures.

    `follows` says that another failure names that cell first, so that this one goes away with it.
    """

    sum: Sum
    printed: Amount
    computed: Decimal
    parts: tuple[Amount, ...]
    cause: Cell | None = None
    follows: bool = False

    @property
    def where(self) -> tuple[int, ...]:
        """This property will give the line of the sum, and the line of the cause where that is another."""
        return (self.sum.row.line,) if self.cause is None else (self.sum.row.line, self.cause.line)


@dataclass(frozen=True, slots=True)
class MissingSum:
    """A place for a sum that is blank although there is money to add."""

    sum: Sum
    computed: Decimal


class Table:
    """The money cells of a work plan and the sums among them."""

    def __init__(self, work_plan: WorkPlan) -> None:
        self.work_plan = work_plan
        self.columns: tuple[int | None, ...] = (*work_plan.amount_years, None)
        self.amounts: dict[Cell, Amount] = {}
        for row in work_plan.rows:
            self.amounts |= {Cell(row.line, year): amount for year, amount in row.amounts.items()}
            if row.total is not None:
                self.amounts[Cell(row.line, None)] = row.total
        self.sums = tuple(self._sums())

    def number(self, cell: Cell) -> Decimal | None:
        """This function will give the number in a cell: zero where it is blank, None where it cannot be read."""
        amount = self.amounts.get(cell)
        return Decimal(0) if amount is None else amount.number

    def added(self, cells: tuple[Cell, ...]) -> Decimal | None:
        """This function will add up cells, or give None when one cannot be read or none is printed."""
        numbers = [self.number(cell) for cell in cells]
        known = [number for number in numbers if number is not None]
        if len(known) < len(numbers) or not any(cell in self.amounts for cell in cells):
            return None
        return sum(known, Decimal(0))

    def direct_cost_rows(self) -> tuple[BudgetRow, ...]:
        """This function will give the rows that direct costs are made of: lines, or a sub-total that has none."""
        return tuple(row for output in self.work_plan.outputs for row in self._leaves(output))

    def direct_costs(self, year: int | None) -> Decimal | None:
        """This function will add up the direct costs of one year, or of all years together (None)."""
        return self.added(tuple(Cell(row.line, year) for row in self.direct_cost_rows()))

    def _leaves(self, output: PlannedOutput) -> tuple[BudgetRow, ...]:
        with_money = tuple(row for row in output.activities if row.amounts or row.total)
        if not with_money and output.subtotal is not None:
            return (output.subtotal,)
        return with_money

    def _sums(self) -> Iterator[Sum]:
        plan = self.work_plan
        for row in (*plan.activities, *((plan.fee,) if plan.fee else ())):
            yield from self._across("line", row, None)
        for output in plan.outputs:
            if output.subtotal is not None and output.activities:
                yield from self._down("subtotal", output.subtotal, output, self._leaves(output))
                yield from self._across("subtotal-across", output.subtotal, output)
        if plan.total is not None:
            rows = (*self.direct_cost_rows(), *((plan.fee,) if plan.fee else ()))
            yield from self._down("total", plan.total, None, rows)
            yield from self._across("total-across", plan.total, None)

    def _across(self, kind: SumKind, row: BudgetRow, output: PlannedOutput | None) -> Iterator[Sum]:
        if self.work_plan.amount_years and row.amounts:
            years = tuple(Cell(row.line, year) for year in self.work_plan.amount_years)
            yield Sum(kind, row, output, Cell(row.line, None), years)

    def _down(
        self, kind: SumKind, row: BudgetRow, output: PlannedOutput | None, rows: tuple[BudgetRow, ...]
    ) -> Iterator[Sum]:
        for column in self.columns:
            parts = tuple(Cell(part.line, column) for part in rows if part.line != row.line)
            if parts:
                yield Sum(kind, row, output, Cell(row.line, column), parts)

    def failures(self) -> tuple[Failure, ...]:
        """This function will give the sums that do not add up, with the cell that explains them where one does."""
        failing = [failure for each in self.sums if (failure := self._failure(each)) is not None]
        causes = self._causes(failing)
        return tuple(_explained(failure, failing, causes) for failure in failing)

    def missing(self) -> tuple[MissingSum, ...]:
        """This function will give the sums whose cell is blank although there is money to add."""
        blank = [(each, self.added(each.parts)) for each in self.sums if each.cell not in self.amounts]
        return tuple(MissingSum(each, computed) for each, computed in blank if computed)

    def _failure(self, each: Sum) -> Failure | None:
        printed, computed = self.amounts.get(each.cell), self.added(each.parts)
        if printed is None or printed.number is None or computed is None or printed.number == computed:
            return None
        parts = tuple(self.amounts[part] for part in each.parts if part in self.amounts)
        return Failure(each, printed, computed, parts)

    def _causes(self, failing: list[Failure]) -> dict[frozenset[Sum], Cell]:
        """This function will find, for a set of failing sums, the one cell that all of them share and no sound sum has.

        A cell is a cause when every checkable sum that contains it fails, by the same amount and in the direction
        that this cell would push it. Two cells that explain the same set leave the cause open.
        """
        off = {failure.sum: (failure.printed.number or Decimal(0)) - failure.computed for failure in failing}
        holding_cell: defaultdict[Cell, list[tuple[Sum, int]]] = defaultdict(list)
        for each in filter(self._can_be_checked, self.sums):
            for cell, sign in each.signed_cells():
                holding_cell[cell].append((each, sign))
        explained: defaultdict[frozenset[Sum], list[Cell]] = defaultdict(list)
        for cell in self.amounts:
            holding = holding_cell[cell]
            pushes = {off[each] * sign if each in off else None for each, sign in holding}
            if len(holding) > 1 and len(pushes) == 1 and None not in pushes:
                explained[frozenset(each for each, _ in holding)].append(cell)
        return {sums: cells[0] for sums, cells in explained.items() if len(cells) == 1}

    def _can_be_checked(self, each: Sum) -> bool:
        printed = self.amounts.get(each.cell)
        return printed is not None and printed.number is not None and self.added(each.parts) is not None


_FIRST_NAMED: dict[str, int] = {"line": 0, "subtotal": 1, "total": 2, "subtotal-across": 3, "total-across": 4}


def _explained(failure: Failure, failing: list[Failure], causes: dict[frozenset[Sum], Cell]) -> Failure:
    """This function will name the cause of a failure, unless several causes meet in it."""
    groups = [(sums, cell) for sums, cell in causes.items() if failure.sum in sums]
    if len(groups) != 1:
        return failure
    sums, cell = groups[0]
    first = min(sums, key=lambda each: _FIRST_NAMED[each.kind])
    return replace(failure, cause=cell, follows=failure.sum is not first)
