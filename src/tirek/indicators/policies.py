"""May this happen now?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils import timezone

from tirek.indicators.definition import Definition
from tirek.indicators.errors import (
    BaselineIncomplete,
    NoIndicator,
    NotReported,
    NumberImpossible,
    PeriodClosed,
    PeriodNotBegun,
    SplitDoesNotAddUp,
    SplitsIncomplete,
    TakenBackAlready,
    TooManyFiles,
    ValueChangedMeanwhile,
    ValueFileEmpty,
    ValueFileTooLarge,
)
from tirek.ledger import Kept
from tirek.plans import Activity, NoSuchPeriod, Output, Programme, ReasonMissing, ReportingPeriod

MEGABYTES = 25
FILES_AT_MOST = 20
PLACES = 4
LIMIT = Decimal(10) ** 14


def check_number(definition: Definition, number: Decimal, *, correcting: bool = False) -> None:
    """This function will refuse a number that the figure cannot have (`NumberImpossible`).

    `correcting` says that it is a late part of a sum, which may take away what was too much.
    """
    low = -LIMIT if definition.number == "amount" or (correcting and definition.combine == "sum") else Decimal(0)
    high = Decimal(100) if definition.number == "percent" else LIMIT
    places = 0 if definition.number == "count" else PLACES
    if not (number.is_finite() and low <= number <= high and number == round(number, places)):
        raise NumberImpossible(number=plain(number))


def check_splits(
    definition: Definition, value: Decimal, splits: Mapping[str, Mapping[str, Any]], *, correcting: bool = False
) -> dict[str, dict[str, str]]:
    """This function will give the splits as they are kept, or refuse those that do not make the value.

    Raises `SplitsIncomplete`, `NumberImpossible`, `SplitDoesNotAddUp`.
    """
    if {name: set(cells) for name, cells in splits.items()} != {k: set(v) for k, v in definition.cells.items()}:
        raise SplitsIncomplete(dimensions=", ".join(definition.cells) or "–")
    kept: dict[str, dict[str, str]] = {}
    for dimension, cells in definition.cells.items():
        numbers = {cell: _decimal(splits[dimension][cell]) for cell in cells}
        for number in numbers.values():
            check_number(definition, number, correcting=correcting)
        total = sum(numbers.values(), Decimal(0))
        if total != value:
            raise SplitDoesNotAddUp(dimension=dimension, sum=plain(total), value=plain(value))
        kept[dimension] = {cell: plain(number) for cell, number in numbers.items()}
    return kept


def _decimal(given: Any) -> Decimal:
    try:
        return Decimal(str(given))
    except InvalidOperation as fault:
        raise NumberImpossible(number=given) from fault


def plain(number: Decimal) -> str:
    """This function will write a number without exponent and without empty decimals."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def check_reported(definition: Definition) -> None:
    """This function will refuse to report what the house counts (`NotReported`)."""
    if definition.counts != "reported":
        raise NotReported(code=definition.code)


def check_level(definition: Definition, programme: Programme, output: Output | None, activity: Activity | None) -> None:
    """This function will refuse money, two levels at once and those of another programme (`NoIndicator`)."""
    programmes = {output.programme_id} if output else {activity.output.programme_id} if activity else {programme.pk}
    if definition.of_money or (output and activity) or programmes != {programme.pk}:
        raise NoIndicator(code=definition.code)


def check_baseline(baseline: Decimal | None, day: date | None) -> None:
    """This function will refuse a baseline without a day that has been (`BaselineIncomplete`)."""
    if baseline is not None and (day is None or day > timezone.localdate()):
        raise BaselineIncomplete


def check_of_programme(period: ReportingPeriod | None, programme: Programme) -> None:
    """This function will refuse a period of another programme (`NoSuchPeriod`)."""
    if period is not None and period.programme_id != programme.pk:
        raise NoSuchPeriod(key=period.key)


def check_begun(period: ReportingPeriod) -> None:
    """This function will refuse a value of the future (`PeriodNotBegun`)."""
    if period.begins > timezone.localdate():
        raise PeriodNotBegun(period=str(period))


def check_open(period: ReportingPeriod) -> None:
    """This function will refuse what would change a closed period (`PeriodClosed`)."""
    if period.closed_at is not None:
        raise PeriodClosed(period=str(period))


def check_newest(*, mine: int, newest: int) -> None:
    """This function will refuse what was begun from an older version (`ValueChangedMeanwhile`)."""
    if mine != newest:
        raise ValueChangedMeanwhile(mine=mine, newest=newest)


def check_files(files: Sequence[tuple[str, bytes]]) -> None:
    """This function will refuse files that are empty, too large or too many."""
    if len(files) > FILES_AT_MOST:
        raise TooManyFiles(limit=FILES_AT_MOST)
    for name, content in files:
        if not content:
            raise ValueFileEmpty(name=name)
        if len(content) > MEGABYTES * 1024 * 1024:
            raise ValueFileTooLarge(name=name, limit=MEGABYTES)


def check_reason(reason: str) -> None:
    """This function will refuse an empty reason (`ReasonMissing`)."""
    if not reason.strip():
        raise ReasonMissing


def check_standing(row: Kept) -> None:
    """This function will refuse what was withdrawn (`TakenBackAlready`)."""
    if row.withdrawn_position is not None:
        raise TakenBackAlready
