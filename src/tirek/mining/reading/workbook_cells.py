"""The cells of a sheet as columns of text; runs in a bounded child, so it imports little."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any, Final

import pyarrow as pa
from python_calamine import CalamineError, CalamineWorkbook

from tirek.bounded import Progress
from tirek.mining.reading.errors import LogFileBomb, LogFileBroken, LogFileEmpty, LogTooWide, NoSuchSheet
from tirek.mining.reading.headings import WIDEST, unique

LARGEST: Final = 512 * 1024 * 1024  # of a file, and eight times that unfolded
BATCH: Final = 50_000


def cells_there(content: bytes, *, progress: Progress, name: str, sheet: str | None) -> bytes:
    """This function will give a sheet as an Arrow stream of texts; it runs in the child.

    The heading is the first row with something in two cells or more. Raises refusals of `errors.py`.
    """
    try:
        if content.startswith(b"PK"):
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                if sum(member.file_size for member in archive.infolist()) > 8 * LARGEST:
                    raise LogFileBomb(name=name)
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as workbook:
            if sheet is not None and sheet not in workbook.sheet_names:
                raise NoSuchSheet(name=name, sheet=sheet, sheets=", ".join(workbook.sheet_names))
            for each in [sheet] if sheet is not None else workbook.sheet_names:
                if table := _cells(workbook.get_sheet_by_name(each).iter_rows(), name, each):
                    return table
    except (CalamineError, zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as fault:
        raise LogFileBroken(name=name, kind="XLSX", reason=str(fault).rstrip(".")) from fault
    raise LogFileEmpty(name=name)


def _cells(rows: Iterable[list[Any]], name: str, sheet: str) -> bytes:
    """Rows come with those that are empty before the first: calamine counts from the first row of the sheet."""
    heading: tuple[str, ...] | None = None
    out = io.BytesIO()
    writer = None
    waiting: list[list[str | None]] = []
    for line, row in enumerate(rows, start=1):
        if heading is None:
            if sum(1 for cell in row if cell != "") < 2:
                continue
            if len(row) > WIDEST:
                raise LogTooWide(name=name, count=len(row), limit=WIDEST)
            heading = unique([_text(cell) or "" for cell in row])
            schema = pa.schema([pa.field(each, pa.large_string()) for each in heading])
            schema = schema.with_metadata({"sheet": sheet, "line": str(line + 1)})
            writer = pa.ipc.new_stream(out, schema)
            waiting = []
            continue
        waiting.append([_text(cell) for cell in row])
        if len(waiting) == BATCH:
            _write(writer, schema, waiting)
    if writer is None or (not waiting and not out.tell()):
        return b""
    if waiting:
        _write(writer, schema, waiting)
    writer.close()
    return out.getvalue()


def _write(writer: Any, schema: Any, rows: list[list[str | None]]) -> None:
    columns = [pa.array(cells, pa.large_string()) for cells in zip(*rows, strict=True)]
    writer.write_batch(pa.RecordBatch.from_arrays(columns, schema=schema))
    rows.clear()


def _text(cell: Any) -> str | None:
    """A cell as it would stand in CSV: dates by ISO, whole numbers without a point."""
    if cell == "" or cell is None:
        return None
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, datetime | date | time):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        return str(cell.total_seconds())
    return str(cell)
