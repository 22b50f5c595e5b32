"""Do the cells of a row stand under their headings?"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from django.utils.translation.trans_null import gettext_noop

from tirek.plans.checks.finding import Finding
from tirek.plans.checks.kind import Kind
from tirek.plans.checks.numerals import on_lines
from tirek.plans.reading.plan import BudgetRow, Plan, WorkPlan

_ADVICE = gettext_noop("Ask for the table as it was approved; a cell may be lost or added among the schedule marks.")
_EXAMPLE = {
    "by": "1",
    "lines": "144–150",
    "cell": "UNDP",
    "printed": "2024 Q2",
    "computed": "Responsible party",
}
SHIFTED_LEFT = Kind(
    code="columns-shifted-left",
    severity="error",
    looks_for="rows whose cells stand to the left of their headings",
    message=gettext_noop(
        "The cells on lines %(lines)s stand to the left of their headings, by %(by)s: “%(cell)s” is printed under "
        "“%(printed)s” and belongs under “%(computed)s”."
    ),
    advice=_ADVICE,
    example=_EXAMPLE,
)
SHIFTED_RIGHT = Kind(
    code="columns-shifted-right",
    severity="error",
    looks_for="rows whose cells stand to the right of their headings",
    message=gettext_noop(
        "The cells on lines %(lines)s stand to the right of their headings, by %(by)s: “%(cell)s” is printed under "
        "“%(printed)s” and belongs under “%(computed)s”."
    ),
    advice=_ADVICE,
    example={**_EXAMPLE, "printed": "Source of funds"},
)
KINDS = (SHIFTED_LEFT, SHIFTED_RIGHT)

_MARKUP = re.compile(r"<[^>]*>|\*\*")


def check(plan: Plan) -> Iterator[Finding]:
    """This function will gather the rows that were read under headings other than those they are printed under."""
    if plan.work_plan is None:
        return
    rows: defaultdict[int, list[BudgetRow]] = defaultdict(list)
    for row in plan.work_plan.rows:
        if row.shift:
            rows[row.shift].append(row)
    for shift, shifted in sorted(rows.items()):
        yield _finding(plan.work_plan, shift, shifted)


def _finding(work_plan: WorkPlan, shift: int, rows: list[BudgetRow]) -> Finding:
    cell, printed, computed = _seen_best(work_plan, shift, rows)
    lines = [row.line for row in rows]
    return (SHIFTED_LEFT if shift > 0 else SHIFTED_RIGHT).at(
        lines,
        printed,
        computed,
        by=str(abs(shift)),
        lines=on_lines(lines),
        cell=cell,
        printed=printed,
        computed=computed,
    )


def _seen_best(work_plan: WorkPlan, shift: int, rows: list[BudgetRow]) -> tuple[str, str, str]:
    """This function will give one cell that shows the shift, the heading it stands under and the one it belongs to."""
    columns = work_plan.columns
    for row in rows:
        cells = [_MARKUP.sub("", cell).strip() for cell in row.cells]
        for value in (row.responsible_party, row.fund, row.description, row.total):
            at = cells.index(value.text) if value is not None and value.text in cells else None
            if at is not None and at < len(columns) and 0 <= at + shift < len(columns):
                return cells[at], columns[at], columns[at + shift]
    return "…", "…", "…"
