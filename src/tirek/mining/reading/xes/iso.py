"""Which texts are dates as XES writes them: seconds since 1970 or 03.04.2026 would be a guess."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from tirek.mining.compiled import compiled
from tirek.mining.reading.word_table import Places

SHAPE = np.frombuffer(b"dddd-dd-ddTdd:dd", dtype=np.uint8)
DATE = 10  # signs of a date alone


def iso_shaped(text: NDArray[np.uint8], starts: Places, ends: Places) -> NDArray[np.bool_]:
    """This function will say which of text[starts[i]:ends[i]] begin as YYYY-MM-DD, alone or with Thh:mm."""
    shaped = np.zeros(len(starts), dtype=np.bool_)
    _look(text, starts, ends, shaped)
    return shaped


@compiled
def _look(text: Any, starts: Any, ends: Any, shaped: Any) -> None:
    for i in range(len(starts)):
        a, b = starts[i], ends[i]
        if a < 0:
            continue
        while a < b and text[a] == 32:
            a += 1
        while b > a and text[b - 1] == 32:
            b -= 1
        size = min(b - a, len(SHAPE))
        shaped[i] = size == DATE or size == len(SHAPE)
        for k in range(size):
            sign, byte = SHAPE[k], text[a + k]
            if sign == 100:
                shaped[i] &= 48 <= byte <= 57
            elif sign == 84:
                shaped[i] &= byte == 84 or byte == 116 or byte == 32
            else:
                shaped[i] &= byte == sign
