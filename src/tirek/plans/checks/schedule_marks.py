"""Do the schedule marks of a row stand in the years in which it has money?

Where the headings are faulty, every plausible reading of them is tried, and the finding names those that contradict.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from django.utils.translation.trans_null import gettext_noop

from tirek.plans.checks.finding import Finding
from tirek.plans.checks.kind import Kind
from tirek.plans.checks.money import has_money
from tirek.plans.checks.numerals import listed, named
from tirek.plans.checks.quarters import Quarter, readings_for, written
from tirek.plans.reading.plan import BudgetRow, Plan, WorkPlan

CONTRADICTS = Kind(
    code="marks-contradict-money",
    severity="error",
    looks_for="a row marked in years other than those it has money in, however the headings are read",
    message=gettext_noop("“%(row)s” has money in %(money)s, but its schedule marks fall in %(readings)s."),
    advice=gettext_noop("Ask whether the marks or the amounts are meant."),
    example={"row": "1.3 Training of staff", "money": "2024, 2025", "readings": "2024 (Q3 2024, Q4 2024)"},
)
MAY_CONTRADICT = Kind(
    code="marks-may-contradict-money",
    severity="question",
    looks_for="a row marked in years other than those it has money in, in at least one reading of faulty headings",
    message=gettext_noop(
        "“%(row)s” has money in %(money)s, but its schedule marks may fall in %(readings)s, as the headings can be "
        "read in more than one way."
    ),
    advice=gettext_noop("Settle the schedule headings first. Marks and money agree if the marks mean %(agreeing)s."),
    example={
        "row": "1.3 Training of staff",
        "money": "2024, 2025",
        "readings": "2024 (Q4 2024, Q1 2024, Q2 2024)",
        "agreeing": "Q4 2024, Q1 2025, Q2 2025",
    },
)
SAME_MARKS = Kind(
    code="same-marks-other-years",
    severity="error",
    looks_for="rows with the same marks and money in different years, under headings that can be read in several ways",
    message=gettext_noop(
        "“%(row)s” has money in %(money)s and “%(other)s” in %(other_money)s, yet both carry the same schedule marks: "
        "however the headings are read, one of them contradicts its money."
    ),
    advice=gettext_noop("Ask which row's marks are meant otherwise."),
    example={
        "row": "2.1 Training in two regions",
        "money": "2024",
        "other": "2.2 Training of trainers",
        "other_money": "2024, 2025",
    },
)
NO_MARKS = Kind(
    code="marks-missing",
    severity="question",
    looks_for="a row with money and no schedule mark",
    message=gettext_noop("“%(row)s” has money but no schedule mark."),
    advice=gettext_noop("Ask when it is to happen."),
    example={"row": "1.3 Training of staff"},
)
NO_MONEY = Kind(
    code="money-missing",
    severity="question",
    looks_for="a row with schedule marks and no money",
    message=gettext_noop("“%(row)s” is marked in the schedule but prints no money."),
    advice=gettext_noop("Ask whether it costs nothing, or another source pays for it."),
    example={"row": "1.3 Training of staff"},
)
KINDS = (CONTRADICTS, MAY_CONTRADICT, SAME_MARKS, NO_MARKS, NO_MONEY)


def check(plan: Plan) -> Iterator[Finding]:
    """This function will hold the marks of every activity and of the fee against the years of their amounts."""
    work_plan = plan.work_plan
    if work_plan is None or not work_plan.periods:
        return
    rows = (*work_plan.activities, *((work_plan.fee,) if work_plan.fee else ()))
    for row in rows:
        if row.marks and has_money(row):
            yield from _contradictions(row, plan, work_plan)
        elif has_money(row) and row.kind == "activity":
            yield NO_MARKS.at(row.line, row=named(row))
        elif row.marks:
            yield NO_MONEY.at(row.line, row=named(row))
    yield from _same_marks(rows, plan, work_plan)


def _money_years(row: BudgetRow) -> list[int]:
    return sorted(year for year, amount in row.amounts.items() if amount.number is None or amount.number != 0)


def _marked(row: BudgetRow, reading: tuple[Quarter, ...]) -> tuple[Quarter, ...]:
    return tuple(reading[mark] for mark in row.marks if mark < len(reading))


def _contradictions(row: BudgetRow, plan: Plan, work_plan: WorkPlan) -> Iterator[Finding]:
    money = _money_years(row)
    marked = [_marked(row, reading) for reading in readings_for(row, work_plan, plan.cover)]
    marked = list(dict.fromkeys(quarters for quarters in marked if quarters))
    contradicting = [quarters for quarters in marked if _years(quarters) != money]
    if not money or not contradicting:
        return
    agreeing = [quarters for quarters in marked if quarters not in contradicting]
    readings = "; ".join(f"{listed(_years(quarters))} ({written(quarters)})" for quarters in contradicting)
    facts = {"row": named(row), "money": listed(money), "readings": readings}
    if not agreeing:
        yield CONTRADICTS.at(row.line, readings, listed(money), **facts)
    else:
        facts["agreeing"] = "; ".join(written(quarters) for quarters in agreeing)
        yield MAY_CONTRADICT.at(row.line, readings, listed(money), **facts)


def _years(quarters: tuple[Quarter, ...]) -> list[int]:
    return sorted({year for year, _ in quarters})


def _same_marks(rows: tuple[BudgetRow, ...], plan: Plan, work_plan: WorkPlan) -> Iterator[Finding]:
    """This function will find rows that no one reading of the headings can reconcile, although each has one of its own.

    Each row with money in fewer years is named once, beside the first row with the same marks and money elsewhere.
    """
    by_marks: defaultdict[tuple[int, ...], list[BudgetRow]] = defaultdict(list)
    for row in rows:
        if row.marks and _money_years(row) and len(readings_for(row, work_plan, plan.cover)) > 1:
            by_marks[(row.shift, *row.marks)].append(row)
    for alike in by_marks.values():
        first = alike[0]
        for row in alike[1:]:
            if _money_years(row) != _money_years(first):
                yield SAME_MARKS.at(
                    (first.line, row.line),
                    listed(_money_years(first)),
                    listed(_money_years(row)),
                    row=named(first),
                    money=listed(_money_years(first)),
                    other=named(row),
                    other_money=listed(_money_years(row)),
                )
                break
