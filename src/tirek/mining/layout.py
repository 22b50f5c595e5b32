"""An imported log: a folder of Parquet, its columns read when they are asked for (`docs/look-up/log-layout.md`).

Times lie uncompressed, so that reading them is a copy, and a question about all events reads ten bytes of each.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final, overload

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from tirek.mining.log import Codes, Column, EventLog, Moments, Part, Words

FORMAT: Final = "tirek-log"
VERSION: Final = 1
ABOUT: Final = "log.json"
EVENTS, CASES, WORDS, FAULTS = "events.parquet", "cases.parquet", "words.parquet", "faults.csv"
OF_EVENTS, OF_CASES = "event:", "case:"


def open_log(folder: Path) -> EventLog:
    """This function will open an imported log; columns are read when they are asked for. Raises `NotAnImportedLog`."""
    from tirek.mining.reading.errors import NotAnImportedLog

    about = _about(folder)
    if about is None:
        raise NotAnImportedLog(folder=folder)
    try:
        stored = Folder(folder, about)
        counts = _column(stored.of_cases, "events")
        bounds = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(counts)])
        if not bounds[-1] == about["events"] == stored.of_events.metadata.num_rows:
            raise NotAnImportedLog(folder=folder)
        return EventLog(stored, stored.words("activity"), bounds, about["roles"])
    except (pa.ArrowException, OSError, KeyError) as fault:
        raise NotAnImportedLog(folder=folder) from fault


def is_log(folder: Path) -> bool:
    """This function will say whether a folder is an imported log, of any version."""
    return _about(folder, version=None) is not None


def about_log(folder: Path) -> Mapping[str, Any]:
    """This function will give what log.json says of an imported log. Raises `NotAnImportedLog`."""
    from tirek.mining.reading.errors import NotAnImportedLog

    about = _about(folder)
    if about is None:
        raise NotAnImportedLog(folder=folder)
    return about


def _about(folder: Path, version: int | None = VERSION) -> dict[str, Any] | None:
    try:
        about = json.loads((folder / ABOUT).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    if not isinstance(about, dict) or about.get("format") != FORMAT:
        return None
    return about if version in (None, about.get("version")) else None


@dataclass(frozen=True)
class Folder:
    """The columns of an imported log, where they lie."""

    folder: Path
    about: Mapping[str, Any]

    @cached_property
    def of_events(self) -> Any:
        """The file of events. Nothing of it is read yet."""
        return pq.ParquetFile(self.folder / EVENTS, memory_map=True)

    @cached_property
    def of_cases(self) -> Any:
        """The file of cases."""
        return pq.ParquetFile(self.folder / CASES, memory_map=True)

    @property
    def event_columns(self) -> tuple[str, ...]:
        """The names of the attributes of events."""
        return tuple(self.about["event_columns"])

    @property
    def case_columns(self) -> tuple[str, ...]:
        """The names of the attributes of cases."""
        return tuple(self.about["case_columns"])

    def words(self, column: str) -> tuple[str, ...]:
        """This function will give the sorted words of a column of events.parquet or cases.parquet."""
        first, past = self.about["words"][column]
        file = pq.ParquetFile(self.folder / WORDS, memory_map=True)
        return tuple(file.read_row_groups(range(first, past), columns=["word"]).column(0).to_pylist())

    def activity(self) -> Codes:
        """This function will read the code of each event's activity."""
        return _column(self.of_events, "activity")

    def time(self) -> Moments:
        """This function will read when each event was complete."""
        return _column(self.of_events, "time")

    def start(self) -> Moments | None:
        """This function will read when each event began, or None where the file does not say."""
        return _column(self.of_events, "start") if self.about["start"] else None

    def event_column(self, name: str) -> Column:
        """This function will read an attribute of events. Raises KeyError."""
        return self._attribute(self.of_events, OF_EVENTS + name, self.about["event_columns"][name])

    def case_column(self, name: str) -> Column:
        """This function will read an attribute of cases. Raises KeyError."""
        return self._attribute(self.of_cases, OF_CASES + name, self.about["case_columns"][name])

    def _attribute(self, file: Any, column: str, kind: str) -> Column:
        values = _column(file, column)
        return values if kind == "number" else Words(values, self.words(column))

    def case_names(self) -> Sequence[str]:
        """This function will read the names of cases; they become Python's texts one by one, when looked at."""
        return Names(self.of_cases.read(columns=["case"]).column(0).combine_chunks())

    def parts(self) -> Iterator[Part]:
        """This function will read whole cases, about a million events at a time, one part ahead in a second thread."""
        counts = _column(self.of_cases, "events")
        bounds = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(counts)])
        first_case = first_event = 0
        with ThreadPoolExecutor(1) as ahead:
            waiting = ahead.submit(self._group, 0)
            for group in range(self.of_events.num_row_groups):
                activity, time = waiting.result()
                if group + 1 < self.of_events.num_row_groups:
                    waiting = ahead.submit(self._group, group + 1)
                past = int(np.searchsorted(bounds, first_event + len(time)))
                yield Part(first_case, first_event, bounds[first_case : past + 1] - first_event, activity, time)
                first_case, first_event = past, first_event + len(time)

    def _group(self, group: int) -> tuple[Codes, Moments]:
        table = self.of_events.read_row_group(group, columns=["activity", "time"], use_threads=False)
        return _plain(table.column("activity")), _plain(table.column("time"))


class Names(Sequence[str]):
    """Texts in Arrow's memory. Few are looked at, and as Python's own they would take four times the room."""

    def __init__(self, texts: Any) -> None:
        self._texts = texts

    def __len__(self) -> int:
        return len(self._texts)

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[str]: ...
    def __getitem__(self, place: int | slice) -> str | Sequence[str]:
        if isinstance(place, slice):
            return list(self._texts[place].to_pylist())
        return str(self._texts[int(place)].as_py())

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts.to_pylist())


def _column(file: Any, name: str) -> NDArray[Any]:
    if name not in file.schema_arrow.names:
        raise KeyError(name)
    return _plain(file.read(columns=[name]).column(0))


def _plain(column: Any) -> NDArray[Any]:
    """Never a copy where the column lies in one piece; times are taken as the integers that they are."""
    if pa.types.is_timestamp(column.type):
        column = column.cast(pa.int64())
    return np.asarray(
        column.combine_chunks().to_numpy(zero_copy_only=False) if column.num_chunks != 1 else column.chunk(0).to_numpy()
    )
