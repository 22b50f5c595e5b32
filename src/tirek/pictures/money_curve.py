"""The burn: what was spent so far against what was planned to be spent by then, and against the whole budget."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

from django.utils.translation import gettext, pgettext

from tirek.pictures import colours
from tirek.pictures.drawing import draw
from tirek.pictures.lettering import day, halves, money, number, number_locale, quarter
from tirek.pictures.picture import Picture, Table
from tirek.pictures.quarters import quarter_starts


@dataclass(frozen=True, slots=True)
class Point:
    """An amount that had come together by the end of a day."""

    day: date
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Burn:
    """Budget and expenditure, both added up from the beginning; `total` is the whole budget, None before there is one.

    `of` names what the money is of where that is not the whole programme, such as a fund.
    """

    currency: str
    planned: tuple[Point, ...]
    spent: tuple[Point, ...]
    total: Decimal | None
    today: date
    of: str = ""


_WIDTH, _HEIGHT, _SIZE = 760, 300, 12
_CENT: Final = Decimal("0.01")


def burn(money_of: Burn) -> Picture:
    """This function will draw expenditure against the planned budget over time, with a line at the whole budget."""
    title = gettext("Budget and expenditure over time")
    title = f"{title}: {money_of.of}" if money_of.of else title
    words = _words(money_of)
    svg = draw(_specification(money_of), alternative=title, description=words, numbers=number_locale())
    return Picture(svg, title, words, _table(money_of), (1, 2, 3))


def planned_by(planned: Sequence[Point], when: date) -> Decimal | None:
    """This function will read off the planned line what was to be spent by a day; None where nothing was planned."""
    if not planned:
        return None
    before = [each for each in planned if each.day <= when]
    after = [each for each in planned if each.day > when]
    if not before:
        return Decimal(0)
    if not after:
        return before[-1].amount
    first, last = before[-1], after[0]
    share = Decimal((when - first.day).days) / (last.day - first.day).days
    return (first.amount + (last.amount - first.amount) * share).quantize(_CENT, ROUND_HALF_UP)


def _words(money_of: Burn) -> str:
    if not money_of.spent:
        if money_of.total is None:
            return gettext("There is neither a budget nor an expenditure yet.")
        return gettext("Nothing of %(total)s was spent yet.") % {"total": money(money_of.total, money_of.currency)}
    last = money_of.spent[-1]
    facts = {"day": day(last.day), "spent": money(last.amount, money_of.currency)}
    said = [_of_total(money_of, facts)]
    planned = planned_by(money_of.planned, last.day)
    if planned is not None:
        difference = last.amount - planned
        facts = {
            "planned": money(planned, money_of.currency),
            "difference": money(abs(difference), money_of.currency),
        }
        if difference < 0:
            template = gettext("Planned by then was %(planned)s: spending is %(difference)s behind the plan.")
        elif difference > 0:
            template = gettext("Planned by then was %(planned)s: spending is %(difference)s ahead of the plan.")
        else:
            template = gettext("Planned by then was the same.")
        said.append(template % facts)
    return " ".join(said)


def _of_total(money_of: Burn, facts: dict[str, str]) -> str:
    if not money_of.total:
        return gettext("By %(day)s, %(spent)s was spent; no budget is in force.") % facts
    share = (money_of.spent[-1].amount * 100 / money_of.total).quantize(Decimal("0.1"), ROUND_HALF_UP)
    facts |= {"total": money(money_of.total, money_of.currency), "share": number(share, 1)}
    return gettext("By %(day)s, %(spent)s of %(total)s was spent (%(share)s %%).") % facts


def _table(money_of: Burn) -> Table:
    headings = (
        pgettext("burn", "By the end of"),
        pgettext("burn", "Planned (%(currency)s)") % {"currency": money_of.currency},
        pgettext("burn", "Spent (%(currency)s)") % {"currency": money_of.currency},
        pgettext("burn", "Spent less planned (%(currency)s)") % {"currency": money_of.currency},
    )
    planned, spent = ({each.day: each.amount for each in points} for points in (money_of.planned, money_of.spent))
    return headings, tuple(_told(when, planned.get(when), spent.get(when)) for when in sorted(planned | spent))


def _told(when: date, planned: Decimal | None, spent: Decimal | None) -> tuple[str, ...]:
    difference = None if planned is None or spent is None else spent - planned
    return (day(when), *("" if each is None else number(each, 2) for each in (planned, spent, difference)))


def _specification(money_of: Burn) -> dict[str, Any]:
    days = [each.day for each in (*money_of.planned, *money_of.spent)] or [money_of.today]
    first, last = min(days), max(days)
    amounts = [each.amount for each in (*money_of.planned, *money_of.spent)]
    highest = max([*amounts, money_of.total or Decimal(0), Decimal(1)])
    lowest = min([*amounts, Decimal(0)])
    scale = {"domain": [float(lowest), float(highest) * 1.06], "nice": False}
    planned_above = not _spent_above(money_of)  # so that the names of lines that end together stay apart
    layers = [
        *_total(money_of, first, last),
        *_line(money_of.planned, _PLANNED, up=planned_above),
        *_line(money_of.spent, _SPENT, up=not planned_above),
    ]
    if first <= money_of.today <= last:
        layers.append(_today(money_of.today, early=money_of.today - first < (last - first) / 3))
    return {
        "width": _WIDTH,
        "height": _HEIGHT,
        "encoding": {
            "x": _days(first, last),
            "y": {
                "field": "amount",
                "type": "quantitative",
                "scale": scale,
                "axis": {
                    "title": money_of.currency,
                    "titleAngle": 0,
                    "titleAlign": "left",
                    "titleY": -12,
                    "titleX": -40,
                    "titleColor": colours.QUIET,
                    "titleFontSize": _SIZE,
                    "titleFontWeight": "normal",
                    "format": ",.0f",
                    "tickCount": 6,
                    "gridColor": colours.FAINT,
                    "domainColor": colours.LINE,
                    "ticks": False,
                    "labelFontSize": _SIZE,
                    "labelColor": colours.INK,
                    "labelPadding": 6,
                },
            },
        },
        "layer": layers,
    }


_PLANNED: Final = {"color": colours.QUIET, "strokeDash": [6, 4], "shape": "square", "filled": False}
_SPENT: Final = {"color": colours.BAR, "strokeDash": [1, 0], "shape": "circle", "filled": True}


def _days(first: date, last: date) -> dict[str, Any]:
    """Days are numbers and their names are ours, so that no time zone and no calendar of the drawing program counts."""
    starts = [each for each in quarter_starts(first, last) if each >= first]
    every = max(1, -(-len(starts) // 10))
    names = {str(each.toordinal()): halves(quarter(each)) for each in starts[::every]}
    return {
        "field": "day",
        "type": "quantitative",
        "scale": {"domain": [first.toordinal(), max(last.toordinal(), first.toordinal() + 1)], "nice": False},
        "axis": {
            "title": None,
            "values": [each.toordinal() for each in starts[::every]],
            "labelExpr": f"({json.dumps(names)})[datum.value]",
            "labelAlign": "left",
            "labelFontSize": _SIZE,
            "labelColor": colours.INK,
            "labelFlush": False,
            "labelOverlap": False,
            "labelLimit": 0,
            "gridColor": colours.FAINT,
            "domainColor": colours.LINE,
            "tickColor": colours.LINE,
        },
    }


def _spent_above(money_of: Burn) -> bool:
    if not money_of.spent or not money_of.planned:
        return False
    return money_of.spent[-1].amount > money_of.planned[-1].amount


def _line(points: Sequence[Point], look: dict[str, Any], *, up: bool) -> list[dict[str, Any]]:
    if not points:
        return []
    rows = [{"day": each.day.toordinal(), "amount": float(each.amount)} for each in points]
    name = pgettext("burn", "Planned") if look is _PLANNED else pgettext("burn", "Spent")
    stroke = {"type": "line", "color": look["color"], "strokeDash": look["strokeDash"], "strokeWidth": 2.5}
    dots = {"type": "point", "shape": look["shape"], "size": 50, "color": look["color"], "fill": colours.PAPER}
    dots |= {"fill": look["color"]} if look["filled"] else {}
    return [
        {"data": {"values": rows}, "mark": stroke},
        {"data": {"values": rows}, "mark": dots | {"opacity": 1}},
        {
            "data": {"values": rows[-1:]},
            "mark": _text(name, align="left", dx=9, dy=-8 if up else 8, fontWeight="bold", color=look["color"]),
        },
    ]


def _total(money_of: Burn, first: date, last: date) -> list[dict[str, Any]]:
    if not money_of.total:
        return []
    words = gettext("Whole budget: %(total)s") % {"total": money(money_of.total, money_of.currency)}
    rows = [{"day": each.toordinal(), "amount": float(money_of.total)} for each in (first, last)]
    return [
        {"data": {"values": rows}, "mark": {"type": "line", "color": colours.INK, "strokeWidth": 1.5}},
        {
            "data": {"values": rows[:1]},
            "mark": _text(words, align="left", baseline="bottom", dx=8, dy=-4, color=colours.INK),
        },
    ]


def _text(words: str, **look: Any) -> dict[str, Any]:
    return {"type": "text", "text": words, "fontSize": _SIZE, **look}


def _today(today: date, *, early: bool) -> dict[str, Any]:
    return {
        "data": {"values": [{"day": today.toordinal()}]},
        "layer": [
            {
                "mark": {"type": "rule", "color": colours.INK, "strokeWidth": 2, "strokeDash": [6, 3]},
                "encoding": {"y": {"value": 0}, "y2": {"value": _HEIGHT}},
            },
            {
                "mark": _text(
                    gettext("Today, %(day)s") % {"day": day(today)},
                    align="left" if early else "right",
                    dx=6 if early else -6,
                    dy=-8,
                    fontWeight="bold",
                    color=colours.INK,
                ),
                "encoding": {"y": {"value": _HEIGHT}},
            },
        ],
    }
