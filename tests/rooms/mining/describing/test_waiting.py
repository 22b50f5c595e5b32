"""Waiting and work, measured and estimated, and the bottlenecks that come of them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rooms.mining.describing.plainly import Row, log_from, rows, traces_of
from tirek.mining.describing.bottlenecks import bottlenecks_of
from tirek.mining.describing.calendar import calendar_of
from tirek.mining.describing.flow import flow_of
from tirek.mining.describing.waiting import event_times, waiting_of
from tirek.mining.filtering.composing import cases_of
from tirek.mining.log import EventLog, log_of

S = 1_000_000
H = 3600 * S


def measured() -> EventLog:
    """Two cases; the second begins its check before what comes before it is complete."""
    return log_of(
        ["1", "1", "2", "2"],
        ["ask", "check", "ask", "check"],
        [10 * S, 50 * S, 20 * S, 30 * S],
        starts=[4 * S, 40 * S, 20 * S, 15 * S],
    )


def test_it_works() -> None:
    waiting = waiting_of(measured())
    said = {each.activity: each for each in waiting.activities}
    assert waiting.method == "measured"
    assert said["ask"].waiting is None
    assert said["ask"].service is not None
    assert (said["ask"].service.count, said["ask"].service.total_s) == (2, 6)
    assert said["check"].waiting is not None
    assert (said["check"].waiting.total_s, said["check"].waiting.min_s) == (30, 0)
    assert said["check"].service is not None
    assert said["check"].service.total_s == 25


def test_work_is_estimated_from_when_somebody_was_free() -> None:
    log = log_of(
        ["1", "1", "2", "2", "3", "3"],
        ["a", "b", "a", "b", "a", "b"],
        [10 * S, 50 * S, 20 * S, 70 * S, 65 * S, 80 * S],
        events={"who": ["x", "y", "x", "y", "x", None]},
        roles={"resource": "who"},
    )
    times = event_times(log)
    assert times.method == "estimated"
    # b of case 1: ready at 10, y did nothing before: 40 s of work. b of case 2: ready at 20, y free at 50.
    assert times.waited.tolist() == [-1, 0, -1, 30 * S, -1, -1]
    assert times.worked.tolist() == [-1, 40 * S, -1, 20 * S, -1, -1]


def test_what_is_done_at_one_moment_by_one_person_has_its_work_once() -> None:
    log = log_of(
        ["1", "1", "2", "2"], ["a", "b", "a", "b"], [0, 9 * S, 0, 9 * S],
        events={"who": ["x", "y", "x", "y"]}, roles={"resource": "who"},
    )  # fmt: skip
    assert event_times(log).worked.tolist() == [-1, 9 * S, -1, 0]
    assert event_times(log).waited.tolist() == [-1, 0, -1, 9 * S]


def test_without_start_and_without_people_it_says_that_waiting_is_not_divided() -> None:
    waiting = waiting_of(log_of(["1", "1"], ["a", "b"], [0, 7 * S]))
    assert waiting.method == "undivided"
    assert [each.service for each in waiting.activities] == [None, None]
    assert waiting.activities[1].waiting is not None
    assert waiting.activities[1].waiting.total_s == 7
    assert waiting.as_json()["rule"].startswith("Waiting and work together")


def test_nights_are_not_waited_through_in_working_time() -> None:
    calendar = calendar_of({"hours": {day: ["09:00-18:00"] for day in ("mon", "tue", "wed", "thu", "fri")}})
    friday = (4 * 24 + 17) * H - 3 * 24 * H  # 1970-01-02 is a Friday
    log = log_of(["1", "1"], ["a", "b"], [friday, friday + 66 * H], starts=[friday, friday + 65 * H])
    waiting = waiting_of(log, calendar=calendar).activities[1]
    assert waiting.waiting is not None
    assert waiting.service is not None
    assert (waiting.waiting.total_s, waiting.service.total_s) == (2 * 3600, 3600)


def test_bottlenecks_are_ranked_by_what_all_cases_waited() -> None:
    log = log_of(
        [c for c in "12345" for _ in range(3)],
        ["a", "b", "c"] * 4 + ["a", "c", "b"],
        [t * S for _ in range(4) for t in (0, 10, 12)] + [0, 30 * S, 31 * S],
    )
    found = bottlenecks_of(log)
    assert [(each.before, each.activity, each.waiting.total_s, each.cases) for each in found.edges] == [
        ("a", "b", 40, 4), ("a", "c", 30, 1), ("b", "c", 8, 4), ("c", "b", 1, 1),
    ]  # fmt: skip
    assert [(each.activity, each.waiting.total_s) for each in found.activities] == [("b", 41), ("c", 38)]
    assert sum(each.share for each in found.edges) == pytest.approx(1)
    assert [cases_of(log, each.question).tolist() for each in found.edges] == [[0, 1, 2, 3], [4], [0, 1, 2, 3], [4]]
    assert len(found.as_json(1)["edges"]) == 1


@settings(deadline=None)
@given(rows)
def test_undivided_bottlenecks_cost_what_the_flow_took(found: list[Row]) -> None:
    log = log_from(found)
    flow = {(e.before, e.after): e for e in flow_of(log).edges if e.spread.total_s}
    bottlenecks = bottlenecks_of(log)
    assert {(e.before, e.activity): e.waiting for e in bottlenecks.edges} == {k: e.spread for k, e in flow.items()}
    for each in (*bottlenecks.edges, *bottlenecks.activities):
        assert len(cases_of(log, each.question)) >= each.cases
        if each.before is not None:
            assert len(cases_of(log, each.question)) == each.cases == flow[each.before, each.activity].cases


@settings(deadline=None)
@given(rows, st.data())
def test_estimates_are_those_of_plain_python(found: list[Row], data: st.DataObject) -> None:
    people = [data.draw(st.sampled_from(["x", "y", None])) for _ in found]
    cases, activities, times = zip(*found, strict=True) if found else ((), (), ())
    log = log_of(cases, activities, times, events={"who": people}, roles={"resource": "who"})
    who = log.role("resource")
    if who is None:
        return
    last: dict[str, int] = {}
    begun: dict[int, int] = {}
    first = set(log.offsets[:-1].tolist())
    for j in sorted(range(log.events), key=lambda j: (log.time[j], j)):
        person = who.said(j)
        if person is None:
            continue
        if j not in first:
            begun[j] = max(int(log.time[j - 1]), last.get(person, int(log.time[j - 1])))
        last[person] = int(log.time[j])
    times_of = event_times(log)
    for j in range(log.events):
        if j in begun:
            assert times_of.waited[j] == begun[j] - log.time[j - 1]
            assert times_of.worked[j] == log.time[j] - begun[j]
        else:
            assert (times_of.waited[j], times_of.worked[j]) == (-1, -1)
    assert len(traces_of(found)) == log.cases
