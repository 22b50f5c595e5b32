"""Reads a Word document: paragraphs as lines (headings as Markdown has them), tables as rows on their grid."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import docx
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.oxml.table import CT_Tbl
from docx.oxml.text.paragraph import CT_P

from tirek.bounded import Progress, gettext_noop
from tirek.plans.errors import NoTextInFile
from tirek.plans.reading import reasons
from tirek.plans.reading.markup import BLANKS
from tirek.plans.reading.readers.archive import check_archive
from tirek.plans.reading.readers.numbering import Numbering, numbering_of
from tirek.plans.reading.readers.word_styles import Styles
from tirek.plans.reading.readers.word_table import rows_of
from tirek.plans.reading.readers.written import Written, verbatim

READING = gettext_noop("Reading the document")
STEP = 50  # paragraphs and tables between two words about progress
LABEL = 60  # characters of what may be a label in the first of two columns
TRANSPARENT = {qn(tag) for tag in ("w:sdt", "w:sdtContent", "w:ins", "w:moveTo", "w:customXml", "w:smartTag")}
SKIPPED = {
    qn(tag) for tag in ("w:del", "w:moveFrom", "w:instrText", "w:delText", "w:txbxContent", "w:pPr", "w:rPr")
} | {"{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
WRITTEN = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
SYMBOLS = {"F0FC": "✓", "F0FE": "☑", "F0FB": "✗", "F078": "☒", "F0B7": "•"}  # of the font Wingdings


def read(content: bytes, name: str, progress: Progress) -> Written:
    """This function will write down a Word document, its footnotes and the heads and feet of its pages at the end.

    Raises `FileBomb`, `EncryptedFile`, `NoTextInFile`.
    """
    check_archive(content, name)
    document = docx.Document(BytesIO(content))
    reading = _Reading(Written(), Styles(document.styles.element), _numbering(document))
    blocks = list(_blocks(document.element.body))
    for done, block in enumerate(blocks):
        if done % STEP == 0:
            progress(done, len(blocks), READING)
        reading.block(block)
    if not any(line.text for line in reading.out.lines):
        raise NoTextInFile(name=name)
    for text, reason in _margins(document):
        reading.out.text(text, aside=reason)
    progress(len(blocks), len(blocks), READING)
    return reading.out


@dataclass(slots=True)
class _Reading:
    out: Written
    styles: Styles
    numbering: Numbering

    def block(self, block: Any) -> None:
        """This method will write a paragraph or a table, and the text boxes that hang on it."""
        if isinstance(block, CT_Tbl):
            self.table(block)
            return
        self.paragraph(block)
        for box in _text_boxes(block):
            for inner in _blocks(box):
                self.block(inner)

    def paragraph(self, paragraph: Any) -> None:
        """This method will write a paragraph: with a tab between words it is a row, as on many covers."""
        text = self.text_of(paragraph)
        if not text.strip():
            return
        level = self.styles.heading_level(paragraph)
        if level:
            self.out.text(f"{'#' * level} {_one_line(verbatim(text))}")
        elif self.styles.is_bold(paragraph) and "\n" not in text.strip() and "\t" not in text:
            self.out.text(f"**{_one_line(text)}**")
        else:
            self._lines(text)

    def _lines(self, text: str) -> None:
        for line in text.strip("\n").split("\n"):
            first, _, rest = line.strip().partition("\t")
            if rest.strip() and len(first) > 4:
                self.out.row(line.split("\t"))
            elif line.strip():
                self.out.line(verbatim(_one_line(line)))
        self.out.blank()

    def text_of(self, paragraph: Any) -> str:
        """This method will give the text of a paragraph with the number that Word prints before it."""
        text = "".join(_runs(paragraph))
        number = self.styles.number_of(paragraph)
        if not number or not text.strip():
            return text
        return f"{self.numbering.next(*number)} {text}".lstrip()

    def table(self, table: CT_Tbl) -> None:
        """This method will write a table as rows; a frame that only arranges text is written as the text it frames."""
        rows = rows_of(table)
        width = max((sum(1 for cell in row if cell is not None) for row in rows), default=0)
        self.out.blank()
        for row in rows:
            if width > 2 or (width == 2 and _is_label(row[0])):
                self.out.row([self._cell(cell) for cell in row])
                continue
            for cell in row:
                for block in _inner(cell):
                    self.block(block)
        self.out.blank()

    def _cell(self, cell: Any | None) -> str:
        texts = []
        for block in _inner(cell):
            if isinstance(block, CT_Tbl):
                texts += [self._cell(inner) for row in rows_of(block) for inner in row]
            else:
                texts.append(self.text_of(block))
                texts += ["".join(_runs(inner)) for box in _text_boxes(block) for inner in box.iter(qn("w:p"))]
        return _one_line(" ".join(texts))


def _inner(cell: Any | None) -> list[Any]:
    """This function will give the blocks of a cell that hold any text."""
    if cell is None:
        return []
    return [
        block
        for block in _blocks(cell)
        if any(part.text or part.tag == qn("w:sym") for part in block.iter(qn("w:t"), qn("w:sym")))
    ]


def _is_label(cell: Any | None) -> bool:
    inner = _inner(cell)
    return len(inner) <= 1 and sum(len("".join(_runs(block))) for block in inner) <= LABEL


def _one_line(text: str) -> str:
    return BLANKS.sub(" ", text).strip()


def _blocks(container: Any) -> Iterator[Any]:
    """This function will give paragraphs and tables in their order, those in content controls among them."""
    for child in container.iterchildren():
        if isinstance(child, CT_P | CT_Tbl):
            yield child
        elif child.tag in TRANSPARENT:
            yield from _blocks(child)


def _runs(element: Any) -> Iterator[str]:
    for child in element.iterchildren():
        if child.tag in SKIPPED:
            continue
        if child.tag == qn("w:t"):
            yield child.text or ""
        elif child.tag in WRITTEN:
            yield WRITTEN[child.tag]
        elif child.tag == qn("w:sym"):
            yield SYMBOLS.get(child.get(qn("w:char"), "").upper(), "")
        else:
            yield from _runs(child)


def _text_boxes(paragraph: Any) -> list[Any]:
    boxes = list(paragraph.iter(qn("w:txbxContent")))
    inside = [box for box in boxes if not any("Fallback" in str(above.tag) for above in box.iterancestors())]
    return [box for box in inside or boxes if not any(above in boxes for above in box.iterancestors())]


def _numbering(document: WordDocument) -> Numbering:
    related = [part for part in document.part.rels.values() if part.reltype.endswith("/numbering")]
    return numbering_of(parse_xml(related[0].target_part.blob) if related else None)


def _margins(document: WordDocument) -> Iterator[tuple[str, str]]:
    """This function will give what stands outside the text, each once: footnotes, the heads and feet of pages."""
    said: set[str] = set()
    for relation in document.part.rels.values():
        kind = re.sub(r"s$", "", relation.reltype.rpartition("/")[2])
        reason = {"footnote": reasons.FOOTNOTE, "endnote": reasons.FOOTNOTE} | dict.fromkeys(
            ("header", "footer"), reasons.FURNITURE
        )
        if relation.is_external or kind not in reason:
            continue
        for paragraph in parse_xml(relation.target_part.blob).iter(qn("w:p")):
            text = _one_line("".join(_runs(paragraph)))
            if text and text not in said:
                said.add(text)
                yield text, reason[kind]
