"""Report a value of a figure for a period."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from tirek.directory import Account
from tirek.indicators import events
from tirek.indicators.errors import LateWithoutNote
from tirek.indicators.models import ReportedValue, ValueFile
from tirek.indicators.policies import (
    check_begun,
    check_files,
    check_newest,
    check_number,
    check_of_programme,
    check_reported,
    check_splits,
    plain,
)
from tirek.indicators.queries import figure_definition, newest_version
from tirek.ledger import entry
from tirek.plans import Programme, ReportingPeriod, check_programme, open_period_for

Files = Sequence[tuple[str, bytes]]


@transaction.atomic
def report_value(
    *,
    account: Account,
    programme: Programme,
    code: str,
    period: ReportingPeriod,
    value: Decimal,
    splits: Mapping[str, Mapping[str, Any]],
    base_version: int,
    note: str = "",
    files: Files = (),
) -> ReportedValue:
    """This function will enter a new version of a value; it counts when a second person approves it.

    `base_version` is the newest version that the reporter saw, 0 where there was none; the same again by the same
    person gives what is there. A value for a closed period goes into the next open one and says there what it is late
    for. Raises `NotPermitted`, `NoSuchPlan`, `NoSuchFigure`, `NotReported`, `NoSuchPeriod`, `PeriodNotBegun`,
    `NumberImpossible`, `SplitsIncomplete`, `SplitDoesNotAddUp`, the refusals of files, `NoOpenPeriod`,
    `LateWithoutNote`, `ValueChangedMeanwhile`.
    """
    check_programme(account, "enter values", programme)
    definition = figure_definition(programme, code).definition
    check_reported(definition)
    check_of_programme(period, programme)
    check_begun(period)
    check_files(files)
    Programme.objects.select_for_update(no_key=True).get(pk=programme.pk)
    into = open_period_for(programme, period)
    late = into != period
    check_number(definition, value, correcting=late)
    kept = check_splits(definition, value, splits, correcting=late)
    if late and not note.strip():
        raise LateWithoutNote(period=str(period), into=str(into))
    newest = newest_version(programme, code, into, period if late else None)
    made = ReportedValue(
        programme=programme,
        code=code,
        period=into,
        late_for=period if late else None,
        version=newest.version + 1 if newest else 1,
        value=value,
        splits=kept,
        note=note.strip(),
        entered_by=account,
        entered_at=timezone.now(),
        synthetic=programme.synthetic,
    )
    if newest and newest.version == base_version + 1 and _same(newest, made, files):
        return newest
    check_newest(mine=base_version, newest=newest.version if newest else 0)
    detail = {"code": code, "period": into.key, "version": made.version}
    with entry(event=events.VALUE_REPORTED, office=programme.office_id, by=str(account.pk), detail=detail) as trace:
        made.entered_position = trace.position
        trace.store(made)
        trace.store_many([ValueFile(value=made, name=name[-200:], content=content) for name, content in files])
    return made


def _same(one: ReportedValue, other: ReportedValue, files: Files) -> bool:
    """Whether a version is what somebody sends again, as a double click does."""
    said = [(plain(each.value), each.splits, each.note, each.entered_by_id) for each in (one, other)]
    if said[0] != said[1] or one.withdrawn_position is not None:
        return False
    there = sorted((name, bytes(content)) for name, content in one.files.values_list("name", "content"))
    return there == sorted((name[-200:], content) for name, content in files)
