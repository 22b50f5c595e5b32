"""Approve a reported value, or send it back, as a second person."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from tirek.directory import Account, Verdict, check_second_person
from tirek.indicators import events
from tirek.indicators.errors import AlreadyReviewed
from tirek.indicators.models import ReportedValue, ValueReview
from tirek.indicators.policies import check_newest, check_open, check_reason, check_standing
from tirek.indicators.queries import newest_version
from tirek.ledger import entry
from tirek.plans import Programme, check_programme


@transaction.atomic
def review_value(*, account: Account, value: ReportedValue, verdict: str, reason: str = "") -> ValueReview:
    """This function will keep what a second person says of a value; approved, this version is the one that counts.

    The same verdict again by the same person gives what is there. Raises `NotPermitted`, `NoSuchPlan`, `SamePerson`
    for whoever reported it since a version was approved, `ReasonMissing` (to send back), `TakenBackAlready`,
    `AlreadyReviewed`, `ValueChangedMeanwhile` where a newer version waits, `PeriodClosed` (to approve).
    """
    programme = value.programme
    check_programme(account, "review values", programme)
    check_second_person(account, *_reporters(value))
    verdict = Verdict(verdict)
    if verdict != Verdict.APPROVED:
        check_reason(reason)
    Programme.objects.select_for_update(no_key=True).get(pk=programme.pk)
    value = ReportedValue.objects.select_related("period", "late_for", "programme").get(pk=value.pk)
    check_standing(value)
    if before := value.reviews.filter(withdrawn_position=None).first():
        if (before.verdict, before.reviewed_by_id, before.reason) != (verdict, account.pk, reason.strip()):
            raise AlreadyReviewed
        return before
    newest = newest_version(programme, value.code, value.period, value.late_for, standing=True)
    check_newest(mine=value.version, newest=newest.version if newest else 0)
    if verdict == Verdict.APPROVED:
        check_open(value.period)
    detail = {"code": value.code, "period": value.period.key, "version": value.version, "verdict": verdict.value}
    with entry(event=events.VALUE_REVIEWED, office=programme.office_id, by=str(account.pk), detail=detail) as trace:
        review = ValueReview(
            value=value,
            verdict=verdict,
            reason=reason.strip(),
            reviewed_by=account,
            reviewed_at=timezone.now(),
            entered_position=trace.position,
        )
        return trace.store(review)


def _reporters(value: ReportedValue) -> list[Account]:
    """Who reported what is looked at: a colleague who enters the same again makes it nobody else's number."""
    versions = ReportedValue.objects.filter(
        programme=value.programme_id, code=value.code, period=value.period_id, late_for=value.late_for_id
    )
    approved = ValueReview.objects.filter(ValueReview.standing(), value__in=versions, verdict=Verdict.APPROVED)
    last = approved.aggregate(last=Max("value__version"))["last"] or 0
    since = versions.filter(version__gt=min(last, value.version - 1)).select_related("entered_by")
    return [each.entered_by for each in since]
