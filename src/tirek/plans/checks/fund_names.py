"""Do the cover and the table name the same sources of funds, and give each the same amount?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation.trans_null import gettext_noop

from tirek.plans.checks.finding import Finding
from tirek.plans.checks.kind import Kind
from tirek.plans.checks.money import has_money
from tirek.plans.checks.numerals import as_printed, difference, listed, plain
from tirek.plans.checks.words import words
from tirek.plans.reading.plan import BudgetRow, Plan, Resource, WorkPlan

FUNDS = Kind(
    code="fund-named-two-ways",
    severity="question",
    looks_for="a source of funds on the cover that the table does not name, or the other way round",
    message=gettext_noop("The cover names its sources %(cover)s; the work plan draws on %(table)s."),
    advice=gettext_noop("Ask whether they are the same fund. If so, name it in one way; if not, correct one of them."),
    example={"cover": "GP", "table": "UNDP"},
)
FUND_TOTAL = Kind(
    code="fund-total",
    severity="error",
    looks_for="a source whose amount on the cover differs from the rows that draw on it",
    message=gettext_noop("The cover gives %(fund)s %(printed)s; the rows that draw on it add up to %(computed)s."),
    advice=gettext_noop("They differ by %(difference)s. Ask which rows this source pays for."),
    example={"fund": "GP", "printed": "100 000", "computed": "90 000", "difference": "10 000"},
)
KINDS = (FUNDS, FUND_TOTAL)


def check(plan: Plan) -> Iterator[Finding]:
    """This function will compare the sources of the cover with the funds of the rows, by name and then by amount.

    Funds that are printed as numbers alone cannot be held against names.
    """
    resources = tuple(each for each in plan.cover.resources if each.amount.number != 0)
    work_plan = plan.work_plan
    rows = _rows_by_fund(work_plan) if work_plan else {}
    if not resources or not rows:
        return
    unmatched = [each for each in resources if not any(_same(each.source.text, fund) for fund in rows)]
    foreign = [fund for fund in rows if not any(_same(each.source.text, fund) for each in resources)]
    if unmatched or foreign:
        yield _unmatched(resources, rows, foreign)
    elif len(resources) > 1:
        yield from _totals(resources, rows)


def _rows_by_fund(work_plan: WorkPlan) -> dict[str, list[BudgetRow]]:
    rows: defaultdict[str, list[BudgetRow]] = defaultdict(list)
    for row in (*work_plan.activities, *((work_plan.fee,) if work_plan.fee else ())):
        if row.fund is not None and words(row.fund.text) and has_money(row):
            rows[row.fund.text.strip()].append(row)
    return dict(rows)


def _same(one: str, other: str) -> bool:
    """This function will say whether two names of funds share a word; "GP" is "UNDP GP" but not "UNDP"."""
    left, right = ({word.lower() for word in words(text)} for text in (one, other))
    return bool(left and right) and (left <= right or right <= left)


def _unmatched(resources: tuple[Resource, ...], rows: dict[str, list[BudgetRow]], foreign: list[str]) -> Finding:
    lines = [row.line for fund in foreign or rows for row in rows[fund]]
    cover, table = listed(each.source.text for each in resources), listed(rows)
    return FUNDS.at((*(each.source.line for each in resources), *lines), cover, table, cover=cover, table=table)


def _totals(resources: tuple[Resource, ...], rows: dict[str, list[BudgetRow]]) -> Iterator[Finding]:
    for resource in resources:
        drawing = [row for fund, found in rows.items() if _same(resource.source.text, fund) for row in found]
        numbers = [row.total.number for row in drawing if row.total is not None and row.total.number is not None]
        computed, printed = sum(numbers, Decimal(0)), resource.amount.number
        if printed is not None and len(numbers) == len(drawing) and computed != printed:
            yield FUND_TOTAL.at(
                (resource.amount.line, *(row.line for row in drawing)),
                resource.amount.text,
                as_printed(computed, resource.amount),
                fund=resource.source.text,
                printed=plain(printed),
                computed=plain(computed),
                difference=difference(printed, computed),
            )
