"""Record a risk, with its first assessment."""

from __future__ import annotations

from datetime import date

from django.db.models import Max
from django.utils import timezone

from tirek.directory import Account
from tirek.monitoring import events
from tirek.monitoring.models import Risk, RiskAssessment
from tirek.monitoring.operations.saying import entry_of, say
from tirek.monitoring.permissions import check_keep
from tirek.monitoring.policies import check_category, check_complete, check_day, check_not_said, check_scores
from tirek.plans import Programme

SAYS = ("edition", "category", "cause", "event", "impact")


def record_risk(
    *,
    account: Account,
    programme: Programme,
    category: str,
    cause: str,
    event: str,
    impact: str,
    day: date,
    likelihood: int,
    impact_score: int,
    owner: str,
    treatment: str,
    edition: str = "2019",
) -> Risk:
    """This function will record a risk as cause, event and impact, and how likely and how grave it is on a day.

    Raises `NotPermitted`, `NoSuchPlan`, `MonitoringIncomplete`, `DayImpossible`, `AlreadySaid`.
    """
    check_keep(account, programme)
    check_category(edition, category)
    risk = Risk(
        programme=programme,
        edition=edition,
        category=category,
        cause=cause.strip(),
        event=event.strip(),
        impact=impact.strip(),
        recorded_by=account,
    )
    check_complete(risk, "cause", "event", "impact")
    check_scores(likelihood, impact_score)
    check_day(day)
    first = RiskAssessment(
        risk=risk,
        day=day,
        likelihood=likelihood,
        impact=impact_score,
        owner=owner.strip(),
        treatment=treatment.strip(),
    )
    check_complete(first, "owner", "treatment")
    with entry_of(account, programme, events.RISK_RECORDED, {"risk": 0}) as trace:
        check_not_said(_same(risk), risk, *SAYS)
        risk.number = (programme.risks.aggregate(last=Max("number"))["last"] or 0) + 1
        risk.recorded_at = timezone.now()
        trace.detail["risk"] = risk.number
        trace.store(risk)
        say(trace, account, first)
    return risk


def _same(risk: Risk) -> Risk | None:
    """A risk of the same words that stands in the register: one whose assessments were withdrawn may be told anew."""
    words = {name: getattr(risk, name) for name in SAYS}
    standing = risk.programme.risks.filter(assessments__withdrawn_position=None, **words)
    return standing.first()
