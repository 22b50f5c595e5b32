"""The narrative, charts and sources of a publication as the body of a Word document, in the styles of its template.

Everything is built as elements, never as text put together, so that no word of a report can become markup or a tag.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from typing import Any, Final

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from lxml import etree

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
from tirek.reports.rendering import chart, columns, contents, formats
from tirek.reports.rendering.contents import Contents

STYLES: Final = (
    *("Heading 1", "Heading 2", "Heading 3", "Quote", "Caption"),
    *("List Bullet", "List Bullet 2", "List Bullet 3", "List Number", "List Number 2", "List Number 3"),
    *("List Continue", "List Continue 2", "List Continue 3"),
    *("Tirek Figure", "Tirek Note", "Tirek Link", "Tirek Note Text", "Tirek Synthetic"),
    *("Tirek Table", "Tirek Table Text"),
)
_DEEPEST: Final = 3  # lists and headings have three styles each

Element = Any  # python-docx types its elements loosely
Look = frozenset[str]  # of "w:b" (bold) and "w:i" (italic)


class Body:
    """This class will build the body for one document: its styles, its links and its pictures are the document's."""

    def __init__(self, report: Contents, document: Document, styles: Mapping[str, str]) -> None:
        self.report = report
        self.document = document
        self.styles = styles
        self.bookmark_ids = count(10_000)  # beyond those that a template has

    def xml(self) -> str:
        """This function will give the whole body as WordprocessingML."""
        return "".join(etree.tostring(element, encoding="unicode") for element in self.elements())

    def elements(self) -> Iterator[Element]:
        words = self.report.words
        if self.report.publication.synthetic:
            banner = f"{words['synthetic']}. {words['synthetic_because']}"
            yield self.paragraph([_run(banner)], "Tirek Synthetic")
        for block in self.report.blocks:
            yield from self.block(block)
        if self.report.publication.frozen:
            yield self.paragraph([_run(words["sources"])], "Heading 1")
            yield self.paragraph([_run(words["sources_guide"])])
            yield self.sources()
        yield self.paragraph([_run(words["about"])], "Heading 1")
        yield from (
            self.paragraph([_run(f"{label}: ", look=frozenset({"w:b"})), _run(value)])
            for label, value in self.report.about()
        )

    def block(self, block: Block, depth: int = 0) -> Iterator[Element]:
        match block:
            case Heading(level, children, anchor):
                runs = self.bookmarked(f"section_{anchor}", self.inline(children)) if anchor else self.inline(children)
                yield self.paragraph(runs, f"Heading {min(level - 1, _DEEPEST)}")
            case Paragraph(children):
                yield self.paragraph(self.inline(children), _numbered("List Continue", depth) if depth else None)
            case List():
                yield from self.listed(block, depth + 1)
            case Quote(children):
                for child in children:
                    if isinstance(child, Paragraph):
                        yield self.paragraph(self.inline(child.children), "Quote")
                    else:
                        yield from self.block(child, depth)
            case Table(numeric, header, rows):
                yield self.table(
                    [self.inline(cell) for cell in header],
                    [[self.inline(cell) for cell in row] for row in rows],
                    numeric,
                    widths=columns.shares(block, self.report),
                )
                yield self.paragraph([])  # Word joins two tables that nothing parts
            case Chart():
                yield from self.chart(block)

    def listed(self, block: List, depth: int) -> Iterator[Element]:
        style = _numbered("List Number" if block.ordered else "List Bullet", depth)
        numbering = self.numbering(style, block.start) if block.ordered else None
        for item in block.items:
            first, rest = (item[0], item[1:]) if item and isinstance(item[0], Paragraph) else (Paragraph(()), item)
            yield self.paragraph(self.inline(first.children), style, numbering=numbering)
            for child in rest:
                yield from self.block(child, depth)

    def numbering(self, style: str, start: int) -> int | None:
        """This function will begin a count anew for one list: without it Word counts on from the list before."""
        numbered = self.document.styles[style].element.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}")
        if numbered is None:
            return None
        definitions: Any = self.document.part.numbering_part.element
        pattern = definitions.num_having_numId(int(numbered.get(qn("w:val")))).abstractNumId.val
        anew = definitions.add_num(pattern)
        anew.add_lvlOverride(ilvl=0).add_startOverride(start)
        return int(anew.numId)

    def paragraph(
        self,
        runs: Sequence[Element],
        style: str | None = None,
        *,
        numbering: int | None = None,
        right: bool = False,
        keep: bool = False,
    ) -> Element:
        paragraph = OxmlElement("w:p")
        properties = _under(paragraph, "w:pPr")
        if style is not None:
            _under(properties, "w:pStyle", val=self.styles[style])
        if keep:
            _under(properties, "w:keepNext")
        if numbering is not None:
            numbers = _under(properties, "w:numPr")
            _under(numbers, "w:ilvl", val="0")
            _under(numbers, "w:numId", val=str(numbering))
        if right:
            _under(properties, "w:jc", val="right")
        paragraph.extend(runs)
        return paragraph

    def inline(self, children: tuple[Inline, ...], look: Look = frozenset()) -> list[Element]:
        return [run for mark in children for run in self.mark(mark, look)]

    def mark(self, mark: Inline, look: Look) -> list[Element]:
        match mark:
            case Text(text):
                return [_run(text, look=look)]
            case LineBreak():
                run = OxmlElement("w:r")
                _under(run, "w:br")
                return [run]
            case Strong(children):
                return self.inline(children, look | {"w:b"})
            case Emphasis(children):
                return self.inline(children, look | {"w:i"})
            case FigureMark(key):
                value = formats.value(self.report.figures[key], self.report.publication.language)
                return [_run(value, style=self.styles["Tirek Figure"], look=look), self.note(key)]
            case Link(target, children):
                return self.link(target, children, look)

    def link(self, target: str, children: tuple[Inline, ...], look: Look) -> list[Element]:
        runs = self.inline(children, look)
        anchor = self.report.anchor(target)
        if target.startswith("#") and anchor is None:
            return runs
        for run in runs:
            _under(run.get_or_add_rPr(), "w:rStyle", first=True, val=self.styles["Tirek Link"])
        if anchor is not None:
            return [_hyperlink(runs, "w:anchor", _bookmark_name(f"section_{anchor}"))]
        part = self.document.part
        return [_hyperlink(runs, "r:id", part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))]

    def note(self, key: str) -> Element:
        # In brackets, lest "125" and its note 1 be read as 1251.
        number = self.report.notes[key]
        return _hyperlink([_run(f"[{number}]", style=self.styles["Tirek Note"])], "w:anchor", f"source_{number}")

    def bookmarked(self, name: str, runs: Sequence[Element]) -> list[Element]:
        identity = str(next(self.bookmark_ids))
        start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        for element in (start, end):
            element.set(qn("w:id"), identity)
        start.set(qn("w:name"), _bookmark_name(name))
        return [start, *runs, end]

    def chart(self, wanted: Chart) -> Iterator[Element]:
        report = self.report
        yield self.paragraph([_run(report.caption(wanted)), self.note(wanted.key)], "Caption", keep=True)
        yield self.paragraph([self.picture(wanted)])
        _, cells = contents.split(report.figures[wanted.key], wanted.dimension)
        if any(cell.value is None for cell in cells):
            yield self.paragraph([_run(report.words["withheld_because"])], "Tirek Note Text")

    def picture(self, wanted: Chart) -> Element:
        figure, language = self.report.figures[wanted.key], self.report.publication.language
        drawn = chart.png(figure, wanted.dimension, language, chart.tiles(self.report))
        section = self.document.sections[0]
        across = (section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)
        width = across * chart.width(drawn) // 100
        inline = self.document.part.new_pic_inline(io.BytesIO(drawn), width=width)
        inline.docPr.set("descr", chart.alternative(figure, wanted.dimension, language))
        run = OxmlElement("w:r")
        _under(run, "w:drawing").append(inline)
        return run

    def sources(self) -> Element:
        words, language = self.report.words, self.report.publication.language
        heads = ("number", "indicator", "value", "period", "definition", "records")
        rows = []
        for note, figure in self.report.sources():
            title = [_run(figure.title)]
            if figure.scope and self.report.scopes_differ():
                title += [_run(f" ({figure.scope})")]
            rows.append(
                [
                    self.bookmarked(f"source_{note}", [_run(str(note))]),
                    title,
                    [_run(formats.value_and_unit(figure, language))],
                    [_run(figure.period)],
                    [_run(figure.definition)],
                    [_run(formats.number(figure.record_count, language))],
                ]
            )
        numeric = tuple(head in {"value", "records"} for head in heads)
        return self.table([[_run(words[head])] for head in heads], rows, numeric, widths=(6, 30, 18, 16, 18, 12))

    def table(
        self,
        header: list[list[Element]],
        rows: list[list[list[Element]]],
        numeric: tuple[bool, ...],
        widths: tuple[int, ...],
    ) -> Element:
        """This function will build a table over the whole width; `widths` are the columns' shares of it in percent."""
        table = OxmlElement("w:tbl")
        properties = _under(table, "w:tblPr")
        _under(properties, "w:tblStyle", val=self.styles["Tirek Table"])
        _under(properties, "w:tblW", w="5000", type="pct")
        _under(properties, "w:tblLook", val="0020", firstRow="1", noHBand="1", noVBand="1")
        grid = _under(table, "w:tblGrid")
        for share in widths:
            _under(grid, "w:gridCol", w=str(share * 90))
        for place, row in enumerate([header, *rows]):
            line = _under(table, "w:tr")
            look = _under(line, "w:trPr")
            _under(look, "w:cantSplit")
            if place == 0:
                _under(look, "w:tblHeader")
            for runs, right, share in zip(row, numeric, widths, strict=True):
                cell = _under(line, "w:tc")
                _under(_under(cell, "w:tcPr"), "w:tcW", w=str(share * 50), type="pct")
                cell.append(self.paragraph(runs, "Tirek Table Text", right=right))
        if len(header) >= columns.MANY:
            _small(table)
        return table


def _small(table: Element) -> None:
    """A table of many columns in letters of 7 points: Word turns no page for a table."""
    for run in table.iter(qn("w:r")):
        _under(run.get_or_add_rPr(), "w:sz", val="14")


def _run(text: str, *, style: str = "", look: Look = frozenset()) -> Element:
    run = OxmlElement("w:r")
    properties = _under(run, "w:rPr")
    if style:
        _under(properties, "w:rStyle", val=style)
    for tag in sorted(look):
        _under(properties, tag)
    words = _under(run, "w:t")
    words.set(qn("xml:space"), "preserve")
    words.text = text
    return run


def _under(parent: Element, tag: str, *, first: bool = False, **values: str) -> Element:
    child = OxmlElement(tag)
    for name, value in values.items():
        child.set(qn(f"w:{name}"), value)
    parent.insert(0, child) if first else parent.append(child)
    return child


def _hyperlink(runs: Sequence[Element], attribute: str, target: str) -> Element:
    link = OxmlElement("w:hyperlink")
    link.set(qn(attribute), target)
    link.set(qn("w:history"), "1")
    link.extend(runs)
    return link


def _bookmark_name(name: str) -> str:
    return name.replace("-", "_")[:40]  # Word knows no longer one


def _numbered(style: str, depth: int) -> str:
    return style if depth == 1 else f"{style} {min(depth, _DEEPEST)}"
