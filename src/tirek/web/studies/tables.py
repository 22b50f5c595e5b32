"""Tables of a study as CSV: headings that stay the same in every language, times in seconds, no cell a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import quote

from django.http import StreamingHttpResponse

from tirek.web.downloads import safe_cell

Cell = str | int | float | None


class _Line:
    """What `csv` writes to gives back what was written."""

    def write(self, line: str) -> str:
        return line


def table(name: str, headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> StreamingHttpResponse:
    """This function will give a table for keeping, row by row, so that a large one needs no room."""
    response = StreamingHttpResponse(_lines(headings, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}.csv"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _lines(headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    written = csv.writer(_Line())
    yield "\ufeff" + written.writerow(headings)
    for row in rows:
        yield written.writerow([safe_cell(cell) if isinstance(cell, str) else cell for cell in row])
