"""Small multiples: one small chart an indicator, its values by quarter, its target marked."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final, Literal

from django.utils.translation import gettext, pgettext

from tirek.pictures import colours
from tirek.pictures.drawing import draw
from tirek.pictures.lettering import halves, lines_of, number, number_locale
from tirek.pictures.lights import Light, counted
from tirek.pictures.picture import Picture, Table

Combine = Literal["sum", "latest", "distinct", "count"]


@dataclass(frozen=True, slots=True)
class PanelValue:
    """The value at the end of a quarter, as it combines until then; None where there is none, or none to be told."""

    quarter: str
    value: Decimal | None
    withheld: bool = False


@dataclass(frozen=True, slots=True)
class Panel:
    """An indicator: its values in the order of the quarters, and the target it shall reach."""

    title: str
    unit: str
    combine: Combine
    values: tuple[PanelValue, ...]
    target: Decimal | None
    light: Light


@dataclass(frozen=True, slots=True)
class Panels:
    """Indicators side by side."""

    panels: tuple[Panel, ...]


_ACROSS: Final = 3
_WIDTH, _HEIGHT, _SIZE = 250, 110, 12


def small_multiples(indicators: Panels) -> Picture:
    """This function will draw a small chart of every indicator, each with its own scale from zero."""
    title, words = gettext("Indicators by quarter"), _words(indicators.panels)
    specification = {
        "concat": [_panel(each) for each in indicators.panels] or [_empty()],
        "columns": _ACROSS,
        "align": "all",
    }
    svg = draw(specification, alternative=title, description=words, numbers=number_locale())
    return Picture(svg, title, words, _table(indicators.panels), tuple(range(1, len(_quarters(indicators.panels)) + 2)))


def _combined(combine: Combine) -> str:
    return {
        "sum": pgettext("combining", "quarters are added up"),
        "latest": pgettext("combining", "the latest counts"),
        "distinct": pgettext("combining", "each person once"),
        "count": pgettext("combining", "counted as it stands"),
    }[combine]


def _quarters(panels: Sequence[Panel]) -> list[str]:
    """All quarters that any indicator has, in order of their appearance."""
    return list(dict.fromkeys(value.quarter for panel in panels for value in panel.values))


def _words(panels: Sequence[Panel]) -> str:
    words = counted(panel.light for panel in panels)
    behind = [(share, each) for each in panels if each.light is Light.BEHIND and (share := _share(each)) is not None]
    if not behind:
        return words
    _, furthest = min(behind, key=lambda each: each[0])
    last = _last(furthest)
    facts = {
        "title": furthest.title,
        "value": number(last) if last is not None else "",
        "target": number(furthest.target or Decimal(0)),
    }
    return f"{words} " + gettext("Furthest from its target: %(title)s, %(value)s of %(target)s.") % facts


def _last(panel: Panel) -> Decimal | None:
    known = [each.value for each in panel.values if each.value is not None]
    return known[-1] if known else None


def _share(panel: Panel) -> Decimal | None:
    last = _last(panel)
    return None if last is None or not panel.target else last / panel.target


def _table(panels: Sequence[Panel]) -> Table:
    quarters = _quarters(panels)
    headings = (
        pgettext("results chain", "Indicator"),
        *quarters,
        pgettext("results chain", "Target"),
        pgettext("results chain", "Light"),
        pgettext("values", "How values combine"),
    )
    return headings, tuple(_told(panel, quarters) for panel in panels)


def _told(panel: Panel, quarters: Sequence[str]) -> tuple[str, ...]:
    found = {each.quarter: each for each in panel.values}
    named = f"{panel.title} ({panel.unit})" if panel.unit else panel.title
    target = "" if panel.target is None else number(panel.target)
    shown = (_shown(found[each]) if each in found else "" for each in quarters)
    return (named, *shown, target, panel.light.word, _combined(panel.combine))


def _shown(value: PanelValue) -> str:
    if value.withheld:
        return gettext("withheld")
    return "" if value.value is None else number(value.value)


def _panel(panel: Panel) -> dict[str, Any]:
    highest = max([Decimal(1), panel.target or Decimal(0), *(each.value or Decimal(0) for each in panel.values)])
    lowest = min([Decimal(0), *(each.value or Decimal(0) for each in panel.values)])
    return {
        "title": _title(panel),
        "width": _WIDTH,
        "height": _HEIGHT,
        "data": {"values": [_datum(place, each) for place, each in enumerate(panel.values)]},
        "encoding": {
            "x": _along(panel.values),
            "y": {
                "field": "value",
                "type": "quantitative",
                "scale": {"domain": [float(lowest), float(highest) * 1.25], "nice": False},
                "axis": {
                    "title": None,
                    "tickCount": 3,
                    "ticks": False,
                    "gridColor": colours.FAINT,
                    "domain": False,
                    "labelColor": colours.INK,
                    "labelFontSize": _SIZE - 1,
                },
            },
        },
        "layer": [*_target(panel), *_values(panel)],
    }


def _title(panel: Panel) -> dict[str, Any]:
    below = ", ".join(part for part in (panel.light.word, panel.unit, _combined(panel.combine)) if part)
    return {
        "text": lines_of(panel.title, _WIDTH + 24, 13, 3),
        "subtitle": lines_of(below, _WIDTH + 24, _SIZE, 2),
        "anchor": "start",
        "frame": "bounds",
        "fontSize": 13,
        "fontWeight": "bold",
        "color": colours.INK,
        "subtitleFontSize": _SIZE,
        "subtitleColor": panel.light.colour,
        "subtitlePadding": 4,
        "offset": 8,
    }


def _datum(place: int, value: PanelValue) -> dict[str, Any]:
    return {
        "place": place,
        "value": None if value.value is None else float(value.value),
        "shown": _shown(value),
        "withheld": value.withheld,
    }


def _along(values: Sequence[PanelValue]) -> dict[str, Any]:
    """Quarters stand at their place in the row; every other is named where they are many."""
    every = max(1, -(-len(values) // 4))
    # Named from the last one back, for the last is what is read first.
    shown = [place for place in range(len(values)) if (len(values) - 1 - place) % every == 0]
    names = {str(place): halves(values[place].quarter) for place in shown}
    return {
        "field": "place",
        "type": "quantitative",
        "scale": {"domain": [-0.3, max(len(values) - 0.7, 0.7)], "nice": False},
        "axis": {
            "title": None,
            "values": shown,
            "labelExpr": f"({json.dumps(names)})[datum.value]",
            "labelFontSize": _SIZE - 1,
            "labelColor": colours.INK,
            "labelLimit": 0,
            "labelOverlap": False,
            "grid": False,
            "domainColor": colours.LINE,
            "tickColor": colours.LINE,
        },
    }


def _values(panel: Panel) -> list[dict[str, Any]]:
    known = [{"filter": "datum.value != null"}]
    dot = {"type": "point", "shape": panel.light.symbol, "filled": True, "size": 70, "color": panel.light.colour}
    last = [place for place, each in enumerate(panel.values) if each.value is not None][-1:]
    return [
        {"mark": {"type": "line", "color": colours.BAR, "strokeWidth": 2}},  # broken where a quarter has no value
        {"transform": known, "mark": dot | {"opacity": 1}},
        {
            "transform": [{"filter": {"field": "place", "oneOf": last}}],
            "mark": _text(align="right", baseline="bottom", dx=4, dy=-8, fontWeight="bold", color=colours.INK),
            "encoding": {"text": {"field": "shown"}},
        },
        {
            "transform": [{"filter": "datum.withheld"}],
            "mark": _text(angle=270, align="left", baseline="middle", fontStyle="italic", color=colours.QUIET),
            "encoding": {"text": {"field": "shown"}, "y": {"value": _HEIGHT - 4}},
        },
    ]


def _text(**look: Any) -> dict[str, Any]:
    return {"type": "text", "fontSize": _SIZE, **look}


def _target(panel: Panel) -> list[dict[str, Any]]:
    """A dashed line at the target, and its name above it on the left, where the values are seldom."""
    if panel.target is None:
        return []
    ends = [{"place": place, "value": float(panel.target)} for place in (-0.3, max(len(panel.values) - 0.7, 0.7))]
    words = gettext("Target %(target)s") % {"target": number(panel.target)}
    return [
        {
            "data": {"values": ends},
            "mark": {"type": "line", "color": colours.INK, "strokeWidth": 1.5, "strokeDash": [5, 3]},
        },
        {
            "data": {"values": ends[:1]},
            "mark": _text(text=words, align="left", baseline="bottom", dx=2, dy=-3, color=colours.INK),
        },
    ]


def _empty() -> dict[str, Any]:
    return {
        "width": _WIDTH,
        "height": 40,
        "data": {"values": [{}]},
        "mark": _text(text=gettext("No indicator yet"), color=colours.QUIET),
    }
