"""Where the time of cases goes: the parts add up to the time of the cases, whatever the log knows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tirek.mining import EventLog, log_of, spending_of, throughput_of, waiting_of

HOUR = 3_600_000_000


def made(start: bool = False) -> EventLog:
    """Two cases: a, b, c an hour and three hours apart; a, c five hours apart. Work takes half an hour, if said."""
    times = [0, HOUR, 4 * HOUR, 0, 5 * HOUR]
    starts = [each - HOUR // 2 for each in times] if start else None
    return log_of(["1", "1", "1", "2", "2"], ["a", "b", "c", "a", "c"], times, starts=starts)


def test_it_works() -> None:
    told = spending_of(made(start=True))
    assert [each.activity for each in told.steps] == ["a", "b", "c"]
    a, b, c = told.steps
    assert (a.waiting_s, a.work_s, a.unknown_s) == (0, 0, 0)
    assert (b.waiting_s, b.work_s) == (1800, 1800)
    assert (c.waiting_s, c.work_s, c.cases, c.events) == (2.5 * 3600 + 4.5 * 3600, 3600, 2, 2)
    assert told.as_json()["mean_s"] == 4.5 * 3600


def test_what_is_not_known_is_not_told_as_waiting() -> None:
    told = spending_of(made())
    assert told.method == "undivided"
    assert [(each.waiting_s, each.work_s) for each in told.steps] == [(0, 0)] * 3
    assert told.total_s == 9 * 3600


EVENTS = st.lists(
    st.tuples(st.sampled_from("123"), st.sampled_from("abcd"), st.integers(0, 10**9), st.integers(0, 10**8)),
    min_size=1,
    max_size=40,
)


@given(EVENTS, st.sampled_from(["measured", "estimated", "undivided"]))
def test_the_parts_add_up_to_the_time_of_the_cases(rows: list[tuple[str, str, int, int]], method: str) -> None:
    cases, activities, times, took = zip(*rows, strict=True)
    starts = [done - long for done, long in zip(times, took, strict=True)] if method == "measured" else None
    people = {"events": {"who": ["ann", "bob", None][: len(rows)] + ["ann"] * (len(rows) - 3)}}
    more = people | {"roles": {"resource": "who"}} if method == "estimated" else {}
    log = log_of(cases, activities, times, starts=starts, **more)
    told = spending_of(log)
    durations = throughput_of(log).durations
    assert told.total_s == pytest.approx(durations.total_s if durations else 0)
    waited = {each.activity: each.waiting.total_s if each.waiting else 0 for each in waiting_of(log).activities}
    if method != "undivided":
        assert {each.activity: pytest.approx(each.waiting_s) for each in told.steps} == waited
    assert all(min(each.waiting_s, each.work_s, each.unknown_s) >= 0 for each in told.steps)
    assert sum(each.events for each in told.steps) == len(rows)
