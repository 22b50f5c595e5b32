"""What was taken, sorted: whole cases in their order, codes of sorted words, and only words and cases that occur."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from tirek.mining.errors import LogEmpty
from tirek.mining.log import NOTHING, Codes, Moments, Numbers
from tirek.mining.reading.notices import CasesWithoutEvents, EventsInTheFuture, RowsLeftOut, ZonesDiffer
from tirek.mining.reading.ordering import Order, bounds_of, one_a_case, order_of
from tirek.mining.reading.word_table import WordTable
from tirek.mining.reading.writing import NO_TIME, NO_ZONE, LogWriter

NUMBER: Final = r"^-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,15})?([eE][-+]?[0-9]{1,3})?$"
ZONE: Final = "zone"
ZONES: Final = 65536
OF_CASE: Final = "case:"  # how flat files name what is said of a case, as PM4Py writes them


@dataclass(frozen=True, eq=False)
class Texts:
    """A column of texts: where the codes lie, what each becomes (the last entry: nothing stays nothing), the words."""

    codes: Codes | NDArray[np.int16]
    rank: Codes
    words: pa.Array

    def rows(self, rows: Any) -> Codes:
        """This function will give the codes of some rows, by the sorted words."""
        return np.asarray(self.rank[self.codes[rows]])


@dataclass(frozen=True, eq=False)
class Figures:
    """A column of numbers, or of texts that are all numbers."""

    values: NDArray[Any]
    meant: Numbers | None = None

    def rows(self, rows: Any) -> Numbers:
        """This function will give the numbers of some rows."""
        return np.asarray(self.values[rows] if self.meant is None else self.meant[self.values[rows]])


class SortedLog:
    """Events in the order of a log. `order` is None where rows lie so already; else the row of each event."""

    def __init__(self, taken: LogWriter, roles: Mapping[str, str]) -> None:
        taken.complete()
        if not taken.events:
            raise LogEmpty(name=taken.name)
        self._taken = taken
        self._roles = set(roles.values())
        case, moments = taken.case.values(), taken.time.values()
        bounds = bounds_of(case, len(taken.cases))
        self.order: Order | None = order_of(case, moments, bounds)
        occurs = np.diff(bounds) > 0
        self.case_codes: Codes = np.flatnonzero(occurs).astype(np.int32)
        self.bounds: NDArray[np.int64] = np.append(bounds[:-1][occurs], bounds[-1])
        self.activity = ranked(taken.activity.values(), taken.activities)
        self._tell(moments, len(occurs) - len(self.case_codes))

    def _tell(self, moments: Moments, empty: int) -> None:
        now = time.time_ns() // 1000
        if future := int(np.count_nonzero(moments > now)):
            self._taken.notice(EventsInTheFuture(count=future, last=told(int(moments.max()))))
        if empty:
            self._taken.notice(CasesWithoutEvents(count=empty))
        if len(self.zones) > 1:
            self._taken.notice(ZonesDiffer(zones=", ".join(zone or "—" for zone in self.zones)))
        if self._taken.faults:
            self._taken.notice(RowsLeftOut(count=self._taken.faults.total()))

    @cached_property
    def zones(self) -> dict[str, int]:
        """How many times are written in which zone, the most frequent first; "" counts those that say none."""
        if self._taken.zone is None:
            return {"": self._taken.events}
        zones = self._taken.zone.values()
        if (least := int(zones.min())) == int(zones.max()):
            return {zone_name(least): len(zones)}
        counted = np.bincount(zones.view(np.uint16), minlength=ZONES)
        said = {
            zone_name(met - ZONES if met >= ZONES // 2 else met): int(counted[met])
            for met in counted.nonzero()[0].tolist()
        }
        return dict(sorted(said.items(), key=lambda each: (-each[1], each[0])))

    def rows(self, first: int, past: int) -> Any:
        """This function will give which rows of the file are the events `first` to `past`."""
        return slice(first, past) if self.order is None else self.order[first:past]

    def times(self, rows: Any) -> Moments:
        """This function will give the times of some rows."""
        return np.asarray(self._taken.time.values()[rows])

    def starts(self, rows: Any) -> Moments | None:
        """This function will give when rows began, or None where the file never says."""
        if self._taken.start is None:
            return None
        starts = np.asarray(self._taken.start.values()[rows])
        return np.where(starts == NO_TIME, self.times(rows), starts)

    def groups(self, events: int) -> Iterator[tuple[int, int]]:
        """This function will give the first and past case of whole cases with about so many events together."""
        first, cases = 0, len(self.case_codes)
        while first < cases:
            past = int(np.searchsorted(self.bounds, self.bounds[first] + events, side="right")) - 1
            past = min(max(past, first + 1), cases)
            yield first, past
            first = past

    @cached_property
    def event_columns(self) -> dict[str, Texts | Figures]:
        """The attributes of events, in the order of first naming; the zone after them where zones differ."""
        of_cases = self._said_of_cases
        columns = {name: self._column(name) for name in self._taken.columns if name not in of_cases}
        if self.zone_column and self._taken.zone is not None:
            columns[self.zone_column] = _zones(self._taken.zone.values())
        return columns

    @cached_property
    def case_columns(self) -> dict[str, Texts | Figures]:
        """The attributes of cases: given as such, and columns “case:…” that say one thing a case."""
        columns: dict[str, Texts | Figures] = {}
        for name, first in self._said_of_cases.items():
            rows = np.where(first[self.case_codes] < 0, NOTHING, first[self.case_codes])
            columns[name.removeprefix(OF_CASE)] = self._column(name, rows)
        for name, (cases, said) in self._taken.of_cases.items():
            columns[name] = self._of_cases(name, cases, said)
        return columns

    @cached_property
    def zone_column(self) -> str | None:
        """The name of the column that says the zone of each time, where they differ."""
        if len(self.zones) < 2:
            return None
        name = ZONE
        while name in self._taken.columns:
            name += " of time"
        return name

    @cached_property
    def _said_of_cases(self) -> dict[str, NDArray[np.int64]]:
        """Columns of a flat file that say one thing a case, each with the first row of each case that says it."""
        kept = {}
        for name in self._taken.columns:
            if name.startswith(OF_CASE) and name.removeprefix(OF_CASE) not in self._taken.of_cases:
                first = np.full(len(self._taken.cases), NOTHING, dtype=np.int64)
                if one_a_case(self._taken.case.values(), self._taken.columns[name].values(), first):
                    kept[name] = first
        return kept

    def _column(self, name: str, rows: NDArray[np.int64] | None = None) -> Texts | Figures:
        values = self._taken.columns[name].values()
        if rows is not None:
            nothing = NOTHING if values.dtype.kind == "i" else np.nan
            values = np.where(rows == NOTHING, nothing, values[rows]).astype(values.dtype)
        if values.dtype.kind == "f":
            return Figures(values)
        table = self._taken.tables[name]
        words = table.words()
        if name in self._taken.numeric and name not in self._roles and all_numbers(words):
            return Figures(values, np.append(words.cast(pa.float64()).to_numpy(zero_copy_only=False), np.nan))
        return ranked(values, table)

    def _of_cases(self, name: str, cases: list[int], said: list[Any]) -> Texts | Figures:
        table = self._taken.case_words(name)
        if len(table):  # some are texts: then all are
            said = [table.code(f"{value:g}") if isinstance(value, float) else value for value in said]
            codes = np.full(len(self._taken.cases), NOTHING, dtype=np.int32)
            codes[cases] = said
            return ranked(codes[self.case_codes], table)
        values = np.full(len(self._taken.cases), np.nan)
        values[cases] = said
        return Figures(values[self.case_codes])


def ranked(codes: Codes, table: WordTable) -> Texts:
    """This function will order the words that occur as Python orders texts, which is the order of their UTF-8."""
    used = np.zeros(len(table) + 1, dtype=np.bool_)
    used[codes] = True
    kept = np.flatnonzero(used[:-1])
    words = table.words().take(pa.array(kept))
    place = pc.array_sort_indices(words).to_numpy()
    rank = np.full(len(table) + 1, NOTHING, dtype=np.int32)
    rank[kept[place]] = np.arange(len(kept), dtype=np.int32)
    return Texts(codes, rank, words.take(pa.array(place)))


def all_numbers(words: pa.Array) -> bool:
    """This function will say whether every text is a number as programs write it: no zeros before it, 15 digits."""
    return len(words) > 0 and bool(pc.all(pc.match_substring_regex(words, NUMBER)).as_py())


def zone_name(minutes: int) -> str:
    """This function will write a zone: +05:30, or nothing where none was said."""
    if minutes == NO_ZONE:
        return ""
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"


def told(moment: int) -> str:
    """This function will write µs since 1970 as a date and time in UTC."""
    try:
        return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=moment)).isoformat(" ", "seconds")
    except OverflowError:
        return f"{moment} µs"


def _zones(zones: NDArray[np.int16]) -> Texts:
    met = (np.bincount(zones.view(np.uint16), minlength=ZONES) > 0).nonzero()[0]
    minutes = [int(each) - ZONES if each >= ZONES // 2 else int(each) for each in met]
    words = sorted(str(each) for each in minutes if each != NO_ZONE)
    rank = np.full(ZONES, NOTHING, dtype=np.int32)  # a zone west of UTC counts from the end, as Python does
    for each in minutes:
        rank[each] = NOTHING if each == NO_ZONE else words.index(str(each))
    return Texts(zones, rank, pa.array(words, pa.large_string()))
