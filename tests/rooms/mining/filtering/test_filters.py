"""Filters keep what plain Python would keep, compose, and survive being written down."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rooms.mining.describing import plainly
from tests.rooms.mining.describing.plainly import Row, log_from, rows, traces_of
from tirek.mining.describing.description import describe
from tirek.mining.describing.flow import flow_of
from tirek.mining.describing.variants import variants_of
from tirek.mining.filtering.composing import cases_of, filtered, filters_json, filters_of
from tirek.mining.filtering.errors import ColumnUnknown, FilterUnclear
from tirek.mining.filtering.filters import (
    Beginning,
    Between,
    Cases,
    During,
    Ending,
    Filter,
    Following,
    Having,
    Lasting,
    OfVariant,
    Repeating,
    Usual,
)
from tirek.mining.log import EventLog, Words, log_of

S = 1_000_000
Trace = list[tuple[str, int]]


def rows_of(log: EventLog) -> list[Row]:
    """The rows of a log, case by case."""
    names = log.case_names()
    return [(names[log.case_of[j]], log.activities[log.activity[j]], int(log.time[j])) for j in range(log.events)]


def whole(found: list[Row], keep: Callable[[Trace], bool]) -> list[Row]:
    """The rows of the cases to keep, case by case."""
    return [(case, a, t) for case, trace in traces_of(found).items() if keep(trace) for a, t in trace]


def names(trace: Trace) -> tuple[str, ...]:
    return tuple(activity for activity, _ in trace)


def later(trace: Trace, before: str, after: str, least: float, most: float) -> bool:
    for i, (activity, time) in enumerate(trace):
        if activity == before:
            took = next((t - time for a, t in trace[i + 1 :] if a == after), None)
            if took is not None and least <= took / 1e6 <= most:
                return True
    return False


SINCE, UNTIL = "1970-01-01", "2010-01-01T00:00:00+00:00"
WINDOW = (0, 1_262_304_000 * S)
YEARS = 40 * 365 * 86400.0
KEEPING: list[tuple[Filter, Callable[[Trace], bool]]] = [
    (During(SINCE, UNTIL), lambda t: WINDOW[0] <= t[0][1] and t[-1][1] < WINDOW[1]),
    (During(SINCE, UNTIL, "touching"), lambda t: t[0][1] < WINDOW[1] and t[-1][1] >= WINDOW[0]),
    (During(SINCE, UNTIL, "started"), lambda t: WINDOW[0] <= t[0][1] < WINDOW[1]),
    (During(SINCE, how="completed"), lambda t: t[-1][1] >= 0),
    (OfVariant(("a", "b")), lambda t: names(t) == ("a", "b")),
    (Having("activity", ("a", "Ә", "none")), lambda t: bool({"a", "Ә"} & set(names(t)))),
    (Having("activity", ("a",), not_=True), lambda t: "a" not in names(t)),
    (Beginning(("a", "b")), lambda t: names(t)[0] in ("a", "b")),
    (Ending(("c",)), lambda t: names(t)[-1] == "c"),
    (Following("a", "b"), lambda t: ("a", "b") in set(pairwise(names(t)))),
    (Following("a", "a", not_=True), lambda t: ("a", "a") not in set(pairwise(names(t)))),
    (Following("a", "nowhere", not_=True), lambda _: True),
    (Following("a", "b", directly=False), lambda t: later(t, "a", "b", -1, 1e18)),
    (Following("a", "b", directly=False, least_s=1, most_s=YEARS), lambda t: later(t, "a", "b", 1, YEARS)),
    (
        Following("a", "b", most_s=YEARS),
        lambda t: any((x, y) == ("a", "b") and u - s <= YEARS * S for (x, s), (y, u) in pairwise(t)),
    ),
    (Lasting(1, YEARS), lambda t: S <= t[-1][1] - t[0][1] <= YEARS * S),
    (Lasting(most_s=0), lambda t: t[-1][1] == t[0][1]),
    (Repeating("a"), lambda t: names(t).count("a") >= 2),
    (Repeating("b", 1), lambda t: "b" in names(t)),
]
ALL = [each for each, _ in KEEPING]


@pytest.mark.parametrize(("question", "keep"), KEEPING, ids=lambda each: getattr(each, "kind", ""))
@settings(deadline=None, max_examples=40)
@given(found=rows)
def test_whole_cases_are_kept(question: Filter, keep: Callable[[Trace], bool], found: list[Row]) -> None:
    log = log_from(found)
    left = question.of(log)
    assert rows_of(left) == whole(found, keep)
    assert [log.case_names()[i] for i in cases_of(log, question)] == list(left.case_names())


@settings(deadline=None)
@given(rows)
def test_single_events_are_kept(found: list[Row]) -> None:
    log = log_from(found)
    of_a = filtered(log, [Having("activity", ("a", "b"), events=True)])
    assert rows_of(of_a) == [row for row in whole(found, lambda _: True) if row[1] in "ab"]
    assert of_a.activities == tuple(sorted({row[1] for row in found if row[1] in "ab"}))
    in_time = During(SINCE, UNTIL, "events").of(log)
    assert rows_of(in_time) == [row for row in whole(found, lambda _: True) if WINDOW[0] <= row[2] < WINDOW[1]]


@settings(deadline=None)
@given(rows, st.sampled_from([0, 0.2, 0.5, 0.8, 1]))
def test_the_usual_variants_are_kept(found: list[Row], share: float) -> None:
    variants, cases = plainly.variants_of(found), len(traces_of(found))
    kept: list[tuple[str, ...]] = []
    covered = 0
    for activities, count in variants:
        if covered >= share * cases:
            break
        kept.append(activities)
        covered += count
    assert rows_of(Usual(share).of(log_from(found))) == whole(found, lambda t: names(t) in kept)


@settings(deadline=None, max_examples=60)
@given(rows, st.lists(st.sampled_from(ALL), max_size=3), st.integers(1, 4))
def test_what_is_left_is_a_log_like_any_other(found: list[Row], filters: list[Filter], size: int) -> None:
    """Filters compose; the view, read in parts or whole, is the log of the rows that are left."""
    log = log_from(found)
    left = filtered(log, filters)
    again = log_from(rows_of(left))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tirek.mining.log.PART", size)
        assert (describe(left).as_json(), flow_of(left)) == (describe(again).as_json(), flow_of(again))
        assert variants_of(left).as_json(99) == variants_of(again).as_json(99)
        assert np.array_equal(np.concatenate([p.time for p in left.parts()] or [left.time]), again.time)
    assert left.activities == again.activities
    assert [log.case_names()[i] for i in cases_of(log, filters)] == list(left.case_names())


@settings(deadline=None)
@given(st.lists(st.sampled_from([*ALL, Usual(0.5), Between("n", 1, None, not_=True), Cases(("x",))]), max_size=4))
def test_filters_are_written_down_and_read_back(filters: list[Filter]) -> None:
    import json

    assert filters_of(json.dumps(filters_json(filters))) == tuple(filters)


def attributed() -> EventLog:
    return log_of(
        ["1", "1", "2", "3"], ["a", "b", "a", "a"], [0, S, 2 * S, 3 * S], starts=[0, 0, S, 3 * S],
        events={"who": ["x", None, "y", "x"], "sum": [1.0, 5.0, None, 9.0]},
        of_cases={"channel": {"1": "web", "3": "post"}, "age": {"1": 30.0, "2": 40.0}},
        roles={"resource": "who"},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("question", "left"),
    [
        (Having("who", ("x",)), ["1", "3"]),
        (Having("who", ("x",), events=True), ["1", "3"]),
        (Having("who", ("x", "y"), not_=True), []),
        (Having("channel", ("web",)), ["1"]),
        (Having("channel", ("web",), not_=True), ["2", "3"]),
        (Having("sum", ("9", "1.0")), ["1", "3"]),
        (Between("sum", 5), ["1", "3"]),
        (Between("sum", 5, 5), ["1"]),
        (Between("age", most=30), ["1"]),
        (Between("age", most=30, not_=True), ["2", "3"]),
        (Cases(("3", "1", "4")), ["1", "3"]),
        (Following("x", "x", column="who"), []),
    ],
)
def test_attributes_of_events_and_of_cases(question: Filter, left: list[str]) -> None:
    assert list(question.of(attributed()).case_names()) == left


def test_columns_of_what_is_left_are_cut_alike() -> None:
    left = filtered(attributed(), [Having("activity", ("a",), events=True), Having("who", ("x",))])
    who, channel = left.event_column("who"), left.case_column("channel")
    assert isinstance(who, Words)
    assert isinstance(channel, Words)
    assert [who.said(i) for i in range(left.events)] == ["x", "x"]
    assert [channel.said(i) for i in range(left.cases)] == ["web", "post"]
    assert left.start is not None
    assert left.start.tolist() == [0, 3 * S]
    assert (left.event_columns, left.case_columns) == (("who", "sum"), ("channel", "age"))
    assert left.case_names()[0:2] == ["1", "3"]
    assert left.role("resource") is not None


@pytest.mark.parametrize(
    "said",
    [
        "{", "3", '"during"', [3], [{}], [{"kind": "magic"}], [{"kind": "usual"}], [{"kind": "usual", "share": "all"}],
        [{"kind": "usual", "share": True}], [{"kind": "lasting", "least": 3}], [{"kind": "repeating", "activity": 3}],
        [{"kind": "beginning", "activities": "a"}], '[{"kind": "lasting", "least_s": NaN}]', [{"kind": ["usual"]}],
        '[{"kind": "lasting", "most_s": Infinity}]',
    ],
)  # fmt: skip
def test_refuses_what_is_no_filter(said: Any) -> None:
    with pytest.raises(FilterUnclear):
        filters_of(said)


@pytest.mark.parametrize(
    "question",
    [
        During("yesterday"), During(how="sideways"), Having("sum", ("nine",)), Between("who", 1),
        Following("1", "2", column="sum"), Following("web", "post", column="channel"),
    ],
)  # fmt: skip
def test_refuses_what_cannot_be_asked(question: Filter) -> None:
    with pytest.raises(FilterUnclear):
        question.of(attributed())


def test_refuses_a_column_that_is_not_there() -> None:
    with pytest.raises(ColumnUnknown):
        Having("colour", ("red",)).of(attributed())


def test_a_duration_of_any_size_is_compared() -> None:
    log = log_from([("1", "a", -(10**17)), ("1", "b", 10**17)])
    assert Lasting(most_s=1e300).of(log).cases == 1
    assert Lasting(least_s=1e300).of(log).cases == 0


@pytest.mark.parametrize(
    ("trace", "question", "kept"),
    [
        ("acb", Following("a", "b"), False),
        ("acb", Following("a", "b", directly=False), True),
        ("bca", Following("a", "b", directly=False), False),
        ("aab", Following("a", "b"), True),
        ("a", Following("a", "a", directly=False), False),
        ("aca", Following("a", "a"), False),
        ("aca", Following("a", "a", directly=False), True),
        ("acbb", Following("a", "b", directly=False, least_s=3), False),  # the first b behind it counts
        ("acab", Following("a", "b", directly=False, least_s=3), True),
        ("acab", Following("a", "b", directly=False, most_s=1), True),
        ("acab", Following("a", "b", least_s=2), False),
    ],
)
def test_one_after_another(trace: str, question: Filter, kept: bool) -> None:
    log = log_from([("0", "b", 0), *(("1", activity, at * S) for at, activity in enumerate(trace)), ("2", "a", 0)])
    assert list(question.of(log).case_names()) == ["1"] * kept
