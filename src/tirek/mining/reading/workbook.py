"""Workbooks (XLSX, XLS) to a writer: cells are read in a bounded child process, which gives them as columns of text."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa

from tirek.bounded import Progress, run_bounded
from tirek.mining.reading.dates import settled
from tirek.mining.reading.errors import LogFileBomb
from tirek.mining.reading.guessing import Guess, Sample, chosen, guess_of
from tirek.mining.reading.rows import Rows
from tirek.mining.reading.wanted import ROLES, Wanted
from tirek.mining.reading.workbook_cells import LARGEST
from tirek.mining.reading.writing import LogWriter
from tirek.mining.reading.zones import zone_of

SECONDS, MEGABYTES = 600, 8192
ROWS: Final = 2000  # of a sample


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
        "tirek.mining.reading.workbook_cells:cells_there",
        content,
        seconds=SECONDS,
        megabytes=MEGABYTES,
        progress=progress,
        name=file.name,
        sheet=wanted.sheet,
    )
    return pa.ipc.open_stream(there).read_all()
