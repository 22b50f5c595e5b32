"""Workbooks (XLSX, XLS) to a writer: cells are read in a bounded child process, which gives them as columns of text."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa

from tirek.bounded import Progress, run_bounded
from tirek.mining.reading.csv_dialect import unique
from tirek.mining.reading.dates import settled
from tirek.mining.reading.errors import LogFileBomb, LogFileBroken, LogFileEmpty, LogTooWide, NoSuchSheet
from tirek.mining.reading.guessing import Guess, Sample, chosen, guess_of
from tirek.mining.reading.rows import Rows
from tirek.mining.reading.wanted import ROLES, Wanted
from tirek.mining.reading.writing import LogWriter
from tirek.mining.reading.zones import zone_of

LARGEST: Final = 512 * 1024 * 1024  # of a file, and eight times that unfolded
SECONDS, MEGABYTES = 600, 8192
WIDEST: Final = 1000
ROWS: Final = 2000  # of a sample
BATCH: Final = 200_000


def guess_workbook(file: Path, wanted: Wanted) -> Guess:
    """This function will say which columns of a workbook would be taken for what."""
    return guess_of(_sample(_table(file, wanted, None), file, wanted), wanted)


def read_workbook(file: Path, writer: LogWriter, wanted: Wanted) -> Mapping[str, str]:
    """This function will give the events of a sheet to a writer, and which column said what."""
    table = _table(file, wanted, writer.tell)
    sample = _sample(table, file, wanted)
    columns = chosen(sample, wanted)
    dates = settled(wanted, columns, sample, lambda name: table.column(name).chunks)
    taken = {columns[role] for role in ROLES[:4] if role in columns}
    attributes = tuple(name for name in table.column_names if name not in taken)
    rows = Rows(writer, columns, attributes, zone_of(wanted.zone), month_first=dates.month_first, texts=True)
    line = int(table.schema.metadata[b"line"])
    for batch in table.to_batches():
        cells = {name: batch.column(name) for name in table.column_names}
        rows.take(cells, np.arange(line, line + len(batch), dtype=np.int64))
        line += len(batch)
        writer.tell(line, len(table))
    rows.finish()
    if dates.notice is not None:
        writer.notice(dates.notice)
    return columns


def _sample(table: Any, file: Path, wanted: Wanted) -> Sample:
    head = table.slice(0, ROWS)
    cells = {name: head.column(name).to_pylist() for name in table.column_names}
    sheet = table.schema.metadata[b"sheet"].decode()
    return Sample(file.name, tuple(table.column_names), cells, {"sheet": sheet})


def _table(file: Path, wanted: Wanted, progress: Progress | None) -> Any:
    content = file.read_bytes() if file.stat().st_size <= LARGEST else b""
    if not content:
        raise LogFileBomb(name=file.name)
    there = run_bounded(
        f"{__name__}:cells_there",
        content,
        seconds=SECONDS,
        megabytes=MEGABYTES,
        progress=progress,
        name=file.name,
        sheet=wanted.sheet,
    )
    return pa.ipc.open_stream(there).read_all()


def cells_there(content: bytes, *, progress: Progress, name: str, sheet: str | None) -> bytes:
    """This function will give a sheet as an Arrow stream of texts; it runs in the child.

    The heading is the first row with something in two cells or more. Raises refusals of `errors.py`.
    """
    from python_calamine import CalamineError, CalamineWorkbook

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
