"""The figures of a publication as CSV, for those who count on."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Final

from tirek.reports.publication import FrozenFigure, Publication
from tirek.reports.rendering import contents
from tirek.reports.rendering.contents import Contents

COLUMNS: Final = "key title value unit period scope split cell definition as_of records"
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")


def figures_csv(publication: Publication) -> str:
    """This function will list every figure, and below it each cell of its splits, as CSV (RFC 4180, with a BOM).

    Numbers have a decimal point and dates are ISO 8601 in every language; a withheld cell has the word for it.
    """
    report = contents.read(publication)
    sheet = io.StringIO()
    writer = csv.writer(sheet, lineterminator="\r\n")
    writer.writerow(COLUMNS.split())
    for _, figure in report.sources():
        writer.writerows(_rows(report, figure))
    return "\N{BYTE ORDER MARK}" + sheet.getvalue()


def _rows(report: Contents, figure: FrozenFigure) -> Iterator[list[str]]:
    def row(value: str, split: str = "", cell: str = "", records: str = "") -> list[str]:
        about = (_safe(figure.unit), _safe(figure.period), _safe(figure.scope), _safe(split), _safe(cell))
        origin = (_safe(figure.definition), _safe(report.publication.ledger_position), records)
        return [_safe(figure.key), _safe(figure.title), value, *about, *origin]

    yield row(_plain(figure.value), records=str(figure.record_count))
    for _, title, cells in figure.splits:
        for cell in cells:
            value = report.words["withheld"] if cell.value is None else _plain(cell.value)
            yield row(value, title, cell.label)


def _plain(value: Decimal | date) -> str:
    return value.isoformat() if isinstance(value, date) else f"{value.normalize():f}"


def _safe(text: str) -> str:
    """This function will keep a spreadsheet from running a text as a formula (OWASP, CSV injection)."""
    return f"'{text}" if text.startswith(_FORMULA) else text
