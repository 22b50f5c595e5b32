"""Whether dates begin with the day or the month: by those that can be only one, in the whole file if need be."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import pyarrow as pa

from tirek.bounded import gettext_noop
from tirek.mining.reading.cells import texts_of
from tirek.mining.reading.guessing import Sample
from tirek.mining.reading.notices import DayOrMonthFirst
from tirek.mining.reading.times import times_of
from tirek.mining.reading.wanted import Wanted
from tirek.mining.reading.word_table import spans

DAY, MONTH = "day", "month"
DAY_FIRST: Final = gettext_noop("The day")


@dataclass(frozen=True, slots=True)
class Dates:
    """What is taken, and what is to be told of it."""

    month_first: bool
    notice: DayOrMonthFirst | None = None


def settled(
    wanted: Wanted, columns: Mapping[str, str], sample: Sample, column: Callable[[str], Iterable[Any]]
) -> Dates:
    """This function will say how to read dates. `column(name)` gives a column of the whole file, piece by piece."""
    return settled_by(wanted, columns, sample, lambda names: counted(piece for name in names for piece in column(name)))


def settled_by(
    wanted: Wanted, columns: Mapping[str, str], sample: Sample, whole: Callable[[list[str]], tuple[int, int, int]]
) -> Dates:
    """This function will say how to read dates. `whole(names)` gives what `counted` says of these whole columns."""
    if wanted.dates is not None:
        return Dates(wanted.dates == MONTH)
    names = [columns[role] for role in ("time", "start") if role in columns]
    day, month, either = counted(pa.array(sample.cells[name], pa.large_string()) for name in names)
    if either and not day and not month:
        day, month, either = whole(names)
    if day or month or not either:
        return Dates(month > day)
    text = next(cell for cell in sample.cells[names[0]] if cell)
    return Dates(False, DayOrMonthFirst(text=text, taken=DAY_FIRST, other=MONTH))


def counted(pieces: Iterable[Any]) -> tuple[int, int, int]:
    """This function will count the dates that can only begin with the day, only with the month, and with either."""
    day = month = either = 0
    for piece in pieces:
        starts, ends, data = spans(texts_of(piece.dictionary if pa.types.is_dictionary(piece.type) else piece))
        read = times_of(data, starts, ends)
        day, month, either = day + read.day_first, month + read.month_first, either + read.either
    return day, month, either
