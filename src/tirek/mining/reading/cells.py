"""Columns of any type that Arrow knows, as texts, as numbers, or as moments."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from tirek.mining.log import Moments, Numbers
from tirek.mining.reading.times import HOUR, NO_ZONE, NOT_READ, NOTHING_SAID, in_utc, times_of
from tirek.mining.reading.word_table import spans
from tirek.mining.reading.zones import Zone, zone_of

EXACT: Final = 2**53  # whole numbers up to here are float64 as they are
FURTHEST: Final = {"s": 2**63 // 10**6 - 1, "ms": 2**63 // 10**3 - 1}
A_UNIT: Final = {"s": 1_000_000, "ms": 1_000, "us": 1}


@dataclass(frozen=True, slots=True, eq=False)
class Moment:
    """Moments of a column in UTC, the zone each is written in, how reading went, and which say no zone."""

    moments: Moments
    zones: NDArray[np.int16]
    state: NDArray[np.uint8]
    naive: NDArray[np.bool_]


def texts_of(column: Any) -> Any:
    """This function will give a column as texts, as words and codes where it is so."""
    kind = column.type
    if pa.types.is_dictionary(kind):
        return pa.DictionaryArray.from_arrays(column.indices, texts_of(column.dictionary))
    if pa.types.is_floating(kind) and _whole(column):
        column = column.cast(pa.int64())
    return column if pa.types.is_large_string(column.type) else column.cast(pa.large_string())


def numbers_of(column: Any) -> Numbers | None:
    """This function will give a column of numbers, NaN where nothing is said, or None for one of anything else."""
    kind = column.type
    if pa.types.is_null(kind) or pa.types.is_floating(kind) or pa.types.is_decimal(kind):
        column = column.cast(pa.float64())
    elif pa.types.is_integer(kind):
        column = column.cast(pa.float64(), safe=False)
    else:
        return None
    return np.asarray(column.to_numpy(zero_copy_only=False), dtype=np.float64)


def moments_of(column: Any, zone: Zone, *, month_first: bool = False) -> Moment:
    """This function will read a column as times; those that say no zone are taken as the clocks of `zone`."""
    kind = column.type
    if pa.types.is_date(kind):
        column = column.cast(pa.timestamp("us"))
        kind = column.type
    if pa.types.is_timestamp(kind):
        return _of_timestamps(column, kind, zone)
    if pa.types.is_dictionary(kind):
        words = moments_of(column.dictionary, zone, month_first=month_first)
        at = column.indices.fill_null(-1).to_numpy(zero_copy_only=False)  # the last one is where nothing leads
        return Moment(
            np.append(words.moments, 0)[at],
            np.append(words.zones, np.int16(NO_ZONE))[at],
            np.append(words.state, np.uint8(NOTHING_SAID))[at],
            np.append(words.naive, False)[at],
        )
    starts, ends, data = spans(texts_of(column))
    read = times_of(data, starts, ends, month_first=month_first)
    naive = (read.zones == NO_ZONE) & (read.state == 0)
    return Moment(_placed(read.moments, naive, zone), read.zones, read.state, naive)


def _of_timestamps(column: Any, kind: Any, zone: Zone) -> Moment:
    state = np.zeros(len(column), dtype=np.uint8)
    if column.null_count:
        state[column.is_null().to_numpy(zero_copy_only=False)] = NOTHING_SAID
        column = column.fill_null(pa.scalar(0, pa.int64()).cast(kind))
    raw = column.cast(pa.int64()).to_numpy(zero_copy_only=False)
    if kind.unit in FURTHEST and len(raw) and (far := np.abs(raw) > FURTHEST[kind.unit]).any():
        state[far] = NOT_READ
        raw = np.where(far, 0, raw)
    moments = raw // 1000 if kind.unit == "ns" else raw if kind.unit == "us" else raw * A_UNIT[kind.unit]
    if kind.tz is None:
        naive = state == 0
        zones = np.full(len(raw), NO_ZONE, dtype=np.int16)
        return Moment(_placed(moments, naive, zone), zones, state, naive)
    return Moment(moments, _east(moments, kind.tz), state, np.zeros(len(raw), dtype=np.bool_))


def _placed(moments: Moments, naive: NDArray[np.bool_], zone: Zone) -> Moments:
    if zone.name == "UTC" or not naive.any():
        return moments
    return np.where(naive, in_utc(moments, zone.clock), moments)


def _east(moments: Moments, name: str) -> NDArray[np.int16]:
    """Minutes east of UTC that clocks of a zone show at moments in UTC."""
    zone = zone_of(name)
    if zone.name == "UTC":
        return np.zeros(len(moments), dtype=np.int16)
    hours, at = np.unique(moments // HOUR, return_inverse=True)
    minutes = []
    for hour in hours.tolist():
        try:
            offset = (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(hours=hour)).astimezone(zone.clock).utcoffset()
        except OverflowError:
            offset = None
        minutes.append(0 if offset is None else round(offset.total_seconds() / 60))
    return np.array(minutes, dtype=np.int16)[at]


def _whole(column: Any) -> bool:
    values = column.drop_null().to_numpy(zero_copy_only=False)
    return bool(np.all(np.isfinite(values) & (np.abs(values) <= EXACT)) and np.all(values == np.floor(values)))
