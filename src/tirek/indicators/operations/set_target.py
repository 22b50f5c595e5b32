"""Set a target of an indicator."""

from __future__ import annotations

from decimal import Decimal

from django.db import transaction

from tirek.directory import Account
from tirek.indicators import events
from tirek.indicators.models import FrameworkIndicator, Target
from tirek.indicators.operations.withdraw import strike
from tirek.indicators.policies import check_number, check_of_programme, check_reason, check_standing
from tirek.indicators.queries import figure_definition
from tirek.ledger import WITHDRAWING, entry
from tirek.plans import Programme, ReportingPeriod, check_programme


@transaction.atomic
def set_target(
    *,
    account: Account,
    indicator: FrameworkIndicator,
    period: ReportingPeriod | None,
    value: Decimal,
    reason: str = "",
) -> Target:
    """This function will set what a figure shall have reached by the end of a period, or of the programme (None).

    Where a target stands it is withdrawn with the reason, and this one takes its place; the same again does nothing.
    Raises `NotPermitted`, `NoSuchPlan`, `NoSuchPeriod`, `NumberImpossible`, `TakenBackAlready`, `ReasonMissing`.
    """
    programme = indicator.programme
    check_programme(account, "define figures", programme)
    check_number(figure_definition(programme, indicator.code).definition, value)
    check_of_programme(period, programme)
    Programme.objects.select_for_update(no_key=True).get(pk=programme.pk)
    check_standing(FrameworkIndicator.objects.get(pk=indicator.pk))
    before = indicator.targets.filter(period=period, withdrawn_position=None).first()
    if before is not None and before.value == value:
        return before
    if before is not None:
        check_reason(reason)
    detail = {"code": indicator.code, "period": period.key if period else "–", "value": value}
    with entry(event=events.TARGET_SET, office=programme.office_id, by=str(account.pk), detail=detail) as trace:
        if before is not None:
            strike(trace, Target.objects.only(*WITHDRAWING).get(pk=before.pk), reason)
        made = Target(indicator=indicator, period=period, value=value, entered_position=trace.position)
        return trace.store(made)
