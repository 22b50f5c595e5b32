"""Drawing by Vega, and what of it reaches a page."""

from __future__ import annotations

import io
from typing import Any

from lxml import etree
from PIL import Image

from tirek.pictures import SCALE, draw, paint

SPECIFICATION: dict[str, Any] = {
    "data": {"values": [{"a": "x", "b": 1200.5}]},
    "mark": "bar",
    "encoding": {"y": {"field": "a", "type": "nominal"}, "x": {"field": "b", "type": "quantitative"}},
}


def test_it_works() -> None:
    root = etree.fromstring(draw(SPECIFICATION, alternative="One bar").encode())
    assert (root.get("role"), root.get("aria-label")) == ("img", "One bar")
    assert root.find("{*}desc") is None


def test_a_description_stands_first_in_the_picture() -> None:
    root = etree.fromstring(draw(SPECIFICATION, alternative="One bar", description="A long one").encode())
    assert root[0].text == "A long one"


def test_numbers_are_written_as_asked() -> None:
    conventions = {"decimal": ",", "thousands": "\xa0", "grouping": [3], "currency": ["", ""]}
    drawn = draw(SPECIFICATION, alternative="One bar", numbers=conventions)
    assert "1\xa0000" in drawn
    assert "1,000" in draw(SPECIFICATION, alternative="One bar")


def test_painting_gives_a_png_at_twice_the_size() -> None:
    svg = draw(SPECIFICATION, alternative="One bar")
    across = float(etree.fromstring(svg.encode()).get("width", "0"))
    picture = Image.open(io.BytesIO(paint(SPECIFICATION)))
    assert (picture.format, picture.width) == ("PNG", SCALE * across)


def test_what_is_drawn_is_not_changed_by_drawing() -> None:
    before = repr(SPECIFICATION)
    draw(SPECIFICATION, alternative="One bar")
    assert repr(SPECIFICATION) == before
