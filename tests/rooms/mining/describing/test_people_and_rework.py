"""Rework, hand-overs and load are those of plain Python."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rooms.mining.describing.plainly import Row, log_from, rows, traces_of
from tirek.mining.describing.errors import PeriodUnknown, RoleUnknown
from tirek.mining.describing.handovers import handovers_of
from tirek.mining.describing.resources import load_of
from tirek.mining.describing.rework import rework_of
from tirek.mining.filtering.composing import cases_of
from tirek.mining.log import EventLog, log_of

S = 1_000_000
people = st.lists(st.sampled_from(["x", "y", "z", None]), min_size=40, max_size=40)


def with_people(found: list[Row], who: list[str | None]) -> EventLog:
    cases, activities, times = zip(*found, strict=True) if found else ((), (), ())
    return log_of(cases, activities, times, events={"who": [*who[: len(found)]]}, roles={"resource": "who"})


def traces_with(log: EventLog) -> list[list[str | None]]:
    column = log.role("resource")
    assert column is not None
    return [[column.said(j) for j in range(log.offsets[i], log.offsets[i + 1])] for i in range(log.cases)]


def test_it_works() -> None:
    log = log_from([("1", a, t * S) for t, a in enumerate("abbca")] + [("2", "a", 0), ("2", "c", 1)])
    rework = rework_of(log)
    assert (rework.cases, rework.cases_share, rework.events) == (1, 0.5, 2)
    said = [(r.activity, r.cases, r.again, r.directly, r.loops, r.back.mean_s) for r in rework.activities]
    assert said == [("a", 1, 1, 0, 1, 4.0), ("b", 1, 1, 1, 0, 1.0)]
    assert cases_of(log, rework.activities[0].question).tolist() == [0]


@settings(deadline=None)
@given(rows)
def test_rework_is_that_of_plain_python(found: list[Row]) -> None:
    log = log_from(found)
    cases: Counter[str] = Counter()
    directly: Counter[str] = Counter()
    back = defaultdict(list)
    any_again = 0
    for trace in traces_of(found).values():
        last: dict[str, tuple[int, int]] = {}
        again = set()
        for place, (activity, time) in enumerate(trace):
            if activity in last:
                again.add(activity)
                back[activity].append(time - last[activity][1])
                directly[activity] += last[activity][0] == place - 1
            last[activity] = (place, time)
        cases.update(again)
        any_again += bool(again)
    rework = rework_of(log)
    assert rework.cases == any_again
    assert {r.activity: (r.cases, r.directly, r.again, r.back.total_s) for r in rework.activities} == {
        a: (cases[a], directly[a], len(took), sum(took) / S) for a, took in back.items()
    }
    for each in rework.activities:
        assert len(cases_of(log, each.question)) == each.cases


@settings(deadline=None)
@given(rows, people)
def test_handovers_are_those_of_plain_python(found: list[Row], who: list[str | None]) -> None:
    log = with_people(found, who)
    if log.role("resource") is None or not found:
        return
    traces = traces_with(log)
    pairs = Counter((a, b) for trace in traces for a, b in pairwise(trace) if a and b and a != b)
    handovers = handovers_of(log)
    assert {(each.before, each.after): each.spread.count for each in handovers.pairs} == pairs
    assert handovers.of_case.tolist() == [sum(bool(a and b and a != b) for a, b in pairwise(t)) for t in traces]
    assert handovers.met.tolist() == [len({each for each in trace if each}) for trace in traces]
    assert handovers.unsaid == sum(each is None for trace in traces for each in trace)
    for pair in handovers.pairs:
        assert len(cases_of(log, pair.question)) == pair.cases
    json = handovers.as_json(1)
    assert json["handovers"] == sum(pairs.values())
    assert len(json["pairs"]) == min(1, len(pairs))


@settings(deadline=None)
@given(rows, people, st.sampled_from(["UTC", "Asia/Almaty"]))
def test_load_adds_up_to_what_was_done(found: list[Row], who: list[str | None], zone: str) -> None:
    log = with_people(found, who)
    if log.role("resource") is None:
        return
    for unit in ("day", "week", "month"):
        loads = load_of(log, by=unit, zone=zone).each  # type: ignore[arg-type]
        events: Counter[str] = Counter()
        for each in loads:
            assert 1 <= each.cases <= each.events
            events[each.name] += each.events
        assert events == Counter(name for trace in traces_with(log) for name in trace if name)


def test_load_counts_by_the_clock_of_a_zone() -> None:
    late = 1_772_300_000 * S  # 2026-02-28 17:33 UTC, 22:33 in Almaty
    log = log_of(["1", "1", "2"], ["a", "b", "a"], [late, late + 7200 * S, late],
                 events={"who": ["x", "x", "x"]}, roles={"resource": "who"})  # fmt: skip
    utc, almaty = load_of(log), load_of(log, zone="Asia/Almaty")
    assert [(each.period, each.events, each.cases, each.worked_s) for each in utc.each] == [("2026-02", 3, 2, 7200.0)]
    assert [(each.period, each.events, each.cases) for each in almaty.each] == [("2026-02", 2, 2), ("2026-03", 1, 1)]
    assert [each.period for each in load_of(log, by="week").each] == ["2026-02-23"]
    assert [each.period for each in load_of(log, by="day", zone="Asia/Almaty").each] == ["2026-02-28", "2026-03-01"]
    assert utc.as_json()["method"] == "estimated"


def test_refuses_what_the_log_does_not_say() -> None:
    log = log_from([("1", "a", 0)])
    with pytest.raises(RoleUnknown):
        handovers_of(log)
    with pytest.raises(RoleUnknown):
        load_of(log, "office")
    with pytest.raises(PeriodUnknown):
        load_of(log, by="decade")  # type: ignore[arg-type]
