"""The results chain: what leads to the outcome, and how each indicator on the way stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext, pgettext

from tirek.pictures import colours
from tirek.pictures.lettering import lines_of
from tirek.pictures.light_shapes import SIDE, draw_light
from tirek.pictures.lights import Light, counted
from tirek.pictures.picture import Picture, Table
from tirek.pictures.sheet import LEADING, Sheet


@dataclass(frozen=True, slots=True)
class ChainIndicator:
    """An indicator; `value` and `target` as they are shown, empty where there is none."""

    title: str
    light: Light
    value: str = ""
    target: str = ""


@dataclass(frozen=True, slots=True)
class ChainActivity:
    """An activity with the indicators that measure it."""

    number: str
    title: str
    indicators: tuple[ChainIndicator, ...] = ()


@dataclass(frozen=True, slots=True)
class ChainOutput:
    """An output with its activities, and the indicators that measure the output itself."""

    number: str
    title: str
    activities: tuple[ChainActivity, ...] = ()
    indicators: tuple[ChainIndicator, ...] = ()


@dataclass(frozen=True, slots=True)
class Chain:
    """All that leads to an outcome."""

    outcome: str
    outputs: tuple[ChainOutput, ...]
    indicators: tuple[ChainIndicator, ...] = ()


_SIZE: Final = 13
_PADDING: Final = 9
_GAP: Final = 12
# Where the columns of outcome, outputs, activities and indicators begin, and how wide they are.
_COLUMNS: Final = ((8, 190), (238, 214), (492, 250), (782, 270))
_WIDTH: Final = 1060
_TOP: Final = 40


def results_chain(chain: Chain) -> Picture:
    """This function will draw outcome, outputs, activities and indicators with their lights, from left to right."""
    sheet = Sheet(_WIDTH)
    _headings(sheet)
    outcome_y = y = float(_TOP)
    least = outcome_y + _box(sheet, 0, outcome_y, chain.outcome or gettext("The plan names no outcome."), most=12)
    if chain.indicators:
        y = _indicators(sheet, chain.indicators, y, after=0)
    for output in chain.outputs:
        y = _output(sheet, output, y, outcome_y)
    title = gettext("Results chain")
    words = _words(chain)
    bottom = _legend(sheet, max(y, least + _GAP) + 8)
    svg = sheet.svg(bottom, title=title, words=words)
    return Picture(svg, title, words, _table(chain))


def _headings(sheet: Sheet) -> None:
    names = (
        pgettext("results chain", "Outcome"),
        pgettext("results chain", "Outputs"),
        pgettext("results chain", "Activities"),
        pgettext("results chain", "Indicators"),
    )
    for (x, _), name in zip(_COLUMNS, names, strict=True):
        sheet.text(x, 24, name, 14, font_weight="bold", fill=colours.QUIET)


def _output(sheet: Sheet, output: ChainOutput, top: float, outcome_y: float) -> float:
    """This function will draw an output and what hangs on it, and say where the next may begin."""
    height = _box(sheet, 1, top, f"{output.number}. {output.title}", most=8, fill=colours.SHADES[0][0])
    _join(sheet, 0, outcome_y, 1, top)
    y = _indicators(sheet, output.indicators, top, after=1) if output.indicators else top
    for activity in output.activities:
        own = _box(sheet, 2, y, f"{activity.number} {activity.title}", most=5)
        _join(sheet, 1, top, 2, y)
        end = _indicators(sheet, activity.indicators, y, after=2) if activity.indicators else y
        y = max(y + own + _GAP, end)
    return max(y, top + height + _GAP)


def _box(sheet: Sheet, column: int, y: float, text: str, most: int, fill: str = colours.PAPER) -> float:
    x, width = _COLUMNS[column]
    lines = lines_of(text, width - 2 * _PADDING, _SIZE, most)
    height = len(lines) * _SIZE * LEADING + 2 * _PADDING - 2
    sheet.box(x, y, width, height, fill=fill, stroke=colours.LINE, rx="3")
    sheet.text(x + _PADDING, y + _PADDING + _SIZE - 1, lines, _SIZE)
    return height


def _join(sheet: Sheet, parent: int, parent_y: float, child: int, child_y: float) -> None:
    """This function will lead a line from the right of a parent, down a trunk, to the left of a child."""
    x, width = _COLUMNS[parent]
    start, end, level = x + width, _COLUMNS[child][0], 18
    trunk = start + (_COLUMNS[parent + 1][0] - start) / 2
    points = [(start, parent_y + level), (trunk, parent_y + level), (trunk, child_y + level), (end, child_y + level)]
    sheet.line(points, stroke=colours.LINE)


def _indicators(sheet: Sheet, indicators: tuple[ChainIndicator, ...], top: float, after: int) -> float:
    """This function will list the indicators that hang on a box of the column `after`."""
    x, width = _COLUMNS[3]
    y = top
    for each in indicators:
        _join(sheet, after, top, 3, y)
        draw_light(sheet, each.light, x + 6, y + 18 - SIDE / 2)
        left = x + SIDE + 14
        lines = lines_of(each.title, width - SIDE - 14, _SIZE, 4)
        below = sheet.text(left, y + _PADDING + _SIZE, lines, _SIZE)
        below = sheet.text(left, below, lines_of(_state(each), width - SIDE - 14, 12, 2), 12, font_weight="bold")
        y = below - 12 + _GAP
    return y


def _state(indicator: ChainIndicator) -> str:
    if indicator.value and indicator.target:
        facts = {"light": indicator.light.word, "value": indicator.value, "target": indicator.target}
        return gettext("%(light)s: %(value)s of %(target)s") % facts
    return ": ".join(part for part in (indicator.light.word, indicator.value) if part)


def _legend(sheet: Sheet, y: float) -> float:
    x = float(_COLUMNS[0][0])
    for light in Light:
        draw_light(sheet, light, x, y)
        sheet.text(x + SIDE + 8, y + 13, light.word, _SIZE)
        x += (_WIDTH - _COLUMNS[0][0]) / len(Light)
    return y + SIDE + 12


def _placed(chain: Chain) -> Iterator[tuple[str, str, ChainIndicator | None]]:
    """Every indicator with the output and activity it hangs on; what has none stands there with None."""
    for each in chain.indicators:
        yield "", "", each
    for output in chain.outputs:
        named = f"{output.number}. {output.title}"
        for each in output.indicators:
            yield named, "", each
        for activity in output.activities:
            for own in activity.indicators or (None,):
                yield named, f"{activity.number} {activity.title}", own
        if not output.indicators and not output.activities:
            yield named, "", None


def _words(chain: Chain) -> str:
    found = [each for _, _, each in _placed(chain) if each]
    words = counted(each.light for each in found)
    behind = [each.title for each in found if each.light is Light.BEHIND]
    if not behind:
        return words
    more = gettext(" and others") if len(behind) > 3 else ""
    return f"{words} " + gettext("Behind: %(names)s.") % {"names": "; ".join(behind[:3]) + more}


def _table(chain: Chain) -> Table:
    headings = (
        pgettext("results chain", "Output"),
        pgettext("results chain", "Activity"),
        pgettext("results chain", "Indicator"),
        pgettext("results chain", "Light"),
        pgettext("results chain", "Value"),
        pgettext("results chain", "Target"),
    )
    rows = tuple(
        (output or pgettext("results chain", "Outcome"), activity)
        + ((each.title, each.light.word, each.value, each.target) if each else ("", "", "", ""))
        for output, activity, each in _placed(chain)
    )
    return headings, rows
