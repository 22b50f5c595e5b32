"""Withdraw what stands in the results framework, with a reason; it stays on record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from tirek.directory import Account
from tirek.indicators import events
from tirek.indicators.models import FrameworkIndicator, ReportedValue, Target, ValueReview
from tirek.indicators.policies import check_open, check_reason, check_standing
from tirek.ledger import WITHDRAWING, Event, Kept, OpenEntry, entry
from tirek.plans import Programme, ReportingPeriod, check_programme

Withdrawable = FrameworkIndicator | Target | ReportedValue | ValueReview


@dataclass(frozen=True, slots=True)
class _Way:
    """How a kind of row is withdrawn: who may, what the ledger is told, the programme that it is of."""

    deed: str
    event: Event
    programme: Callable[[Any], Programme]
    value: Callable[[Any], ReportedValue | None]
    code: Callable[[Any], str]


WAYS: dict[type[Kept], _Way] = {
    FrameworkIndicator: _Way(
        "define figures",
        events.INDICATOR_WITHDRAWN,
        lambda row: row.programme,
        lambda row: None,
        lambda row: row.code,
    ),
    Target: _Way(
        "define figures",
        events.TARGET_WITHDRAWN,
        lambda row: row.indicator.programme,
        lambda row: None,
        lambda row: row.indicator.code,
    ),
    ReportedValue: _Way(
        "enter values", events.VALUE_WITHDRAWN, lambda row: row.programme, lambda row: row, lambda row: row.code
    ),
    ValueReview: _Way(
        "review values",
        events.REVIEW_WITHDRAWN,
        lambda row: row.value.programme,
        lambda row: row.value,
        lambda row: row.value.code,
    ),
}


@transaction.atomic
def withdraw(*, account: Account, row: Withdrawable, reason: str) -> None:
    """This function will withdraw an indicator with its targets, a target, a reported value or a review.

    An indicator that is taken out keeps its reported values: placed again it has them. What counts in a closed period
    stays. Raises `NotPermitted`, `NoSuchPlan`, `ReasonMissing`, `TakenBackAlready`, `PeriodClosed`.
    """
    way = WAYS[type(row)]
    programme = way.programme(row)
    check_programme(account, way.deed, programme)
    check_reason(reason)
    Programme.objects.select_for_update(no_key=True).get(pk=programme.pk)
    standing = type(row)._default_manager.only(*WITHDRAWING).get(pk=row.pk)
    check_standing(standing)
    value = way.value(row)
    if value is not None:
        check_open(ReportingPeriod.objects.get(pk=value.period_id))
    detail: dict[str, object] = {"code": way.code(row)}
    if value is not None:
        detail |= {"period": value.period.key, "version": value.version}
    with entry(event=way.event, office=programme.office_id, by=str(account.pk), detail=detail) as trace:
        taken: list[Kept] = [standing]
        if isinstance(row, FrameworkIndicator):
            taken += Target.objects.only(*WITHDRAWING).filter(indicator=row.pk, withdrawn_position=None)
        for each in taken:
            strike(trace, each, reason)


def strike(trace: OpenEntry, row: Kept, reason: str) -> None:
    """This function will withdraw one row, read with no more than `WITHDRAWING`, within an entry."""
    row.withdrawn_position, row.withdrawn_because = trace.position, reason.strip()
    trace.change(row)
