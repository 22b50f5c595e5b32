"""Rate the quality of a programme at one stage of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from tirek.directory import Account
from tirek.ledger import Kept
from tirek.monitoring import events
from tirek.monitoring.models import QualityReview
from tirek.monitoring.operations.saying import entry_of, say
from tirek.monitoring.permissions import check_keep
from tirek.monitoring.policies import check_complete, check_day, check_not_said, check_ratings
from tirek.plans import Programme

SAYS = ("stage", "day", "ratings", "text")


def assess_quality(
    *, account: Account, programme: Programme, stage: str, day: date, ratings: Mapping[str, str], text: str = ""
) -> QualityReview:
    """This function will keep a quality assessment: a rating of each criterion, by its id.

    Raises `NotPermitted`, `NoSuchPlan`, `MonitoringIncomplete`, `DayImpossible`, `AlreadySaid`.
    """
    check_keep(account, programme)
    check_ratings(ratings)
    check_day(day)
    review = QualityReview(programme=programme, stage=stage, day=day, ratings=dict(ratings), text=text.strip())
    check_complete(review)
    with entry_of(account, programme, events.QUALITY_ASSESSED, {"stage": stage}) as trace:
        before = programme.quality_reviews.filter(Kept.standing()).order_by("-entered_position").first()
        check_not_said(before, review, *SAYS)
        return say(trace, account, review)
