"""Attributes as columns: texts as codes, numbers as numbers as long as all that is said in a column is numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from tirek.mining.log import NOTHING, Codes, Numbers
from tirek.mining.reading.errors import LogTooWide
from tirek.mining.reading.word_table import WordTable
from tirek.mining.reading.xes.errors import NumbersNotRead
from tirek.mining.reading.xes.numbers import SLOW, TEXT, numbers
from tirek.mining.reading.xes.scanning import TEXTUAL, WHOLE, Bytes, Cells

MOST_COLUMNS: Final = 2000


@dataclass(frozen=True, slots=True, eq=False)
class Said:
    """What some rows say in a column: `values` are codes of texts, or numbers."""

    name: str
    rows: NDArray[np.int32]
    values: Codes | Numbers


class AttributeColumns:
    """The columns of events, or of cases. `turned(name)` is called before a column of numbers becomes one of texts.

    `go_on`: a row is the same one in the next window, as traces are.
    """

    def __init__(
        self, log: str, words: Callable[[str], WordTable], turned: Callable[[str], None], *, go_on: bool
    ) -> None:
        self._log, self._words, self._turned = log, words, turned
        self._keys = WordTable()
        self._names: list[str] = []
        self._numeric: dict[str, bool] = {}
        self._unread: dict[str, tuple[int, str, int]] = {}
        self._go_on, self._last = go_on, dict[str, int]()
        self.twice = 0

    @property
    def names(self) -> tuple[str, ...]:
        """The columns that were met, in their order."""
        return tuple(self._numeric)

    def __contains__(self, name: str) -> bool:
        return name in self._numeric

    def is_numeric(self, name: str) -> bool:
        """This function will say whether a column holds nothing but numbers so far."""
        return self._numeric[name]

    def said(self, text: Bytes, cells: Cells, line_of: Callable[[int], int]) -> Iterator[Said]:
        """This function will give each column that cells speak of. Raises `LogTooWide`."""
        keys = self._keys.codes_of_spans(text, cells.key, cells.key_end)
        if len(self._keys) > MOST_COLUMNS:
            raise LogTooWide(name=self._log, count=len(self._keys), limit=MOST_COLUMNS)
        if len(self._keys) > len(self._names):
            self._names = self._keys.words().to_pylist()
        if not len(keys):
            return
        order = np.argsort(keys.astype(np.int16), kind="stable")
        met, first = np.unique(keys[order], return_index=True)
        for key, a, b in zip(met, first, [*first[1:], len(order)], strict=True):
            yield self._column(self._names[key], text, Cells(*(field[order[a:b]] for field in cells)), line_of)

    def codes_of(self, name: str, values: Codes | Numbers) -> Codes:
        """This function will give numbers as texts, for a column that holds texts too."""
        return self._words(name).codes(pa.array([_written(value) for value in values.tolist()], type=pa.string()))

    def notices(self) -> Iterator[NumbersNotRead]:
        """This function will tell which declared numbers were none."""
        for name, (count, text, line) in self._unread.items():
            yield NumbersNotRead(column=name, count=count, text=text, line=line)

    def _column(self, name: str, text: Bytes, cells: Cells, line_of: Callable[[int], int]) -> Said:
        again = int(np.count_nonzero(cells.row[1:] == cells.row[:-1]))
        self.twice += again + int(self._last.get(name) == cells.row[0])
        if self._go_on:
            self._last[name] = int(cells.row[-1])
        declared = cells.kind != TEXTUAL
        values, verdicts = self._numbers(name, text, Cells(*(field[declared] for field in cells)), line_of)
        if self._numeric.get(name, True) and declared.all() and not (verdicts == TEXT).any():
            self._numeric[name] = True
            return Said(name, cells.row, values)
        if self._numeric.get(name):
            self._turned(name)
        self._numeric[name] = False
        read = np.flatnonzero(declared)[verdicts != TEXT]
        start = cells.value.copy()
        start[read] = NOTHING
        codes = self._words(name).codes_of_spans(text, start, cells.value_end)
        codes[read] = self.codes_of(name, values[verdicts != TEXT])
        return Said(name, cells.row, codes)

    def _numbers(
        self, name: str, text: Bytes, cells: Cells, line_of: Callable[[int], int]
    ) -> tuple[Numbers, NDArray[np.int8]]:
        """The values of what is declared a number, NaN where it is none; and which would not survive as numbers."""
        values = np.empty(len(cells.row), dtype=np.float64)
        verdicts = np.empty(len(cells.row), dtype=np.int8)
        if len(values):
            numbers(text, cells.value, cells.value_end, cells.kind == WHOLE, values, verdicts)
            for i in np.flatnonzero(verdicts == SLOW):
                values[i] = self._read(name, _text_of(text, cells, i), int(cells.row[i]), line_of)
        return values, verdicts

    def _read(self, name: str, text: str, row: int, line_of: Callable[[int], int]) -> float:
        try:
            if text.isascii() and "_" not in text:
                return float(text)
        except ValueError:
            pass
        count, first, line = self._unread.get(name, (0, text, 0))
        self._unread[name] = (count + 1, first, line or line_of(row))
        return float("nan")


def _text_of(text: Bytes, cells: Cells, i: Any) -> str:
    return bytes(text[cells.value[i] : cells.value_end[i]]).decode()


def _written(value: float) -> str | None:
    if value != value:
        return None
    return str(int(value)) if value.is_integer() and abs(value) <= 2**53 else repr(value)
