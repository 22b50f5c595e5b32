"""A dotted chart: a dot for each event, a row for each case, time to the right (Song and van der Aalst 2007)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from tirek.pictures import colours
from tirek.pictures.lettering import lines_of, width_of
from tirek.pictures.picture import Picture, Table
from tirek.pictures.sheet import Sheet

Place = tuple[float, float]
"""How far to the right and down, each from 0 to 1."""


@dataclass(frozen=True, slots=True)
class DotKind:
    """An activity and its dots."""

    name: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Dots:
    """At most ten kinds of dots; `marks` are places on the scale of time with their words."""

    title: str
    words: str
    along: str
    down: str
    kinds: tuple[DotKind, ...]
    marks: tuple[tuple[float, str], ...]
    table: Table
    numeric: tuple[int, ...] = ()


MOST_KINDS: Final = 10
_LEFT, _RIGHT, _TOP, _HIGH, _SIZE = 40, 1040, 40, 620, 12
# Five colours, each as a round and as a square dot: told apart without colour by half, and by the table wholly.
_LOOKS: Final = tuple(
    (colour, cap)
    for cap in ("round", "square")
    for colour in (colours.BAR, "#c0612b", "#5b3f86", "#b3902c", colours.INK)
)


def dots(told: Dots) -> Picture:
    """This function will draw the dots of each kind as one path, so that thousands of them are a small picture."""
    sheet, bottom = Sheet(_RIGHT + 32), _TOP + _HIGH
    sheet.text(_LEFT, 14, told.along, _SIZE, fill=colours.QUIET)
    for place, words in told.marks:
        x = _LEFT + place * (_RIGHT - _LEFT)
        sheet.line([(x, _TOP - 6), (x, bottom)], stroke=colours.FAINT)
        sheet.text(x, _TOP - 10, words, _SIZE, fill=colours.QUIET, text_anchor="middle")
    sheet.line([(_LEFT, _TOP - 6), (_LEFT, bottom), (_RIGHT, bottom)])
    turned = f"rotate(-90 {_LEFT - 14} {_TOP + _HIGH / 2})"
    sheet.text(
        _LEFT - 14, _TOP + _HIGH / 2, told.down, _SIZE, fill=colours.QUIET, text_anchor="middle", transform=turned
    )
    for kind, (colour, cap) in zip(told.kinds, _LOOKS, strict=False):
        width = "4" if cap == "round" else "3.2"
        sheet.shape(_path(kind.places), fill="none", stroke=colour, stroke_width=width, stroke_linecap=cap)
    svg = sheet.svg(_legend(sheet, told.kinds, bottom + 24), title=told.title, words=told.words)
    return Picture(svg, told.title, told.words, told.table, told.numeric)


def _path(places: Sequence[Place]) -> str:
    """A line of no length at each place: its ends are the dot."""
    width, high = _RIGHT - _LEFT, _HIGH - 8
    return "".join(f"M{_LEFT + x * width:.1f} {_TOP + 4 + y * high:.1f}h0" for x, y in places)


def _legend(sheet: Sheet, kinds: Sequence[DotKind], y: float) -> float:
    x = float(_LEFT)
    for kind, (colour, cap) in zip(kinds, _LOOKS, strict=False):
        name = lines_of(kind.name, 300, _SIZE, 1)[0]
        wide = width_of(name, _SIZE) + 36
        if x > _LEFT and x + wide > _RIGHT:
            x, y = _LEFT, y + 22
        sheet.shape(f"M{x + 6:.1f} {y - 4:.1f}h0", fill="none", stroke=colour, stroke_width="9", stroke_linecap=cap)
        sheet.text(x + 18, y, name, _SIZE)
        x += wide
    return y + 16
