"""Which cases have one event after another, directly or later, within a duration."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from tirek.mining.compiled import compiled
from tirek.mining.describing.spread import Bounds
from tirek.mining.log import Codes, Moments


@compiled
def paired(
    offsets: Bounds, codes: Codes, time: Moments, before: int, after: int, directly: bool, least: int, most: int
) -> NDArray[np.bool_]:
    """This function will say of each case whether `after` follows `before` within `least` to `most` µs.

    Directly: as the next event. Else: from any `before` to the first `after` behind it.
    """
    found = np.zeros(len(offsets) - 1, np.bool_)
    for case in range(len(offsets) - 1):
        nearest = -1  # the first `after` behind the event looked at, which goes from the last to the first
        for j in range(offsets[case + 1] - 2, offsets[case] - 1, -1):
            if codes[j + 1] == after:
                nearest = j + 1
            if codes[j] == before and nearest > 0 and (not directly or nearest == j + 1):
                took = time[nearest] - time[j]
                if least <= took <= most:
                    found[case] = True
                    break
    return found
