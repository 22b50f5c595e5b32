"""The results framework: every indicator with baseline, targets, what it came to by quarter, and how it stands.

Three ways of combining are never mixed: sums are added up over quarters, of a latest value the last one counts, and
distinct people are counted once over the whole time. What a figure is says its definition.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal
from uuid import UUID

from django.db.models import Prefetch
from django.utils import timezone

from tirek.indicators.definition import Definition
from tirek.indicators.models import FigureDefinition, FrameworkIndicator, ReportedValue, Target, ValueReview
from tirek.indicators.numbers import numbers_now
from tirek.indicators.queries import definitions
from tirek.indicators.reported_values import approved, combined
from tirek.indicators.scope import Scope
from tirek.indicators.value import UNTIL, natural
from tirek.plans import Programme, ReportingPeriod

State = Literal["on-target", "behind", "under-way", "no-data", "no-target"]
Combining = Literal["sum", "latest", "distinct", "count"]


@dataclass(frozen=True, slots=True)
class PeriodValue:
    """What an indicator came to in one quarter, and until its end; with the versions that people reported of it.

    `versions` are those that stand, the newest first: of the quarter itself, and those that came late into it.
    """

    period: ReportingPeriod
    value: Decimal | None
    until: Decimal | None
    target: Target | None
    versions: tuple[ReportedValue, ...] = ()
    counting: tuple[ReportedValue, ...] = ()

    @property
    def waiting(self) -> ReportedValue | None:
        """This property will give the newest version that waits for a second person."""
        return next((each for each in self.versions if waits(each, self.versions)), None)

    @property
    def changed(self) -> bool:
        """This property will say whether something was entered after the approval, and asks for another one."""
        return bool(self.counting) and self.waiting is not None


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """One indicator of the framework: where it stands, what it shall reach, what it came to, and how that is."""

    indicator: FrameworkIndicator
    definition: FigureDefinition
    target: Target | None
    periods: tuple[PeriodValue, ...]
    to_date: Decimal | None
    state: State
    due: Target | None = None
    reached: Decimal | None = field(default=None)

    @property
    def combining(self) -> Combining:
        """This property will say how the numbers of quarters become that of the whole time."""
        return combining(self.definition.definition)

    @property
    def waiting(self) -> tuple[ReportedValue, ...]:
        """This property will give the versions that wait for a second person."""
        return tuple(version for each in self.periods for version in each.versions if waits(version, each.versions))


def combining(definition: Definition) -> Combining:
    """This function will say how the numbers of quarters become that of the whole time."""
    if definition.counts == "people":
        return "distinct"
    if definition.combine == "latest":
        return "latest"
    return "sum" if definition.adds_up else "count"


def waits(value: ReportedValue, versions: Iterable[ReportedValue]) -> bool:
    """This function will say whether a version waits for a second person: unreviewed, and no newer one stands."""
    place = value.period_id, value.late_for_id
    newer = any((each.period_id, each.late_for_id) == place and each.version > value.version for each in versions)
    return value.withdrawn_position is None and not newer and not list(value.reviews.all())


def results_framework(programme: Programme, today: date | None = None) -> list[IndicatorRow]:
    """This function will give the indicators of a programme in the order of outputs and activities, outcome first.

    The number of queries is the same for one indicator and for many, with one value or with hundreds.
    """
    today = today or timezone.localdate()
    standing = {each.code: each for each in definitions(programme)}
    placed = [each for each in _placed(programme) if each.code in standing]
    quarters = list(programme.periods.order_by("begins"))
    spans = ["", *(key for each in quarters for key in (each.key, UNTIL + each.key))]
    counted = numbers_now((standing[each.code], span) for each in placed for span in spans)
    reported = _Reported(programme, standing)
    rows = []
    for each in placed:
        definition = standing[each.code]
        if definition.definition.counts == "reported":
            rows.append(_row(each, definition, reported.numbers(definition, quarters), quarters, reported, today))
        else:
            given = {span: counted.get((each.code, span)) for span in spans}
            rows.append(_row(each, definition, given, quarters, reported, today))
    return rows


def _placed(programme: Programme) -> list[FrameworkIndicator]:
    targets = Prefetch("targets", queryset=Target.objects.filter(withdrawn_position=None).select_related("period"))
    found = FrameworkIndicator.objects.filter(programme=programme, withdrawn_position=None)
    found = found.select_related("programme", "output", "activity__output").prefetch_related(targets)
    return sorted(found, key=_place)


def _place(placed: FrameworkIndicator) -> tuple[object, ...]:
    output = placed.output or (placed.activity.output if placed.activity else None)
    return (
        natural(output.number if output else ""),
        natural(placed.activity.number if placed.activity else ""),
        placed.code,
    )


class _Reported:
    """The reported values of a programme, read once."""

    def __init__(self, programme: Programme, standing: Mapping[str, FigureDefinition]) -> None:
        reviews = Prefetch(
            "reviews",
            queryset=ValueReview.objects.filter(withdrawn_position=None).select_related("reviewed_by__office"),
        )
        found = ReportedValue.objects.filter(programme=programme, withdrawn_position=None)
        found = found.select_related("period", "late_for", "entered_by__office").prefetch_related(reviews)
        self.values = sorted(found, key=_in_order)
        self.counting = set(approved(Scope(programme.pk)).values_list("pk", flat=True)) if self.values else set[UUID]()

    def of(self, code: str, period: ReportingPeriod) -> list[ReportedValue]:
        return [each for each in self.values if each.code == code and each.period_id == period.pk]

    def counts(self, value: ReportedValue) -> bool:
        return value.pk in self.counting

    def numbers(self, definition: FigureDefinition, quarters: Sequence[ReportingPeriod]) -> dict[str, Decimal | None]:
        """The numbers by span, as `reported_values` combines them."""
        read = definition.definition
        mine = [
            each
            for each in self.values
            if each.code == definition.code
            and self.counts(each)
            and (read.begins is None or each.period.begins >= read.begins)
            and (read.ends is None or each.period.ends <= read.ends)
        ]
        found = {"": combined(read, mine)}
        for quarter in quarters:
            found[quarter.key] = combined(read, [each for each in mine if each.period_id == quarter.pk])
            found[UNTIL + quarter.key] = combined(read, [each for each in mine if each.period.begins <= quarter.begins])
        return found


def _in_order(value: ReportedValue) -> tuple[object, ...]:
    late = value.late_for
    return value.period.begins, late is None, late.begins if late else date.min, value.version


def _row(
    placed: FrameworkIndicator,
    definition: FigureDefinition,
    numbers: Mapping[str, Decimal | None],
    quarters: Sequence[ReportingPeriod],
    reported: _Reported,
    today: date,
) -> IndicatorRow:
    targets = {each.period_id: each for each in placed.targets.all()}
    periods = []
    for quarter in quarters:
        versions = reported.of(placed.code, quarter)
        periods.append(
            PeriodValue(
                period=quarter,
                value=numbers[quarter.key],
                until=numbers[UNTIL + quarter.key],
                target=targets.get(quarter.pk),
                versions=tuple(reversed(versions)),
                counting=tuple(each for each in versions if reported.counts(each)),
            )
        )
    state, due, reached = state_of(placed, targets.values(), periods, numbers[""], today)
    return IndicatorRow(placed, definition, targets.get(None), tuple(periods), numbers[""], state, due, reached)


def state_of(
    placed: FrameworkIndicator,
    targets: Iterable[Target],
    periods: Sequence[PeriodValue],
    to_date: Decimal | None,
    today: date,
) -> tuple[State, Target | None, Decimal | None]:
    """This function will say how an indicator stands, against which target, and what it had reached by then.

    It is held against the newest target whose day has come, else against the last one that is to come.
    """
    until = {each.period.pk: each.until for each in periods}
    found = sorted(targets, key=lambda each: each.period.ends if each.period else placed.programme.ends)
    if not found:
        return ("no-target" if to_date is not None else "no-data"), None, to_date
    due = [each for each in found if (each.period.ends if each.period else placed.programme.ends) < today]
    target = due[-1] if due else found[-1]
    reached = until.get(target.period_id) if target.period_id and due else to_date
    if reached is None or (to_date == 0 and not placed.baseline and _nothing(periods)):
        return "no-data", target, reached
    if _met(placed, target, reached):
        return "on-target", target, reached
    return ("behind" if due else "under-way"), target, reached


def _nothing(periods: Sequence[PeriodValue]) -> bool:
    """Whether nothing at all is on record: zero by count is no answer where nobody entered anything."""
    return all(not each.value for each in periods) and not any(each.counting for each in periods)


def _met(placed: FrameworkIndicator, target: Target, reached: Decimal) -> bool:
    falling = placed.baseline is not None and target.value < placed.baseline
    return reached <= target.value if falling else reached >= target.value
