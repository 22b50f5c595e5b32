"""Results: the indicators of the framework with baseline, targets, and what was reached by the end of each period.

Only approved values count (`tirek.indicators` sees to that), and only what `withholding` lets through is published.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _
from lxml import etree

from tirek.exchange.iati.narrative import Texts, in_english, part
from tirek.exchange.iati.publisher import Publisher
from tirek.exchange.iati.withholding import Measured, Shown, what_may_be_shown
from tirek.indicators import Definition, FrameworkIndicator, Scope, Target, definitions, values_at
from tirek.plans import Output, Programme, ReportingPeriod

OUTPUT, OUTCOME = "1", "2"
COUNT, PERCENT = "1", "2"
LEVELS = {OUTPUT: _("Output"), OUTCOME: _("Outcome")}


@dataclass(frozen=True, slots=True)
class Period:
    """What should be, and what was, reached from the start of the programme until a day; `actual` None if nothing may
    be said of it, and `splits` only those of which every cell may be shown."""

    begins: date
    ends: date
    target: Decimal | None
    actual: Decimal | None
    splits: tuple[tuple[str, str, Decimal], ...] = ()


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator; `withheld` counts the values that were kept back so that nobody can be singled out."""

    title: Texts
    description: Texts
    measure: str
    baseline: tuple[date, Decimal, str] | None
    periods: tuple[Period, ...]
    withheld: int = 0


@dataclass(frozen=True, slots=True)
class Result:
    """An output, or the outcome, with its indicators."""

    type: str
    title: Texts
    indicators: tuple[Indicator, ...]

    @property
    def level_name(self) -> str:
        """This property will name the level in the language of the page."""
        return gettext(LEVELS[self.type])


def results_of(
    programme: Programme, publisher: Publisher, *, as_of: Mapping[str, int] | None, today: date
) -> tuple[Result, ...]:
    """This function will give the results: the outputs in their order, then the outcome; those without an indicator are
    left out, for the standard has no place for them."""
    head = None if as_of is None else as_of.get(programme.office_id, 0)
    placed = FrameworkIndicator.objects.filter(FrameworkIndicator.standing(head), programme=programme)
    known = {each.code: each.definition for each in definitions(programme)}
    found = [
        each for each in placed.select_related("output", "activity__output").order_by("code") if each.code in known
    ]
    periods = list(programme.periods.order_by("begins"))
    measured = list(_measured(programme, found, known, periods, as_of, today))
    shown = what_may_be_shown(measured, publisher)
    targets = _targets(found, head)
    indicators = [
        (_level(each), _indicator(programme, each, known[each.code], periods, targets.get(each.pk, {}), shown))
        for each in found
    ]
    return tuple(_grouped(programme, indicators))


def _level(indicator: FrameworkIndicator) -> Output | None:
    return indicator.output or (indicator.activity.output if indicator.activity else None)


def _targets(placed: Iterable[FrameworkIndicator], head: int | None) -> dict[object, dict[object, Decimal]]:
    """The value of each target, by indicator and period; None stands for the end of the programme."""
    found: dict[object, dict[object, Decimal]] = {}
    for target in Target.objects.filter(Target.standing(head), indicator__in=list(placed)):
        found.setdefault(target.indicator_id, {})[target.period_id] = target.value
    return found


def _measured(
    programme: Programme,
    placed: Iterable[FrameworkIndicator],
    known: Mapping[str, Definition],
    periods: Iterable[ReportingPeriod],
    as_of: Mapping[str, int] | None,
    today: date,
) -> Iterator[Measured]:
    """Each value that there is something to say of: until the end of every period that is over, and in all."""
    over = [f"..{period.key}" for period in periods if period.ends < today and period.ends < programme.ends]
    whole = [""] if programme.ends < today else []
    scope = Scope(programme.pk, as_of)
    values = values_at([(known[each.code], asked) for each in placed for asked in (*over, *whole)], scope)
    for (code, asked), value in values.items():
        if value.number is not None:
            yield Measured(code, asked, known[code], replace(scope, period=asked), value)


def _indicator(
    programme: Programme,
    indicator: FrameworkIndicator,
    definition: Definition,
    periods: Iterable[ReportingPeriod],
    targets: Mapping[object, Decimal],
    shown: Shown,
) -> Indicator:
    baseline = None
    if indicator.baseline is not None and indicator.baseline_on is not None:
        baseline = (indicator.baseline_on, indicator.baseline, indicator.baseline_source)
    return Indicator(
        title=definition.title,
        description=definition.question,
        measure=PERCENT if definition.number == "percent" or definition.counts == "delivery" else COUNT,
        baseline=baseline,
        periods=tuple(_periods(programme, indicator.code, periods, targets, shown)),
        withheld=sum(1 for code, _asked in shown.withheld if code == indicator.code),
    )


def _periods(
    programme: Programme,
    code: str,
    periods: Iterable[ReportingPeriod],
    targets: Mapping[object, Decimal],
    shown: Shown,
) -> Iterator[Period]:
    final = targets.get(None)
    for each in periods:
        target = targets.get(each.pk)
        if each.ends >= programme.ends:
            final = target if final is None else final
            continue
        actual = shown.number(code, f"..{each.key}")
        if target is not None or actual is not None:
            yield Period(programme.starts, each.ends, target, actual)
    actual = shown.number(code, "")
    if final is not None or actual is not None:
        yield Period(programme.starts, programme.ends, final, actual, shown.splits(code, ""))


def _grouped(programme: Programme, indicators: list[tuple[Output | None, Indicator]]) -> Iterator[Result]:
    for output in programme.outputs.order_by("number"):
        under = tuple(each for level, each in indicators if level is not None and level.pk == output.pk)
        if under:
            yield Result(OUTPUT, in_english(output.title), under)
    of_all = tuple(each for level, each in indicators if level is None)
    if of_all:
        yield Result(OUTCOME, in_english(programme.outcome or programme.title), of_all)


def write_results(activity: etree._Element, results: Iterable[Result]) -> None:
    """This function will write the results."""
    for each in results:
        result = part(activity, "result", type=each.type)
        part(result, "title", each.title)
        for indicator in each.indicators:
            _write_indicator(result, indicator)


def _write_indicator(result: etree._Element, each: Indicator) -> None:
    indicator = part(result, "indicator", measure=each.measure)
    part(indicator, "title", each.title)
    part(indicator, "description", each.description)
    if each.baseline is not None:
        day, value, source = each.baseline
        baseline = part(indicator, "baseline", year=day.year, iso_date=day.isoformat(), value=plain(value))
        if source:
            part(baseline, "comment", in_english(source))
    for period in each.periods:
        _write_period(indicator, period)


def _write_period(indicator: etree._Element, each: Period) -> None:
    period = part(indicator, "period")
    part(period, "period-start", iso_date=each.begins.isoformat())
    part(period, "period-end", iso_date=each.ends.isoformat())
    if each.target is not None:
        part(period, "target", value=plain(each.target))
    if each.actual is not None:
        part(period, "actual", value=plain(each.actual))
    for dimension, cell, number in each.splits:
        actual = part(period, "actual", value=plain(number))
        part(actual, "dimension", name=dimension, value=cell)


def plain(number: Decimal) -> str:
    """This function will write a number without an exponent and without zeros that say nothing."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
