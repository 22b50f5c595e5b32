"""A sheet to draw on: shapes and texts at places that are already known, as SVG without style, id or reference."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lxml import etree

from tirek.pictures import colours, fonts
from tirek.pictures.drawing import as_image

LEADING = 1.32
"""From one line of a text to the next, in parts of its size."""


class Sheet:
    """This class will take shapes and texts and give them back as one SVG image."""

    def __init__(self, width: float) -> None:
        self.width = width
        self._root = etree.Element("svg", {"xmlns": "http://www.w3.org/2000/svg"})

    def box(self, x: float, y: float, width: float, height: float, **look: str) -> None:
        """This method will draw a rectangle; `look` are attributes of SVG, `_` written for `-`."""
        self._add("rect", {"x": _n(x), "y": _n(y), "width": _n(width), "height": _n(height)}, look)

    def line(self, points: Iterable[tuple[float, float]], **look: str) -> None:
        """This method will draw a line through points."""
        look = {"fill": "none", "stroke": colours.LINE} | look
        self._add("polyline", {"points": " ".join(f"{_n(x)},{_n(y)}" for x, y in points)}, look)

    def shape(self, path: str, **look: str) -> None:
        """This method will draw a path, as SVG writes one."""
        self._add("path", {"d": path}, look)

    def circle(self, x: float, y: float, radius: float, **look: str) -> None:
        """This method will draw a circle."""
        self._add("circle", {"cx": _n(x), "cy": _n(y), "r": _n(radius)}, look)

    def text(self, x: float, y: float, lines: Sequence[str] | str, size: float = 13, **look: str) -> float:
        """This method will write lines, the first with its base line at `y`, and give the base line after the last."""
        look = {"fill": colours.INK, "font-family": fonts.FAMILY, "font-size": _n(size)} | look
        for line in [lines] if isinstance(lines, str) else lines:
            self._add("text", {"x": _n(x), "y": _n(y)}, look).text = line
            y += size * LEADING
        return y

    def svg(self, height: float, *, title: str, words: str) -> str:
        """This method will give the drawing, cut at a height, with its text alternative."""
        self._root.set("width", _n(self.width))
        self._root.set("height", _n(height))
        self._root.set("viewBox", f"0 0 {_n(self.width)} {_n(height)}")
        paper = etree.Element("rect", {"width": "100%", "height": "100%", "fill": colours.PAPER})
        self._root.insert(0, paper)
        return as_image(etree.tostring(self._root, encoding="unicode"), alternative=title, description=words)

    def _add(self, name: str, place: dict[str, str], look: dict[str, str]) -> etree._Element:
        attributes = place | {key.replace("_", "-"): value for key, value in look.items()}
        return etree.SubElement(self._root, name, attributes)


def _n(value: float) -> str:
    """Two places are finer than any screen, and the same drawing gives the same bytes everywhere."""
    return f"{round(value, 2):g}" if abs(value) < 100_000 else str(round(value))
