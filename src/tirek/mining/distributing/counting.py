"""What one task counts: some whole cases, read and passed over as a log of one machine is, and given as rows to add up.

Nothing is measured here. Durations are given each with how often it was met, so that what is measured of all of them
together is exact.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from tirek.mining.describing.calendar import WorkingCalendar
from tirek.mining.describing.flow import Ends
from tirek.mining.describing.months import months_of
from tirek.mining.describing.sequences import Sequences
from tirek.mining.describing.steps import Steps
from tirek.mining.describing.throughput import CaseTimes
from tirek.mining.log import Part
from tirek.mining.reading.direct import parts_of
from tirek.mining.reading.notices import (
    EventsInTheFuture,
    RowsLeftOut,
    StartsAfterCompletion,
    StartsMissing,
    TimesWithoutZone,
)
from tirek.mining.reading.rows import Rows
from tirek.mining.reading.sorted_log import SortedLog
from tirek.mining.reading.writing import LogWriter
from tirek.mining.reading.zones import Zone
from tirek.refusals import Refusal

STEP, STEP_CASES, VARIANT, ACTIVITY, FIRST, LAST, CASE, MOMENT, ARRIVED, COMPLETED, ZONE, NOTICE = range(12)
"""What a row counts. `key` is a step (before * kinds + after), an activity, a month since 1970, a zone or a notice;
`value` is a duration or a moment (µs); `variant` is its activities, four bytes each, the greatest first."""

SCHEMA: Final = "what tinyint, key bigint, value bigint, count bigint, variant binary"
NOTICES: Final[tuple[type[Refusal], ...]] = (
    TimesWithoutZone,
    StartsMissing,
    StartsAfterCompletion,
    EventsInTheFuture,
    RowsLeftOut,
)
NO_BYTES: Final = b""

Numbers = NDArray[Any]


@dataclass(frozen=True)
class Asked:
    """What a task is told: how rows are read, all activities in order, and what of their cases is to be counted."""

    roles: tuple[str, ...]
    zone: Zone
    month_first: bool
    activities: tuple[str, ...]
    steps: bool = False
    variants: bool = False
    times: bool = False
    months_of: str = "UTC"
    calendar: WorkingCalendar | None = None
    place: Mapping[str, int] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "place", {word: code for code, word in enumerate(self.activities)})

    def counted(self, batches: Iterator[Any]) -> Iterator[Any]:
        """This function will count whole cases, given as Arrow batches of rows in the order of their files."""
        writer = LogWriter(None)
        rows = Rows(
            writer, {role: role for role in self.roles}, (), self.zone, month_first=self.month_first, texts=False
        )
        for batch in batches:
            cells = {role: batch.column(role) for role in self.roles}
            rows.take(cells, np.zeros(len(batch), np.int64))
        rows.finish()
        if writer.events:
            yield from self._passed(writer, SortedLog(writer, {}))
        elif writer.faults:
            writer.notice(RowsLeftOut(count=writer.faults.total()))
        for notice in writer.notices:
            if type(notice) in NOTICES:
                yield _rows(NOTICE, NOTICES.index(type(notice)), 0, notice.facts["count"])

    def _passed(self, writer: LogWriter, log: SortedLog) -> Iterator[Any]:
        cases, kinds = len(log.case_codes), len(log.activity.words)
        everywhere = np.array([self.place[word] for word in log.activity.words.to_pylist()], np.int64)
        ends, steps = Ends(kinds), Steps(kinds)
        sequences, times = Sequences(cases, kinds), CaseTimes(cases, self.calendar)
        for part in parts_of(log):
            ends.take(part)
            if self.steps:
                self._walk(steps, part)
            if self.variants:
                sequences.take(part.first_case, part.offsets, part.activity)
            if self.times:
                times.take(part)
        for what, counts in ((ACTIVITY, ends.all), (FIRST, ends.first), (LAST, ends.last)):
            yield _rows(what, everywhere, 0, counts)
        moments = writer.time.values()
        yield _rows(MOMENT, 0, np.array([moments.min(), moments.max()]), 1)
        if writer.zone is not None:
            yield _rows(ZONE, *_met(writer.zone.values(), as_key=True))
        if self.steps:
            yield from _steps(steps, everywhere, len(self.activities))
        if self.variants:
            yield _variants(sequences, everywhere)
        if self.times:
            yield from self._times(times)

    def _walk(self, steps: Steps, part: Part) -> None:
        clock = part.time if self.calendar is None else self.calendar.clock(part.time)
        steps.take(part.offsets, part.activity, clock)

    def _times(self, times: CaseTimes) -> Iterator[Any]:
        yield _rows(CASE, 0, *_met(times.durations()))
        months = months_of(times.first, times.last, zone=self.months_of)
        keys = np.array([month.month for month in months], "datetime64[M]").astype(np.int64)
        yield _rows(ARRIVED, keys, 0, np.array([month.arrived for month in months]))
        yield _rows(COMPLETED, keys, 0, np.array([month.completed for month in months]))


def _met(values: Numbers, *, as_key: bool = False) -> tuple[Any, ...]:
    """Different values, and how often each was met."""
    met, counts = np.unique(values, return_counts=True)
    return (met, 0, counts) if as_key else (met, counts)


def _steps(steps: Steps, everywhere: Numbers, kinds: int) -> Iterator[Any]:
    pairs, cases, durations, bounds = steps.beside()
    here = len(everywhere)
    keys = everywhere[pairs // here] * kinds + everywhere[pairs % here]
    yield _rows(STEP_CASES, keys, 0, cases)
    for key, first, past in zip(keys.tolist(), bounds[:-1].tolist(), bounds[1:].tolist(), strict=True):
        yield _rows(STEP, key, *_met(durations[first:past]))


def _variants(sequences: Sequences, everywhere: Numbers) -> Any:
    codes = everywhere[sequences.pool].astype(">u4")
    bounds = pa.py_buffer((sequences.bounds * 4).astype(np.int32))
    variants = pa.Array.from_buffers(pa.binary(), len(sequences.counts), [None, bounds, pa.py_buffer(codes.tobytes())])
    return _rows(VARIANT, 0, 0, sequences.counts, variants)


def codes_of(variant: bytes) -> list[int]:
    """This function will give the activities of a variant as they lie in a row."""
    found: list[int] = np.frombuffer(variant, ">u4").tolist()
    return found


def _rows(what: int, key: Any, value: Any, count: Any, variants: Any = None) -> Any:
    """A batch: each of these is one number for all rows, or one number a row."""
    size = next((len(each) for each in (key, value, count) if np.ndim(each)), 1)
    columns = [np.broadcast_to(np.asarray(each, np.int64), size) for each in (key, value, count)]
    none = pa.array([NO_BYTES], pa.binary()).take(pa.array(np.zeros(size, np.int64))) if variants is None else variants
    arrays = [pa.array(np.full(size, what, np.int8)), *(pa.array(np.ascontiguousarray(each)) for each in columns), none]
    return pa.RecordBatch.from_arrays(arrays, ["what", "key", "value", "count", "variant"])
