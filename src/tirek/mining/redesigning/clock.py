"""A clock that runs only in some hours of the week, or faster in some than in others.

On the clock of a calendar work is measured: it stands when nobody works. On the clock of arrivals, which runs as fast
as cases usually come in, the gaps between them are alike whatever the hour (the time-rescaling theorem: Brown et al.,
"The Time-Rescaling Theorem", Neural Computation 14, 2002). Moments are seconds since 1970, UTC.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

WEEK: Final = 7 * 86_400
MINUTES: Final = 7 * 24 * 60
MONDAY: Final = 4 * 86_400  # the first Monday after the beginning of 1970
DAY: Final = 86_400
EPOCH: Final = date(1970, 1, 1)

Span = tuple[int, int, float]
"""From and to, in minutes since Monday 00:00, and how fast the clock runs between them."""


class Clock:
    """A clock by spans of the week; `closed` are days on which it stands. Where no span lies, it stands as well.

    `since` is a moment before which nobody asks. Raises ValueError for a clock that never runs.
    """

    def __init__(self, spans: Sequence[Span], *, since: float, zone: int = 0, closed: Iterable[date] = ()) -> None:
        self.spans = _joined(spans)
        if not self.spans:
            raise ValueError("a clock that never runs")
        self.closed = frozenset(closed)
        self.plain = self.spans == [(0, MINUTES, 1.0)] and not self.closed
        self._zone = zone * 60
        first = (since + self._zone - MONDAY) // WEEK
        self._next = int(first * WEEK + MONDAY - self._zone)
        self._at: list[float] = [float(self._next)]
        self._shown: list[float] = [0.0]

    def shown(self, moment: float) -> float:
        """This function will give how many seconds the clock has run by a moment."""
        if self.plain:
            return moment - self._at[0]
        while self._at[-1] <= moment:
            self._week()
        i = bisect_right(self._at, moment)
        a, b = self._at[i - 1], self._at[i]
        x, y = self._shown[i - 1], self._shown[i]
        return x + (moment - a) * ((y - x) / (b - a))

    def moment(self, shown: float) -> float:
        """This function will give the first moment at which the clock shows this."""
        if self.plain:
            return shown + self._at[0]
        while self._shown[-1] < shown:
            self._week()
        i = bisect_left(self._shown, shown)
        if i == 0 or self._shown[i] == shown:
            return self._at[i]
        x, y = self._shown[i - 1], self._shown[i]
        return self._at[i - 1] + (shown - x) * ((self._at[i] - self._at[i - 1]) / (y - x))

    def later(self, moment: float, seconds: float) -> float:
        """This function will give the moment at which the clock has run so many seconds more; none: the moment."""
        if seconds <= 0:
            return moment
        return moment + seconds if self.plain else self.moment(self.shown(moment) + seconds)

    def running(self, moment: float) -> float:
        """This function will give the first moment from this one on at which the clock runs."""
        if self.plain:
            return moment
        while True:
            while self._at[-1] <= moment:
                self._week()
            i = bisect_right(self._at, moment)
            for j in range(i, len(self._at)):
                if self._shown[j] > self._shown[j - 1]:
                    return max(moment, self._at[j - 1])
            moment = self._at[-1]

    def between(self, first: NDArray[np.float64], last: NDArray[np.float64]) -> NDArray[np.float64]:
        """This function will give how long the clock ran between moments, for many at once."""
        if not len(first):
            return np.zeros(0)
        if self.plain:
            return last - first
        past = float(max(first.max(), last.max()))
        while self._at[-1] <= past:
            self._week()
        at, shown = np.array(self._at), np.array(self._shown)
        gone: NDArray[np.float64] = np.interp(last, at, shown) - np.interp(first, at, shown)
        return gone

    def _week(self) -> None:
        monday = self._next
        self._next += WEEK
        for start, past, rate in self.spans:
            for a, b in _by_day(start, past) if self.closed else ((start, past),):
                if self.closed and EPOCH + timedelta(days=(monday + self._zone + a * 60) // DAY) in self.closed:
                    continue
                self._to(monday + a * 60.0, 0.0)
                self._to(monday + b * 60.0, rate)
        self._to(float(self._next), 0.0)

    def _to(self, moment: float, rate: float) -> None:
        if moment > self._at[-1]:
            self._shown.append(self._shown[-1] + (moment - self._at[-1]) * rate)
            self._at.append(moment)


def hour_of_week(moments: NDArray[np.float64], zone: int) -> NDArray[np.int64]:
    """This function will give the hour of the week (0 is Monday 00:00 to 01:00, in the zone) of moments."""
    return ((moments + zone * 60 - MONDAY) // 3600 % 168).astype(np.int64)


def spans_of_hours(rates: Sequence[float]) -> list[Span]:
    """This function will give the spans of 168 rates, one an hour."""
    return [(hour * 60, hour * 60 + 60, float(rate)) for hour, rate in enumerate(rates)]


ALWAYS: Final[tuple[Span, ...]] = ((0, MINUTES, 1.0),)


def _joined(spans: Sequence[Span]) -> list[Span]:
    found: list[Span] = []
    for start, past, rate in sorted(spans):
        if rate <= 0 or past <= start:
            continue
        if found and found[-1][1] == start and found[-1][2] == rate:
            found[-1] = (found[-1][0], past, rate)
        else:
            found.append((start, past, rate))
    return found


def _by_day(start: int, past: int) -> list[tuple[int, int]]:
    day = 24 * 60
    cuts = [start, *range((start // day + 1) * day, past, day), past]
    return list(pairwise(cuts))
