"""The shapes of the traffic lights on a sheet: a disc with a tick, a triangle with a stroke, a diamond, a cross, an
open square."""

from __future__ import annotations

from tirek.pictures import colours
from tirek.pictures.lights import Light
from tirek.pictures.sheet import Sheet

SIDE = 16


def draw_light(sheet: Sheet, light: Light, x: float, y: float) -> None:
    """This function will draw a light whose upper left corner is at a place."""
    middle = SIDE / 2
    if light is Light.ON_TARGET:
        sheet.circle(x + middle, y + middle, middle, fill=light.colour)
        tick = [(x + 4, y + 8.5), (x + 7, y + 11.5), (x + 12, y + 5)]
        sheet.line(tick, stroke=colours.PAPER, stroke_width="2")
    elif light is Light.BEHIND:
        sheet.shape(f"M{x + middle:g},{y:g}L{x + SIDE:g},{y + SIDE:g}L{x:g},{y + SIDE:g}Z", fill=light.colour)
        sheet.line([(x + middle, y + 6), (x + middle, y + 11)], stroke=colours.PAPER, stroke_width="2")
        sheet.circle(x + middle, y + 13.5, 1.2, fill=colours.PAPER)
    elif light is Light.UNDER_WAY:
        corners = f"M{x + middle:g},{y:g}L{x + SIDE:g},{y + middle:g}L{x + middle:g},{y + SIDE:g}L{x:g},{y + middle:g}Z"
        sheet.shape(corners, fill=light.colour)
    elif light is Light.NO_TARGET:
        for ends in ([(x + middle, y + 2), (x + middle, y + 14)], [(x + 2, y + middle), (x + 14, y + middle)]):
            sheet.line(ends, stroke=light.colour, stroke_width="3")
    else:
        look = {"fill": colours.PAPER, "stroke": light.colour, "stroke_width": "1.5", "stroke_dasharray": "3 2"}
        sheet.box(x + 1, y + 1, SIDE - 2, SIDE - 2, **look)
