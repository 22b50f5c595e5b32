"""CSV to a writer: cut into cells by Arrow, a few megabytes at a time, the next ones while these are taken."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.csv as pa_csv
from numpy.typing import NDArray

from tirek.mining.reading.ahead import one_ahead
from tirek.mining.reading.csv_dialect import Dialect, dialect_of
from tirek.mining.reading.dates import settled
from tirek.mining.reading.errors import LogFileBroken
from tirek.mining.reading.guessing import Guess, chosen, guess_of
from tirek.mining.reading.row_faults import NotText, WrongNumberOfCells
from tirek.mining.reading.rows import Rows
from tirek.mining.reading.unpacking import Unpacked
from tirek.mining.reading.wanted import ROLES, Wanted
from tirek.mining.reading.writing import Fault, LogWriter
from tirek.mining.reading.zones import zone_of

BLOCK: Final = 8 << 20  # bytes; a row is never longer
Lines = NDArray[np.int64]


def guess_csv(file: Path, wanted: Wanted) -> Guess:
    """This function will say which columns of a CSV file would be taken for what."""
    return guess_of(dialect_of(file, wanted)[1], wanted)


def read_csv(file: Path, writer: LogWriter, wanted: Wanted) -> Mapping[str, str]:
    """This function will give the events of a CSV file to a writer, and which column said what."""
    dialect, sample = dialect_of(file, wanted)
    columns = chosen(sample, wanted)
    zone = zone_of(wanted.zone)
    dates = settled(wanted, columns, sample, lambda name: _only(file, dialect, name))
    taken = {columns[role] for role in ROLES[:4] if role in columns}
    attributes = tuple(name for name in dialect.names if name not in taken)
    rows = Rows(writer, columns, attributes, zone, month_first=dates.month_first, texts=True)
    _take(file, dialect, writer, rows)
    rows.finish()
    if dates.notice is not None:
        writer.notice(dates.notice)
    return columns


def _take(file: Path, dialect: Dialect, writer: LogWriter, rows: Rows) -> None:
    """Rows with too many or too few cells are in no batch; the lines of the others are counted around them."""
    crooked: list[tuple[int, str]] = []
    kept = 0
    with Unpacked(file) as stream:
        for batch in one_ahead(_batches(stream, file, dialect, crooked)):
            before = np.array([line - i for i, (line, _) in enumerate(crooked)], dtype=np.int64)
            places = np.arange(kept + 1, kept + 1 + len(batch), dtype=np.int64)
            lines = places + np.searchsorted(before, places, side="right") + dialect.skipped
            if kept == 0:  # the heading
                batch, lines = batch.slice(1), lines[1:]
            kept += len(places)
            cells, lines = _texts(batch, dialect, lines, writer)
            rows.take(cells, lines)
            writer.tell(stream.done, stream.size)
    for line, text in crooked:
        writer.fault(Fault(line + dialect.skipped, WrongNumberOfCells, text=text))


def _batches(
    stream: Unpacked, file: Path, dialect: Dialect, crooked: list[tuple[int, str]], only: str | None = None
) -> Iterator[Any]:
    """Batches of all columns (or one) as bytes, the heading among them, so that columns may be named twice."""
    places = {name: f"f{i}" for i, name in enumerate(dialect.names)}

    def keep(row: Any) -> str:
        crooked.append((row.number - dialect.skipped, str(row.text)))
        return "skip"

    try:
        yield from pa_csv.open_csv(
            io.BufferedReader(stream, BLOCK),
            read_options=pa_csv.ReadOptions(
                use_threads=False,  # else rows that are skipped have no number
                block_size=BLOCK,
                autogenerate_column_names=True,
                skip_rows=dialect.skipped,
                encoding="utf8" if dialect.encoding in ("utf-8", "utf8", "utf-8-sig") else dialect.encoding,
            ),
            parse_options=pa_csv.ParseOptions(
                delimiter=dialect.delimiter,
                newlines_in_values=True,
                ignore_empty_lines=False,
                invalid_row_handler=keep,
            ),
            convert_options=pa_csv.ConvertOptions(
                column_types=dict.fromkeys(places.values(), pa.binary()),
                strings_can_be_null=False,
                include_columns=[places[only]] if only else [],
            ),
        )
    except (pa.ArrowException, UnicodeError, LookupError) as fault:
        raise LogFileBroken(name=file.name, kind="CSV", reason=str(fault).rstrip(".")) from fault


def _only(file: Path, dialect: Dialect, name: str) -> Iterator[Any]:
    """One column of the whole file; its heading is no date and does no harm."""
    with Unpacked(file) as stream:
        for batch in _batches(stream, file, dialect, [], only=name):
            try:
                yield batch.column(0).cast(pa.large_string())
            except pa.ArrowInvalid:
                continue


def _texts(batch: Any, dialect: Dialect, lines: Lines, writer: LogWriter) -> tuple[dict[str, Any], Lines]:
    """Columns as texts; rows with bytes that are none are told and left out."""
    try:
        return {name: batch.column(i).cast(pa.large_string()) for i, name in enumerate(dialect.names)}, lines
    except pa.ArrowInvalid:
        text = np.array([all(map(_is_text, row.values())) for row in batch.to_pylist()], dtype=np.bool_)
        for line in lines[~text].tolist():
            writer.fault(Fault(line, NotText))
        return _texts(batch.filter(pa.array(text)), dialect, lines[text], writer)


def _is_text(cell: bytes) -> bool:
    try:
        cell.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
