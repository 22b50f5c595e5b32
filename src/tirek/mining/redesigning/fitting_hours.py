"""The hours of a log: those in which work is seen, and how often cases come in each."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from tirek.mining.redesigning.clock import hour_of_week, spans_of_hours
from tirek.mining.redesigning.scenario import Calendar, Note

FEW: Final = 200
MANY: Final = 20 * 168
HELD: Final = 0.98  # so much of what happened lies in working hours: the rest is somebody's late evening
Moments = NDArray[np.float64]


def fitted_calendar(moments: Moments, zone: int) -> tuple[Calendar, Note | None]:
    """This function will give the fewest hours in which 98 % happened: of the week, or with less than 20 events for
    each of those, of the day, on the fewest weekdays; below 200 events any hour."""
    if len(moments) < FEW:
        return Calendar(), Note("hours-always")
    counts = np.bincount(hour_of_week(moments, zone), minlength=168).astype(np.float64)
    if len(moments) >= MANY:
        held = _fewest(counts)
    else:
        table = counts.reshape(7, 24)
        held = np.outer(_fewest(table.sum(axis=1)), _fewest(table.sum(axis=0))).ravel()
    return Calendar(tuple(_spans(held))), None


def arrival_rates(moments: Moments, zone: int) -> tuple[tuple[float, ...] | None, Note | None]:
    """This function will give 168 rates of arrival with mean 1, by the same measure of how much can be seen."""
    if len(moments) < FEW:
        return None, Note("arrival-any-hour")
    counts = np.bincount(hour_of_week(moments, zone), minlength=168).astype(np.float64)
    if len(moments) < MANY:
        table = counts.reshape(7, 24)
        counts = np.outer(table.sum(axis=1), table.sum(axis=0)).ravel()
    return tuple(float(round(rate, 6)) for rate in counts * (168 / counts.sum())), None


def _fewest(counts: NDArray[np.float64]) -> NDArray[np.bool_]:
    order = np.argsort(-counts, kind="stable")
    needed = int(np.searchsorted(np.cumsum(counts[order]), HELD * counts.sum())) + 1
    held = np.zeros(len(counts), dtype=np.bool_)
    held[order[:needed]] = True
    return held


def _spans(held: NDArray[np.bool_]) -> list[tuple[int, int, float]]:
    found: list[tuple[int, int, float]] = []
    for start, past, rate in spans_of_hours(held.astype(np.float64).tolist()):
        if not rate:
            continue
        if found and found[-1][1] == start:
            found[-1] = (found[-1][0], past, 1.0)
        else:
            found.append((start, past, 1.0))
    return found
