"""What is asked of logs, answered in plain Python: slow, short, and looked at by eye."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from hypothesis import strategies as st

from tirek.mining.log import EventLog, log_of

Row = tuple[str, str, int]
Trace = list[tuple[str, int]]

rows = st.lists(
    st.tuples(st.sampled_from("xyz"), st.sampled_from(["a", "b", "c", "Ә", "a b"]), st.integers(-5, 5)), max_size=40
).map(lambda found: [(case, activity, time * 10**15 + time) for case, activity, time in found])
"""Rows of a file: case, activity, time in µs: years long, before 1970 too, many at the same time."""


def log_from(found: Sequence[Row]) -> EventLog:
    """The log of rows."""
    cases, activities, times = zip(*found, strict=True) if found else ((), (), ())
    return log_of(cases, activities, times)


def traces_of(found: Sequence[Row]) -> dict[str, Trace]:
    """The events of each case in their order: by time, then by row."""
    traces: dict[str, Trace] = {}
    for case, activity, time in found:
        traces.setdefault(case, []).append((activity, time))
    return {case: sorted(trace, key=lambda event: event[1]) for case, trace in traces.items()}


def steps_of(found: Sequence[Row]) -> dict[tuple[str, str], list[int]]:
    """The durations of each step (µs)."""
    steps = defaultdict(list)
    for trace in traces_of(found).values():
        for (before, since), (after, until) in pairwise(trace):
            steps[before, after].append(until - since)
    return dict(steps)


def variants_of(found: Sequence[Row]) -> list[tuple[tuple[str, ...], int]]:
    """Each order of activities and its cases: more first, then as texts are sorted."""
    counts = Counter(tuple(activity for activity, _ in trace) for trace in traces_of(found).values())
    return sorted(counts.items(), key=lambda each: (-each[1], each[0]))


def figures_of(durations: Sequence[int]) -> tuple[float, float, float]:
    """Mean, median and 90th percentile in seconds, as NumPy has them."""
    seconds = np.array(durations) / 1e6
    return float(seconds.mean()), float(np.median(seconds)), float(np.percentile(seconds, 90))
