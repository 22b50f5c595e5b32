"""A waterfall: how a length of time comes together from step to step, each divided into waiting, work and unknown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext, pgettext

from tirek.pictures import colours
from tirek.pictures.lettering import lines_of
from tirek.pictures.picture import Picture, Table
from tirek.pictures.sheet import LEADING, Sheet

Length = tuple[float, str]
"""Seconds, and how they are said."""


@dataclass(frozen=True, slots=True)
class Fall:
    """A step: how long is waited for it, worked on it, and what is neither known; and all of it."""

    name: str
    waiting: Length
    work: Length
    unknown: Length
    whole: Length

    @property
    def parts(self) -> tuple[Length, Length, Length]:
        """The three parts."""
        return self.waiting, self.work, self.unknown


@dataclass(frozen=True, slots=True)
class Waterfall:
    """The steps in their order, and all together; `ticks` are the lengths that the scale shows; `note` is one more
    sentence."""

    steps: tuple[Fall, ...]
    together: Fall
    ticks: tuple[Length, ...]
    note: str = ""


_SIZE: Final = 13
_LABEL: Final = 290
_RIGHT: Final = 930
_MARGIN: Final = 130
"""Room for what is said behind the longest bar."""
_TOP: Final = 34
_LOOKS: Final = (
    {"fill": colours.SHADES[1][0], "stroke": colours.BAR},
    {"fill": colours.BAR, "stroke": colours.BAR},
    {"fill": colours.PAPER, "stroke": colours.QUIET, "stroke_dasharray": "4 2"},
)


def waterfall(told: Waterfall) -> Picture:
    """This function will draw each step from where the one before ended, and all together below."""
    sheet, longest = Sheet(_RIGHT + _MARGIN), max(told.together.whole[0], 1e-9)
    rows = [*told.steps, told.together]
    bottom = _TOP + sum(_height(row) for row in rows)
    for seconds, said in told.ticks:
        x = _at(seconds, longest)
        sheet.line([(x, _TOP - 8), (x, bottom)], stroke=colours.FAINT)
        sheet.text(x, _TOP - 14, said, 12, fill=colours.QUIET, text_anchor="middle")
    y, reached = float(_TOP), 0.0
    for row in told.steps:
        _row(sheet, row, y, reached, longest)
        end = reached + row.whole[0]
        x = _at(end, longest)
        sheet.line([(x, y + 9), (x, y + _height(row) + 9)], stroke=colours.LINE, stroke_dasharray="2 2")
        y, reached = y + _height(row), end
    sheet.line([(8, y), (_RIGHT, y)], stroke=colours.LINE)
    _row(sheet, told.together, y, 0, longest, bold=True)
    title, words = gettext("Where the time of a case goes"), _words(told)
    svg = sheet.svg(_legend(sheet, bottom + 14), title=title, words=words)
    return Picture(svg, title, words, _table(rows), (1, 2, 3, 4))


def _at(seconds: float, longest: float) -> float:
    return _LABEL + seconds / longest * (_RIGHT - _LABEL)


def _label(row: Fall) -> list[str]:
    return lines_of(row.name, _LABEL - 20, _SIZE, 2)


def _height(row: Fall) -> float:
    return len(_label(row)) * _SIZE * LEADING + 14


def _row(sheet: Sheet, row: Fall, y: float, begins: float, longest: float, *, bold: bool = False) -> None:
    look = {"font_weight": "bold"} if bold else {}
    sheet.text(8, y + 20, _label(row), _SIZE, **look)
    x = _at(begins, longest)
    for (seconds, _said), colour in zip(row.parts, _LOOKS, strict=True):
        wide = seconds / longest * (_RIGHT - _LABEL)
        if wide > 0:
            sheet.box(x, y + 9, max(wide, 0.5), 16, **colour)
            x += wide
    rim = {"stroke": colours.PAPER, "stroke_width": "4", "stroke_linejoin": "round"}
    for more in (rim, {}):
        sheet.text(x + 8, y + 22, row.whole[1], 12, **look, **more)


def _names() -> tuple[str, str, str]:
    return pgettext("time", "Waiting"), pgettext("time", "Work"), pgettext("time", "Waiting or work: not known")


def _legend(sheet: Sheet, y: float) -> float:
    for place, (name, look) in enumerate(zip(_names(), _LOOKS, strict=True)):
        x = 8 + place * 240
        sheet.box(x, y, 34, 16, **look)
        sheet.text(x + 44, y + 13, name, _SIZE)
    return y + 28


def _words(told: Waterfall) -> str:
    if not told.steps or not told.together.whole[0]:
        return gettext("No time passes in these cases.")
    whole = told.together
    facts = {"whole": whole.whole[1], "waiting": whole.waiting[1], "work": whole.work[1], "unknown": whole.unknown[1]}
    said = [gettext("A case takes %(whole)s on average; all steps together are exactly that.") % facts]
    if whole.waiting[0] or whole.work[0]:
        said.append(gettext("Waiting is %(waiting)s of it, work %(work)s.") % facts)
    if whole.unknown[0]:
        said.append(gettext("Of %(unknown)s it is not known which.") % facts)
    most = max(told.steps, key=lambda each: each.whole[0])
    said.append(gettext("Most of it leads to “%(step)s”: %(time)s.") % {"step": most.name, "time": most.whole[1]})
    return " ".join([*said, told.note] if told.note else said)


def _table(rows: list[Fall]) -> Table:
    headings = (pgettext("of a log", "Activity"), *_names(), pgettext("time", "Together"))
    return headings, tuple((row.name, *(said for _, said in row.parts), row.whole[1]) for row in rows)
