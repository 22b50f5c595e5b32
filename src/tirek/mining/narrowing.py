"""An imported log made smaller: without the names of its cases, and with only the columns that somebody chose.

For logs that are kept for long and asked by many: what a question does not need is not there to be lost.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Collection
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from tirek.mining.layout import ABOUT, CASES, EVENTS, FAULTS, OF_CASES, OF_EVENTS, WORDS, about_log

OURS = ("activity", "time", "start")


def narrow(source: Path, target: Path, *, columns: Collection[str] | None) -> None:
    """This function will write an imported log anew into an empty folder, its cases numbered from 1 in their order.

    Of attributes of events and of cases only `columns` are taken along (None: all), and those with a role; of faults
    what was written in the faulty cell stays behind. Raises `NotAnImportedLog`, OSError.
    """
    about = dict(about_log(source))
    every = {*about["event_columns"], *about["case_columns"]}
    kept = every if columns is None else {*columns, *about["roles"].values()}
    of_events = {name: kind for name, kind in about["event_columns"].items() if name in kept}
    of_cases = {name: kind for name, kind in about["case_columns"].items() if name in kept}
    target.mkdir(mode=0o700)
    _events(source / EVENTS, target / EVENTS, [OF_EVENTS + name for name in of_events])
    _cases(source / CASES, target / CASES, [OF_CASES + name for name in of_cases])
    texts = {OF_EVENTS + name for name, kind in of_events.items() if kind == "text"}
    texts |= {OF_CASES + name for name, kind in of_cases.items() if kind == "text"}
    about["words"] = _words(source / WORDS, target / WORDS, about["words"], {"activity", *texts})
    _faults(source / FAULTS, target / FAULTS)
    about |= {"event_columns": of_events, "case_columns": of_cases}
    (target / ABOUT).write_text(json.dumps(about, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def _events(source: Path, target: Path, columns: list[str]) -> None:
    file = pq.ParquetFile(source, memory_map=True)
    wanted = [name for name in file.schema_arrow.names if name in OURS or name in columns]
    moments = [name for name in ("time", "start") if name in wanted]
    compression = {name: "none" if name in OURS else "zstd" for name in wanted}
    schema = pa.schema([file.schema_arrow.field(name) for name in wanted])
    how: dict[str, Any] = {
        "compression": compression,
        "use_dictionary": [name for name in wanted if name not in moments],
        "column_encoding": dict.fromkeys(moments, "PLAIN"),
        "write_statistics": False,
    }
    with pq.ParquetWriter(target, schema, **how) as writer:
        for group in range(file.num_row_groups):
            part = file.read_row_group(group, columns=wanted)
            writer.write_table(part.select(wanted), row_group_size=max(1, part.num_rows))


def _cases(source: Path, target: Path, columns: list[str]) -> None:
    file = pq.ParquetFile(source, memory_map=True)
    wanted = ["case", "events", *(name for name in file.schema_arrow.names if name in columns)]
    schema = pa.schema([file.schema_arrow.field(name) for name in wanted])
    first = 1
    with pq.ParquetWriter(target, schema, compression="zstd", write_statistics=False) as writer:
        for group in range(file.num_row_groups):
            part = file.read_row_group(group, columns=wanted[1:])
            names = pa.array([str(number) for number in range(first, first + part.num_rows)], schema.field(0).type)
            cells = [names, *(part.column(name) for name in wanted[1:])]
            writer.write_table(pa.Table.from_arrays(cells, schema=schema), row_group_size=max(1, part.num_rows))
            first += part.num_rows


def _words(source: Path, target: Path, groups: dict[str, list[int]], kept: Collection[str]) -> dict[str, list[int]]:
    file = pq.ParquetFile(source, memory_map=True)
    placed, group = {}, 0
    with pq.ParquetWriter(target, file.schema_arrow, compression="zstd", write_statistics=False) as writer:
        for name, (first, past) in groups.items():
            if name not in kept:
                continue
            for each in range(first, past):
                part = file.read_row_group(each)
                writer.write_table(part, row_group_size=max(1, part.num_rows))
            placed[name] = [group, group + past - first]
            group += past - first
    return placed


def _faults(source: Path, target: Path) -> None:
    with source.open(newline="", encoding="utf-8") as before, target.open("w", newline="", encoding="utf-8") as after:
        rows, written = csv.DictReader(before), csv.writer(after)
        written.writerow(["line", "reason", "column", "text"])
        for row in rows:
            written.writerow([row["line"], row["reason"], row["column"], ""])
