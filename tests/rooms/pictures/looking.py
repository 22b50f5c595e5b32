"""Looking at pictures: their texts, their shapes, and what no picture on a page may hold."""

from __future__ import annotations

import io

import vl_convert
from lxml import etree
from PIL import Image

from tirek.pictures import SCALE, Picture
from tirek.pictures.drawing import register_fonts

SVG = "{http://www.w3.org/2000/svg}"
KAZAKH = (
    "Адам құқықтары жөніндегі ұлттық мекеменің өңірлік өкілдіктерінің халықаралық стандарттарға сәйкестігін бағалау"
)
HOSTILE = "</text><script>alert(1)</script>' + datum.x + \"'\\"


def root_of(picture: Picture) -> etree._Element:
    return etree.fromstring(picture.svg.encode())


def texts(picture: Picture) -> list[str]:
    """The texts that are drawn, each once: a rim behind a word is not another word."""
    pieces = (piece.strip() for text in root_of(picture).iter(f"{SVG}text") for piece in text.itertext())
    return list(dict.fromkeys(piece for piece in pieces if piece))


def joined(picture: Picture) -> str:
    return " ".join(texts(picture))


def shapes(picture: Picture, **look: str) -> list[etree._Element]:
    """The shapes that have these attributes, `_` written for `-`."""
    wanted = {name.replace("_", "-"): value for name, value in look.items()}
    drawn = (each for each in root_of(picture).iter() if each.tag != f"{SVG}text")
    return [each for each in drawn if all(each.get(name) == value for name, value in wanted.items())]


def ink(picture: Picture) -> int:
    """How many dark points the picture leaves on paper."""
    register_fonts()
    painted = Image.open(io.BytesIO(vl_convert.svg_to_png(picture.svg, scale=SCALE))).convert("L")
    return sum(painted.point(lambda grey: grey < 128).histogram()[1:])


def check_fit_for_a_page(picture: Picture) -> None:
    """One image with words, without style, script, id or reference, whose table is as wide as its headings."""
    root = root_of(picture)
    assert root.get("role") == "img"
    assert root.get("aria-label") == picture.title != ""
    assert root.findtext(f"{SVG}desc") == picture.words != ""
    for element in root.iter():
        assert etree.QName(element).localname not in {"style", "script", "image", "use", "foreignObject", "a"}
        assert not [name for name in element.attrib if name in {"style", "id"} or name.startswith("on")]
        assert not [value for value in element.attrib.values() if "url(" in value or "javascript:" in value]
        assert element is root or element.get("role") is None
    headings, rows = picture.table
    assert all(headings)
    assert {len(row) for row in rows} <= {len(headings)}
    assert all(column < len(headings) for column in picture.numeric)
