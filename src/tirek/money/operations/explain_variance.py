"""Say why budget and actual of an activity differ in a period."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from tirek.directory import Account
from tirek.ledger import entry
from tirek.money import events
from tirek.money.models import VarianceReason
from tirek.money.permissions import check_enter
from tirek.money.policies import check_of_programme, check_reason
from tirek.plans import Activity, ReportingPeriod


@transaction.atomic
def explain_variance(*, account: Account, activity: Activity, period: ReportingPeriod, text: str) -> VarianceReason:
    """This function will keep a reason; the newest is shown, the same again changes nothing.

    A period may be closed by then: it is of what was spent, which the reason does not change.
    Raises `NotPermitted`, `NoSuchPlan`, `NoSuchMoney`, `ReasonMissing`.
    """
    programme = period.programme
    check_enter(account, programme)
    check_of_programme(programme, activity.output.programme)
    check_reason(text)
    text = text.strip()
    before = VarianceReason.objects.filter(VarianceReason.standing(), activity=activity, period=period)
    newest = before.order_by("-entered_position").first()
    if newest is not None and newest.text == text:
        return newest
    detail = {"activity": activity.number, "period": period.key}
    with entry(event=events.VARIANCE_EXPLAINED, office=programme.office_id, by=str(account.pk), detail=detail) as trace:
        return trace.store(
            VarianceReason(
                activity=activity,
                period=period,
                text=text,
                explained_by=account,
                explained_at=timezone.now(),
                entered_position=trace.position,
            )
        )
