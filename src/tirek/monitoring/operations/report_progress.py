"""Write down what was done under an activity in a period."""

from __future__ import annotations

from datetime import date

from tirek.directory import Account
from tirek.ledger import Kept
from tirek.monitoring import events
from tirek.monitoring.models import Progress
from tirek.monitoring.operations.saying import entry_of, say
from tirek.monitoring.permissions import check_keep
from tirek.monitoring.policies import (
    check_complete,
    check_day,
    check_not_said,
    check_of,
    check_period,
    check_status,
)
from tirek.plans import Activity, ReportingPeriod

SAYS = ("status", "text", "next_steps", "began", "ended")


def report_progress(
    *,
    account: Account,
    activity: Activity,
    period: ReportingPeriod,
    status: str,
    text: str,
    next_steps: str = "",
    began: date | None = None,
    ended: date | None = None,
) -> Progress:
    """This function will write down how an activity stands at the end of a period; the newest of a period counts.

    Raises `NotPermitted`, `NoSuchPlan`, `OfAnotherProgramme`, `MonitoringIncomplete`, `DayImpossible`,
    `StatusContradicted`, `PeriodClosed`, `PeriodNotBegun`, `AlreadySaid`.
    """
    programme = activity.output.programme
    check_keep(account, programme)
    check_of(programme, period=period)
    progress = Progress(
        activity=activity,
        period=period,
        status=status,
        text=text.strip(),
        next_steps=next_steps.strip(),
        began=began,
        ended=ended,
    )
    check_complete(progress, "text")
    check_day(began, ended)
    check_status(progress)
    detail = {"activity": activity.number, "period": period.key}
    with entry_of(account, programme, events.PROGRESS_REPORTED, detail) as trace:
        check_period(ReportingPeriod.objects.get(pk=period.pk))
        before = Progress.objects.filter(Kept.standing(), activity=activity, period=period)
        check_not_said(before.order_by("-entered_position").first(), progress, *SAYS)
        return say(trace, account, progress)
