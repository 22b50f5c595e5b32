"""Columns that grow while a file is read: on disk, where memory is to stay small, or in memory."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import DTypeLike, NDArray

PIECE: Final = 1_000_000


class Growing:
    """One column of equal cells. Rows that were left out before a column was first named hold `nothing`."""

    def __init__(self, kind: DTypeLike, nothing: float | int, spill: Path | None) -> None:
        self.kind: np.dtype[Any] = np.dtype(kind)
        self.nothing = nothing
        self.count = 0
        self._held: NDArray[Any] = np.empty(0, dtype=self.kind)
        self._spill = spill
        self._file = None if spill is None else spill.open("wb")

    def expect(self, count: int) -> None:
        """This function will make room for so many cells in memory at once: growing there would hold them twice."""
        if self._file is None and count > len(self._held):
            held = np.empty(count, dtype=self.kind)
            held[: self.count] = self._held[: self.count]
            self._held = held

    def add(self, values: NDArray[Any]) -> None:
        """This function will put values at the end. Raises OSError where the disk is full."""
        values = np.ascontiguousarray(values, dtype=self.kind)
        if self._file is None:
            if self.count + len(values) > len(self._held):
                self.expect(max(self.count + len(values), 2 * len(self._held)))
            self._held[self.count : self.count + len(values)] = values
        else:
            self._file.write(values.data.cast("B"))
        self.count += len(values)

    def fill(self, count: int) -> None:
        """This function will make the column `count` long, with nothing in the rows that are missing."""
        while self.count < count:
            self.add(np.full(min(PIECE, count - self.count), self.nothing, dtype=self.kind))

    def values(self) -> NDArray[Any]:
        """This function will give the column: what lies on disk is mapped, not read. Nothing is added afterwards."""
        if self._spill is None:
            return self._held[: self.count]
        self.close()
        if not self.count:
            return np.empty(0, dtype=self.kind)
        return np.memmap(self._spill, dtype=self.kind, mode="r", shape=(self.count,)).view(np.ndarray)

    def drop(self) -> None:
        """This function will free what the column holds."""
        self.close()
        self._held = np.empty(0, dtype=self.kind)
        if self._spill is not None:
            self._spill.unlink(missing_ok=True)

    def close(self) -> None:
        """This function will close the file; values stay."""
        if self._file is not None:
            self._file.close()
