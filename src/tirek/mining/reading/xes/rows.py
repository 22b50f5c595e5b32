"""The events of a window as rows of columns; those that say too little as faults with their line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np
from numpy.typing import NDArray

from tirek.mining.log import NOTHING, Codes, Moments, Numbers
from tirek.mining.reading.row_faults import NoActivity, NoCase, NoTime, StartNotRead, TimeNotRead
from tirek.mining.reading.times import NO_ZONE, NOT_READ, NOTHING_SAID, READ, Times, in_utc, times_of
from tirek.mining.reading.wanted import Wanted
from tirek.mining.reading.writing import NO_TIME, Fault, LogWriter
from tirek.mining.reading.xes.columns import AttributeColumns
from tirek.mining.reading.xes.held import Taken
from tirek.mining.reading.xes.iso import iso_shaped
from tirek.mining.reading.xes.scanning import Bytes, Places
from tirek.mining.reading.xes.windows import Window
from tirek.mining.reading.zones import zone_of
from tirek.refusals import Refusal

REASONS: Final[tuple[type[Refusal], ...]] = (NoCase, NoActivity, NoTime, TimeNotRead, StartNotRead)
"""The first one that holds is told of a row."""


class EventRows:
    """Makes rows of windows. `attributes` are the columns met, `zoneless` counts times that do not say their zone."""

    def __init__(self, writer: LogWriter, wanted: Wanted, roles: Mapping[str, str]) -> None:
        self._writer, self._roles = writer, roles
        self._zone = zone_of(wanted.zone)
        self.attributes = AttributeColumns(writer.name, writer.words, self._turned, go_on=False)
        self.zoneless = 0

    def of(self, window: Window, cases: Codes) -> Taken:
        """This function will give the events of a window; `cases` are those of its traces."""
        rows, text = window.rows, window.text
        times = _times(text, rows.time, rows.time_end)
        starts = None
        if "start" in self._roles:
            starts = _times(text, rows.start, rows.start_end)
        activity = self._writer.activities.codes_of_spans(text, rows.activity, rows.activity_end)
        outside = rows.trace < 0
        taken = Taken(
            rows.trace.copy(),
            np.append(cases, np.int32(NOTHING))[np.where(outside, NOTHING, rows.trace - window.first_trace)],
            activity,
            self._in_utc(times),
            None if starts is None else np.where(starts.state == READ, self._in_utc(starts), NO_TIME),
            times.zones,
            self._columns(window),
        )
        wrong = [
            outside,
            activity == NOTHING,
            times.state == NOTHING_SAID,
            times.state == NOT_READ,
            np.zeros(len(activity), dtype=np.bool_) if starts is None else starts.state == NOT_READ,
        ]
        bad = np.logical_or.reduce(wrong)
        if not bad.any():
            return taken
        self._tell(window, wrong, np.flatnonzero(bad))
        return taken.rows(~bad)

    def _columns(self, window: Window) -> dict[str, Codes | Numbers]:
        columns: dict[str, Codes | Numbers] = {}
        for said in self.attributes.said(window.text, window.cells, lambda row: window.line_of(window.rows.at[row])):
            texts = said.values.dtype.kind == "i"
            column = np.full(len(window.rows.at), NOTHING, np.int32) if texts else np.full(len(window.rows.at), np.nan)
            column[said.rows] = said.values  # where one stands twice, the last one stays
            columns[said.name] = column
        return columns

    def _in_utc(self, times: Times) -> Moments:
        without = (times.zones == NO_ZONE) & (times.state == READ)
        self.zoneless += int(np.count_nonzero(without))
        if self._zone.said and without.any():
            times.moments[without] = in_utc(times.moments[without], self._zone.clock)
        return times.moments

    def _tell(self, window: Window, wrong: list[NDArray[np.bool_]], bad: NDArray[np.intp]) -> None:
        rows = window.rows
        spoken = {
            TimeNotRead: (self._roles["time"], rows.time, rows.time_end),
            StartNotRead: (self._roles.get("start", ""), rows.start, rows.start_end),
        }
        first = np.argmax(np.stack([each[bad] for each in wrong]), axis=0)
        for row, line, which in zip(bad, window.lines(rows.at[bad]), first, strict=True):
            reason = REASONS[which]
            if reason in spoken:
                column, begins, ends = spoken[reason]
                told = bytes(window.text[begins[row] : ends[row]]).decode()
                self._writer.fault(Fault(line, reason, column, told))
            else:
                self._writer.fault(Fault(line, reason))

    def _turned(self, name: str) -> None:
        """A column of numbers in which a text stands becomes one of texts: what was taken of it is written anew."""
        numbers = self._writer.columns.pop(name, None)
        if numbers is not None:
            values = numbers.values()
            texts = self._writer._growing(np.int32)
            texts.add(self.attributes.codes_of(name, values))
            numbers.drop()
            self._writer.columns[name] = texts


def _times(text: Bytes, starts: Places, ends: Places) -> Times:
    times = times_of(text, starts, ends)
    times.state[(times.state == READ) & ~iso_shaped(text, starts, ends)] = NOT_READ
    return times
