"""How many cases arrived and were completed in each calendar month, in UTC or by the clock of a zone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

import numpy as np

from tirek.mining.describing.zones import zone_called
from tirek.mining.log import Moments

Unit = Literal["month", "week", "day"]


@dataclass(frozen=True, slots=True)
class Month:
    """A calendar month ("2026-11"): how many cases had their first event in it, and how many their last."""

    month: str
    arrived: int
    completed: int

    def as_json(self) -> dict[str, str | int]:
        """This function will give the month, its arrivals and its completions."""
        return {"month": self.month, "arrived": self.arrived, "completed": self.completed}


def months_of(first: Moments, last: Moments, *, zone: str = "UTC") -> tuple[Month, ...]:
    """This function will count first and last events (µs, UTC) by month. Months with neither are left out."""
    if not len(first):
        return ()
    begin, end = int(first.min()), int(last.max())
    edges, names = edges_of(begin, end, zone_called(zone))
    arrived, completed = (
        np.bincount(np.searchsorted(edges, moments, side="right") - 1, minlength=len(names))
        for moments in (first, last)
    )
    return tuple(Month(names[i], int(arrived[i]), int(completed[i])) for i in np.flatnonzero(arrived + completed))


def edges_of(begin: int, end: int, zone: ZoneInfo | None, unit: Unit = "month") -> tuple[Moments, list[str]]:
    """This function will give when each period from `begin` to `end` begins (µs, UTC), and the names of the periods.

    Months are named 2026-11, days 2026-11-23, and weeks by their Monday.
    """
    span = np.array([begin, end], "datetime64[us]")
    margin = 0 if zone is None else 1  # a zone's clock is no whole day from UTC
    if unit == "week":
        days = span.astype("datetime64[D]")
        days -= (days.astype(np.int64) + 3) % 7  # the first day of 1970 was a Thursday
        names = np.arange(days[0] - 7 * margin, days[1] + 1 + 7 * margin, 7)
    else:
        days = span.astype("datetime64[M]" if unit == "month" else "datetime64[D]")
        names = np.arange(days[0] - margin, days[1] + 1 + margin)
    edges = names.astype("datetime64[us]").astype(np.int64)
    if zone is not None:
        edges = edges - np.array([_east(moment, zone) for moment in edges.tolist()], np.int64)
    return edges, [str(name) for name in names]


def _east(local: int, zone: ZoneInfo) -> int:
    """This function will give how far east of UTC a clock of the zone is (µs) when it shows this."""
    try:
        shown = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=local)
    except OverflowError:
        return 0
    offset = shown.replace(tzinfo=zone).utcoffset()
    return 0 if offset is None else offset // timedelta(microseconds=1)
