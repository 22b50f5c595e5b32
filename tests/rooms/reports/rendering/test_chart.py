"""Charts, read back as the pictures they are."""

from __future__ import annotations

import io
import re
from decimal import Decimal

import pytest
from lxml import etree
from PIL import Image

from tests.rooms.reports.rendering.sample import LETTERS, a_figure, a_publication
from tirek.pictures import BAR, LINE, SHADES, UNSHADED
from tirek.reports.errors import SplitNotFrozen
from tirek.reports.publication import FrozenFigure, Language, SplitCell
from tirek.reports.rendering import chart, contents

SVG = "{http://www.w3.org/2000/svg}"
LANGUAGES: tuple[Language, ...] = ("en", "ru", "kk")


def test_it_works() -> None:
    texts = _texts(chart.svg(a_figure(), "sex", "en"))
    assert texts == ["women", "men", "44", "1,081"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_chart_is_one_image_with_all_it_shows_in_words(language: Language) -> None:
    root = _root(chart.svg(a_figure(language), "region", language))
    assert root.get("role") == "img"
    alternative = root.get("aria-label") or ""
    for _, title, cells in a_figure(language).splits[1:]:
        assert title in alternative
        assert all(f"{cell.label} {chart.shown(cell, language)}" in alternative for cell in cells)
    assert [element for element in root.iter() if element is not root and element.get("role")] == []


@pytest.mark.parametrize("dimension", ["sex", "region"])
def test_a_chart_has_neither_style_nor_script_nor_id_nor_reference(dimension: str) -> None:
    root = _root(chart.svg(a_figure(), dimension, "en", _tiles()))
    for element in root.iter():
        assert element.tag not in {f"{SVG}style", f"{SVG}script", f"{SVG}image", f"{SVG}use", f"{SVG}foreignObject"}
        assert not [name for name in element.attrib if name in {"style", "id"} or name.startswith("on")]
        assert not [value for value in element.attrib.values() if "url(" in value or "javascript:" in value]


def test_bars_keep_the_order_of_the_cells_and_grow_with_their_values() -> None:
    root = _root(chart.svg(_split(("a", 10), ("b", None), ("c", 40), ("d", 20)), "kind", "en"))
    assert _texts_of(root)[:4] == ["a", "b", "c", "d"]
    widths = [float(match[1]) for match in map(re.compile(r"M0,[\d.]+h([\d.]+)v").match, _bars(root)) if match]
    assert widths == [95, 380, 190]


def test_a_withheld_cell_has_no_bar_and_the_same_box_whatever_it_holds() -> None:
    root = _root(chart.svg(_split(("a", 10), ("b", None), ("c", None)), "kind", "en"))
    assert len(_bars(root)) == 1
    boxes = [path for path in root.iter(f"{SVG}path") if path.get("stroke-dasharray")]
    assert len({re.sub(r"M0,[\d.]+", "", box.get("d", "")) for box in boxes}) == 1
    assert _texts_of(root).count("withheld") == 2


def test_a_chart_of_nothing_but_withheld_cells_is_drawn() -> None:
    root = _root(chart.svg(_split(("a", None), ("b", None)), "kind", "kk"))
    assert _texts_of(root).count("жарияланбайды") == 2
    assert _bars(root) == []


def test_a_map_has_one_tile_a_region_with_its_value_in_it() -> None:
    root = _root(chart.svg(a_figure("ru"), "region", "ru", _tiles("ru")))
    tiles = [path for path in root.iter(f"{SVG}path") if re.match(r"M\d.*h1\d\d", path.get("d", ""))]
    assert len(tiles) == 14
    joined = " ".join(_texts_of(root))
    assert "Северо- Казахстанская область" in joined
    assert joined.count("не публикуется") == 2


def test_a_map_does_not_shade_a_withheld_region() -> None:
    figure = _split(("a", None), ("b", 9), name="region")
    root = _root(chart.svg(figure, "region", "en", {"a": (0, 0), "b": (1, 0)}))
    (tile,) = [path for path in root.iter(f"{SVG}path") if path.get("stroke-dasharray")]
    assert tile.get("fill") == "#ffffff"


def test_a_map_does_not_shade_a_region_with_nothing() -> None:
    figure = _split(("a", 0), ("b", 9), name="region")
    root = _root(chart.svg(figure, "region", "en", {"a": (0, 0), "b": (1, 0)}))
    fills = [path.get("fill") for path in root.iter(f"{SVG}path") if path.get("stroke") == LINE]
    assert fills == ["#ffffff", BAR]


def test_a_map_of_nothing_but_zeros_is_drawn() -> None:
    figure = _split(("a", 0), name="region")
    assert _texts(chart.svg(figure, "region", "en", {"a": (0, 0)})) == ["a", "0"]


def test_a_map_says_of_a_region_without_a_cell_that_there_is_no_data() -> None:
    figure = _split(("b", 9), name="region")
    assert "no data" in _texts(chart.svg(figure, "region", "en", {"a": (0, 0), "b": (1, 0)}))


def test_regions_are_bars_where_one_of_them_has_no_tile() -> None:
    figure = _split(("a", 3), ("b", 9), name="region")
    assert _bars(_root(chart.svg(figure, "region", "en", {"b": (1, 0)}))) != []


def test_the_ink_of_every_tile_reads_on_its_fill() -> None:
    for fill, ink in (*SHADES, UNSHADED):
        assert _contrast(fill, ink) >= 4.5


def test_bars_and_borders_stand_out_from_the_page() -> None:
    assert _contrast(BAR, "#ffffff") >= 3
    assert _contrast(LINE, "#ffffff") >= 3


def test_labels_are_text_and_never_markup_or_an_expression() -> None:
    hostile = "</text><script>alert(1)</script>' + datum.x + \"'\\"
    root = _root(chart.svg(_split((hostile, 5)), "kind", "en"))
    assert "script" not in {etree.QName(element).localname for element in root.iter()}
    assert "".join(_texts_of(root)[:-1]).replace(" ", "") == hostile.replace(" ", "")


def test_a_picture_is_a_png_at_twice_the_size() -> None:
    width = float(_root(chart.svg(a_figure(), "sex", "en")).get("width", "0"))
    picture = Image.open(io.BytesIO(chart.png(a_figure(), "sex", "en")))
    assert (picture.format, picture.width) == ("PNG", 2 * width)


def test_kazakh_letters_leave_ink_in_the_picture() -> None:
    for letter in LETTERS.split():
        with_letter = chart.png(_split((letter, 5)), "kind", "kk")
        with_a_space = chart.png(_split(("\u2003", 5)), "kind", "kk")
        assert _ink(with_letter) > _ink(with_a_space), letter


def test_the_same_figure_gives_the_same_bytes() -> None:
    assert chart.svg(a_figure(), "region", "en", _tiles()) == chart.svg(a_figure(), "region", "en", _tiles())
    assert chart.png(a_figure(), "sex", "en") == chart.png(a_figure(), "sex", "en")


def test_the_share_of_a_page_is_the_same_for_both_pictures() -> None:
    drawn, painted = (draw(a_figure(), "sex", "en") for draw in (chart.svg, chart.png))
    assert chart.width(drawn) == chart.width(painted) < 100
    assert chart.width(chart.svg(a_figure(), "region", "en", _tiles())) == 100


def test_draws_each_chart_that_a_report_asks_for_once() -> None:
    report = contents.read(
        a_publication(narrative="[[chart: police-trained by sex]]\n\n[[chart: police-trained by sex]]")
    )
    assert len(chart.pictures(report)) == 1


def test_refuses_when_there_is_no_such_split() -> None:
    with pytest.raises(SplitNotFrozen):
        chart.svg(a_figure(), "age", "en")


def _split(*cells: tuple[str, int | None], name: str = "kind") -> FrozenFigure:
    found = tuple(SplitCell(label, None if value is None else Decimal(value)) for label, value in cells)
    return a_figure(splits=((name, f"by {name}", found),))


def _tiles(language: Language = "en") -> chart.Tiles:
    return chart.tiles(contents.read(a_publication(language)))


def _root(drawn: str) -> etree._Element:
    return etree.fromstring(drawn.encode())


def _texts_of(root: etree._Element) -> list[str]:
    return [piece.strip() for text in root.iter(f"{SVG}text") for piece in text.itertext() if piece.strip()]


def _texts(drawn: str) -> list[str]:
    return _texts_of(_root(drawn))


def _bars(root: etree._Element) -> list[str]:
    bars = [path.get("d", "") for path in root.iter(f"{SVG}path") if path.get("fill") == BAR]
    return [bar for bar in bars if not bar.startswith("M0,0h0v0")]


def _ink(picture: bytes) -> int:
    return sum(Image.open(io.BytesIO(picture)).convert("L").point(lambda grey: grey < 128).histogram()[1:])


def _contrast(one: str, other: str) -> float:
    """This function will compute the contrast of two colours (WCAG 2.2, relative luminance)."""

    def luminance(colour: str) -> float:
        parts = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
