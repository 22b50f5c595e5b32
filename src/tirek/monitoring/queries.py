"""What the monitoring room can be asked. A programme's rows stand in the chain of its office: `head` is a position."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, QuerySet

from tirek.directory import Account
from tirek.ledger import Kept
from tirek.monitoring.errors import NoSuchMonitoring
from tirek.monitoring.models import (
    ActionDone,
    CourseCorrection,
    Lesson,
    Progress,
    QualityReview,
    Risk,
    RiskAssessment,
    Said,
)
from tirek.monitoring.risk_scale import level_of
from tirek.monitoring.visibility import Word, said_for
from tirek.plans import MonitoringAction, Programme, RecordedFinding, ReportingPeriod

PROGRAMME_OF: dict[type[Said], str] = {
    Progress: "activity__output__programme",
    ActionDone: "action__programme",
    RiskAssessment: "risk__programme",
    Lesson: "programme",
    QualityReview: "programme",
    CourseCorrection: "programme",
}
"""Where each kind of what was said finds its programme."""


@dataclass(frozen=True, slots=True)
class RiskRow:
    """A line of the register: a risk with its newest assessment, the one before, and whether it rose between them."""

    risk: Risk
    latest: RiskAssessment
    previous: RiskAssessment | None
    rose: bool

    @property
    def level(self) -> str:
        """This property will give the level of the newest assessment: low, moderate, substantial or high."""
        return level_of(self.latest.likelihood, self.latest.impact)


def latest_progress(programme: Programme, period: ReportingPeriod, head: int | None = None) -> dict[str, Progress]:
    """This function will give the newest progress of a period that stands, by activity number."""
    found = (
        Progress.objects.filter(Kept.standing(head), activity__output__programme=programme, period=period)
        .select_related("activity", "said_by__office")
        .order_by("activity_id", "-entered_position")
        .distinct("activity_id")
    )
    return {each.activity.number: each for each in sorted(found, key=lambda each: each.activity.number)}


def progress_of(account: Account, activity: Any, period: ReportingPeriod) -> QuerySet[Progress]:
    """This function will give all that was said of an activity in a period, the newest first, withdrawn or not."""
    return said_for(account, Progress).filter(activity=activity, period=period).order_by("-entered_position")


def risk_register(programme: Programme, head: int | None = None) -> list[RiskRow]:
    """This function will give the risks of a programme by number, each with its newest and its previous assessment.

    Assessments are ordered by their day. A risk all of whose assessments were withdrawn is no longer in the register.
    """
    standing = RiskAssessment.objects.filter(Kept.standing(head)).order_by("-day", "-entered_position")
    risks = programme.risks.prefetch_related(Prefetch("assessments", queryset=standing, to_attr="standing"))
    return [row(risk, risk.standing) for risk in risks.order_by("number") if risk.standing]


def row(risk: Risk, newest_first: list[RiskAssessment]) -> RiskRow:
    """This function will make a line of the register of a risk and its assessments that stand."""
    latest, previous = newest_first[0], newest_first[1] if len(newest_first) > 1 else None
    return RiskRow(risk, latest, previous, previous is not None and latest.score > previous.score)


def risk(programme: Programme, number: int) -> Risk:
    """This function will give one risk of a programme by its number, or refuse (`NoSuchMonitoring`)."""
    found = programme.risks.filter(number=number).first()
    if found is None:
        raise NoSuchMonitoring
    return found


def assessments(account: Account, risk: Risk) -> QuerySet[RiskAssessment]:
    """This function will give every assessment of a risk, the newest first, withdrawn or not."""
    return said_for(account, RiskAssessment).filter(risk=risk).order_by("-day", "-entered_position")


def lessons(programme: Programme, period: ReportingPeriod | None = None, head: int | None = None) -> QuerySet[Lesson]:
    """This function will give the lessons that stand, of one period or of all, the newest period first."""
    found = programme.lessons.filter(Kept.standing(head)).select_related("period", "activity", "said_by__office")
    return (found if period is None else found.filter(period=period)).order_by("-period__begins", "entered_position")


def corrections(programme: Programme, head: int | None = None) -> QuerySet[CourseCorrection]:
    """This function will give the course corrections that stand, the newest first, each with what caused it."""
    found = programme.corrections.filter(Kept.standing(head)).select_related("finding", "risk", "said_by__office")
    return found.order_by("-number")


def quality(programme: Programme, head: int | None = None) -> QuerySet[QualityReview]:
    """This function will give the quality assessments that stand, the newest first."""
    found = programme.quality_reviews.filter(Kept.standing(head)).select_related("said_by__office")
    return found.order_by("-day", "-entered_position")


def findings_of(programme: Programme) -> QuerySet[RecordedFinding]:
    """This function will give the findings of the programme's own plan, which a change of course may name."""
    return programme.document.findings.order_by("ordinal")


def action(programme: Programme, key: Any) -> MonitoringAction:
    """This function will give one row of the monitoring plan, or refuse (`NoSuchMonitoring`)."""
    found = programme.monitoring.filter(pk=key).first()
    if found is None:
        raise NoSuchMonitoring
    return found


def done_of(account: Account, actions: Iterable[MonitoringAction]) -> QuerySet[ActionDone]:
    """This function will give when actions were done, the newest first, withdrawn or not."""
    return said_for(account, ActionDone).filter(action__in=actions).order_by("-day", "-entered_position")


def said(account: Account, kind: type[Word], programme: Programme, key: Any) -> Word:
    """This function will give one thing that was said of a programme, or refuse (`NoSuchMonitoring`)."""
    found = said_for(account, kind).filter(**{PROGRAMME_OF[kind]: programme, "pk": key}).first()
    if found is None:
        raise NoSuchMonitoring
    return found


def programme_of(said: Said) -> Programme:
    """This function will give the programme that something was said of."""
    found: Any = said
    for step in PROGRAMME_OF[type(said)].split("__"):
        found = getattr(found, step)
    return found  # type: ignore[no-any-return]
