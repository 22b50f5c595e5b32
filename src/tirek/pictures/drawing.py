"""Drawing: a Vega-Lite specification (plain data) becomes SVG or PNG, in the fonts of the house.

The SVG is one image with one text alternative. It carries no style, no id and no reference, so that a strict
Content-Security-Policy lets it onto a page as it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, Final

import vl_convert
from lxml import etree

from tirek.pictures import colours, fonts

SCALE: Final = 2
"""How many pixels of a PNG one unit of the SVG becomes."""
CLASS: Final = "tirek-chart__picture"
_STYLE: Final[Mapping[str, Any]] = {
    "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
    "padding": 8,
    "background": colours.PAPER,
    "config": {
        "font": fonts.FAMILY,
        "view": {"stroke": None},
        "text": {"font": fonts.FAMILY},
        "concat": {"spacing": 24},
    },
}


def draw(
    specification: Mapping[str, Any],
    *,
    alternative: str,
    description: str = "",
    numbers: Mapping[str, Any] | None = None,
) -> str:
    """This function will draw a Vega-Lite specification as SVG, its root an image with a text alternative.

    `numbers` are the conventions of numbers on the axes (`lettering.number_locale`). Raises FontsMissing.
    """
    register_fonts()
    svg = vl_convert.vegalite_to_svg({**specification, **_STYLE}, format_locale=dict(numbers) if numbers else None)
    return as_image(svg, alternative=alternative, description=description)


def paint(specification: Mapping[str, Any]) -> bytes:
    """This function will draw a Vega-Lite specification as PNG, at twice the size of the SVG. Raises FontsMissing."""
    register_fonts()
    painted: bytes = vl_convert.vegalite_to_png({**specification, **_STYLE}, scale=SCALE)
    return painted


def painted(svg: str) -> bytes:
    """This function will give a picture that was drawn as PNG, at twice its size. Raises FontsMissing."""
    register_fonts()
    content: bytes = vl_convert.svg_to_png(svg, scale=SCALE)
    return content


def as_image(svg: str, *, alternative: str, description: str = "") -> str:
    """This function will make an SVG one image to assistive techniques: one text alternative, and a description."""
    root = etree.fromstring(svg.encode())
    for element in root.iter():
        # Vega tells every mark apart to screen readers; one picture with one alternative is easier to follow.
        for name in [name for name in element.attrib if name in {"role", "style"} or str(name).startswith("aria-")]:
            del element.attrib[name]
    root.set("class", CLASS)
    root.set("role", "img")
    root.set("aria-label", alternative)
    if description:
        told = etree.Element("{http://www.w3.org/2000/svg}desc")
        told.text = description
        root.insert(0, told)
    return etree.tostring(root, encoding="unicode")


@cache
def register_fonts() -> None:
    """This function will make the fonts of the house known to the drawing program, once. Raises FontsMissing."""
    vl_convert.register_font_directory(str(fonts.fonts_directory()))
