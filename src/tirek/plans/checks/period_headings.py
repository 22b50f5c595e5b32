"""Do the schedule headings run forwards, once each, over the plan's dates and the years that have money?"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, pairwise

from django.utils.translation.trans_null import gettext_noop

from tirek.plans.checks.finding import Finding
from tirek.plans.checks.kind import Kind
from tirek.plans.checks.numerals import listed
from tirek.plans.checks.quarters import (
    Quarter,
    are_sound,
    as_printed_quarters,
    in_sequence,
    quarters_of_dates,
    written,
)
from tirek.plans.reading.plan import Plan, WorkPlan

BACKWARDS = Kind(
    code="headings-backwards",
    severity="error",
    looks_for="schedule headings that go back in time",
    message=gettext_noop("Under %(year)s the schedule headings run %(printed)s, which goes back in time."),
    advice=gettext_noop("Ask which year the later quarters belong to. Read in order, the headings are %(computed)s."),
    example={"year": "2024", "printed": "Q3, Q4, Q1, Q2", "computed": "Q3 2024, Q4 2024, Q1 2025, Q2 2025"},
)
REPEATED = Kind(
    code="headings-repeated",
    severity="error",
    looks_for="schedule headings that name the same quarter twice",
    message=gettext_noop("The schedule headings, read in order, name the same quarter twice: %(repeated)s."),
    advice=gettext_noop("Ask which of the columns is meant. The headings print %(printed)s."),
    example={"repeated": "Q1 2025, Q2 2025", "printed": "2024: Q3, Q4, Q1, Q2; 2025: Q1, Q2"},
)
NOT_COVERED = Kind(
    code="headings-do-not-cover-dates",
    severity="question",
    looks_for="a quarter of the plan's dates that no schedule heading names",
    message=gettext_noop("The plan runs from %(start)s to %(end)s, but no schedule heading stands for %(quarters)s."),
    advice=gettext_noop("Ask whether nothing happens then, or a column is missing."),
    example={"start": "May 2024", "end": "April 2025", "quarters": "Q2 2024"},
)
OUTSIDE = Kind(
    code="headings-outside-dates",
    severity="question",
    looks_for="a schedule heading outside the plan's dates",
    message=gettext_noop("Schedule headings stand for %(quarters)s, outside the plan's dates (%(start)s to %(end)s)."),
    advice=gettext_noop("Ask whether the dates or the headings are meant."),
    example={"start": "May 2024", "end": "April 2025", "quarters": "Q1 2024"},
)
OTHER_YEARS = Kind(
    code="headings-and-amount-years",
    severity="question",
    looks_for="years that the schedule has and the amounts have not, or the other way round",
    message=gettext_noop("The schedule is headed %(schedule)s; the amounts are headed %(amounts)s."),
    advice=gettext_noop("Ask in which years the money is to be spent."),
    example={"schedule": "2024, 2025", "amounts": "2024, 2026"},
)
NO_SCHEDULE = Kind(
    code="schedule-missing",
    severity="question",
    looks_for="a work plan without schedule headings",
    message=gettext_noop("The work plan has no schedule: no heading names a quarter or a year to mark."),
    advice=gettext_noop("Ask when each activity is to happen."),
    example={},
)
KINDS = (BACKWARDS, REPEATED, NOT_COVERED, OUTSIDE, OTHER_YEARS, NO_SCHEDULE)


def check(plan: Plan) -> Iterator[Finding]:
    """This function will look at the order of the headings, and hold them against the dates and the amounts."""
    if plan.work_plan is None:
        return
    if not plan.work_plan.periods:
        yield NO_SCHEDULE.at(plan.work_plan.line)
        return
    printed = as_printed_quarters(plan.work_plan.periods)
    if printed is not None:
        yield from _backwards(printed, plan.work_plan)
        yield from _repeated(printed, plan.work_plan)
        yield from _against_dates(printed, plan, plan.work_plan)
    yield from _against_amounts(plan.work_plan)


def _lines(work_plan: WorkPlan, wanted: list[Quarter] | None = None, read: tuple[Quarter, ...] = ()) -> list[int]:
    """This function will give the lines of the headings, or only those that are read as one of the wanted quarters."""
    if wanted is None:
        return [period.line for period in work_plan.periods]
    return [period.line for period, quarter in zip(work_plan.periods, read, strict=True) if quarter in wanted]


def _backwards(printed: tuple[Quarter, ...], work_plan: WorkPlan) -> Iterator[Finding]:
    for year, group in groupby(printed, key=lambda quarter: quarter[0]):
        quarters = list(group)
        if any(later < earlier for earlier, later in pairwise(quarters)):
            labels = listed(f"Q{quarter}" for _, quarter in quarters)
            computed = written(in_sequence(quarters))
            yield BACKWARDS.at(
                _lines(work_plan, quarters, printed),
                labels,
                computed,
                year=str(year),
                printed=labels,
                computed=computed,
            )
    years = [year for year, _ in groupby(printed, key=lambda quarter: quarter[0])]
    if years != sorted(years):
        labels = listed(years)
        computed = written(sorted(printed))
        yield BACKWARDS.at(_lines(work_plan), labels, computed, year=str(years[0]), printed=labels, computed=computed)


def _repeated(printed: tuple[Quarter, ...], work_plan: WorkPlan) -> Iterator[Finding]:
    read = in_sequence(printed)
    repeated = sorted({quarter for quarter in read if read.count(quarter) > 1})
    if repeated:
        text = _by_year(printed)
        yield REPEATED.at(_lines(work_plan), text, None, repeated=written(repeated), printed=text)


def _by_year(printed: tuple[Quarter, ...]) -> str:
    groups = groupby(printed, key=lambda quarter: quarter[0])
    return "; ".join(f"{year}: {listed(f'Q{quarter}' for _, quarter in group)}" for year, group in groups)


def _against_dates(printed: tuple[Quarter, ...], plan: Plan, work_plan: WorkPlan) -> Iterator[Finding]:
    """This function will hold the headings against the dates: outside as printed, lacking as read in order."""
    dates = quarters_of_dates(plan.cover)
    start, end = plan.cover.start, plan.cover.end
    if not dates or start is None or end is None:
        return
    facts = {"start": start.text, "end": end.text}
    read = printed if are_sound(printed) else in_sequence(printed)
    uncovered = [quarter for quarter in dates if quarter not in read]
    outside = sorted({quarter for quarter in printed if quarter not in dates})
    if uncovered:
        where = (start.line, end.line, *_lines(work_plan))
        yield NOT_COVERED.at(where, _by_year(printed), written(uncovered), quarters=written(uncovered), **facts)
    if outside:
        where = (start.line, end.line, *_lines(work_plan, outside, printed))
        yield OUTSIDE.at(where, written(outside), written(dates), quarters=written(outside), **facts)


def _against_amounts(work_plan: WorkPlan) -> Iterator[Finding]:
    schedule = sorted({period.year for period in work_plan.periods if period.year is not None})
    amounts = sorted(work_plan.amount_years)
    if schedule and amounts and schedule != amounts:
        yield OTHER_YEARS.at(
            (work_plan.line, *_lines(work_plan)),
            listed(schedule),
            listed(amounts),
            schedule=listed(schedule),
            amounts=listed(amounts),
        )
