"""Are the plan's dates sound, and the same wherever they are printed?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils.translation.trans_null import gettext_noop

from tirek.plans.checks.finding import Finding
from tirek.plans.checks.kind import Kind
from tirek.plans.reading.dates import find_days
from tirek.plans.reading.plan import Day, Plan

DATES_MISSING = Kind(
    code="dates-missing",
    severity="question",
    looks_for="a cover without a start or an end that can be read",
    message=gettext_noop("The cover prints no start and end date that can be read."),
    advice=gettext_noop("Ask from when to when the plan runs."),
    example={},
)
ENDS_BEFORE_START = Kind(
    code="end-before-start",
    severity="error",
    looks_for="a plan that ends before it starts",
    message=gettext_noop("The plan ends (%(end)s) before it starts (%(start)s)."),
    advice=gettext_noop("Ask which of the two dates is wrong."),
    example={"start": "May 2024", "end": "April 2024"},
)
TOO_LONG = Kind(
    code="longer-than-twelve-months",
    severity="error",
    looks_for="an Initiation Plan of more than twelve months",
    message=gettext_noop(
        "The Initiation Plan runs from %(start)s to %(end)s: %(months)s months, and twelve are allowed."
    ),
    advice=gettext_noop("Shorten it, or ask for an extension in writing."),
    example={"start": "May 2024", "end": "June 2025", "months": "14"},
)
OTHER_PERIOD = Kind(
    code="work-plan-period",
    severity="error",
    looks_for="a work plan whose printed period is not the cover's",
    message=gettext_noop("The work plan prints the period %(period)s; the cover says %(start)s to %(end)s."),
    advice=gettext_noop("Ask which period was agreed."),
    example={"period": "May 2024 – June 2025", "start": "May 2024", "end": "April 2025"},
)
OUTSIDE_PROGRAMME = Kind(
    code="outside-programme-period",
    severity="error",
    looks_for="a plan whose dates lie outside the programme period that the cover prints",
    message=gettext_noop("The plan runs from %(start)s to %(end)s, outside the programme period %(period)s."),
    advice=gettext_noop("Ask under which programme the plan was approved."),
    example={"start": "May 2026", "end": "April 2027", "period": "2021 - 2025"},
)
KINDS = (DATES_MISSING, ENDS_BEFORE_START, TOO_LONG, OTHER_PERIOD, OUTSIDE_PROGRAMME)

_COVER_LINES = 30


def check(plan: Plan) -> Iterator[Finding]:
    """This function will check the cover's dates among themselves, then against every other period that is printed."""
    start, end = plan.cover.start, plan.cover.end
    if start is None or end is None or start.first is None or end.last is None:
        yield DATES_MISSING.at([day.line for day in (start, end) if day is not None])
        return
    facts = {"start": start.text, "end": end.text}
    if end.last < start.first:
        yield ENDS_BEFORE_START.at((start.line, end.line), end.text, None, **facts)
        return
    months = _months(start.first, end.last)
    if months > 12 and _is_initiation_plan(plan):
        yield TOO_LONG.at((start.line, end.line), str(months), "12", months=str(months), **facts)
    yield from _other_period(plan, start, end)
    yield from _outside_programme(plan, start, end)


def _months(start: date, end: date) -> int:
    """This function will count the months from a day to another, a month begun being a month."""
    return (end.year - start.year) * 12 + end.month - start.month + (end.day >= start.day)


def _is_initiation_plan(plan: Plan) -> bool:
    return any("initiation plan" in line.text.lower() for line in plan.lines[:_COVER_LINES])


def _other_period(plan: Plan, start: Day, end: Day) -> Iterator[Finding]:
    printed = plan.work_plan.printed_period if plan.work_plan else None
    days = find_days(printed.text, printed.line) if printed else []
    if printed is None or len(days) != 2 or (_can_be_one(days[0], start) and _can_be_one(days[1], end)):
        return
    text = f"{days[0].text} – {days[1].text}"
    where = (start.line, end.line, printed.line)
    yield OTHER_PERIOD.at(where, text, f"{start.text} – {end.text}", period=text, start=start.text, end=end.text)


def _can_be_one(one: Day, other: Day) -> bool:
    """This function will say whether two dates can mean the same day: 1 May and May can, May and June cannot."""
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return True
    return one.first <= other.last and other.first <= one.last


def _outside_programme(plan: Plan, start: Day, end: Day) -> Iterator[Finding]:
    period = plan.cover.programme_period
    days = find_days(period.text, period.line) if period else []
    if period is None or len(days) != 2:
        return
    earliest, latest = days[0].first, days[1].last
    early = earliest is not None and start.first is not None and start.first < earliest
    late = latest is not None and end.last is not None and end.last > latest
    if early or late:
        facts = {"start": start.text, "end": end.text, "period": period.text}
        yield OUTSIDE_PROGRAMME.at((start.line, end.line, period.line), period.text, None, **facts)
