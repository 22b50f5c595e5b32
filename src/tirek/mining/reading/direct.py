"""A log straight from a Parquet file: case, activity and times at once, other columns when they are asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import pyarrow as pa

from tirek.bounded import Progress
from tirek.mining.layout import Names
from tirek.mining.log import Codes, Column, EventLog, Moments, Part, Words
from tirek.mining.reading.formats import format_of
from tirek.mining.reading.importing import OF_LOGS
from tirek.mining.reading.parquet import attributes_of, read_parquet
from tirek.mining.reading.sorted_log import OF_CASE, Figures, SortedLog, Texts
from tirek.mining.reading.wanted import Wanted
from tirek.mining.reading.writing import LogWriter
from tirek.refusals import Refusal

PART: Final = 1_000_000  # events that a part aims at


def can_be_read_directly(file: Path) -> bool:
    """This function will say whether `read_directly` takes a file. Raises as `format_of`."""
    return format_of(file).name == "parquet"


def read_directly(
    file: Path,
    wanted: Wanted | None = None,
    *,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> tuple[EventLog, Sequence[Refusal]]:
    """This function will give the log that a Parquet file holds, and what is to be told of it, and write nothing.

    For a few questions; for many a log is imported. It takes about 24 bytes of memory an event. Rows that cannot be
    read are left out, and a notice counts them. Raises as `import_log`.
    """
    wanted = wanted or Wanted()
    writer = LogWriter(None, name=file.name, progress=progress, cancelled=cancelled)
    columns = read_parquet(file, writer, wanted, attributes=())
    pa.default_memory_pool().release_unused()  # what rows were decoded into is not needed again
    log = SortedLog(writer, {})
    roles = {role: columns[role] for role in OF_LOGS if role in columns}
    stored = Direct(file, wanted, columns, log, writer)
    return EventLog(stored, tuple(log.activity.words.to_pylist()), log.bounds, roles), writer.notices


@dataclass(frozen=True)
class Direct:
    """The columns of a Parquet file in the order of a log. An attribute is read anew each time it is asked for."""

    file: Path
    wanted: Wanted
    columns: Mapping[str, str]
    log: SortedLog
    writer: LogWriter

    @cached_property
    def _of_cases(self) -> SortedLog | None:
        """Columns that a flat file may say of cases: whether it does is known when they are read."""
        names = [name for name in attributes_of(self.file, self.columns) if name.startswith(OF_CASE)]
        return self._read(names) if names else None

    @property
    def event_columns(self) -> tuple[str, ...]:
        """The names of the attributes of events."""
        of_cases = {OF_CASE + name for name in self.case_columns}
        return tuple(name for name in attributes_of(self.file, self.columns) if name not in of_cases)

    @property
    def case_columns(self) -> tuple[str, ...]:
        """The names of the attributes of cases."""
        return tuple(self._of_cases.case_columns) if self._of_cases else ()

    def activity(self) -> Codes:
        """This function will give the code of each event's activity."""
        return self.log.activity.rows(self._all)

    def time(self) -> Moments:
        """This function will give when each event was complete."""
        return self.log.times(self._all)

    def start(self) -> Moments | None:
        """This function will give when each event began, or None."""
        return self.log.starts(self._all)

    def event_column(self, name: str) -> Column:
        """This function will read an attribute of events. Raises KeyError."""
        column = self._read([name]).event_columns[name]
        return _column(column, self._all)

    def case_column(self, name: str) -> Column:
        """This function will give an attribute of cases. Raises KeyError."""
        if self._of_cases is None:
            raise KeyError(name)
        return _column(self._of_cases.case_columns[name], slice(None))

    def case_names(self) -> Sequence[str]:
        """This function will give the name of each case."""
        return Names(self.writer.cases.words().take(pa.array(self.log.case_codes)))

    def parts(self) -> Iterator[Part]:
        """This function will give whole cases, about a million events at a time."""
        return parts_of(self.log)

    @property
    def _all(self) -> Any:
        return slice(None) if self.log.order is None else self.log.order

    def _read(self, names: Sequence[str]) -> SortedLog:
        writer = LogWriter(None, name=self.file.name)
        read_parquet(self.file, writer, self.wanted, attributes=names)
        return SortedLog(writer, {role: name for role, name in self.columns.items() if role in OF_LOGS})


def parts_of(log: SortedLog) -> Iterator[Part]:
    """This function will give whole cases of what was taken, about a million events at a time."""
    for first, past in log.groups(PART):
        a, b = int(log.bounds[first]), int(log.bounds[past])
        rows = log.rows(a, b)
        yield Part(first, a, log.bounds[first : past + 1] - a, log.activity.rows(rows), log.times(rows))


def _column(column: Texts | Figures, rows: Any) -> Column:
    if isinstance(column, Figures):
        return column.rows(rows)
    return Words(column.rows(rows), tuple(column.words.to_pylist()))
