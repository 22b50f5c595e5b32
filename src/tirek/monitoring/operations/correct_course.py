"""Change course, and say what caused it."""

from __future__ import annotations

from datetime import date

from django.db.models import Max

from tirek.directory import Account
from tirek.ledger import Kept
from tirek.monitoring import events
from tirek.monitoring.figure import value_of
from tirek.monitoring.models import CourseCorrection, Risk
from tirek.monitoring.operations.saying import entry_of, say
from tirek.monitoring.permissions import check_keep
from tirek.monitoring.policies import check_cause, check_complete, check_day, check_not_said
from tirek.plans import Programme, RecordedFinding

SAYS = ("day", "change", "reason", "consulted", "finding_id", "figure", "risk_id")


def correct_course(
    *,
    account: Account,
    programme: Programme,
    day: date,
    change: str,
    reason: str,
    consulted: str = "",
    finding: RecordedFinding | None = None,
    figure: str = "",
    risk: Risk | None = None,
) -> CourseCorrection:
    """This function will write down a change of course with at least one cause; a figure's value of now is kept.

    Raises `NotPermitted`, `NoSuchPlan`, `MonitoringIncomplete`, `DayImpossible`, `CauseMissing`,
    `OfAnotherProgramme`, `NoSuchFigure`, `AlreadySaid`.
    """
    check_keep(account, programme)
    check_day(day)
    correction = CourseCorrection(
        programme=programme,
        day=day,
        change=change.strip(),
        reason=reason.strip(),
        consulted=consulted.strip(),
        finding=finding,
        figure=figure.strip(),
        risk=risk,
    )
    check_complete(correction, "change", "reason")
    check_cause(correction, programme)
    if correction.figure:
        correction.figure_value = value_of(programme, correction.figure)
    with entry_of(account, programme, events.COURSE_CORRECTED, {"number": 0}) as trace:
        for each in programme.corrections.filter(Kept.standing(), day=day, change=correction.change):
            check_not_said(each, correction, *SAYS)
        correction.number = (programme.corrections.aggregate(last=Max("number"))["last"] or 0) + 1
        trace.detail["number"] = correction.number
        return say(trace, account, correction)
