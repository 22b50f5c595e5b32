"""What was counted just now, in tables, as a Word document and as PDF: frozen by nobody, bound to no programme.

It is written in the look of the house's reports, and in the Word template of the office. Whoever needs figures that
stay publishes a report of a programme; this one says on which day it was counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from tirek.directory import Office
from tirek.reports.copying import line, table, taken_apart
from tirek.reports.publication import Language, Publication
from tirek.reports.rendering import pdf as rendering
from tirek.reports.rendering.word import docx
from tirek.reports.renderings import word_template


@dataclass(frozen=True, slots=True)
class CountedTable:
    """A table under its heading: so many columns of words first, then numbers; `remark` stands below."""

    heading: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    words: int = 1
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Counted:
    """What was counted, of whom, when, and the address where each figure leads on. `key` names the document."""

    key: str
    title: str
    subtitle: str
    office: Office
    language: str
    opening: str
    tables: Sequence[CountedTable]
    at: datetime
    url: str
    synthetic: bool


def counted_pdf(told: Counted) -> bytes:
    """This function will set what was counted as PDF. Raises `FontsMissing`, `PdfNotSet`."""
    return rendering.pdf(_publication(told))


def counted_word(told: Counted) -> bytes:
    """This function will give what was counted as a Word document, in the newest template of the office."""
    template = word_template(told.office)
    return docx(_publication(told), bytes(template.content) if template else None)


def _publication(told: Counted) -> Publication:
    return Publication(
        id=told.key,
        title=told.title,
        programme=told.subtitle,
        office=str(told.office),
        language=cast(Language, told.language),
        narrative=_narrative(told),
        figures=(),
        published_at=told.at,
        published_by_role="",
        ledger_position="",
        ledger_root="",
        url=told.url,
        synthetic=told.synthetic,
    )


def _narrative(told: Counted) -> str:
    """In Markdown, where no word of a name is a sign."""
    parts = [line(told.opening, "")]
    for each in told.tables:
        rows = [[line(cell, "") for cell in row] for row in each.rows]
        parts += [f"## {line(each.heading, '')}"]
        parts += [table([line(name, "") for name in each.columns], rows, words=each.words)] if rows else []
        parts += [line(each.remark, "")] if each.remark else []
    return taken_apart("\n\n".join(parts))[0]
