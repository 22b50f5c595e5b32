"""Look at a risk again."""

from __future__ import annotations

from datetime import date

from tirek.directory import Account
from tirek.ledger import Kept
from tirek.monitoring import events
from tirek.monitoring.models import Risk, RiskAssessment
from tirek.monitoring.operations.saying import entry_of, say
from tirek.monitoring.permissions import check_keep
from tirek.monitoring.policies import check_complete, check_day, check_not_said, check_scores

SAYS = ("day", "likelihood", "impact", "owner", "treatment", "closed")


def assess_risk(
    *,
    account: Account,
    risk: Risk,
    day: date,
    likelihood: int,
    impact: int,
    owner: str,
    treatment: str,
    closed: bool = False,
) -> RiskAssessment:
    """This function will assess a risk as of a day; the assessment of the latest day counts, earlier ones stay.

    Raises `NotPermitted`, `NoSuchPlan`, `MonitoringIncomplete`, `DayImpossible`, `AlreadySaid`.
    """
    check_keep(account, risk.programme)
    check_scores(likelihood, impact)
    check_day(day)
    assessment = RiskAssessment(
        risk=risk,
        day=day,
        likelihood=likelihood,
        impact=impact,
        owner=owner.strip(),
        treatment=treatment.strip(),
        closed=closed,
    )
    check_complete(assessment, "owner", "treatment")
    with entry_of(account, risk.programme, events.RISK_ASSESSED, {"risk": risk.number}) as trace:
        before = risk.assessments.filter(Kept.standing()).order_by("-entered_position").first()
        check_not_said(before, assessment, *SAYS)
        return say(trace, account, assessment)
