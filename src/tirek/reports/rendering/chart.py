"""Charts of one split of a figure, drawn on the server: bars, or a map with one tile a region.

The drawing is a Vega-Lite specification (plain data) that vl-convert turns into SVG or PNG. A cell that was withheld
has no bar and no shade, only the word for it: the picture gives away no more than the table.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from textwrap import wrap
from typing import Any, Final

from lxml import etree

from tirek.pictures import BAR, INK, LINE, QUIET, SCALE, SHADES, UNSHADED, draw, paint
from tirek.reports.narrative import Chart
from tirek.reports.publication import FrozenFigure, Language, SplitCell
from tirek.reports.rendering import contents, formats
from tirek.reports.rendering.contents import Contents
from tirek.reports.rendering.words import WORDS

Tiles = Mapping[str, tuple[int, int]]

_TILE: Final = {"width": 110, "height": 88}
_BARS: Final = {"width": 380, "step": 30, "withheld": 130}
_PAGE: Final = 640  # the width of a picture that fills the text of an A4 page


def svg(figure: FrozenFigure, dimension: str, language: Language, tiles: Tiles | None = None) -> str:
    """This function will draw a split as SVG, its root an image with a text alternative and no inline style.

    With `tiles` (label of a cell to column and row) that place every cell it draws a tile-grid map, else bars.
    Raises SplitNotFrozen, FontsMissing.
    """
    specification = _specification(figure, dimension, language, tiles)
    return draw(specification, alternative=alternative(figure, dimension, language))


def png(figure: FrozenFigure, dimension: str, language: Language, tiles: Tiles | None = None) -> bytes:
    """This function will draw a split as PNG, at twice the size of the SVG. Raises SplitNotFrozen, FontsMissing."""
    return paint(_specification(figure, dimension, language, tiles))


def pictures(report: Contents) -> dict[Chart, str]:
    """This function will draw every chart that a report asks for, as SVG."""
    return {
        chart: svg(report.figures[chart.key], chart.dimension, report.publication.language, tiles(report))
        for chart in report.charts
    }


def tiles(report: Contents) -> Tiles:
    """This function will give the places of the regions on the tile-grid map of a report; empty where it has none."""
    return {label: (column, row) for label, column, row in report.publication.tiles}


def width(picture: str | bytes) -> int:
    """This function will give the share of a page's width, in percent, at which the labels of a chart read well."""
    if isinstance(picture, str):
        across = float(etree.fromstring(picture.encode()).get("width", "0"))
    else:
        across = int.from_bytes(picture[16:20]) / SCALE  # where a PNG states its width (its specification, 11.2.2)
    return min(100, round(100 * across / _PAGE))


def alternative(figure: FrozenFigure, dimension: str, language: Language) -> str:
    """This function will say in words all that a chart shows."""
    title, cells = contents.split(figure, dimension)
    return f"{figure.title}, {title}: " + "; ".join(f"{cell.label} {shown(cell, language)}" for cell in cells)


def shown(cell: SplitCell, language: Language) -> str:
    """This function will write the value of a cell, or the word that says it was withheld."""
    return WORDS[language]["withheld"] if cell.value is None else formats.number(cell.value, language)


def _specification(figure: FrozenFigure, dimension: str, language: Language, tiles: Tiles | None) -> dict[str, Any]:
    _, cells = contents.split(figure, dimension)
    mapped = dimension == "region" and tiles and all(cell.label in tiles for cell in cells)
    return _tile_map(cells, language, tiles or {}) if mapped else _bars(cells, language)


def _bars(cells: Sequence[SplitCell], language: Language) -> dict[str, Any]:
    across = {"field": "value", "type": "quantitative", "axis": None, "scale": {"zero": True, "nice": False}}
    withheld = [{"filter": "datum.value == null"}]
    rows = [_datum(cell, language, wrapped_at=32) for cell in cells]
    return {
        "width": _BARS["width"],
        "height": {"step": _BARS["step"]},
        "data": {"values": rows},
        "encoding": {
            "y": {
                "field": "label",
                "type": "ordinal",
                "sort": None,
                "scale": {"paddingInner": 0.3, "paddingOuter": 0.15, "domain": [row["label"] for row in rows]},
                "axis": {
                    "title": None,
                    "ticks": False,
                    "domainColor": LINE,
                    "labelExpr": "split(datum.label, '\\n')",
                    "labelLimit": 0,
                    "labelFontSize": 13,
                    "labelColor": INK,
                    "labelPadding": 8,
                },
            }
        },
        "layer": [
            {"mark": {"type": "bar", "color": BAR}, "encoding": {"x": across}},
            {
                "transform": [{"filter": "datum.value != null"}],
                "mark": _text(13, align="left", dx=6, color=INK),
                "encoding": {"x": across, "text": {"field": "shown"}},
            },
            {  # every withheld cell has the same dashed box, whatever it holds
                "transform": withheld,
                "mark": {"type": "rect", "fill": "#ffffff", "stroke": LINE, "strokeDash": [3, 3]},
                "encoding": {"x": {"value": 0}, "x2": {"value": _BARS["withheld"]}},
            },
            {
                "transform": withheld,
                "mark": _text(13, align="left", dx=6, color=QUIET, fontStyle="italic"),
                "encoding": {"x": {"value": 0}, "text": {"field": "shown"}},
            },
        ],
    }


def _tile_map(cells: Sequence[SplitCell], language: Language, tiles: Tiles) -> dict[str, Any]:
    found = {cell.label: cell for cell in cells}
    highest = max((cell.value for cell in cells if cell.value is not None), default=Decimal(0))
    rows = []
    for label, (column, row) in tiles.items():
        cell = found.get(label)
        datum = _datum(cell or SplitCell(label, None), language, wrapped_at=14)
        fill, ink = _shade(cell, highest)
        shown_here = datum["shown"] if cell else WORDS[language]["no_data"]
        rows.append(datum | {"column": column, "row": row, "fill": fill, "ink": ink, "shown": shown_here})
    columns, depth = (1 + max(place[axis] for place in tiles.values()) for axis in (0, 1))
    known, unknown = "datum.value != null", "datum.value == null"
    ink_of = {"field": "ink", "type": "nominal", "scale": None}
    return {
        "width": columns * _TILE["width"],
        "height": depth * _TILE["height"],
        "data": {"values": rows},
        "encoding": {
            "x": _grid("column", columns),
            "y": _grid("row", depth),
        },
        "layer": [
            _tiles_of(known, stroke=LINE),
            _tiles_of(unknown, stroke=LINE, strokeDash=[3, 3]),
            {
                "mark": _text(11.5, lineBreak="\n", align="center", dy=-30, baseline="top"),
                "encoding": {"text": {"field": "label"}, "color": ink_of},
            },
            {
                "transform": [{"filter": known}],
                "mark": _text(15, align="center", dy=29, fontWeight="bold"),
                "encoding": {"text": {"field": "shown"}, "color": ink_of},
            },
            {
                "transform": [{"filter": unknown}],
                "mark": _text(11.5, align="center", dy=29, fontStyle="italic"),
                "encoding": {"text": {"field": "shown"}, "color": ink_of},
            },
        ],
    }


def _grid(field: str, places: int) -> dict[str, Any]:
    scale = {"paddingInner": 0.05, "paddingOuter": 0, "domain": list(range(places))}
    return {"field": field, "type": "ordinal", "axis": None, "scale": scale}


def _tiles_of(condition: str, **look: Any) -> dict[str, Any]:
    return {
        "transform": [{"filter": condition}],
        "mark": {"type": "rect", **look},
        "encoding": {"fill": {"field": "fill", "type": "nominal", "scale": None}},
    }


def _datum(cell: SplitCell, language: Language, wrapped_at: int) -> dict[str, Any]:
    return {
        "label": "\n".join(wrap(cell.label, wrapped_at, break_long_words=False)),
        "value": None if cell.value is None else float(cell.value),
        "shown": shown(cell, language),
    }


def _text(size: float, **look: Any) -> dict[str, Any]:
    return {"type": "text", "baseline": "middle", "fontSize": size, **look}


def _shade(cell: SplitCell | None, highest: Decimal) -> tuple[str, str]:
    """This function will choose the fill and the ink of a tile, in four even steps up to the highest value."""
    if cell is None or cell.value is None or cell.value <= 0:
        return UNSHADED
    return SHADES[min(int(cell.value * len(SHADES) / highest), len(SHADES) - 1)]
