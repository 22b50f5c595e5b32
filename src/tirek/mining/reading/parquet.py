"""Parquet to a writer, a batch of rows at a time, the next one read while this one is taken."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from tirek.mining.reading.ahead import one_ahead
from tirek.mining.reading.cells import EXACT, texts_of
from tirek.mining.reading.dates import settled
from tirek.mining.reading.errors import LogFileBroken, LogFileEmpty, LogTooLong, LogTooWide
from tirek.mining.reading.guessing import Guess, Sample, chosen, guess_of
from tirek.mining.reading.rows import Rows
from tirek.mining.reading.wanted import ROLES, Wanted
from tirek.mining.reading.writing import LogWriter
from tirek.mining.reading.zones import zone_of

BATCH: Final = 1_000_000
ROWS: Final = 2000  # of a sample
SHOWN: Final = 200  # letters of a cell of it
TEXTS: Final = (pa.string(), pa.large_string(), pa.binary(), pa.large_binary())
CODED: Final = frozenset({"RLE_DICTIONARY", "PLAIN_DICTIONARY"})
WIDEST: Final = 1000
BELIEVED: Final = 100_000_000  # rows for which room is made because a file says that it has them
LONGEST: Final = 2**31  # rows; a file of a few bytes can say that it has any number


@contextmanager
def _opened(file: Path) -> Iterator[Any]:
    try:
        with pq.ParquetFile(file, memory_map=True, read_dictionary=_coded(file)) as parquet:
            if parquet.metadata.num_rows == 0:
                raise LogFileEmpty(name=file.name)
            if parquet.metadata.num_rows > LONGEST:
                raise LogTooLong(name=file.name, limit=LONGEST)
            if len(parquet.schema_arrow) > WIDEST:
                raise LogTooWide(name=file.name, count=len(parquet.schema_arrow), limit=WIDEST)
            yield parquet
    except (pa.ArrowException, OSError) as fault:
        if isinstance(fault, OSError) and fault.errno is not None:
            raise
        raise LogFileBroken(name=file.name, kind="Parquet", reason=str(fault).rstrip(".")) from fault


def _coded(file: Path) -> list[str]:
    """Columns of texts that lie as words and a code a row: words are looked at once then, not in every row.

    And a file of a few bytes cannot unfold to a long word in each of a million rows.
    """
    with pq.ParquetFile(file, memory_map=True) as parquet:
        schema, metadata = parquet.schema_arrow, parquet.metadata
        if len(schema) != metadata.num_columns:
            return []
        texts = [i for i, field in enumerate(schema) if field.type in TEXTS]
        groups = [metadata.row_group(group) for group in range(metadata.num_row_groups)]
        return [schema.names[i] for i in texts if any(CODED & {*group.column(i).encodings} for group in groups)]


def _sample(parquet: Any, file: Path) -> Sample:
    names = [field.name for field in parquet.schema_arrow if not pa.types.is_nested(field.type)]
    batch = next(parquet.iter_batches(ROWS, columns=names), None)
    if batch is None:
        raise LogFileEmpty(name=file.name)
    return sample_of(batch, file.name)


def sample_of(batch: Any, file: str) -> Sample:
    """This function will give the head of a table that has come as columns of Arrow."""
    cells = {}
    for name in batch.schema.names:
        try:
            cells[name] = _shown(texts_of(batch.column(name)))
        except (pa.ArrowException, UnicodeDecodeError):
            continue
    return Sample(file, tuple(cells), cells)


def _shown(column: Any) -> list[str | None]:
    """The beginning of each cell, each word of a dictionary taken once."""
    if not pa.types.is_dictionary(column.type):
        return [None if cell is None else str(cell)[:SHOWN] for cell in column.to_pylist()]
    places = column.indices.to_pylist()
    words = {place: str(column.dictionary[place])[:SHOWN] for place in set(places) - {None}}
    return [words.get(place) for place in places]


def guess_parquet(file: Path, wanted: Wanted) -> Guess:
    """This function will say which columns of a Parquet file would be taken for what."""
    with _opened(file) as parquet:
        return guess_of(_sample(parquet, file), wanted)


def attributes_of(file: Path, columns: Mapping[str, str]) -> tuple[str, ...]:
    """This function will give the columns of a file that say neither case nor activity nor time."""
    needed = {columns[role] for role in ROLES[:4] if role in columns}
    with _opened(file) as parquet:
        return tuple(f.name for f in parquet.schema_arrow if f.name not in needed and not pa.types.is_nested(f.type))


def read_parquet(
    file: Path, writer: LogWriter, wanted: Wanted, *, attributes: Collection[str] | None = None
) -> Mapping[str, str]:
    """This function will give the events of a Parquet file to a writer, and which column said what.

    Of the attributes only those named in `attributes` are read, or all where it is None.
    """
    with _opened(file) as parquet:
        sample = _sample(parquet, file)
        columns = chosen(sample, wanted)
        dates = settled(wanted, columns, sample, lambda name: _only(parquet, name))
        needed = [columns[role] for role in ROLES[:4] if role in columns]
        others = [name for name in parquet.schema_arrow.names if name not in needed]
        kept = tuple(name for name in others if attributes is None or name in attributes)
        rows = Rows(
            writer,
            columns,
            kept,
            zone_of(wanted.zone),
            month_first=dates.month_first,
            texts=False,
            as_texts=_inexact(parquet),
        )
        done, size = 0, parquet.metadata.num_rows
        writer.expect(min(size, BELIEVED))
        for batch in one_ahead(parquet.iter_batches(BATCH, columns=[*needed, *kept])):
            cells = {name: batch.column(name) for name in [*needed, *kept]}
            rows.take(cells, np.arange(done + 1, done + 1 + len(batch), dtype=np.int64))
            done += len(batch)
            writer.tell(done, size)
        rows.finish()
        if dates.notice is not None:
            writer.notice(dates.notice)
        return columns


def _only(parquet: Any, name: str) -> Iterator[Any]:
    for batch in parquet.iter_batches(BATCH, columns=[name]):
        yield batch.column(0)


def _inexact(parquet: Any) -> frozenset[str]:
    """Columns of whole numbers too great for float64, or of which the file does not say how great they are."""
    schema, metadata = parquet.schema_arrow, parquet.metadata
    flat = len(schema) == metadata.num_columns
    wide = [i for i, field in enumerate(schema) if field.type in (pa.int64(), pa.uint64())]
    return frozenset(schema.names[i] for i in wide if not flat or not _small(metadata, i))


def _small(metadata: Any, column: int) -> bool:
    for group in range(metadata.num_row_groups):
        said = metadata.row_group(group).column(column).statistics
        if said is None or not said.has_min_max or said.min < -EXACT or said.max > EXACT:
            return said is not None and said.null_count == metadata.row_group(group).num_rows
    return True
