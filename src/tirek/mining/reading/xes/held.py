"""Events of a window, and those that wait for what a later window says of their trace."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tirek.mining.log import NOTHING, Codes, Moments, Numbers
from tirek.mining.reading.writing import Block


@dataclass(frozen=True, slots=True, eq=False)
class Taken:
    """Events in the order of the file: number of the trace, case (`NOTHING` where not known yet), and as in `Block`."""

    trace: NDArray[np.int32]
    case: Codes
    activity: Codes
    time: Moments
    start: Moments | None
    zone: NDArray[np.int16]
    columns: dict[str, Codes | Numbers]

    def rows(self, rows: slice | NDArray[np.bool_]) -> Taken:
        """This function will give some of the events."""
        return Taken(
            self.trace[rows],
            self.case[rows],
            self.activity[rows],
            self.time[rows],
            None if self.start is None else self.start[rows],
            self.zone[rows],
            {name: values[rows] for name, values in self.columns.items()},
        )

    def block(self) -> Block:
        """This function will give the events as a writer takes them."""
        return Block(self.case, self.activity, self.time, self.start, self.zone, self.columns)


def joined(parts: Sequence[Taken], codes_of: Callable[[str, Codes | Numbers], Codes]) -> Taken:
    """This function will give parts as one. `codes_of(name, numbers)` makes texts of numbers of a mixed column."""
    if len(parts) == 1:
        return parts[0]
    names = list(dict.fromkeys(name for part in parts for name in part.columns))
    starts = [part.start for part in parts if part.start is not None]
    first, *_ = parts
    whole = {
        field.name: np.concatenate([getattr(part, field.name) for part in parts])
        for field in fields(first)
        if field.name not in ("start", "columns")
    }
    columns = {name: _column(name, parts, codes_of) for name in names}
    return Taken(**whole, start=np.concatenate(starts) if starts else None, columns=columns)


def with_case(taken: Taken, case: int) -> Taken:
    """This function will give events of which those without a case are of this one."""
    return replace(taken, case=np.where(taken.case == NOTHING, np.int32(case), taken.case))


def _column(name: str, parts: Sequence[Taken], codes_of: Callable[[str, Codes | Numbers], Codes]) -> Codes | Numbers:
    said = [part.columns.get(name) for part in parts]
    texts = any(values is not None and values.dtype.kind == "i" for values in said)
    filled: list[Codes | Numbers] = []
    for part, values in zip(parts, said, strict=True):
        if values is None:
            filled.append(
                np.full(len(part.case), NOTHING, dtype=np.int32) if texts else np.full(len(part.case), np.nan)
            )
        elif texts and values.dtype.kind == "f":
            filled.append(codes_of(name, values))
        else:
            filled.append(values)
    whole: Any = np.concatenate(filled)
    return whole  # type: ignore[no-any-return]
