"""A log is described as plain Python would do it, and whatever the order of its rows."""

from __future__ import annotations

import random
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rooms.mining.describing import plainly
from tests.rooms.mining.describing.plainly import Row, log_from, rows
from tirek.mining.describing import sequences, steps
from tirek.mining.describing.description import describe
from tirek.mining.describing.flow import flow_of
from tirek.mining.describing.sequences import Sequences
from tirek.mining.describing.steps import Steps
from tirek.mining.describing.throughput import throughput_of
from tirek.mining.describing.variants import variants_of
from tirek.mining.log import EventLog, InMemory

DAY = 86_400_000_000


def test_it_works() -> None:
    log = log_from([("1", "ask", 0), ("1", "answer", 3 * DAY), ("2", "ask", DAY), ("2", "answer", 2 * DAY)])
    said = describe(log).as_json()
    assert (said["cases"], said["events"], said["activities"], said["variants"]) == (2, 4, 2, 1)
    assert (said["start"], said["end"]) == ({"ask": 2}, {"answer": 2})
    assert said["throughput_s"] == {"mean": 172800, "median": 172800, "p90": 241920, "min": 86400, "max": 259200}
    assert said["activity_counts"] == {"answer": 2, "ask": 2}
    assert (said["first"], said["last"]) == ("1970-01-01T00:00:00+00:00", "1970-01-04T00:00:00+00:00")
    assert said["months"] == [{"month": "1970-01", "arrived": 2, "completed": 2}]


@settings(deadline=None)
@given(rows)
def test_the_flow_is_that_of_plain_python(found: list[Row]) -> None:
    wanted = plainly.steps_of(found)
    flow = flow_of(log_from(found))
    assert {(edge.before, edge.after): edge.count for edge in flow.edges} == {k: len(v) for k, v in wanted.items()}
    for edge in flow.edges:
        spread = edge.spread
        durations = wanted[edge.before, edge.after]
        assert (spread.mean_s, spread.median_s, spread.p90_s) == pytest.approx(plainly.figures_of(durations))
        assert (spread.min_s, spread.max_s) == (min(durations) / 1e6, max(durations) / 1e6)
        assert edge.cases == sum(
            (edge.before, edge.after) in {(a, b) for (a, _), (b, _) in pairwise(trace)}
            for trace in plainly.traces_of(found).values()
        )
    assert [(-e.count, e.before, e.after) for e in flow.edges] == sorted(
        (-e.count, e.before, e.after) for e in flow.edges
    )


@settings(deadline=None)
@given(rows)
def test_start_and_end_and_durations_are_those_of_plain_python(found: list[Row]) -> None:
    traces = plainly.traces_of(found).values()
    said = describe(log_from(found))
    for counts, place in ((said.flow.start, 0), (said.flow.end, -1)):
        assert counts == {a: n for a in "abcӘ a b" if (n := sum(t[place][0] == a for t in traces))} | (
            {"a b": n} if (n := sum(t[place][0] == "a b" for t in traces)) else {}
        )
    durations = [trace[-1][1] - trace[0][1] for trace in traces]
    measured = said.throughput.durations
    if measured is None:
        assert durations == []
    else:
        figures = (measured.mean_s, measured.median_s, measured.p90_s)
        assert figures == pytest.approx(plainly.figures_of(durations))


@settings(deadline=None)
@given(rows)
def test_variants_are_those_of_plain_python_in_their_order(found: list[Row]) -> None:
    wanted = plainly.variants_of(found)
    variants = variants_of(log_from(found))
    for most in (1, 2, len(wanted), len(wanted) + 3):
        assert [(each.activities, each.count) for each in variants.top(most)] == wanted[:most]
    traces = list(plainly.traces_of(found).values())
    for each in variants.top(3):
        cases = {i for i, trace in enumerate(traces) if tuple(a for a, _ in trace) == each.activities}
        assert set(variants.cases_of(each.number).tolist()) == cases
        assert variants.numbered(each.activities) == each.number
    assert variants.numbered(("no", "such")) is None


@settings(deadline=None)
@given(rows, st.sampled_from([0, 1, 3]))
def test_variants_whose_hashes_collide_stay_apart(found: list[Row], bits: int) -> None:
    log = log_from(found)
    of_few_bits = Sequences(log.cases, len(log.activities), bits=bits)
    for part in log.parts():
        of_few_bits.take(part.first_case, part.offsets, part.activity)
    counts = [
        (tuple(log.activities[c] for c in of_few_bits.codes(v)), of_few_bits.counts[v]) for v in of_few_bits.top(99)
    ]
    assert counts == plainly.variants_of(found)


@settings(deadline=None)
@given(rows, st.randoms(use_true_random=False))
def test_rows_of_different_cases_may_stand_in_any_order(found: list[Row], chance: random.Random) -> None:
    queues: dict[str, list[Row]] = {}
    for row in found:
        queues.setdefault(row[0], []).append(row)
    mixed: list[Row] = []
    while queues:
        case = chance.choice(sorted(queues))
        mixed.append(queues[case].pop(0))
        if not queues[case]:
            del queues[case]
    a, b = describe(log_from(found)), describe(log_from(mixed))
    assert (a.as_json(), a.flow, a.variants.as_json(99)) == (b.as_json(), b.flow, b.variants.as_json(99))


@settings(deadline=None)
@given(rows)
def test_activities_may_have_any_name(found: list[Row]) -> None:
    names = {"a": "z", "b": "y", "c": "", "Ә": "n", "a b": "NA"}
    renamed = [(case, names[activity], time) for case, activity, time in found]
    edges = {(names[e.before], names[e.after]): (e.spread, e.cases) for e in flow_of(log_from(found)).edges}
    assert {(e.before, e.after): (e.spread, e.cases) for e in flow_of(log_from(renamed)).edges} == edges


@settings(deadline=None, max_examples=30)
@given(rows, st.integers(1, 4), st.booleans())
def test_parts_and_room_change_nothing(found: list[Row], size: int, dense: bool) -> None:
    log = log_from(found)
    whole = describe(log)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tirek.mining.log.PART", size)
        patch.setattr(steps, "FIRST_ROOM", 1)
        patch.setattr(sequences, "FIRST_ROOM", 1)
        patch.setattr(steps, "DENSE", 1 << 22 if dense else 0)
        in_parts = describe(log)
    assert (whole.as_json(), whole.flow) == (in_parts.as_json(), in_parts.flow)
    assert whole.variants.as_json(99) == in_parts.variants.as_json(99)


def test_equal_times_keep_the_order_of_the_file() -> None:
    log = log_from([("1", "b", 5), ("1", "a", 5), ("1", "c", 5), ("1", "z", 4)])
    assert [each.activities for each in variants_of(log).top(1)] == [("z", "b", "a", "c")]


def made(offsets: np.ndarray, activity: np.ndarray, time: np.ndarray, kinds: int) -> EventLog:
    """A log of columns."""
    names = range(len(offsets) - 1)
    stored = InMemory(names, offsets, activity.astype(np.int32), time, None, {}, {})  # type: ignore[arg-type]
    return EventLog(stored, tuple(f"a{i:06}" for i in range(kinds)), offsets)


def test_one_case_of_a_million_events() -> None:
    n = 1_000_000
    said = describe(made(np.array([0, n]), np.arange(n) % 7, np.arange(n) * 1_000_000, 7))
    assert (said.throughput.cases, said.throughput.events, len(said.variants), len(said.flow.edges)) == (1, n, 1, 7)
    assert sum(edge.count for edge in said.flow.edges) == n - 1
    assert {edge.spread.median_s for edge in said.flow.edges} == {1.0}
    assert len(said.variants.top(1)[0].activities) == n


def test_a_million_cases_of_one_event() -> None:
    n = 1_000_000
    said = describe(made(np.arange(n + 1), np.arange(n) % 1000, np.arange(n), 1000))
    assert (said.throughput.cases, len(said.variants), said.flow.edges) == (n, 1000, ())
    assert said.throughput.durations is not None
    assert said.throughput.durations.max_s == 0
    assert [each.activities for each in said.variants.top(2)] == [("a000000",), ("a000001",)]


def test_one_activity_only() -> None:
    n = 100_000
    said = describe(made(np.arange(0, n + 1, 10), np.zeros(n), np.arange(n) % 10 * 3, 1))
    assert [(e.before, e.after, e.count, e.cases) for e in said.flow.edges] == [("a000000", "a000000", 90_000, 10_000)]
    assert len(said.variants) == 1


def test_an_activity_for_each_event() -> None:
    n = 200_000
    said = describe(made(np.arange(0, n + 1, 4), np.arange(n), np.arange(n), n))
    assert (len(said.flow.edges), len(said.variants)) == (n * 3 // 4, n // 4)
    assert said.flow.edges[0].as_json() == {
        "from": "a000000", "to": "a000001", "count": 1, "mean_s": 1e-06, "median_s": 1e-06, "p90_s": 1e-06, "cases": 1,
    }  # fmt: skip


def test_sums_longer_than_64_bits_are_exact() -> None:
    year = 365 * DAY
    n = 2_000_000
    said = describe(made(np.arange(0, n + 1, 2), np.arange(n) % 2, np.arange(n) % 2 * 900 * year, 2))
    assert said.flow.edges[0].spread.total_s == 900 * 365 * 86400 * (n // 2)
    assert said.flow.edges[0].spread.mean_s == 900 * 365 * 86400


@pytest.mark.parametrize("time", [-(10**17), -1, 0, 253_402_300_799_999_999, 9 * 10**17])
def test_one_event_at_any_time(time: int) -> None:
    said = describe(log_from([("1", "a", time)])).as_json()
    assert said["first"] == said["last"]
    assert (said["cases"], said["events"], said["throughput_s"]["p90"]) == (1, 1, 0)
    assert [(each["arrived"], each["completed"]) for each in said["months"]] == [(1, 1)]
    assert describe(log_from([("1", "a", time)]), zone="Asia/Almaty").months[0].completed == 1


def test_an_empty_log_has_no_durations() -> None:
    said = describe(log_from([])).as_json()
    assert (said["cases"], said["months"], said["first"]) == (0, [], None)
    assert set(said["throughput_s"].values()) == {None}


def test_steps_between_unsaid_codes_are_left_out() -> None:
    steps = Steps(2)
    steps.take(np.array([0, 4]), np.array([0, -1, 1, 0], np.int32), np.array([0, 1, 2, 5]))
    assert [(s.before, s.after, s.spread.mean_s) for s in steps.measured()] == [(1, 0, 3e-6)]


@settings(deadline=None)
@given(rows)
def test_throughput_asked_alone_is_that_of_the_description(found: list[Row]) -> None:
    log = log_from(found)
    assert throughput_of(log) == describe(log).throughput


def test_variants_that_cover_a_share() -> None:
    log = log_from([(str(i), "a" if i < 6 else "b" if i < 9 else "c", i) for i in range(10)])
    variants = variants_of(log)
    assert [len(variants.covering(share)) for share in (0, 0.6, 0.61, 0.9, 1)] == [0, 1, 2, 2, 3]
    assert (variants.covered(1), variants.covered(2), variants.covered(5)) == (0.6, 0.9, 1)
