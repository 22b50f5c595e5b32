"""Beginning and end of one piece of work, two events in XES, made one event that says both."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from tirek.mining.compiled import compiled
from tirek.mining.log import NOTHING, Codes, Moments, Numbers
from tirek.mining.reading.writing import NO_TIME

OTHER, START, COMPLETE = 0, 1, 2
NO_PARTNER: Final = -1


def starts_of(
    trace: NDArray[np.int32],
    activity: Codes,
    instance: Codes | Numbers | None,
    time: Moments,
    transition: NDArray[np.int8],
) -> tuple[Moments, NDArray[np.bool_]]:
    """This function will give when each completed event began (or `NO_TIME`), and which events remain.

    In a trace, an event that completes an activity takes the earliest event, by time, then by the order of the file,
    that started the same activity (the same `concept:instance`, where the log has them) and was not taken; that one
    goes. What finds no partner stays as it is. n log n; whole traces must be given.
    """
    instances = (
        np.zeros(len(trace), dtype=np.float64)
        if instance is None
        else np.nan_to_num(instance, nan=NOTHING).astype(np.float64)
    )
    order = np.lexsort((time, instances, activity, trace))
    start = np.full(len(trace), NO_TIME, dtype=np.int64)
    stays = np.ones(len(trace), dtype=np.bool_)
    _pair(order, trace, activity, instances, time, transition, start, stays)
    return start, stays


@compiled
def _pair(
    order: Any, trace: Any, activity: Any, instance: Any, time: Any, transition: Any, start: Any, stays: Any
) -> None:
    """Within one activity of one trace: `waiting` is the first start that is not taken, a queue along the order."""
    waiting = 0
    for i in range(len(order)):
        row = order[i]
        if i > 0:
            before = order[i - 1]
            if trace[row] != trace[before] or activity[row] != activity[before] or instance[row] != instance[before]:
                waiting = i
        if transition[row] != COMPLETE:
            continue
        while waiting < i and transition[order[waiting]] != START:
            waiting += 1
        if waiting < i:
            start[row] = time[order[waiting]]
            stays[order[waiting]] = False
            waiting += 1
