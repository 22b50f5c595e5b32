"""What a reader of any format gives its events to: they are taken in the order of the file, block by block.

Texts become codes at once, and columns lie on disk until the end, so that a log needs about a dozen bytes of memory
an event and each of its texts once. At the end events are sorted and the folder appears, whole or not at all.
"""

from __future__ import annotations

import csv
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

import numpy as np
from numpy.typing import NDArray

from tirek.bounded import Progress, gettext_noop
from tirek.mining.layout import is_log
from tirek.mining.log import NOTHING, Codes, Moments, Numbers
from tirek.mining.reading.errors import FolderIsNoLog, ImportCancelled, LogTooLong
from tirek.mining.reading.growing import Growing
from tirek.mining.reading.notices import StartsAfterCompletion, StartsMissing
from tirek.mining.reading.word_table import WordTable
from tirek.refusals import Refusal

NO_ZONE: Final = -32768  # the zone of a time that says none
NO_TIME: Final = np.iinfo(np.int64).min  # the start of an event that says none
MOST_EVENTS: Final = 2**40
SHOWN: Final = 200  # letters of a faulty cell that are kept
READING: Final = gettext_noop("Reading")


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """Some events in the order of the file. All arrays are equally long.

    `case` and `activity` are codes of the writer's tables `cases` and `activities` (int32, never `NOTHING`); `time` and
    `start` are µs since 1970 in UTC, a start that is not said `NO_TIME`; `zone` is minutes east of UTC as written in
    the file (int16), or `NO_ZONE`. `columns`: int32 codes of `writer.words(name)`, or float64 with NaN.
    """

    case: Codes
    activity: Codes
    time: Moments
    start: Moments | None = None
    zone: NDArray[np.int16] | None = None
    columns: Mapping[str, Codes | Numbers] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Fault:
    """A row that is left out: its line (from 1, the heading too), why, and where it helps the column and its text."""

    line: int
    reason: type[Refusal]
    column: str = ""
    text: str = ""


class LogWriter:
    """Takes a log. With a folder it is written there by `finish`; without, it stays in memory for `sorted_log`.

    As a context manager it leaves nothing behind unless it was finished. `progress(done, total, what)` is told and
    `cancelled()` asked by `tell`, which a reader calls after each block.
    """

    def __init__(
        self,
        folder: Path | None,
        *,
        name: str = "",
        progress: Progress | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> None:
        self.folder, self.name = folder, name
        self.cases, self.activities = WordTable(), WordTable()
        self.faults: Counter[str] = Counter()
        self.notices: list[Refusal] = []
        self.tables: dict[str, WordTable] = {}
        self.case_tables: dict[str, WordTable] = {}
        self.numeric: set[str] = set()
        self._progress, self._cancelled = progress, cancelled
        self._late = self._startless = 0
        self.beside = None if folder is None else _sibling(folder)
        self._faults = (
            None if self.beside is None else (self.beside / "faults.csv").open("w", newline="", encoding="utf-8")
        )
        self._rows = None if self._faults is None else csv.writer(self._faults)
        if self._rows:
            self._rows.writerow(["line", "reason", "column", "text"])
        self._spilled = 0
        self.case, self.activity = self._growing(np.int32), self._growing(np.int32)
        self.time = self._growing(np.int64)
        self.start: Growing | None = None
        self.zone: Growing | None = None
        self.columns: dict[str, Growing] = {}
        self.of_cases: dict[str, tuple[list[int], list[Any]]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """This function will take away what lies beside the folder."""
        for column in (self.case, self.activity, self.time, self.start, self.zone, *self.columns.values()):
            if column is not None:
                column.close()
        if self._faults is not None:
            self._faults.close()
        if self.beside is not None:
            shutil.rmtree(self.beside, ignore_errors=True)

    @property
    def events(self) -> int:
        """How many events were taken so far."""
        return self.case.count

    def words(self, column: str, *, numbers: bool = False) -> WordTable:
        """This function will give the table of an event column of texts, made when it is first asked for.

        With `numbers` the column becomes one of numbers if in the end all its texts are numbers (as CSV needs it).
        """
        if numbers and column not in self.tables:
            self.numeric.add(column)
        return self.tables.setdefault(column, WordTable())

    def case_words(self, column: str) -> WordTable:
        """This function will give the table of a case column of texts."""
        return self.case_tables.setdefault(column, WordTable())

    def expect(self, events: int) -> None:
        """This function will make room for so many events, where they are kept in memory."""
        for column in (self.case, self.activity, self.time):
            column.expect(events)

    def take(self, block: Block) -> None:
        """This function will take events. Columns that a block does not name say nothing there. Raises OSError."""
        before = self.events
        self.case.add(block.case)
        self.activity.add(block.activity)
        self.time.add(block.time)
        if self.events > MOST_EVENTS:
            raise LogTooLong(name=self.name, limit=MOST_EVENTS)
        if block.start is not None:
            self.start = self.start or self._growing(np.int64, NO_TIME)
            self.start.fill(before)
            self.start.add(self._not_later(block.start, block.time))
        if block.zone is not None:
            self.zone = self.zone or self._growing(np.int16, NO_ZONE)
            self.zone.fill(before)
            self.zone.add(block.zone)
        for name, values in block.columns.items():
            if name not in self.columns:
                texts = values.dtype.kind == "i"
                self.columns[name] = self._growing(np.int32) if texts else self._growing(np.float64, np.nan)
            self.columns[name].fill(before)
            self.columns[name].add(values)

    def _not_later(self, start: Moments, time: Moments) -> Moments:
        self._late += int(np.count_nonzero(start > time))
        return np.minimum(start, time)

    def case_value(self, case: int, values: Mapping[str, str | float]) -> None:
        """This function will keep what is said of a case, by its code: texts, or numbers. The last one counts."""
        for name, value in values.items():
            said = self.case_words(name).code(value) if isinstance(value, str) else float(value)
            cases, kept = self.of_cases.setdefault(name, ([], []))
            cases.append(case)
            kept.append(said)

    def case_values(self, column: str, cases: Codes, values: Codes | Numbers) -> None:
        """This function will keep what is said of many cases: codes of `case_words(column)` or numbers."""
        kept = self.of_cases.setdefault(column, ([], []))
        kept[0].extend(cases.tolist())
        kept[1].extend(values.tolist())

    def fault(self, fault: Fault) -> None:
        """This function will keep a fault of a row that is left out."""
        self.faults[fault.reason.id] += 1
        if self._rows:
            self._rows.writerow([fault.line, fault.reason.id, fault.column, fault.text[:SHOWN]])

    def notice(self, notice: Refusal) -> None:
        """This function will keep what is to be told of the log as a whole."""
        self.notices.append(notice)

    def tell(self, done: int, total: int, what: str = READING) -> None:
        """This function will say how far reading is, and stop it where somebody asked. Raises `ImportCancelled`."""
        if self._cancelled is not None and self._cancelled():
            raise ImportCancelled(name=self.name)
        if self._progress is not None:
            self._progress(done, total, what)

    def complete(self) -> None:
        """This function will make all columns equally long; nothing is taken afterwards."""
        for column in self.columns.values():
            column.fill(self.events)
        if self.zone is not None:
            self.zone.fill(self.events)
        if self.start is not None:
            self.start.fill(self.events)
            self._startless = int(np.count_nonzero(self.start.values() == NO_TIME))
            if self._startless:
                self.notice(StartsMissing(count=self._startless))
        if self._late:
            self.notice(StartsAfterCompletion(count=self._late))
        if self._faults is not None:
            self._faults.close()

    def finish(self, roles: Mapping[str, str], **source: object) -> Path:
        """This function will sort what was taken, write the folder and give it. An older log there is replaced.

        `roles`: {"resource": column, "office": column}; `source` (name, bytes, kind, …) is told in log.json as it is.
        Raises `LogEmpty`, OSError.
        """
        from tirek.mining.reading.layout_writing import write_layout

        assert self.folder is not None
        write_layout(self, roles, source)
        return self.folder

    def _growing(self, kind: type[np.generic], nothing: float = NOTHING) -> Growing:
        self._spilled += 1
        return Growing(kind, nothing, None if self.beside is None else self.beside / f"{self._spilled}.column")


def _sibling(folder: Path) -> Path:
    """Beside the folder, so that the last step is a rename, and hidden, so that nobody takes it for a log."""
    if folder.exists() and not is_log(folder) and not (folder.is_dir() and not any(folder.iterdir())):
        raise FolderIsNoLog(folder=folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    return Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
