"""Real logs are described as PM4Py does, to the last count, and times to rounding."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from pathlib import Path

import numpy as np
import pandas as pd
import pm4py
import pytest

from tests.rooms.mining.describing import real
from tirek.mining import Wanted, import_log, open_log
from tirek.mining.describing.description import describe
from tirek.mining.describing.variants import variants_of


@pytest.fixture(params=real.NAMES)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def without_starts(name: str) -> pd.DataFrame:
    """The log without the times at which events began: PM4Py would order its graph by them, but not its variants."""
    rows = real.frame(name).drop(columns=["start_timestamp"], errors="ignore")
    rows.attrs.pop("pm4py:param:start_timestamp_key", None)
    return rows


def test_there_are_real_logs() -> None:
    assert len(real.NAMES) >= 7


def test_counts_of_the_flow_and_ends_are_equal(name: str) -> None:
    edges, start, end = pm4py.discover_dfg(without_starts(name))
    flow = describe(real.log(name)).flow
    assert {(edge.before, edge.after): edge.count for edge in flow.edges} == dict(edges)
    assert (flow.start, flow.end) == (start, end)
    assert flow.activities == real.frame(name)[real.ACTIVITY].value_counts().to_dict()


def test_where_events_have_starts_the_flow_of_the_oracle_is_not_that_of_its_own_variants() -> None:
    """Events stand in the order of their completion. PM4Py's graph goes by their start as soon as a column has that
    name, while its variants, its ends and its durations go by completion: steps that no variant has."""
    name = "interval_event_log.csv"
    theirs, _, _ = pm4py.discover_dfg(real.frame(name))
    of_variants: Counter[tuple[str, str]] = Counter()
    for activities, count in pm4py.get_variants(real.frame(name)).items():
        for step in pairwise(activities):
            of_variants[step] += count
    assert dict(theirs) != of_variants
    assert {(edge.before, edge.after): edge.count for edge in describe(real.log(name)).flow.edges} == of_variants


def test_times_of_the_flow_are_equal(name: str) -> None:
    wanted, _, _ = pm4py.discover_performance_dfg(without_starts(name))
    edges = describe(real.log(name)).flow.edges
    assert len(edges) == len(wanted)
    for edge in edges:
        spread, theirs = edge.spread, wanted[edge.before, edge.after]
        ours = (spread.mean_s, spread.median_s, spread.min_s, spread.max_s, spread.total_s)
        assert ours == pytest.approx([theirs[k] for k in ("mean", "median", "min", "max", "sum")], rel=1e-9, abs=1e-6)


def test_the_ninetieth_percentile_is_that_of_numpy(name: str) -> None:
    log = real.log(name)
    steps: dict[tuple[str, str], list[float]] = {}
    for case in range(log.cases):
        events = range(int(log.offsets[case]), int(log.offsets[case + 1]) - 1)
        for j in events:
            pair = (log.activities[log.activity[j]], log.activities[log.activity[j + 1]])
            steps.setdefault(pair, []).append((log.time[j + 1] - log.time[j]) / 1e6)
    for edge in describe(log).flow.edges:
        assert edge.spread.p90_s == pytest.approx(np.percentile(steps[edge.before, edge.after], 90), rel=1e-9)


def test_variants_are_equal(name: str) -> None:
    variants = variants_of(real.log(name))
    theirs = pm4py.get_variants(real.frame(name))
    ours = {each.activities: each.count for each in variants.top(len(variants))}
    assert ours == dict(theirs)


def test_durations_of_cases_are_equal(name: str) -> None:
    theirs = pm4py.get_all_case_durations(without_starts(name))
    ours = describe(real.log(name)).throughput.durations
    assert ours is not None
    figures = (ours.count, ours.mean_s, ours.median_s, ours.p90_s, ours.min_s, ours.max_s)
    wanted = (len(theirs), np.mean(theirs), np.median(theirs), np.percentile(theirs, 90), min(theirs), max(theirs))
    assert figures == pytest.approx(wanted, rel=1e-9, abs=1e-6)


def test_a_log_that_was_imported_says_the_same(name: str, tmp_path: Path) -> None:
    wanted = (
        Wanted(case=real.CASE, activity=real.ACTIVITY, time=real.TIME) if not name.endswith(("gz", "xes")) else None
    )
    imported = describe(open_log(import_log(real.LOGS / name, tmp_path / "log", wanted)))
    ours = describe(real.log(name))
    assert imported.as_json() == ours.as_json()
    assert imported.flow == ours.flow
    assert imported.variants.as_json(10**6) == ours.variants.as_json(10**6)
