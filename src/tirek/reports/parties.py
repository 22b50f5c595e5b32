"""Which activities a responsible party carries."""

from __future__ import annotations

from tirek.plans import Activity, Programme
from tirek.reports.models import Report


def carried_by(programme: Programme, party: str) -> set[str]:
    """This function will give the numbers of the activities that the plan gives to a party; none to nobody."""
    activities = Activity.objects.filter(output__programme=programme).values_list("number", "responsible_party")
    return {number for number, responsible in activities if party and responsible.strip() == party}


def activities_of(report: Report) -> set[str]:
    """This function will give the numbers of the activities that a report of one party is about."""
    return carried_by(report.programme, report.party)
