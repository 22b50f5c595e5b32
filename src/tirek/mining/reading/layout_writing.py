"""A log that was taken, written as the folder that `tirek.mining.layout` opens."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from tirek.bounded import gettext_noop
from tirek.mining.layout import ABOUT, CASES, EVENTS, FORMAT, OF_CASES, OF_EVENTS, VERSION, WORDS, is_log
from tirek.mining.reading.errors import FolderIsNoLog
from tirek.mining.reading.notices import EventsTwice
from tirek.mining.reading.repeats import repeated
from tirek.mining.reading.sorted_log import Figures, SortedLog, Texts
from tirek.mining.reading.writing import LogWriter

GROUP: Final = 1_000_000  # events a row group aims at: 12 MB of activities and times
MOMENT: Final = pa.timestamp("us", tz="UTC")
WRITING: Final = gettext_noop("Writing")
Columns = Mapping[str, Texts | Figures]


def write_layout(taken: LogWriter, roles: Mapping[str, str], source: Mapping[str, object]) -> None:
    """This function will sort a log and write its folder. Raises `LogEmpty`, `FolderIsNoLog`, OSError."""
    assert taken.folder is not None
    assert taken.beside is not None
    log = SortedLog(taken, roles)
    made = taken.beside / "log"
    made.mkdir()
    _write_events(log, taken, made / EVENTS)
    _write_cases(log, taken, made / CASES)
    groups = _write_words(log, made / WORDS)
    (taken.beside / "faults.csv").rename(made / "faults.csv")
    about = {
        "format": FORMAT,
        "version": VERSION,
        "cases": len(log.case_codes),
        "events": taken.events,
        "activities": len(log.activity.words),
        "source": dict(source),
        "roles": {role: name for role, name in roles.items() if name in log.event_columns}
        | ({"zone": log.zone_column} if log.zone_column else {}),
        "start": taken.start is not None,
        "event_columns": _kinds(log.event_columns),
        "case_columns": _kinds(log.case_columns),
        "words": groups,
        "zones": log.zones,
        "faults": {"count": taken.faults.total(), "reasons": dict(sorted(taken.faults.items()))},
        "notices": [{"id": notice.id, "facts": notice.facts} for notice in taken.notices],
    }
    (made / ABOUT).write_text(json.dumps(about, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    _put(made, taken.folder)
    taken.close()


def _kinds(columns: Columns) -> dict[str, str]:
    return {name: "text" if isinstance(column, Texts) else "number" for name, column in columns.items()}


def _write_events(log: SortedLog, taken: LogWriter, file: Path) -> None:
    """Times lie as they are, so that reading them is a copy; codes of few values are packed into a few bits."""
    fields = [pa.field("activity", pa.int32(), False), pa.field("time", MOMENT, False)]
    if taken.start is not None:
        fields.append(pa.field("start", MOMENT, False))
    fields += _fields(log.event_columns, OF_EVENTS)
    schema = pa.schema(fields)
    moments = {"time", "start"} & set(schema.names)
    with pq.ParquetWriter(
        file,
        schema,
        compression={name: "none" if name in {"activity", *moments} else "zstd" for name in schema.names},
        use_dictionary=[name for name in schema.names if name not in moments],
        column_encoding=dict.fromkeys(moments, "PLAIN"),
        write_statistics=False,
    ) as writer:
        twice = 0
        for first, past in log.groups(GROUP):
            a, b = int(log.bounds[first]), int(log.bounds[past])
            taken.tell(a, taken.events, WRITING)
            rows = log.rows(a, b)
            time, starts = log.times(rows), log.starts(rows)
            others = [] if starts is None else [starts]
            said = [log.activity.rows(rows), *(column.rows(rows) for column in log.event_columns.values())]
            twice += repeated(log.bounds[first : past + 1] - a, time, [*said, *others])
            cells = [pa.array(said[0]), *(pa.array(each).view(MOMENT) for each in (time, *others))]
            cells += [pa.array(each) for each in said[1:]]
            writer.write_table(pa.Table.from_arrays(cells, schema=schema), row_group_size=b - a)
        if twice:
            taken.notice(EventsTwice(count=twice))


def _write_cases(log: SortedLog, taken: LogWriter, file: Path) -> None:
    fields = [pa.field("case", pa.large_string(), False), pa.field("events", pa.int64(), False)]
    schema = pa.schema([*fields, *_fields(log.case_columns, OF_CASES)])
    names = taken.cases.words()
    counts = np.diff(log.bounds)
    with pq.ParquetWriter(
        file, schema, compression={"case": "zstd", "events": "lz4"}, write_statistics=False
    ) as writer:
        for first in range(0, len(log.case_codes), GROUP):
            rows = slice(first, first + GROUP)
            cells: list[Any] = [names.take(pa.array(log.case_codes[rows])), pa.array(counts[rows])]
            cells += [pa.array(column.rows(rows)) for column in log.case_columns.values()]
            writer.write_table(pa.Table.from_arrays(cells, schema=schema), row_group_size=GROUP)


def _fields(columns: Columns, of: str) -> list[Any]:
    kinds = {name: pa.int32() if isinstance(column, Texts) else pa.float64() for name, column in columns.items()}
    return [pa.field(of + name, kind, False) for name, kind in kinds.items()]


def _write_words(log: SortedLog, file: Path) -> dict[str, list[int]]:
    """This function will write each column's words as row groups of their own, and say which (first, past)."""
    schema = pa.schema(
        [
            pa.field("column", pa.string(), False),
            pa.field("code", pa.int32(), False),
            pa.field("word", pa.large_string(), False),
        ]
    )
    groups, group = {}, 0
    with pq.ParquetWriter(file, schema, compression="zstd", write_statistics=False) as writer:
        for name, words in _all_words(log):
            first = group
            for start in range(0, len(words), GROUP):
                part = words.slice(start, GROUP)
                codes = np.arange(start, start + len(part), dtype=np.int32)
                cells = [pa.array([name]).take(pa.array(np.zeros(len(part), np.int8))), pa.array(codes), part]
                writer.write_table(pa.Table.from_arrays(cells, schema=schema), row_group_size=GROUP)
                group += 1
            groups[name] = [first, group]
    return groups


def _all_words(log: SortedLog) -> Iterator[tuple[str, Any]]:
    yield "activity", log.activity.words
    for of, columns in ((OF_EVENTS, log.event_columns), (OF_CASES, log.case_columns)):
        for name, column in columns.items():
            if isinstance(column, Texts):
                yield of + name, column.words


def _put(made: Path, folder: Path) -> None:
    """This function will let the folder appear at once; a log that was there before goes only then."""
    for file in made.iterdir():
        with file.open("rb") as stream:
            os.fsync(stream.fileno())
    old = made.with_name("old")
    if folder.exists():
        if not is_log(folder) and any(folder.iterdir()):
            raise FolderIsNoLog(folder=folder)
        folder.rename(old)
    made.rename(folder)
    shutil.rmtree(old, ignore_errors=True)
