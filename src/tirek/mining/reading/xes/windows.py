"""The scanner run over a stream: windows of bytes, what each holds, and what is wrong on which line."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from tirek.mining.reading.errors import LogFileEmpty
from tirek.mining.reading.xes import scanning
from tirek.mining.reading.xes.errors import (
    EncodingWrong,
    NoXes,
    XesBroken,
    XesCharacterForbidden,
    XesCutOff,
    XesDeclares,
    XesReferenceUnknown,
    XesTagsCross,
    XesTooLongAPiece,
)
from tirek.mining.reading.xes.scanning import Bytes, Cells, Known, Rows, Traces
from tirek.refusals import Refusal

WINDOW: Final = 4 << 20
LONGEST: Final = 32 << 20  # bytes of one event, comment or text
SMALLEST_EVENT: Final = len("<event/>")
SMALLEST_TRACE: Final = len("<trace/>")
SMALLEST_ATTRIBUTE: Final = len('<id key="" value=""/>')
NEW_LINE: Final = 10

VERDICTS: Final[dict[int, type[Refusal]]] = {
    scanning.BAD_CHARACTER: XesCharacterForbidden,
    scanning.BAD_UTF8: EncodingWrong,
    scanning.BAD_REFERENCE: XesReferenceUnknown,
    scanning.BAD_END: XesTagsCross,
    scanning.DECLARED: XesDeclares,
    scanning.NOT_XES: NoXes,
}
"""Any other verdict is `XesBroken`."""


@dataclass(frozen=True, slots=True)
class Window:
    """What was scanned of whole events: views that are good until the next window.

    `first_trace` is the number of `traces[0]`; `open` says that the last trace goes on in the next window.
    """

    text: Bytes
    line: int
    rows: Rows
    cells: Cells
    of_traces: Cells
    traces: Traces
    first_trace: int
    open: bool

    def line_of(self, place: int) -> int:
        """This function will give the line of a place in `text`."""
        return self.line + int(np.count_nonzero(self.text[:place] == NEW_LINE))

    def lines(self, places: scanning.Places) -> list[int]:
        """This function will give the line of each place in `text`."""
        ends = np.flatnonzero(self.text == NEW_LINE)
        return [int(line) for line in np.searchsorted(ends, places) + self.line]


class Scanner:
    """State of one file that is being scanned. `counts` (nested, lists, …) are read from `state` at the end."""

    def __init__(self, name: str, known: Known, line: int, window: int = WINDOW) -> None:
        self.name, self.known, self.line = name, known, line
        self.state = np.zeros(scanning.PLACES, dtype=np.int64)
        self.state[scanning.TRACE] = -1
        self._stack = np.empty(scanning.DEEPEST, dtype=np.uint64)
        self._seed = np.uint64(secrets.randbits(64))
        self._named = False
        self._make(window)
        self._filled = 0

    def windows(self, pieces: Iterable[bytes]) -> Iterator[Window]:
        """This function will scan a stream to its end. Raises refusals of `errors.py`."""
        for piece in pieces:
            rest = memoryview(piece)
            while len(rest):
                taken = min(len(rest), self._size - self._filled)
                self._text[self._filled : self._filled + taken] = np.frombuffer(rest[:taken], dtype=np.uint8)
                self._filled += taken
                rest = rest[taken:]
                if self._filled == self._size:
                    yield self._scanned()
                    self._shifted()
        yield self._scanned()
        if self.state[scanning.ENDED] == 0 or self._done < self._filled:
            if self.state[scanning.ROOTED] == 0 and self._done == self._filled:
                raise LogFileEmpty(name=self.name)
            raise XesCutOff(name=self.name, line=self._line_at(self._filled))

    def _make(self, size: int) -> None:
        """Room for the most that a window can hold. What is never written to costs no memory."""
        self._size = size
        self._text = np.empty(2 * size + 8, dtype=np.uint8)
        most = size // SMALLEST_EVENT + 1
        self._rows = Rows(*(np.empty(most, dtype=np.int32) for _ in Rows._fields))
        most = size // SMALLEST_TRACE + 2
        self._traces = Traces(*(np.empty(most, dtype=np.int32) for _ in Traces._fields))
        most = size // SMALLEST_ATTRIBUTE + 1
        self._cells = Cells(*(np.empty(most, dtype=np.int32) for _ in Cells._fields))
        self._of_traces = Cells(*(np.empty(most, dtype=np.int32) for _ in Cells._fields))

    def _scanned(self) -> Window:
        s = self.state
        s[[scanning.ROWS, scanning.CELLS, scanning.TRACE_CELLS]] = 0
        s[scanning.FIRST_TRACE] = s[scanning.TRACE] + (0 if s[scanning.OPEN] else 1)
        first = int(s[scanning.FIRST_TRACE])
        self._traces.at[0] = 0
        self._traces.name[0] = scanning.NAMED if self._named else -1
        self._done, verdict = scanning.scan(
            self._text, self._filled, s, self._stack, self._seed, self.known,
            self._rows, self._cells, self._of_traces, self._traces,
        )  # fmt: skip
        if verdict < scanning.CUT:
            raise self._fault(verdict)
        rows, cells, of_traces = int(s[scanning.ROWS]), int(s[scanning.CELLS]), int(s[scanning.TRACE_CELLS])
        traces = int(s[scanning.TRACE]) - first + 1
        is_open = bool(s[scanning.OPEN])
        self._named = is_open and self._traces.name[traces - 1] != -1
        return Window(
            self._text,
            self.line,
            Rows(*(column[:rows] for column in self._rows)),
            Cells(*(column[:cells] for column in self._cells)),
            Cells(*(column[:of_traces] for column in self._of_traces)),
            Traces(*(column[:traces] for column in self._traces)),
            first,
            is_open,
        )

    def _shifted(self) -> None:
        """This function will put what the window cut to its beginning, in a larger one where that is most of it."""
        self.line += self._line_ends(self._done)
        rest = self._filled - self._done
        if rest > self._size // 2:
            if self._size * 2 > LONGEST:
                raise XesTooLongAPiece(name=self.name, line=self.line, limit=LONGEST >> 20)
            left = self._text[self._done : self._filled].copy()
            self._make(self._size * 2)
            self._text[:rest] = left
        else:
            self._text[:rest] = self._text[self._done : self._filled]
        self._filled = rest

    def _line_ends(self, place: int) -> int:
        return int(np.count_nonzero(self._text[:place] == NEW_LINE))

    def _line_at(self, place: int) -> int:
        return self.line + self._line_ends(place)

    def _fault(self, verdict: int) -> Refusal:
        line = self._line_at(int(self.state[scanning.AT]))
        return VERDICTS.get(verdict, XesBroken)(name=self.name, line=line, encoding="UTF-8")
