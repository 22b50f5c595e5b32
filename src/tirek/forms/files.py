"""Answers as files to take along: CSV, a workbook, GeoJSON; all stream from one layout, and none holds a formula."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _
from xlsxwriter import Workbook

from tirek.forms.answers import text
from tirek.forms.errors import TooManyForWorkbook
from tirek.forms.export import Layout, Sheet, Told
from tirek.xlsforms import Field

HEAD = ("id", "received", "office", "version", "state")
BELOW = ("id", "place")
"""The columns before the answers: of the form's own table, and of its repeats, which lead back by `id`."""
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "'")
INNER = re.compile(r"(?<=[;\t\r\n])(?=[=+\-@'])")
"""Where a cell begins for a spreadsheet that parts columns by semicolons or tabs, as it does in Russian and Kazakh."""
NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,15})?")
NUMBERS = ("integer", "decimal", "range")
PLACES = {"geopoint": "Point", "start-geopoint": "Point", "geotrace": "LineString", "geoshape": "Polygon"}
MOST_ROWS = 20_000
Stream = Callable[[], Iterable[Told]]


def heading(sheet: Sheet, language: str) -> list[str]:
    """This function will name the columns of a sheet: by their paths, or in a language by what was asked."""
    head = list(BELOW if sheet.repeat else HEAD)
    return head + [text(field.labels, language) if language else field.path for field in sheet.fields]


def records(sheet: Sheet, stream: Iterable[Told]) -> Iterator[list[str]]:
    """This function will give the rows of a sheet; one that is not read has its first columns alone, and says so."""
    for each in stream:
        one = each.submission
        if sheet.repeat:
            yield from ([str(one.pk), place, *cells] for place, cells in each.rows.get(sheet.repeat, ()))
            continue
        head = [str(one.pk), one.received_at.isoformat(), one.office_id, one.form.version, each.state]
        cells = next((cells for _at, cells in each.rows.get("", ())), ("",) * len(sheet.fields))
        yield [*head, *cells]


def as_csv(sheet: Sheet, stream: Iterable[Told], language: str = "") -> Iterator[bytes]:
    """This function will stream a sheet as CSV in UTF-8.

    A text that a spreadsheet would take for a formula gets an apostrophe before it, and so does one that begins with an
    apostrophe: whoever takes the first apostrophe of a cell away has what was answered (OWASP, CSV injection). The same
    holds after a semicolon, a tab and a new line, where some spreadsheets begin another cell.

    What goes wrong on the way is said in a last line: a server ends a stream that broke as it ends a whole one, and
    half a table looks like all of it.
    """
    numeric = [False] * len(BELOW if sheet.repeat else HEAD) + [field.kind in NUMBERS for field in sheet.fields]
    kept = io.StringIO()
    writer = csv.writer(kept)
    writer.writerow([safe(name) for name in heading(sheet, language)])
    yield b"\xef\xbb\xbf"
    try:
        for record in records(sheet, stream):
            writer.writerow([safe(cell, number) for cell, number in zip(record, numeric, strict=True)])
            if kept.tell() > CHUNK:
                yield _taken(kept).encode()
    except Exception:
        writer.writerow([gettext(BROKEN)] * len(numeric))
        yield _taken(kept).encode()
        raise
    yield _taken(kept).encode()


CHUNK = 65_536
BROKEN = _("INCOMPLETE: the export broke off here")


def safe(cell: str, number: bool = False) -> str:
    """This function will give a cell that no spreadsheet takes for a formula."""
    if number and NUMBER.fullmatch(cell):
        return cell
    cell = INNER.sub("'", cell)
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def as_zip(name: str, layout: Layout, stream: Stream, language: str = "") -> Iterator[bytes]:
    """This function will stream a ZIP with a CSV for each sheet. The rows are read again for each: nothing is kept."""
    sink = _Sink()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for sheet in layout.sheets:
            member_name = f"{name}.{sheet.name}.csv" if sheet.name else f"{name}.csv"
            with archive.open(member_name, "w", force_zip64=True) as member:
                for chunk in as_csv(sheet, stream(), language):
                    member.write(chunk)
                    yield sink.taken()
    yield sink.taken()


def as_workbook(layout: Layout, stream: Stream, count: int, language: str = "") -> bytes:
    """This function will give a workbook with a sheet for each table, in memory: no answer lies in a file meanwhile.

    Raises `TooManyForWorkbook`.
    """
    if count > MOST_ROWS or any(len(heading(sheet, language)) > WIDEST for sheet in layout.sheets):
        raise TooManyForWorkbook(most=MOST_ROWS)
    kept = io.BytesIO()
    book = Workbook(kept, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    names: set[str] = {"history"}  # a name that Excel keeps for itself
    cells = 0
    for sheet in layout.sheets:
        page = book.add_worksheet(_sheet_name(sheet.name, names))
        page.freeze_panes(1, 1)
        for column, title in enumerate(heading(sheet, language)):
            page.write_string(0, column, title)
        numeric = [False] * len(BELOW if sheet.repeat else HEAD) + [field.kind in NUMBERS for field in sheet.fields]
        for row, record in enumerate(records(sheet, stream()), start=1):
            for column, (cell, number) in enumerate(zip(record, numeric, strict=True)):
                if number and NUMBER.fullmatch(cell):
                    page.write_number(row, column, float(cell))
                elif cell:
                    page.write_string(row, column, _held(cell))
                cells += bool(cell)
            if row >= LONGEST_SHEET or cells > MOST_CELLS:
                raise TooManyForWorkbook(most=MOST_ROWS)
    book.close()
    return kept.getvalue()


LONGEST_CELL = 32_767  # what a cell of Excel holds, in halves of UTF-16
LONGEST_SHEET, WIDEST = 1_048_575, 16_384  # rows below the heading, columns
MOST_CELLS = 2_000_000  # what is made in memory
CUT = _("… [cut here; the CSV has all of it]")


def _held(cell: str) -> str:
    """What a cell of Excel holds of a text. That it was cut is said in it."""
    told = cell.encode("utf-16-le")
    if len(told) <= 2 * LONGEST_CELL:
        return cell
    note = gettext(CUT)
    return told[: 2 * (LONGEST_CELL - len(note))].decode("utf-16-le", errors="ignore") + note


def as_geojson(layout: Layout, stream: Iterable[Told]) -> Iterator[bytes]:
    """This function will stream every place that was answered as a GeoJSON feature (RFC 7946), with its submission."""
    yield b'{"type":"FeatureCollection","features":['
    first = True
    for each in stream:
        for sheet in layout.sheets:
            for place, cells in each.rows.get(sheet.repeat, ()):
                for feature in _features(sheet, place, cells, each):
                    yield (b"" if first else b",") + json.dumps(feature, ensure_ascii=False).encode()
                    first = False
    yield b"]}"


def _features(sheet: Sheet, place: str, cells: tuple[str, ...], told: Told) -> Iterator[dict[str, Any]]:
    for field, cell in zip(sheet.fields, cells, strict=True):
        geometry = geometry_of(field, cell)
        if geometry:
            known = {"id": str(told.submission.pk), "received": told.submission.received_at.isoformat()}
            yield {"type": "Feature", "geometry": geometry, "properties": known | {"field": field.path, "place": place}}


def geometry_of(field: Field, cell: str) -> dict[str, Any] | None:
    """This function will read a place as forms write it (`latitude longitude altitude accuracy`, points by semicolons).

    None where the field asks for no place or what was sent is none.
    """
    if field.kind not in PLACES or not cell.strip():
        return None
    try:
        points = [_point(part) for part in cell.split(";") if part.strip()]
    except ValueError:
        return None
    kind = PLACES[field.kind]
    if kind == "Point":
        return {"type": kind, "coordinates": points[0]} if len(points) == 1 else None
    if kind == "LineString":
        return {"type": kind, "coordinates": points} if len(points) > 1 else None
    return {"type": kind, "coordinates": [points]} if len(points) > 3 and points[0] == points[-1] else None


def _point(told: str) -> list[float]:
    numbers = [float(part) for part in told.split()]
    latitude, longitude = numbers[:2]
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise ValueError(told)
    return [longitude, latitude]


def _sheet_name(name: str, taken: set[str]) -> str:
    """A name that a workbook takes: short, without what it forbids, and not there yet."""
    base = re.sub(r"[\[\]:*?/\\']", "-", name or "answers").encode("utf-16-le")[:56].decode("utf-16-le", "ignore")
    found, number = base, 1
    while found.casefold() in taken:
        number += 1
        found = f"{base}~{number}"
    taken.add(found.casefold())
    return found


def _taken(kept: io.StringIO) -> str:
    found = kept.getvalue()
    kept.seek(0)
    kept.truncate()
    return found


class _Sink(io.RawIOBase):
    """Where a ZIP is written to, and taken from piece by piece; nothing is ever written again."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []
        self._position = 0

    def writable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._position

    def write(self, data: Any) -> int:
        part = bytes(data)
        self._parts.append(part)
        self._position += len(part)
        return len(part)

    def taken(self) -> bytes:
        found = b"".join(self._parts)
        self._parts.clear()
        return found
