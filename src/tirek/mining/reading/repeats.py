"""Events that say the same as another in every column: counted, and kept, for a file may mean them."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from tirek.mining.log import Moments

MULTIPLIER: Final = np.uint64(0x9E3779B97F4A7C15)


def repeated(bounds: NDArray[np.int64], time: Moments, columns: Sequence[NDArray[Any]]) -> int:
    """This function will count the events of whole cases that repeat an earlier one of their case.

    `bounds` (cases + 1, from 0) say where cases begin, `time` is sorted within each, `columns` are all others. Only
    events with a neighbour at the same time are compared, by 64 random bits that are drawn from all their columns.
    """
    same = time[1:] == time[:-1]
    same[bounds[1:-1] - 1] = False
    near = np.zeros(len(time), dtype=np.bool_)
    near[1:] |= same
    near[:-1] |= same
    if not near.any():
        return 0
    run = np.cumsum(np.concatenate([[True], ~same]))[near]
    drawn = np.full(len(run), secrets.randbits(64), dtype=np.uint64)
    for column in columns:
        bits = column[near]
        bits = bits.view(np.uint64) if bits.dtype.itemsize == 8 else bits.astype(np.int64).view(np.uint64)
        drawn = (drawn ^ bits) * MULTIPLIER
        drawn ^= drawn >> np.uint64(29)
    order = np.lexsort((drawn, run))
    run, drawn = run[order], drawn[order]
    return int(np.count_nonzero((run[1:] == run[:-1]) & (drawn[1:] == drawn[:-1])))
