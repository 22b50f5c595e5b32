"""A publication as PDF: tagged (PDF/UA-1), with its fonts in it, set by Typst without any system library."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

import typst

from tirek.pictures import fonts_directory
from tirek.reports.errors import PdfNotSet
from tirek.reports.narrative import (
    Block,
    Chart,
    Emphasis,
    FigureMark,
    Heading,
    Inline,
    LineBreak,
    Link,
    List,
    Paragraph,
    Quote,
    Strong,
    Table,
    Text,
)
from tirek.reports.publication import Publication
from tirek.reports.rendering import chart, columns, contents, formats
from tirek.reports.rendering.contents import Contents

TEMPLATE: Final = Path(__file__).with_name("templates") / "report.typ"


def pdf(publication: Publication, *, pictures: Mapping[Chart, str] | None = None) -> bytes:
    """This function will set a publication as a PDF; the same publication gives the same bytes.

    `pictures` are the charts where they are drawn already (`chart.pictures`). Raises FigureNotFrozen, SplitNotFrozen,
    FontsMissing, and PdfNotSet where a letter has no font.
    """
    report = contents.read(publication)
    data = _data(report, chart.pictures(report) if pictures is None else pictures)
    try:
        set_pdf = typst.compile(
            TEMPLATE.read_bytes(),
            sys_inputs={"report": json.dumps(data, ensure_ascii=False)},
            font_paths=_fonts(),
            ignore_system_fonts=True,
            pdf_standards=["ua-1"],
            timestamp=int(publication.published_at.timestamp()),
        )
    except typst.TypstError as error:
        if "could not be displayed" not in str(error):
            raise
        raise PdfNotSet(problem=str(error).removeprefix("PDF/UA-1 error: ")) from error
    if not isinstance(set_pdf, bytes):
        raise TypeError(type(set_pdf))
    return set_pdf


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, font_paths=[fonts_directory()])


def _data(report: Contents, pictures: Mapping[Chart, str]) -> dict[str, Any]:
    """This function will lay out a report as the plain data that the Typst template reads."""
    publication, words = report.publication, report.words
    heads = ("number", "indicator", "value", "period", "definition", "records")
    return {
        "title": publication.title,
        "programme": publication.programme,
        "office": publication.office,
        "language": publication.language,
        "url": publication.url,
        "synthetic": publication.synthetic,
        "published": formats.moment(publication.published_at, publication.language),
        "position": publication.ledger_position,
        "blocks": [_block(block, report, pictures) for block in report.blocks],
        "source-heads": [words[head] for head in heads],
        "sources": [
            {
                "note": str(note),
                "title": figure.title,
                "scope": figure.scope if report.scopes_differ() else "",
                "value": formats.value_and_unit(figure, publication.language),
                "period": figure.period,
                "definition": figure.definition,
                "records": formats.number(figure.record_count, publication.language),
            }
            for note, figure in report.sources()
        ],
        "about": report.about(),
        "words": dict(words) | {"page": _page_number(words["page"])},
    }


def _page_number(pattern: str) -> list[str | dict[str, str]]:
    """This function will part "Page {page} of {pages}" where the numbers go, which only Typst knows."""
    parts = re.split(r"\{(pages?)\}", pattern)
    return [{"place": part} if odd % 2 else part for odd, part in enumerate(parts)]


def _block(block: Block, report: Contents, pictures: Mapping[Chart, str]) -> dict[str, Any]:
    def within(blocks: tuple[Block, ...]) -> list[dict[str, Any]]:
        return [_block(child, report, pictures) for child in blocks]

    def inline(children: tuple[Inline, ...]) -> list[dict[str, Any]]:
        return [_mark(child, report) for child in children]

    match block:
        case Heading(level, children, anchor):
            return {"kind": "heading", "level": level, "anchor": anchor, "children": inline(children)}
        case Paragraph(children):
            return {"kind": "paragraph", "children": inline(children)}
        case List(ordered, start, items):
            return {"kind": "list", "ordered": ordered, "start": start, "items": [within(item) for item in items]}
        case Quote(children):
            return {"kind": "quote", "children": within(children)}
        case Table(numeric, header, rows):
            return {
                "kind": "table",
                "shares": columns.shares(block, report),
                "size": "small" if len(header) >= columns.MANY else "usual",
                "across": len(header) >= columns.VERY_MANY,
                "numeric": numeric,
                "header": [inline(cell) for cell in header],
                "rows": [[inline(cell) for cell in row] for row in rows],
            }
        case Chart():
            return _chart(block, report, pictures[block])


def _chart(wanted: Chart, report: Contents, picture: str) -> dict[str, Any]:
    figure = report.figures[wanted.key]
    _, cells = contents.split(figure, wanted.dimension)
    note = {"kind": "note", "note": str(report.notes[wanted.key])}
    return {
        "kind": "chart",
        "picture": picture,
        "width": chart.width(picture),
        "alternative": chart.alternative(figure, wanted.dimension, report.publication.language),
        "caption": [{"kind": "text", "text": report.caption(wanted)}, note],
        "withheld": any(cell.value is None for cell in cells),
    }


def _mark(mark: Inline, report: Contents) -> dict[str, Any]:
    def within(children: tuple[Inline, ...]) -> list[dict[str, Any]]:
        return [_mark(child, report) for child in children]

    match mark:
        case Text(text):
            return {"kind": "text", "text": text}
        case LineBreak():
            return {"kind": "break"}
        case Strong(children):
            return {"kind": "strong", "children": within(children)}
        case Emphasis(children):
            return {"kind": "emphasis", "children": within(children)}
        case FigureMark(key):
            shown = formats.value(report.figures[key], report.publication.language)
            return {"kind": "figure", "value": shown, "note": str(report.notes[key])}
        case Link(target, children) if target.startswith("#"):
            return {"kind": "anchor", "target": report.anchor(target) or "", "children": within(children)}
        case Link(target, children):
            return {"kind": "link", "target": target, "children": within(children)}
