"""Pictures of a programme as pages show them: what the rooms say, drawn once and remembered.

A picture depends on what it is drawn of and on the language, and on nothing else. So it is kept under the digest of
both: a changed number asks for another picture, and never finds an old one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from hashlib import sha256
from typing import Any, TypeVar

from django.core.cache import cache
from django.utils.translation import get_language

from tirek import money, pictures
from tirek.directory import Account
from tirek.indicators import IndicatorRow
from tirek.money import Fund, Question
from tirek.pictures import Light, Picture, Point, number, quarter
from tirek.plans import Programme, framework, quarters_between, span_of
from tirek.web.programmes.timed import Timed

Data = TypeVar("Data")
SECONDS = 24 * 60 * 60
CENT = Decimal("0.01")


def remembered(draw: Callable[[Data], Picture], data: Data) -> Picture:
    """This function will draw a picture, or give the one that was drawn of the same data in the same language."""
    words = f"{draw.__name__}:{get_language()}:{data!r}"
    key = f"picture:{sha256(words.encode()).hexdigest()}"
    found: Picture | None = cache.get(key)
    if found is None:
        found = draw(data)
        cache.set(key, found, SECONDS)
    return found


def results_chain(programme: Programme, rows: Iterable[IndicatorRow]) -> Picture:
    """This function will draw a programme's results chain with the light of every indicator."""
    placed: dict[tuple[Any, Any], list[pictures.ChainIndicator]] = {}
    for row in rows:
        placed.setdefault((row.indicator.output_id, row.indicator.activity_id), []).append(_in_chain(row))
    outputs = tuple(
        pictures.ChainOutput(
            output.number,
            output.title,
            tuple(
                pictures.ChainActivity(each.number, each.title, tuple(placed.get((None, each.pk), ())))
                for each in output.activities.all()
            ),
            tuple(placed.get((output.pk, None), ())),
        )
        for output in framework(programme)
    )
    chain = pictures.Chain(programme.outcome, outputs, tuple(placed.get((None, None), ())))
    return remembered(pictures.results_chain, chain)


def _in_chain(row: IndicatorRow) -> pictures.ChainIndicator:
    value = row.reached if row.reached is not None else row.to_date
    light = Light(row.state)
    return pictures.ChainIndicator(
        row.definition.title,
        light,
        "" if value is None or light is Light.NO_DATA else number(value),
        "" if row.due is None else number(row.due.value),
    )


def small_multiples(rows: Iterable[IndicatorRow]) -> Picture:
    """This function will draw every indicator by quarter, as far as its quarters have come."""
    return remembered(pictures.small_multiples, pictures.Panels(tuple(_panel(row) for row in rows)))


def _panel(row: IndicatorRow) -> pictures.Panel:
    light = Light(row.state)
    points = tuple(
        pictures.PanelValue(quarter(each.period.begins), each.until)
        for each in row.periods
        if light is not Light.NO_DATA and (each.value is not None or each.until is not None)
    )
    target = row.due or row.target
    return pictures.Panel(
        row.definition.title, row.definition.unit, row.combining, points, target.value if target else None, light
    )


def gantt(programme: Programme, rows: Iterable[Timed], today: date) -> Picture:
    """This function will draw a programme's schedule."""
    drawn = tuple(
        pictures.GanttRow(
            each.activity.number,
            each.activity.title,
            each.scheduled.spans,
            each.scheduled.revised,
            each.began,
            each.ended,
            each.slipped_days,
        )
        for each in rows
    )
    return remembered(pictures.gantt, pictures.Gantt(programme.starts, programme.ends, today, drawn))


def burn(account: Account, programme: Programme, today: date, fund: Fund | None = None) -> Picture:
    """This function will draw what was spent against what was planned: of a fund, or of all that the account sees.

    The budget of a year is spread evenly over its days within the programme; money is spent on the day of its line.
    """
    asked = Question((programme.pk,), where={"fund": [fund.code]} if fund else {})
    question = money.limited(account, asked)
    budget = {int(year): amount for (year,), amount in money.amounts("budget", question, by=("year",)).items()}
    spent = {str(key): total for (key,), total in money.amounts("expenditure", question, by=("period",)).items()}
    burned = pictures.Burn(
        currency=programme.currency,
        planned=_planned(programme, budget, spent) if budget else (),
        spent=_spent(programme, spent) if spent else (),
        total=sum(budget.values(), Decimal(0)) if budget else None,
        today=today,
        of=str(fund) if fund else "",
    )
    return remembered(pictures.burn, burned)


def _planned(programme: Programme, budget: Mapping[int, Decimal], spent: Iterable[str]) -> tuple[Point, ...]:
    """The planned line has a point where the spent one may have one, and at both ends of the programme."""
    last = max([programme.ends, *(date(year, 1, 1) for year in budget), *(span_of(key)[1] for key in spent)])
    ends = [span_of(key)[1] for key in quarters_between(programme.starts, last)]
    days = sorted({programme.starts, programme.ends, *ends})
    return tuple(Point(day, planned_by(programme, budget, day)) for day in days)


def planned_by(programme: Programme, budget: Mapping[int, Decimal], day: date) -> Decimal:
    """This function will say how much of the budgets of years was planned to be spent by the end of a day."""
    planned = Decimal(0)
    for year, amount in budget.items():
        first, last = max(date(year, 1, 1), programme.starts), min(date(year, 12, 31), programme.ends)
        if last < first:  # money of a year that the programme does not touch
            first, last = date(year, 1, 1), date(year, 12, 31)
        passed = (min(day, last) - first).days + 1
        planned += amount * max(passed, 0) / ((last - first).days + 1)
    return planned.quantize(CENT, ROUND_HALF_UP)


def _spent(programme: Programme, spent: Mapping[str, Decimal]) -> tuple[Point, ...]:
    """What had been spent by the end of each quarter, as far as cost reports reach."""
    known_until = max(each.ends for each in money.cost_reports(programme) if each.withdrawn_position is None)
    first = min([programme.starts, *(span_of(key)[0] for key in spent)])
    points, total = [Point(first, Decimal(0))], Decimal(0)
    for key in quarters_between(first, known_until):
        total += spent.get(key, Decimal(0))
        points.append(Point(min(span_of(key)[1], known_until), total))
    return tuple(points)
