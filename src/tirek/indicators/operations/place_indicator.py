"""Place a figure in the results framework."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.db import transaction

from tirek.directory import Account
from tirek.indicators import events
from tirek.indicators.errors import AlreadyPlaced
from tirek.indicators.models import FrameworkIndicator
from tirek.indicators.policies import check_baseline, check_level, check_number
from tirek.indicators.queries import figure_definition
from tirek.ledger import entry
from tirek.plans import Activity, Output, Programme, check_programme


@transaction.atomic
def place_indicator(
    *,
    account: Account,
    programme: Programme,
    code: str,
    output: Output | None = None,
    activity: Activity | None = None,
    baseline: Decimal | None = None,
    baseline_on: date | None = None,
    baseline_source: str = "",
) -> FrameworkIndicator:
    """This function will place a figure under an output or an activity, or under the outcome where neither is named.

    The same again gives what is there. Raises `NotPermitted`, `NoSuchPlan`, `NoSuchFigure`, `NoIndicator`,
    `BaselineIncomplete`, `NumberImpossible`, `AlreadyPlaced`.
    """
    check_programme(account, "define figures", programme)
    definition = figure_definition(programme, code).definition
    check_level(definition, programme, output, activity)
    check_baseline(baseline, baseline_on)
    if baseline is not None:
        check_number(definition, baseline)
    made = FrameworkIndicator(
        programme=programme,
        code=code,
        output=output,
        activity=activity,
        baseline=baseline,
        baseline_on=baseline_on if baseline is not None else None,
        baseline_source=baseline_source.strip(),
    )
    Programme.objects.select_for_update(no_key=True).get(pk=programme.pk)
    if before := programme.framework_indicators.filter(code=code, withdrawn_position=None).first():
        if _said(before) != _said(made):
            raise AlreadyPlaced(code=code)
        return before
    detail, office = {"code": code}, programme.office_id
    with entry(event=events.INDICATOR_PLACED, office=office, by=str(account.pk), detail=detail) as trace:
        made.entered_position = trace.position
        return trace.store(made)


def _said(placed: FrameworkIndicator) -> tuple[object, ...]:
    level = placed.output_id, placed.activity_id
    return *level, placed.baseline, placed.baseline_on, placed.baseline_source
