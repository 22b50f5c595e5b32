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
from tirek.mining.reading.word_table import WordTable, spans
from tirek.mining.reading.writing import NO_TIME, Block, Fault, LogWriter
from tirek.mining.reading.zones import Zone
from tirek.refusals import Refusal

REASONS: Final[tuple[type[Refusal], ...]] = (NoCase, NoActivity, NoTime, TimeNotRead, StartNotRead)
FINE: Final = len(REASONS)
Flags = NDArray[np.bool_]


class Said:
    """A column that every row should say something in: where it does, and the codes of what it says."""

    def __init__(self, column: Any) -> None:
        self._column = texts_of(column)
        if pa.types.is_dictionary(self._column.type):
            starts, ends, data = spans(self._column.dictionary)
            there = np.append(_not_blank(data, starts, ends) >= 0, False)  # the last one is where nothing leads
            self.there: Flags = there[self._column.indices.fill_null(-1).to_numpy(zero_copy_only=False)]
        else:
            starts, self._ends, self._data = spans(self._column)
            self._starts = _not_blank(self._data, starts, self._ends)
            self.there = self._starts >= 0

    def codes(self, table: WordTable, fine: Flags) -> Codes:
        """This function will give the codes of the rows that are fine."""
        if pa.types.is_dictionary(self._column.type):
            return table.codes(self._column if fine.all() else self._column.filter(pa.array(fine)))
        if fine.all():
            return table.codes_of_spans(self._data, self._starts, self._ends)
        return table.codes_of_spans(self._data, self._starts[fine], self._ends[fine])


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

    def take(self, cells: Mapping[str, Any], lines: NDArray[np.int64]) -> Flags:
        """This function will take rows: cells by column, and the line of each row. It gives which became events."""
        case, activity = (Said(cells[self._columns[role]]) for role in ("case", "activity"))
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
                case=case.codes(self._writer.cases, fine),
                activity=activity.codes(self._writer.activities, fine),
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

    @staticmethod
    def _wrong(case: Said, activity: Said, time: Moment, start: Moment | None) -> NDArray[np.int8]:
        wrong = np.full(len(case.there), FINE, dtype=np.int8)
        if start is not None:
            wrong[start.state == NOT_READ] = 4
        wrong[time.state == NOT_READ] = 3
        wrong[time.state == NOTHING_SAID] = 2
        wrong[~activity.there] = 1
        wrong[~case.there] = 0
        return wrong

    def _tell(self, wrong: NDArray[np.int8], cells: Mapping[str, Any], lines: NDArray[np.int64]) -> None:
        roles = ("case", "activity", "time", "time", "start")
        nothing = wrong == 0  # a row without anything, as many a file ends with, is no fault
        for name in cells if nothing.any() else ():
            nothing[nothing] = ~Said(cells[name].filter(pa.array(nothing))).there
        for row in np.flatnonzero((wrong != FINE) & ~nothing).tolist():
            column = self._columns[roles[wrong[row]]]
            text = str(cells[column][row].as_py() or "") if wrong[row] > 2 else ""
            self._writer.fault(Fault(int(lines[row]), REASONS[wrong[row]], column, text))

    def _kept(self, cells: Mapping[str, Any]) -> list[str]:
        nested = {name for name in self._attributes if pa.types.is_nested(cells[name].type)}
        self._left_out |= nested
        return [name for name in self._attributes if name not in nested]

    def _attribute(self, name: str, column: Any, fine: Flags) -> tuple[str, Codes | Numbers]:
        if not self._texts and name not in self._as_texts and (numbers := numbers_of(column)) is not None:
            return name, numbers[fine]
        table = self._writer.words(name, numbers=self._texts)
        column = texts_of(column)
        if self._texts:
            starts, ends, data = spans(column)
            starts = np.where(starts == ends, -1, starts)
            return name, table.codes_of_spans(data, starts[fine], ends[fine])
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
