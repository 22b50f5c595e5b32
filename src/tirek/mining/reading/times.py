"""Times as people and programs write them, to µs since 1970: compiled, some forty nanoseconds each.

Read are years first (2026-04-03), the day or the month first (03.04.2026, 4/3/26), English names of months, all of
them with or without a time of day, AM and PM, a fraction, and a zone; 20260403T101500; and seconds, milliseconds,
microseconds or nanoseconds since 1970.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from tirek.mining.compiled import compiled
from tirek.mining.log import Moments
from tirek.mining.reading.word_table import Places

NO_ZONE: Final = -32768
READ, NOTHING_SAID, NOT_READ = 0, 1, 2
SECOND: Final = 1_000_000
HOUR: Final = 3600 * SECOND


@dataclass(frozen=True, slots=True, eq=False)
class Times:
    """What was read: moments (as in UTC where no zone is said), zones in minutes or `NO_ZONE`, and how it went.

    `day_first` and `month_first` count the dates that can only be read so.
    """

    moments: Moments
    zones: NDArray[np.int16]
    state: NDArray[np.uint8]
    day_first: int
    month_first: int
    either: int


def times_of(data: NDArray[np.uint8], starts: Places, ends: Places, *, month_first: bool = False) -> Times:
    """This function will read the times data[starts[i]:ends[i]]; a start below 0 says nothing."""
    moments = np.zeros(len(starts), dtype=np.int64)
    zones = np.full(len(starts), NO_ZONE, dtype=np.int16)
    state = np.zeros(len(starts), dtype=np.uint8)
    counts = np.zeros(3, dtype=np.int64)
    _read(data, starts, ends, month_first, moments, zones, state, counts)
    return Times(moments, zones, state, *(int(count) for count in counts))


def in_utc(moments: Moments, zone: tzinfo) -> Moments:
    """This function will take moments as of the clocks of a zone. What clocks show twice is taken as the first."""
    hours, at = np.unique(moments // HOUR, return_inverse=True)
    offsets = np.array([_offset(int(hour), zone) for hour in hours], dtype=np.int64)
    return moments - offsets[at]


def _offset(hour: int, zone: tzinfo) -> int:
    try:
        offset = (datetime(1970, 1, 1) + timedelta(hours=hour)).replace(tzinfo=zone).utcoffset()  # noqa: DTZ001
    except OverflowError:
        return 0
    return 0 if offset is None else round(offset.total_seconds() * SECOND)


@compiled
def _digit(byte: Any) -> bool:
    return bool(48 <= byte <= 57)


@compiled
def _letter(byte: Any) -> bool:
    return bool(65 <= byte <= 90 or 97 <= byte <= 122)


@compiled
def _number(data: Any, at: int, end: int) -> tuple[int, int]:
    """The number that begins here (at most 18 digits) and where it ends."""
    value, first = 0, at
    while at < end and 48 <= data[at] <= 57 and at - first < 18:
        value = value * 10 + (data[at] - 48)
        at += 1
    return value, at


@compiled
def _month_named(data: Any, at: int, end: int) -> tuple[int, int]:
    """The month whose English name begins here (0: none) and where the letters end."""
    past = at
    while past < end and _letter(data[past]):
        past += 1
    if past - at < 3:
        return 0, past
    a, b, c = data[at] | 32, data[at + 1] | 32, data[at + 2] | 32
    names = b"janfebmaraprmayjunjulaugsepoctnovdec"
    for month in range(12):
        if a == names[3 * month] and b == names[3 * month + 1] and c == names[3 * month + 2]:
            return month + 1, past
    return 0, past


@compiled
def _days(year: int, month: int, day: int) -> int:
    """Days since 1970 of a date of the Gregorian calendar (Howard Hinnant, “chrono-compatible low-level date
    algorithms”)."""
    y = year - 1 if month <= 2 else year
    era = y // 400
    of_era = y - era * 400
    of_year = (153 * (month - 3 if month > 2 else month + 9) + 2) // 5 + day - 1
    return era * 146097 + of_era * 365 + of_era // 4 - of_era // 100 + of_year - 719468


@compiled
def _is_date(year: int, month: int, day: int) -> bool:
    if year < 1 or year > 9999 or month < 1 or month > 12 or day < 1:
        return False
    if month == 2:
        return day <= (29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28)
    return day <= (30 if month in (4, 6, 9, 11) else 31)


@compiled
def _since_1970(value: int, digits: int) -> int:
    """Seconds, milli-, micro- or nanoseconds, by their digits, as µs."""
    if digits <= 11:
        return value * 1_000_000
    if digits <= 14:
        return value * 1_000
    return value if digits <= 17 else value // 1_000


@compiled
def _date(data: Any, at: int, end: int, month_first: bool, counts: Any) -> tuple[int, int, int]:
    """Year * 10000 + month * 100 + day (0: none), where it ends, and whether the time of day may follow at once."""
    if at < end and _letter(data[at]):  # Apr 3, 2026
        month, at = _month_named(data, at, end)
        while at < end and (data[at] in (32, 46, 45)):
            at += 1
        day, past = _number(data, at, end)
        if month == 0 or past == at:
            return 0, at, 0
        while past < end and (data[past] in (32, 44, 45)):
            past += 1
        year, at = _number(data, past, end)
        return (year * 10000 + month * 100 + day if at - past == 4 else 0), at, 0
    a, past = _number(data, at, end)
    length = past - at
    if length == 8 and (past == end or not _digit(data[past])):
        return a, past, 1
    if length == 14 and past == end:
        return a // 1_000_000, at + 8, 2
    if past >= end or length not in (1, 2, 4):
        return 0, at, 0
    mark = data[past]
    if mark not in (45, 46, 47, 32):
        return 0, at, 0
    at = past + 1
    if at < end and _letter(data[at]):
        b, past = _month_named(data, at, end)
        named = True
        if b == 0:
            return 0, at, 0
        if past < end and data[past] == 46 and mark != 46:
            past += 1
    else:
        b, past = _number(data, at, end)
        named = False
        if past - at not in (1, 2):
            return 0, at, 0
    if past >= end or (data[past] != mark and not (named and data[past] in (32, 44, 45))):
        return 0, at, 0
    at = past + 1
    while named and at < end and data[at] == 32:
        at += 1
    c, past = _number(data, at, end)
    if length == 4:
        return (a * 10000 + b * 100 + c if past - at in (1, 2) else 0), past, 0
    if past - at == 2:
        c += 2000 if c < 70 else 1900
    elif past - at != 4:
        return 0, at, 0
    if named:
        return c * 10000 + b * 100 + a, past, 0
    if a > 12 and b <= 12:
        counts[0] += 1
    elif b > 12 and a <= 12:
        counts[1] += 1
    elif a != b:
        counts[2] += 1
    return (c * 10000 + a * 100 + b if month_first else c * 10000 + b * 100 + a), past, 0


@compiled
def _clock(data: Any, at: int, end: int) -> tuple[int, int]:
    """µs of the day (-1: none) and where they end. 10:15, 10:15:30, 10:15:30.25, 1015, 101530, 10:15 PM."""
    hour, past = _number(data, at, end)
    digits = past - at
    minute = second = fraction = 0
    if digits in (4, 6):
        if digits == 6:
            second, hour = hour % 100, hour // 100
        minute, hour = hour % 100, hour // 100
    elif digits in (1, 2) and past < end and data[past] == 58:
        minute, at = _number(data, past + 1, end)
        if at - past != 3:
            return -1, at
        past = at
        if past < end and data[past] == 58:
            second, at = _number(data, past + 1, end)
            if at - past != 3:
                return -1, at
            past = at
    else:
        return -1, past
    if past < end and (data[past] in (46, 44)) and past + 1 < end and _digit(data[past + 1]):
        weight, past = 100_000, past + 1
        while past < end and _digit(data[past]):
            fraction += (data[past] - 48) * weight
            weight //= 10
            past += 1
    at = past
    while at < end and data[at] == 32:
        at += 1
    if at + 1 < end and (data[at + 1] | 32) == 109 and (data[at] | 32) in (97, 112):
        if hour < 1 or hour > 12:
            return -1, at
        hour = hour % 12 + (12 if (data[at] | 32) == 112 else 0)
        past = at + 2
    if hour > 23 or minute > 59 or second > 59:
        return -1, past
    return ((hour * 60 + minute) * 60 + second) * 1_000_000 + fraction, past


@compiled
def _zone(data: Any, at: int, end: int) -> tuple[int, int]:
    """Minutes east of UTC (NO_ZONE: none said; one less: not read), and where they end."""
    while at < end and data[at] == 32:
        at += 1
    if at == end:
        return NO_ZONE, at
    minutes = NO_ZONE
    if data[at] | 32 == 122:
        return 0, at + 1
    if at + 3 <= end and _letter(data[at]):
        a, b, c = data[at] | 32, data[at + 1] | 32, data[at + 2] | 32
        if not ((a == 117 and b == 116 and c == 99) or (a == 103 and b == 109 and c == 116)):
            return NO_ZONE - 1, at
        at += 3
        minutes = 0
        if at == end:
            return 0, at
    if data[at] not in (43, 45):
        return NO_ZONE - 1, at
    west = data[at] == 45
    hours, past = _number(data, at + 1, end)
    digits = past - at - 1
    if digits == 4:
        minutes = hours // 100 * 60 + hours % 100
    elif digits in (1, 2):
        minutes = hours * 60
        if past < end and data[past] == 58:
            of_hour, at = _number(data, past + 1, end)
            if at - past != 3 or of_hour > 59:
                return NO_ZONE - 1, at
            minutes += of_hour
            past = at
            if past + 3 == end and data[past] == 58:  # seconds of old local times; none of today
                past = end
    else:
        return NO_ZONE - 1, past
    if minutes > 18 * 60:
        return NO_ZONE - 1, past
    return (-minutes if west else minutes), past


@compiled
def _read(
    data: Any, starts: Any, ends: Any, month_first: bool, moments: Any, zones: Any, state: Any, counts: Any
) -> None:
    for i in range(len(starts)):
        at, end = starts[i], ends[i]
        if at >= 0:
            while at < end and data[at] <= 32:
                at += 1
            while end > at and data[end - 1] <= 32:
                end -= 1
        if at < 0 or at == end:
            state[i] = 1
            continue
        state[i] = 2
        sign = 1
        if data[at] == 45:
            sign, at = -1, at + 1
        value, past = _number(data, at, end)
        digits = past - at
        if past < end and _digit(data[past]):  # 19 digits
            value, past, digits = value * 10 + (data[past] - 48), past + 1, digits + 1
        if past == end and digits in (9, 10, 11, 12, 13, 15, 16, 18, 19):
            moments[i], zones[i], state[i] = sign * _since_1970(value, digits), 0, 0
            continue
        if sign < 0:
            continue
        date, at, how = _date(data, at, end, month_first, counts)
        year, month, day = date // 10000, date // 100 % 100, date % 100
        if not _is_date(year, month, day):
            continue
        clock = 0
        if how == 2 or at < end:
            if how != 2:
                if not (data[at] in (84, 116, 32, 44, 95) or (how == 0 and data[at] == 45)):
                    continue
                at += 1
                while at < end and data[at] == 32:
                    at += 1
            clock, at = _clock(data, at, end)
            if clock < 0:
                continue
            zone, at = _zone(data, at, end)
            if zone < NO_ZONE or at != end:
                continue
            zones[i] = zone
        moment = _days(year, month, day) * 86_400_000_000 + clock
        if zones[i] != NO_ZONE:
            moment -= zones[i] * 60_000_000
        moments[i] = moment
        state[i] = 0
