"""Close a period: it takes no more values, and what it came to stays."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from tirek.directory import Account
from tirek.ledger import entry
from tirek.plans import events
from tirek.plans.errors import PeriodNotOver
from tirek.plans.models import Programme, ReportingPeriod
from tirek.plans.permissions import check_programme


@transaction.atomic
def close_period(*, account: Account, period: ReportingPeriod) -> ReportingPeriod:
    """This function will close a period that is over, for good; one that is closed already stays as it was closed.

    Raises `NotPermitted`, `NoSuchPlan`, `PeriodNotOver`.
    """
    programme = period.programme
    check_programme(account, "close periods", programme)
    if period.ends >= timezone.localdate():
        raise PeriodNotOver(period=str(period), ends=date_format(period.ends))
    office, detail = programme.office_id, {"period": period.key, "programme": programme.code}
    Programme.objects.select_for_update(no_key=True).get(pk=programme.pk)  # values are entered under the same lock
    found = ReportingPeriod.objects.get(pk=period.pk)
    if found.closed_at is not None:
        return found
    with entry(event=events.PERIOD_CLOSED, office=office, by=str(account.pk), detail=detail) as trace:
        found.closed_at, found.closed_by = timezone.now(), account
        return trace.change(found)
