"""What the pages of monitoring begin with: the programme that is asked about, by one who may see or keep it."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from tirek import monitoring, plans, reports
from tirek.monitoring import Due
from tirek.plans import Programme, ReportingPeriod
from tirek.web.requests import SignedRequest


def watched(request: SignedRequest, code: str) -> Programme:
    """This function will give the programme to one who may see its monitoring (`NoSuchPlan`, `NotPermitted`)."""
    found = plans.programme(request.user, code)
    monitoring.check_see(request.user)
    return found


def kept(request: SignedRequest, code: str) -> Programme:
    """This function will give the programme to one who may write in its monitoring (`NoSuchPlan`, `NotPermitted`)."""
    found = watched(request, code)
    monitoring.check_keep(request.user, found)
    return found


def around(request: SignedRequest, programme: Programme, part: str, **more: Any) -> dict[str, Any]:
    """This function will give what every page of a programme's monitoring shows."""
    return {
        "programme": programme,
        "part": part,
        "may_keep": monitoring.can_keep(request.user, programme),
    } | more


def due_of(programme: Programme) -> list[Due]:
    """This function will give the calendar of a programme as of today."""
    return monitoring.due(programme, timezone.localdate(), reports.formal_reports_done(programme))


def current(periods: list[ReportingPeriod]) -> ReportingPeriod | None:
    """This function will give the period of today: before the first the first, after the last the last."""
    today = timezone.localdate()
    begun = [period for period in periods if period.begins <= today]
    return begun[-1] if begun else next(iter(periods), None)
