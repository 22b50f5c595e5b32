"""Reads a PDF page by page: ruled tables as rows, the text around them as headings and whole paragraphs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import reduce
from io import BytesIO
from typing import Any

import pdfplumber
import pypdf

from tirek.bounded import Progress, gettext_noop
from tirek.plans.errors import EncryptedFile, NoTextInFile
from tirek.plans.reading import reasons
from tirek.plans.reading.readers.pdf_lines import TextLine, joined_text, lines_of, paragraphs_of
from tirek.plans.reading.readers.pdf_margins import margins
from tirek.plans.reading.readers.pdf_unruled import unruled_tables
from tirek.plans.reading.readers.written import Written, verbatim

READING = gettext_noop("Reading the pages")
LABEL = 60  # characters of what may be a label in the first of two columns
LARGER = 1.08  # times the size of the running text: a heading

Box = tuple[float, float, float, float]
Rows = list[list[str]]
Part = tuple[float, TextLine | Rows]


@dataclass(frozen=True, slots=True)
class Page:
    """What stands on a page, from top to bottom: lines of text and tables, each with its distance from the top."""

    number: int
    parts: list[Part]

    @property
    def lines(self) -> list[TextLine]:
        """This property will give the lines of text."""
        return [part for _, part in self.parts if isinstance(part, TextLine)]


def read(content: bytes, name: str, progress: Progress) -> Written:
    """This function will write down a PDF. Raises `EncryptedFile`, `NoTextInFile`."""
    _check_open(content, name)
    pages = []
    with pdfplumber.open(BytesIO(content), password="") as pdf:
        count = len(pdf.pages)
        for number, page in enumerate(pdf.pages, start=1):
            progress(number - 1, count, READING)
            pages.append(Page(number, list(_parts(page))))
            page.close()  # what pdfplumber keeps of a page is thousands of objects
    progress(count, count, READING)
    if not any(page.parts for page in pages):
        raise NoTextInFile(name=name)
    return _written(pages)


def _check_open(content: bytes, name: str) -> None:
    document = pypdf.PdfReader(BytesIO(content))
    if document.is_encrypted and not document.decrypt(""):
        raise EncryptedFile(name=name)


def _parts(page: Any) -> Iterator[Part]:
    words = page.extract_words(extra_attrs=["fontname", "size"], x_tolerance_ratio=0.2)
    tables = [(table, rows) for table in page.find_tables() if (rows := _rows(table))]
    outside = [word for word in words if not any(_holds(table.bbox, word) for table, _ in tables)]
    parts: list[Part] = []
    for table, rows in tables:
        if max(map(len, rows)) == 2 and any(len(row[0]) > LABEL for row in rows):
            framed = (
                line
                for cell in table.cells
                for line in lines_of(
                    (word for word in words if _holds(cell, word)), page.page_number, sum(cell[::2]) / 2
                )
            )
            parts += [(line.top, line) for line in framed]
        else:
            parts.append((table.bbox[1], rows))
    free = lines_of(outside, page.page_number, page.width / 2)
    if not tables:
        found = unruled_tables(free)
        parts += [(free[run[0]].top, rows) for run, rows in found]
        inside = {at for run, _ in found for at in run}
        free = [line for at, line in enumerate(free) if at not in inside]
    parts += [(line.top, line) for line in free]
    yield from sorted(parts, key=lambda part: part[0])


def _rows(table: Any) -> Rows:
    """This function will give the cells of a ruled table; nothing for a frame of one column or an empty grid."""
    rows = [
        [reduce(joined_text, (cell or "").split("\n")) for cell in row] for row in table.extract(x_tolerance_ratio=0.2)
    ]
    width = max((len(row) for row in rows), default=0)
    return rows if width > 1 and any(sum(map(bool, row)) > 1 for row in rows) else []


def _holds(box: Box, word: dict[str, Any]) -> bool:
    x, y = (word["x0"] + word["x1"]) / 2, (word["top"] + word["bottom"]) / 2
    return bool(box[0] <= x <= box[2] and box[1] <= y <= box[3])


def _written(pages: list[Page]) -> Written:
    """This function will write the pages down; what is text goes on over the end of a page."""
    writer = _Writer(Written(), _sizes(line for page in pages for line in page.lines))
    outside = margins([page.lines for page in pages])
    for page in pages:
        for _, part in page.parts:
            if isinstance(part, TextLine):
                (writer.outside if id(part) in outside else writer.waiting).append(part)
                continue
            writer.flush()
            for row in part:
                writer.out.row(row, page=page.number)
        writer.turn_page()
    writer.flush()
    return writer.out


@dataclass(slots=True)
class _Writer:
    """What was written, and the lines that wait for the end of their paragraph."""

    out: Written
    sizes: list[float]
    waiting: list[TextLine] = field(default_factory=list)
    outside: list[TextLine] = field(default_factory=list)

    def turn_page(self) -> None:
        """This method will write what waits but for the last paragraph, which the next page may carry on."""
        paragraphs = paragraphs_of(self.waiting)
        self._write(paragraphs[:-1])
        self.waiting = paragraphs[-1:]

    def flush(self) -> None:
        """This method will write what waits, the heads and feet of pages last."""
        self._write(paragraphs_of(self.waiting))
        self.waiting = []

    def _write(self, paragraphs: list[TextLine]) -> None:
        for line in paragraphs:
            if len(line.segments) > 1:
                self.out.row(line.segments, page=line.page)
            else:
                self.out.text(self._marked(line), page=line.page)
        for line in self.outside:
            self.out.text(line.text, page=line.page, aside=reasons.FURNITURE)
        self.out.blank()
        self.outside = []

    def _marked(self, line: TextLine) -> str:
        """This method will write a heading as Markdown does, by its size of type or because all of it is bold."""
        text = verbatim(line.text)
        if line.size in self.sizes:
            return f"{'#' * (self.sizes.index(line.size) + 1)} {text}"
        return f"**{text}**" if line.is_bold and "*" not in text else text


def _sizes(lines: Iterable[TextLine]) -> list[float]:
    """This function will give the sizes of type that headings are set in, largest first: those above the text's own."""
    counts: Counter[float] = Counter()
    for line in lines:
        counts[line.size] += len(line.text)
    if not counts:
        return []
    common = counts.most_common(1)[0][0]
    return sorted((size for size in counts if size > common * LARGER), reverse=True)[:6]
