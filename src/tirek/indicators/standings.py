"""How the indicators of many programmes stand, side by side: in a number of queries that their number does not change.

What an indicator came to is counted as `numbers` counts it and judged as `framework` judges it; here the rows of all
programmes are read together, and equal conditions are asked once.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.core.cache import cache
from django.db.models import Exists, OuterRef, Q

from tirek.directory import Verdict
from tirek.indicators.counting import TABLES, prefix_of
from tirek.indicators.definition import Definition
from tirek.indicators.framework import PeriodValue, state_of
from tirek.indicators.models import FigureDefinition, FrameworkIndicator, ReportedValue, Target, ValueReview
from tirek.indicators.numbers import AT_ONCE, SECONDS, aggregate_of, number_of
from tirek.indicators.reported_values import combined
from tirek.indicators.scope import Scope
from tirek.indicators.value import UNTIL
from tirek.ledger import heads
from tirek.plans import Programme, ReportingPeriod

Key = tuple[UUID, str]
"""A programme and the code of a figure."""
Number = Decimal | None
Numbers = Mapping[str, Number]
"""What an indicator came to, by span: "" for all time, "2022-Q3", "..2022-Q3"."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How many indicators of a programme stand how; `open` are those without a target or without data."""

    on_target: int = 0
    behind: int = 0
    under_way: int = 0
    open: int = 0

    @property
    def all(self) -> int:
        """This property will count the indicators."""
        return self.on_target + self.behind + self.under_way + self.open


def standings(programmes: Iterable[Programme], today: date) -> dict[UUID, Standing]:
    """This function will say of each programme how its indicators stand; remembered until something is written."""
    moment = sha256(repr((sorted(heads().items()), today)).encode()).hexdigest()
    keys = {f"standing:{each.pk}:{moment}": each for each in programmes}
    known: dict[str, Standing] = cache.get_many(keys)
    missing = [each for key, each in keys.items() if key not in known]
    judged = _judged(missing, today) if missing else {}
    fresh = {key: judged.get(each.pk, Standing()) for key, each in keys.items() if key not in known}
    cache.set_many(fresh, SECONDS)
    return {each.pk: (known | fresh)[key] for key, each in keys.items()}


@dataclass(frozen=True, slots=True)
class _Value:
    """What counts of a reported value. Thousands are read at once, and rows of a model cost more than the question."""

    value: Decimal
    period: ReportingPeriod


@dataclass(frozen=True, slots=True)
class _Target:
    """What counts of a target; without a period it is that of the programme's end."""

    value: Decimal
    period: ReportingPeriod | None

    @property
    def period_id(self) -> UUID | None:
        return self.period.pk if self.period else None


@dataclass(frozen=True, slots=True)
class _Placed:
    """What counts of an indicator of the framework."""

    programme: Programme
    code: str
    baseline: Number
    targets: tuple[_Target, ...]

    @property
    def key(self) -> Key:
        return self.programme.pk, self.code


def _judged(programmes: Sequence[Programme], today: date) -> dict[UUID, Standing]:
    periods = {each.pk: each for each in ReportingPeriod.objects.filter(programme__in=programmes).order_by("begins")}
    quarters: dict[UUID, list[ReportingPeriod]] = defaultdict(list)
    for each in periods.values():
        quarters[each.programme_id].append(each)
    placed = _placed(programmes, periods)
    definitions = _definitions(programmes, {each.code for each in placed})
    known = [each for each in placed if each.key in definitions]
    asked = [(definitions[each.key], quarters[each.programme.pk]) for each in known]
    values = _approved(programmes, periods)
    numbers = _counted(asked) | _reported(values, asked)
    states: dict[UUID, Counter[str]] = defaultdict(Counter)
    for one in known:
        came_to = numbers.get(one.key, {})
        its_periods = _periods(quarters[one.programme.pk], came_to, values.get(one.key, ()))
        indicator: Any = one
        targets: Any = one.targets
        state, _, _ = state_of(indicator, targets, its_periods, came_to.get(""), today)
        states[one.programme.pk][state] += 1
    return {key: _standing(found) for key, found in states.items()}


def _standing(states: Counter[str]) -> Standing:
    return Standing(states["on-target"], states["behind"], states["under-way"], states["no-data"] + states["no-target"])


def _periods(quarters: Sequence[ReportingPeriod], came_to: Numbers, values: Sequence[_Value]) -> list[PeriodValue]:
    counting: dict[UUID, list[Any]] = defaultdict(list)
    for value in values:
        counting[value.period.pk].append(value)
    return [
        PeriodValue(
            period=each,
            value=came_to.get(each.key),
            until=came_to.get(UNTIL + each.key),
            target=None,
            counting=tuple(counting[each.pk]),
        )
        for each in quarters
    ]


def _definitions(programmes: Sequence[Programme], codes: Collection[str]) -> dict[Key, FigureDefinition]:
    found = FigureDefinition.objects.filter(programme__in=programmes, code__in=codes)
    newest = found.order_by("programme_id", "code", "-version").distinct("programme_id", "code")
    return {(each.programme_id, each.code): each for each in newest}


def _placed(programmes: Sequence[Programme], periods: Mapping[UUID, ReportingPeriod]) -> list[_Placed]:
    by_key = {each.pk: each for each in programmes}
    targets: dict[UUID, list[_Target]] = defaultdict(list)
    standing = Target.objects.filter(Target.standing(), indicator__programme__in=programmes)
    for indicator, period, value in standing.values_list("indicator_id", "period_id", "value"):
        targets[indicator].append(_Target(value, periods[period] if period else None))
    found = FrameworkIndicator.objects.filter(FrameworkIndicator.standing(), programme__in=programmes)
    rows = found.values_list("pk", "programme_id", "code", "baseline").order_by("programme_id", "code")
    return [_Placed(by_key[of], code, baseline, tuple(targets[pk])) for pk, of, code, baseline in rows]


def _spans(quarters: Iterable[ReportingPeriod]) -> Iterator[str]:
    yield ""
    for each in quarters:
        yield from (each.key, UNTIL + each.key)


def _counted(
    asked: Iterable[tuple[FigureDefinition, Sequence[ReportingPeriod]]],
) -> dict[Key, dict[str, Number]]:
    """Counts of every kind, one question to each table (more only past 400 different conditions)."""
    kinds: dict[str, list[tuple[FigureDefinition, str]]] = defaultdict(list)
    for each, quarters in asked:
        if each.definition.counts in TABLES:
            kinds[each.definition.counts] += [(each, span) for span in _spans(quarters)]
    found: dict[Key, dict[str, Number]] = defaultdict(dict)
    for wanted in kinds.values():
        columns = {_condition(each.definition, span): (each.definition, span) for each, span in wanted}
        answers = _answers(list(columns.values()), {each.programme_id for each, _ in wanted})
        for each, span in wanted:
            answer = answers.get((each.programme_id, _condition(each.definition, span)), _nothing(each))
            found[each.programme_id, each.code][span] = number_of(each, span, answer)
    return found


def _nothing(each: FigureDefinition) -> int | None:
    """What a programme without any row has: a measurement that nobody took is not zero."""
    return None if each.definition.counts == "measurement" else 0


def _condition(definition: Definition, span: str) -> str:
    """What a column counts, as text: equal conditions of different programmes are one column."""
    return repr((definition.where, definition.begins, definition.ends, definition.combine, span))


def _answers(columns: Sequence[tuple[Definition, str]], programmes: set[UUID]) -> dict[tuple[UUID, str], Any]:
    found: dict[tuple[UUID, str], Any] = {}
    for start in range(0, len(columns), AT_ONCE):
        few = columns[start : start + AT_ONCE]
        aggregates = {f"n{at}": aggregate_of(each, Scope(None, None, span)) for at, (each, span) in enumerate(few)}
        for key, answers in _rows(few[0][0], programmes, aggregates):
            found |= {(key, _condition(*few[at])): answers[f"n{at}"] for at in range(len(few))}
    return found


def _rows(
    definition: Definition, programmes: set[UUID], aggregates: Mapping[str, Any]
) -> Iterator[tuple[UUID, dict[str, Any]]]:
    """The answers by programme; offices are nobody's programme, so theirs are the same for all."""
    table = TABLES[definition.counts]._default_manager
    if definition.counts == "offices":
        answers = table.order_by().aggregate(**aggregates)
        yield from ((key, answers) for key in programmes)
        return
    prefix = prefix_of(definition)
    path = f"{prefix}activity__output__programme"
    standing = [Q(**{f"{tables}withdrawn_position": None}) for tables in dict.fromkeys(("", prefix))]
    rows = table.filter(*standing, **{f"{path}__in": programmes}).order_by().values(path).annotate(**aggregates)
    yield from ((answers.pop(path), answers) for answers in rows)


def _reported(
    values: Mapping[Key, Sequence[_Value]], asked: Iterable[tuple[FigureDefinition, Sequence[ReportingPeriod]]]
) -> dict[Key, dict[str, Number]]:
    """What people reported and a second person approved, as it combines."""
    found = {}
    for each, quarters in asked:
        definition = each.definition
        if definition.counts == "reported":
            mine: list[Any] = [
                value for value in values.get((each.programme_id, each.code), ()) if _within(definition, value.period)
            ]
            spans = _cut(mine, quarters)
            found[each.programme_id, each.code] = {span: combined(definition, few) for span, few in spans}
    return found


def _cut(values: Sequence[_Value], quarters: Iterable[ReportingPeriod]) -> Iterator[tuple[str, Any]]:
    """The values of all time, of each quarter, and of the time until its end; both stand in their order."""
    yield "", values
    by_quarter: dict[UUID, list[_Value]] = defaultdict(list)
    for value in values:
        by_quarter[value.period.pk].append(value)
    until: list[_Value] = []
    for each in quarters:
        until = until + by_quarter[each.pk]
        yield each.key, by_quarter[each.pk]
        yield UNTIL + each.key, until


def _approved(programmes: Sequence[Programme], periods: Mapping[UUID, ReportingPeriod]) -> dict[Key, list[_Value]]:
    """The newest approved version of each value, in the order of `reported_values`: what came late stands before."""
    review = ValueReview.objects.filter(ValueReview.standing(), verdict=Verdict.APPROVED, value=OuterRef("pk"))
    place = ("programme_id", "code", "period_id", "late_for_id")
    newest = ReportedValue.objects.filter(Exists(review), ReportedValue.standing(), programme__in=programmes)
    rows = newest.order_by(*place, "-version").distinct(*place).values_list(*place, "value")

    def in_order(row: tuple[Any, ...]) -> tuple[object, ...]:
        late = periods[row[3]].begins if row[3] else date.max
        return periods[row[2]].begins, late

    found: dict[Key, list[_Value]] = defaultdict(list)
    for programme, code, period, _late, value in sorted(rows, key=in_order):
        found[programme, code].append(_Value(value, periods[period]))
    return found


def _within(definition: Definition, period: ReportingPeriod) -> bool:
    after = definition.begins is None or period.begins >= definition.begins
    return after and (definition.ends is None or period.ends <= definition.ends)
