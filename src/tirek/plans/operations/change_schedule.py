"""Change the dates of an activity, with the reason; what the plan's marks say stays beside them."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from tirek.directory import Account
from tirek.ledger import entry
from tirek.plans import events
from tirek.plans.models import Activity, ScheduleChange
from tirek.plans.permissions import check_programme
from tirek.plans.policies import check_new_dates


@transaction.atomic
def change_schedule(*, account: Account, activity: Activity, begins: date, ends: date, reason: str) -> ScheduleChange:
    """This function will keep new dates of an activity; the newest that stand count, the earlier ones stay.

    The same dates for the same reason twice in a row (a double click) are kept once.
    Raises `NotPermitted`, `NoSuchPlan`, `ReasonMissing`, `DatesOutOfOrder`, `DatesOutsideProgramme`.
    """
    programme = activity.output.programme
    check_programme(account, "change schedule", programme)
    check_new_dates(programme=programme, begins=begins, ends=ends, reason=reason)
    Activity.objects.select_for_update(no_key=True).get(pk=activity.pk)  # one change of an activity after the other
    standing = ScheduleChange.objects.filter(ScheduleChange.standing(), activity=activity)
    before = standing.order_by("-entered_position").first()
    if before and (before.begins, before.ends, before.reason) == (begins, ends, reason.strip()):
        return before
    office, detail = programme.office_id, {"number": activity.number, "programme": programme.code}
    with entry(event=events.SCHEDULE_CHANGED, office=office, by=str(account.pk), detail=detail) as trace:
        return trace.store(
            ScheduleChange(
                activity=activity,
                begins=begins,
                ends=ends,
                reason=reason.strip(),
                changed_by=account,
                changed_at=timezone.now(),
                entered_position=trace.position,
            )
        )
