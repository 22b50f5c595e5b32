"""Rows of a flat table, given column by column, as events: what every reader of such a table does with them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from tirek.mining.compiled import compiled
from tirek.mining.log import Codes, Numbers
from tirek.mining.reading.cells import Moment, moments_of, numbers_of, texts_of
from tirek.mining.reading.notices import ColumnsLeftOut, TimesWithoutZone
from tirek.mining.reading.row_faults import NoActivity, NoCase, NoTime, StartNotRead, TimeNotRead
from tirek.mining.reading.times import NOT_READ, NOTHING_SAID
from tirek.mining.reading.word_table import spans
from tirek.mining.reading.writing import NO_TIME, Block, Fault, LogWriter
from tirek.mining.reading.zones import Zone
from tirek.refusals import Refusal

REASONS: Final[tuple[type[Refusal], ...]] = (NoCase, NoActivity, NoTime, TimeNotRead, StartNotRead)
FINE: Final = len(REASONS)
Span = tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.uint8]]


class Rows:
    """Gives rows to a writer. `columns` by role; `attributes` are kept, an empty cell as nothing where `texts`.

    With `texts` all cells are texts, as in CSV, and a column of nothing but numbers becomes one of numbers. `as_texts`
    names columns of numbers that are to be texts.
    """

    def __init__(
        self,
        writer: LogWriter,
        columns: Mapping[str, str],
        attributes: tuple[str, ...],
        zone: Zone,
        *,
        month_first: bool = False,
        texts: bool,
        as_texts: frozenset[str] = frozenset(),
    ) -> None:
        self._writer, self._columns, self._attributes = writer, columns, attributes
        self._zone, self._month_first, self._texts = zone, month_first, texts
        self._as_texts = as_texts | {columns[role] for role in ("resource", "office") if role in columns}
        self._unzoned = 0
        self._left_out: set[str] = set()

    def take(self, cells: Mapping[str, Any], lines: NDArray[np.int64]) -> NDArray[np.bool_]:
        """This function will take rows: cells by column, and the line of each row. It gives which became events."""
        case, activity = self._said("case", cells), self._said("activity", cells)
        time = moments_of(cells[self._columns["time"]], self._zone, month_first=self._month_first)
        start = None
        if "start" in self._columns:
            start = moments_of(cells[self._columns["start"]], self._zone, month_first=self._month_first)
        wrong = self._wrong(case, activity, time, start)
        fine = np.asarray(wrong == FINE)
        if not fine.all():
            self._tell(wrong, cells, lines)
        self._unzoned += int(np.count_nonzero(time.naive[fine]))
        self._writer.take(
            Block(
                case=self._codes(self._writer.cases, case, fine),
                activity=self._codes(self._writer.activities, activity, fine),
                time=time.moments[fine],
                start=None if start is None else np.where(start.state == NOTHING_SAID, NO_TIME, start.moments)[fine],
                zone=time.zones[fine],
                columns=dict(self._attribute(name, cells[name], fine) for name in self._kept(cells)),
            )
        )
        return fine

    def finish(self) -> None:
        """This function will tell what is to be told of all rows together."""
        if self._unzoned and not self._zone.said:
            self._writer.notice(TimesWithoutZone(count=self._unzoned, zone=self._zone.name))
        if self._left_out:
            self._writer.notice(ColumnsLeftOut(columns=", ".join(sorted(self._left_out))))

    def _said(self, role: str, cells: Mapping[str, Any]) -> Span:
        starts, ends, data = spans(texts_of(cells[self._columns[role]]))
        return _not_blank(data, starts, ends), ends, data

    @staticmethod
    def _wrong(case: Span, activity: Span, time: Moment, start: Moment | None) -> NDArray[np.int8]:
        wrong = np.full(len(case[0]), FINE, dtype=np.int8)
        if start is not None:
            wrong[start.state == NOT_READ] = 4
        wrong[time.state == NOT_READ] = 3
        wrong[time.state == NOTHING_SAID] = 2
        wrong[activity[0] < 0] = 1
        wrong[case[0] < 0] = 0
        return wrong

    def _tell(self, wrong: NDArray[np.int8], cells: Mapping[str, Any], lines: NDArray[np.int64]) -> None:
        roles = ("case", "activity", "time", "time", "start")
        for row in np.flatnonzero(wrong != FINE).tolist():
            if wrong[row] == 0 and not any(str(column[row].as_py() or "").strip() for column in cells.values()):
                continue  # a line without anything, as many a file ends with
            column = self._columns[roles[wrong[row]]]
            text = str(cells[column][row].as_py() or "") if wrong[row] > 2 else ""
            self._writer.fault(Fault(int(lines[row]), REASONS[wrong[row]], column, text))

    @staticmethod
    def _codes(table: Any, said: Span, fine: NDArray[np.bool_]) -> Codes:
        starts, ends, data = said
        if fine.all():
            return np.asarray(table.codes_of_spans(data, starts, ends))
        return np.asarray(table.codes_of_spans(data, starts[fine], ends[fine]))

    def _kept(self, cells: Mapping[str, Any]) -> list[str]:
        nested = {name for name in self._attributes if pa.types.is_nested(cells[name].type)}
        self._left_out |= nested
        return [name for name in self._attributes if name not in nested]

    def _attribute(self, name: str, column: Any, fine: NDArray[np.bool_]) -> tuple[str, Codes | Numbers]:
        if not self._texts and name not in self._as_texts and (numbers := numbers_of(column)) is not None:
            return name, numbers[fine]
        table = self._writer.words(name, numbers=self._texts)
        column = texts_of(column)
        if self._texts:
            starts, ends, data = spans(column)
            starts = np.where(starts == ends, -1, starts)
            return name, self._codes(table, (starts, ends, data), fine)
        return name, table.codes(column if fine.all() else column.filter(pa.array(fine)))


@compiled
def _not_blank(data: Any, starts: Any, ends: Any) -> Any:
    """Where texts begin; below 0 where there is none, or nothing but blanks."""
    said = np.full(len(starts), -1, dtype=np.int64)
    for i in range(len(starts)):
        if starts[i] >= 0:
            for at in range(starts[i], ends[i]):
                if data[at] > 32:
                    said[i] = starts[i]
                    break
    return said
