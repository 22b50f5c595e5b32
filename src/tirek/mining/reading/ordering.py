"""Events sorted by case and time, stably: counted into their cases, and sorted by time only where they are not yet."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from tirek.mining.compiled import compiled
from tirek.mining.log import Codes, Moments

Order = NDArray[Any]  # of rows: int32, or int64 where there are more


def bounds_of(case: Codes, cases: int) -> NDArray[np.int64]:
    """This function will give where each case begins once events are sorted (int64, cases + 1)."""
    bounds = np.zeros(cases + 1, dtype=np.int64)
    _count(case, bounds)
    return bounds


def order_of(case: Codes, time: Moments, bounds: NDArray[np.int64]) -> Order | None:
    """This function will give the row of each event in the order of case, time and row; None where rows lie so.

    Costs 4 bytes an event (8 above 2³¹ events) and a pass each; n log n only within cases that are out of order.
    """
    if _in_order(case, time):
        return None
    order = np.empty(len(case), dtype=np.int32 if len(case) < 2**31 else np.int64)
    _place(case, bounds[:-1].copy(), order)
    _sort_cases(time, bounds, order)
    return order


def one_a_case(case: Codes, values: NDArray[Any], first: NDArray[np.int64]) -> bool:
    """This function will say whether a column (codes or numbers) says one thing a case, where it says something.

    `first` (cases, filled with -1) gets the first row of each case that says it.
    """
    return bool(_one_a_case(case, values, first, values.dtype.kind == "f"))


@compiled
def _one_a_case(case: Any, values: Any, first: Any, numbers: bool) -> bool:
    for i in range(len(case)):
        value = values[i]
        if (numbers and value != value) or (not numbers and value < 0):
            continue
        at = first[case[i]]
        if at < 0:
            first[case[i]] = i
        elif values[at] != value:
            return False
    return True


@compiled
def _count(case: Any, bounds: Any) -> None:
    for i in range(len(case)):
        bounds[case[i] + 1] += 1
    for i in range(1, len(bounds)):
        bounds[i] += bounds[i - 1]


@compiled
def _in_order(case: Any, time: Any) -> bool:
    for i in range(1, len(case)):
        if case[i] < case[i - 1] or (case[i] == case[i - 1] and time[i] < time[i - 1]):
            return False
    return True


@compiled
def _place(case: Any, free: Any, order: Any) -> None:
    for i in range(len(case)):
        c = case[i]
        order[free[c]] = i
        free[c] += 1


@compiled
def _sort_cases(time: Any, bounds: Any, order: Any) -> None:
    for c in range(len(bounds) - 1):
        first, past = bounds[c], bounds[c + 1]
        out_of_order = 0
        for i in range(first + 1, past):
            if time[order[i]] < time[order[i - 1]]:
                out_of_order += 1
        if out_of_order == 0:
            continue
        if past - first <= 24:
            for i in range(first + 1, past):
                row = order[i]
                k = i - 1
                while k >= first and time[order[k]] > time[row]:
                    order[k + 1] = order[k]
                    k -= 1
                order[k + 1] = row
        else:
            rows = order[first:past].copy()
            moments = np.empty(len(rows), dtype=np.int64)
            for i in range(len(rows)):
                moments[i] = time[rows[i]]
            by_time = np.argsort(moments, kind="mergesort")
            for i in range(len(rows)):
                order[first + i] = rows[by_time[i]]
