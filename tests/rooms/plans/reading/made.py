"""Makes Word and PDF files out of a plan's text, so that all three can be held against each other."""

from __future__ import annotations

import json
import re
from io import BytesIO
from pathlib import Path

import docx
import typst
from docx.enum.section import WD_ORIENT
from docx.shared import Mm

SEEDS = Path(__file__).parents[4] / ".." / "shared" / "seeds"
PLAN = SEEDS / "001_4401e3ce12bc8f4e.txt"
RESULTS = SEEDS / "000_64a4cef04319b75f.txt"

Block = tuple[str, str] | tuple[str, list[list[str]]]


def blocks_of(text: str) -> list[Block]:
    """This function will cut a plan's text into headings, paragraphs and tables, with its markup taken off."""
    blocks: list[Block] = []
    for line in text.splitlines():
        bare = re.sub(r"</?b>|\*", "", line).replace("\\$", "$")
        if "\t" in line:
            row = [cell.strip() for cell in bare.split("\t")]
            if blocks and isinstance(blocks[-1][1], list) and len(blocks[-1][1][0]) == len(row):
                blocks[-1][1].append(row)
            else:
                blocks.append(("table", [row]))
        elif line.startswith("#"):
            level = len(line) - len(line.lstrip("#"))
            blocks.append((f"h{level}", bare.lstrip("# ")))
        elif line.startswith("**") and line.rstrip(":").endswith("**"):
            blocks.append(("bold", bare))
        elif bare.strip(" -"):
            blocks.append(("p", bare.strip()))
    return blocks


def span_of(row: list[str], below: list[str] | None, at: int) -> int:
    """This function will say over how many columns a heading reaches: the blank ones that have a heading below."""
    if below is None or not row[at] or not below[at]:
        return 1
    end = at + 1
    while end < len(row) and not row[end] and below[end]:
        end += 1
    return end - at


def as_docx(text: str, *, cover_as_table: bool = True) -> bytes:
    """This function will make a Word file with headings, real tables and merged heading cells."""
    document = docx.Document()
    section = document.sections[0]
    section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, Mm(297), Mm(210)
    for kind, content in blocks_of(text):
        if isinstance(content, list):
            _docx_table(document, content, as_table=cover_as_table or len(content[0]) > 2)
        elif kind.startswith("h"):
            document.add_heading(content, level=int(kind[1:]))
        elif kind == "bold":
            document.add_paragraph().add_run(content).bold = True
        else:
            document.add_paragraph(content)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _docx_table(document: docx.document.Document, rows: list[list[str]], *, as_table: bool) -> None:
    if not as_table:
        for row in rows:
            document.add_paragraph(f"{row[0].rstrip(':')}: {row[1]}" if ":" not in row[0] else " ".join(row))
        return
    table = document.add_table(len(rows), len(rows[0]), style="Table Grid")
    for number, row in enumerate(rows):
        below = rows[number + 1] if number == 0 and len(rows) > 1 else None
        for at, text in enumerate(row):
            if not text:
                continue
            size = span_of(row, below, at)
            cell = table.cell(number, at)
            if size > 1:
                cell = cell.merge(table.cell(number, at + size - 1))
            elif below is not None and not below[at] and len(row) > 4:
                cell = cell.merge(table.cell(number + 1, at))
            cell.text = text


def as_pdf(text: str, *, ruled: bool = True, height: str = "210mm") -> bytes:
    """This function will set a landscape PDF whose tables break over pages and repeat their headings."""
    stroke = "0.5pt" if ruled else "none"
    parts = [
        f"#set page(width: 297mm, height: {height}, margin: 15mm)",
        "#set page(footer: context align(center, counter(page).display()))",
        '#set text(size: 8pt, font: "Libertinus Serif")',
        f"#set table(stroke: {stroke}, inset: 3pt)",
    ]
    for kind, content in blocks_of(text):
        if isinstance(content, list):
            parts.append(_typst_table(content))
        elif kind.startswith("h"):
            parts.append(f"#heading(level: {kind[1:]}, {json.dumps(content, ensure_ascii=False)})")
        elif kind == "bold":
            parts.append(f"#strong({json.dumps(content, ensure_ascii=False)})")
        else:
            parts.append(f"#par({json.dumps(content, ensure_ascii=False)})")
    return bytes(typst.compile("\n\n".join(parts).encode()))


def _typst_table(rows: list[list[str]]) -> str:
    width = len(rows[0])
    columns = "(3fr, 3fr, " + "auto, " * (width - 2) + ")" if width > 4 else f"({'1fr, ' * width})"
    heads = 2 if width > 4 else 1 if width > 2 else 0
    cells = [", ".join(_typst_row(rows, number)) for number in range(len(rows))]
    head = f"table.header({', '.join(cells[:heads])}), " if heads else ""
    return f"#table(columns: {columns}, {head}{', '.join(cells[heads:])})"


def _typst_row(rows: list[list[str]], number: int) -> list[str]:
    row = rows[number]
    below = rows[1] if number == 0 and len(row) > 4 else None
    cells, at = [], 0
    while at < len(row):
        size = span_of(row, below, at)
        text = json.dumps(row[at], ensure_ascii=False)
        if number == 1 and len(row) > 4 and not row[at] and rows[0][at]:
            at += 1  # the heading above reaches down
            continue
        down = 2 if below is not None and row[at] and not below[at] else 1
        cells.append(f"table.cell(colspan: {size}, rowspan: {down}, {text})")
        at += size
    return cells
