"""A table as a CSV file that a spreadsheet opens in the right letters and takes no cell of for a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from django.http import HttpResponse

from tirek.web.downloads import attachment, safe_cell


def sheet(name: str, headings: Iterable[object], rows: Iterable[Iterable[object]]) -> HttpResponse:
    """This function will give a table as a CSV file."""
    written = io.StringIO()
    table = csv.writer(written)
    table.writerow(headings)
    table.writerows([safe_cell(cell) for cell in row] for row in rows)
    return attachment("\ufeff" + written.getvalue(), name, "text/csv; charset=utf-8")
