"""XES to a log: events of traces as rows, attributes as columns, and told what a table has no place for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Final

import numpy as np

from tirek.mining.log import NOTHING, Codes, Numbers
from tirek.mining.reading.ahead import one_ahead
from tirek.mining.reading.errors import NoSuchColumn
from tirek.mining.reading.notices import TimesWithoutZone
from tirek.mining.reading.unpacking import Unpacked
from tirek.mining.reading.wanted import Wanted
from tirek.mining.reading.writing import LogWriter
from tirek.mining.reading.xes import scanning
from tirek.mining.reading.xes.columns import AttributeColumns
from tirek.mining.reading.xes.decoding import Decoded
from tirek.mining.reading.xes.held import Taken, joined, with_case
from tirek.mining.reading.xes.pairing import COMPLETE, OTHER, START, starts_of
from tirek.mining.reading.xes.rows import EventRows
from tirek.mining.reading.xes.scanning import Known
from tirek.mining.reading.xes.telling import Traces, notices
from tirek.mining.reading.xes.windows import WINDOW, Scanner, Window

ACTIVITY: Final = "concept:name"
TIME: Final = "time:timestamp"
TRANSITION: Final = "lifecycle:transition"
INSTANCE: Final = "concept:instance"
ATTRIBUTES: Final = {"resource": "org:resource", "office": "org:group"}
NO_KEY: Final = "\0"  # which no XML can hold


def read_xes(file: Path, writer: LogWriter, wanted: Wanted, *, window: int = WINDOW) -> Mapping[str, str]:
    """This function will give a file's events to a writer, and which attribute says what, by role.

    `window` is how many bytes are scanned at a time: memory is some ten times that, and each text of the log once.
    Raises refusals of `xes/errors.py` and `reading/errors.py`, OSError.
    """
    with Unpacked(file) as stream:
        decoded = Decoded(file.name, stream)
        pieces = one_ahead(decoded.pieces())
        first = next(pieces, b"")
        reading = XesReading(writer, wanted)
        scanner = Scanner(file.name, reading.known, decoded.line, window)
        for scanned in scanner.windows(chain([first], pieces)):
            reading.take(scanned)
            writer.tell(stream.done, stream.size)
    reading.tell(scanner.state)
    return reading.roles()


class XesReading:
    """What was met so far of one file."""

    def __init__(self, writer: LogWriter, wanted: Wanted) -> None:
        self._writer, self._wanted = writer, wanted
        self._roles = {
            "case": wanted.case or ACTIVITY,
            "activity": wanted.activity or ACTIVITY,
            "time": wanted.time or TIME,
            **({"start": wanted.start} if wanted.start else {}),
        }
        keys = (self._roles.get(role, NO_KEY).encode() for role in Known._fields)
        self.known = Known(*(np.frombuffer(key, dtype=np.uint8) for key in keys))
        self._rows = EventRows(writer, wanted, self._roles)
        self._of_cases = AttributeColumns(writer.name, writer.case_words, self._turned, go_on=True)
        self._open_case = NOTHING
        self._held: list[Taken] = []
        self._held_said: list[tuple[str, Codes | Numbers]] = []
        self._traces = Traces()

    def take(self, window: Window) -> None:
        """This function will take the events and the attributes of traces of a window.

        Events of a trace that goes on wait, where its name is not known yet or its events are to be paired.
        """
        cases = self._cases(window)
        self._say(window, cases)
        taken = self._rows.of(window, cases)
        waits = window.open and (cases[-1] == NOTHING or self._wanted.pair_lifecycle)
        if waits and len(cases) == 1:
            self._held.append(taken)
            return
        if self._held:
            waited = [with_case(each, int(cases[0])) for each in self._held]
            taken = joined([*waited, taken], self._rows.attributes.codes_of)
        last = window.first_trace + len(cases) - 1
        past = int(np.searchsorted(taken.trace, last)) if waits else len(taken.trace)
        self._held = [taken.rows(slice(past, None))] if waits else []
        done = taken.rows(slice(0, past))
        self._writer.take((self._paired(done) if self._wanted.pair_lifecycle else done).block())

    def roles(self) -> dict[str, str]:
        """This function will give which attribute says what. Raises `NoSuchColumn`."""
        found = dict(self._roles)
        for role, usual in ATTRIBUTES.items():
            named = getattr(self._wanted, role)
            if named and named not in self._rows.attributes:
                columns = ", ".join(self._rows.attributes.names)
                raise NoSuchColumn(name=self._writer.name, column=named, columns=columns)
            if (named or usual) in self._rows.attributes:
                found[role] = named or usual
        return found

    def tell(self, state: scanning.State) -> None:
        """This function will tell what was left out, and what was taken otherwise than it stands."""
        columns = self._rows.attributes, self._of_cases
        for notice in notices(state, self._traces, sum(each.twice for each in columns)):
            self._writer.notice(notice)
        for notice in (notice for each in columns for notice in each.notices()):
            self._writer.notice(notice)
        if self._rows.zoneless:
            self._writer.notice(TimesWithoutZone(count=self._rows.zoneless, zone=self._wanted.zone or "UTC"))

    def _cases(self, window: Window) -> Codes:
        """The case of each trace of the window: by its name, or by its number where it ended without one."""
        names, table = window.traces.name, self._writer.cases
        before = len(table)
        codes = table.codes_of_spans(window.text, np.where(names < 0, NOTHING, names), window.traces.name_end)
        self._traces.known += int(np.count_nonzero(names >= 0))
        if len(names) and names[0] == scanning.NAMED:
            codes[0] = self._open_case
        ended = codes[:-1] if window.open else codes
        unnamed = np.flatnonzero(ended == NOTHING)
        for trace in unnamed:
            codes[trace] = table.code(f"#{window.first_trace + trace + 1}")
        if len(unnamed) and not self._traces.unnamed:
            self._traces.line = window.line_of(window.traces.at[unnamed[0]])
        self._traces.unnamed += len(unnamed)
        self._traces.known += len(unnamed)
        self._traces.cases += len(table) - before
        self._open_case = int(codes[-1]) if window.open else NOTHING
        return codes

    def _say(self, window: Window, cases: Codes) -> None:
        """This function will keep what is said of traces; of one whose case is not known yet, until it is."""
        if self._held_said and cases[0] != NOTHING:
            for name, values in self._held_said:
                self._keep(name, np.full(len(values), cases[0], dtype=np.int32), values)
            self._held_said = []
        begins = lambda trace: window.line_of(window.traces.at[trace - window.first_trace])  # noqa: E731
        for said in self._of_cases.said(window.text, window.of_traces, begins):
            of = cases[said.rows - window.first_trace]
            waits = of == NOTHING
            if waits.any():
                self._held_said.append((said.name, said.values[waits]))
            self._keep(said.name, of[~waits], said.values[~waits])

    def _keep(self, name: str, cases: Codes, values: Codes | Numbers) -> None:
        if values.dtype.kind == "f" and not self._of_cases.is_numeric(name):
            values = self._of_cases.codes_of(name, values)
        self._writer.case_values(name, cases, values)

    def _turned(self, name: str) -> None:
        """A column of cases with numbers gets a text."""
        if name in self._writer.of_cases:
            cases, kept = self._writer.of_cases[name]
            codes = self._of_cases.codes_of(name, np.array(kept, dtype=np.float64))
            self._writer.of_cases[name] = (cases, codes.tolist())

    def _paired(self, taken: Taken) -> Taken:
        """Whole traces, with the beginning of a work and its end as one event."""
        transitions = taken.columns.get(TRANSITION)
        if transitions is None or transitions.dtype.kind == "f":
            return taken
        meant = {"start": START, "complete": COMPLETE}
        words = self._writer.words(TRANSITION).words().to_pylist()
        meaning = np.array([*(meant.get(word.lower(), OTHER) for word in words), OTHER], dtype=np.int8)
        instances = taken.columns.get(INSTANCE)
        start, stays = starts_of(taken.trace, taken.activity, instances, taken.time, meaning[transitions])
        return replace(taken, start=start).rows(stays)
