"""What was put into a log is found in it again."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest

from tests.rooms.mining.redesigning.made import HOUR, MONDAY, OFFICE, drawing, scenario
from tirek.mining.log import log_of
from tirek.mining.redesigning.distributions import Distribution, exponential
from tirek.mining.redesigning.fitting import fitted, follow, rerouted
from tirek.mining.redesigning.network import network_of
from tirek.mining.redesigning.replaying import BEFORE, UNKNOWN, replayed
from tirek.mining.redesigning.simulation import simulate

LOOP = drawing("start>x1 x1>a a>x2 x2>x1 x2>b b>end")
BESIDE = drawing("start>and1 and1>a and1>b a>and2 b>and2 and2>c c>end")
EITHER = drawing("start>or1 or1>a or1>b a>or2 b>or2 or2>c c>end")


def test_a_variant_tells_which_ways_it_took() -> None:
    found = replayed(network_of(LOOP), ["a", "a", "a", "b"])
    assert found is not None
    assert found.ways == (("x2", "x2-x1-3"), ("x2", "x2-x1-3"), ("x2", "x2-b-4"))
    assert (found.waited, found.odd) == ((BEFORE, 0, 1, 2), 0)


def test_what_goes_on_side_by_side_waits_for_what_came_before_both() -> None:
    found = replayed(network_of(BESIDE), ["b", "a", "c"])
    assert found is not None
    assert found.waited == (BEFORE, BEFORE, 1)


@pytest.mark.parametrize(
    ("trace", "way"), [(["a", "c"], "or1-a-1"), (["b", "c"], "or1-b-2"), (["b", "a", "c"], "or1-a-1 or1-b-2")]
)
def test_of_an_inclusive_gateway_the_ways_together_are_told(trace: list[str], way: str) -> None:
    found = replayed(network_of(EITHER), trace)
    assert found is not None
    assert (found.ways, found.odd) == ((("or1", way),), 0)


def test_what_the_drawing_does_not_expect_is_counted_and_passed_over() -> None:
    found = replayed(network_of(BESIDE), ["a", "other", "b"])
    assert found is not None
    assert (found.odd, found.waited) == (2, (BEFORE, UNKNOWN, BEFORE))  # “other”, and “c” that is not there


def test_shares_of_ways_are_those_of_the_cases() -> None:
    words = ["aab"] * 3 + ["ab"] * 7
    log = log_of(
        [str(i) for i, word in enumerate(words) for _ in word],
        [letter for word in words for letter in word],
        [i * 1_000_000 + j for i, word in enumerate(words) for j, _ in enumerate(word)],
    )
    made = fitted(log, LOOP)
    assert made.routing["x2"] == {"x2-x1-3": pytest.approx(3 / 13), "x2-b-4": pytest.approx(10 / 13)}


def test_ways_that_no_case_came_to_are_taken_alike_and_that_is_said() -> None:
    log = log_of(["1", "1"], ["a", "c"], [0, 1_000_000])
    made = fitted(log, drawing("start>x1 x1>a x1>b a>c b>x2 x2>d x2>e d>end e>end c>end"))
    assert made.routing["x2"] == {"x2-d-5": 0.5, "x2-e-6": 0.5}
    assert {"way-unknown", "way-never", "never-seen"} <= {note.id for note in made.notes}


def test_what_was_simulated_is_fitted_back() -> None:
    line = drawing("start>a a>b b>end")
    put = scenario(
        {"a": exponential(600), "b": Distribution("uniform", (600, 1800))},
        cases=3_000,
        every=exponential(6000),
        capacity=3,
        calendar=OFFICE,
        waits={"b": exponential(4 * HOUR)},
    )
    log = simulate(line, put, repetitions=1).log
    found = fitted(log, line)
    assert found.activities["a"].time.mean == pytest.approx(600, rel=0.06)
    assert found.activities["b"].time.mean == pytest.approx(1200, rel=0.06)
    assert found.activities["b"].source == "starts"
    again = simulate(line, found, repetitions=3)
    assert log.start is not None
    lasted = (log.time[1::2] - log.start[::2]) / 1e6  # the log begins with the work: what waited before is not in it
    assert again.throughput_s["mean"].mean == pytest.approx(float(lasted.mean()), rel=0.1)
    hours = found.calendars[found.pools[found.activities["b"].pool or ""].calendar or ""]
    assert all(start // 60 % 24 >= 9 and past // 60 % 24 <= 17 and start // 1440 < 5 for start, past, _ in hours.spans)


def test_people_are_counted_and_never_named() -> None:
    rows = [(f"{day}-{i}", f"person {i % 3}", day * 24 + 9 + i) for day in range(80) for i in range(6)]
    log = log_of(
        [case for case, _, _ in rows],
        ["a"] * len(rows),
        [MONDAY + timedelta(hours=hour) for _, _, hour in rows],
        starts=[MONDAY + timedelta(hours=hour, minutes=-20) for _, _, hour in rows],
        events={"who": [who for _, who, _ in rows]},
        roles={"resource": "who"},
    )
    made = fitted(log, drawing("start>a a>end"))
    assert made.pools[made.activities["a"].pool or ""].capacity == 3
    assert made.activities["a"].time.mean == 20 * 60
    assert "person" not in str(made.as_json())


def test_without_starts_work_is_what_lies_between_two_ends_of_one_person_while_the_next_waits() -> None:
    cases, activities, times, who = [], [], [], []
    rng = np.random.default_rng(1)
    for day in range(40):
        morning = MONDAY + timedelta(days=day, hours=9)
        for i in range(10):
            cases += [f"{day}-{i}"] * 2
            activities += ["come", "do"]
            times += [morning, morning + timedelta(minutes=15 * (i + 1) + int(rng.integers(0, 2)))]
            who += ["desk", "worker"]
    log = log_of(cases, activities, times, events={"who": who}, roles={"resource": "who"})
    made = fitted(log, drawing("start>come come>do do>end"))
    assert made.activities["do"].source == "estimated"
    assert made.activities["do"].time.mean == pytest.approx(15 * 60, rel=0.02)
    assert made.activities["come"].source == "nothing"


def test_without_starts_and_people_work_and_waiting_are_one_and_that_is_said() -> None:
    log = log_of(["1", "1", "2", "2"], ["a", "b"] * 2, [0, 3_600_000_000, 60_000_000, 7_260_000_000])
    made = fitted(log, drawing("start>a a>b b>end"))
    assert made.activities["b"].source == "since the event before"
    wait = made.activities["b"].wait
    assert wait is not None
    assert wait.mean == pytest.approx(1.5 * HOUR)
    assert "times-since-before" in {note.id for note in made.notes}


def test_another_drawing_gets_the_ways_that_the_log_would_have_taken_in_it() -> None:
    log = log_of(["1", "1", "2", "2", "3", "3"], ["a", "b", "a", "b", "a", "c"], list(range(6)))
    was = drawing("start>a a>x1 x1>b x1>c b>end c>end")
    to_be = drawing("start>a a>x7 x7>b x7>c b>end c>end")
    made = rerouted(log, to_be, fitted(log, was))
    assert made.routing["x7"] == {"x7-b-2": pytest.approx(2 / 3), "x7-c-3": pytest.approx(1 / 3)}


def test_a_log_that_cannot_be_followed_within_the_limit_is_said_to_be_so() -> None:
    log = log_of(["1", "1"], ["a", "b"], [0, 1])
    followed = follow(log, network_of(drawing("start>a a>b b>end")))
    assert (followed.left_out, followed.odd, followed.waited.tolist()) == (0, 0, [-1, 0])


def test_waiting_for_people_is_not_counted_twice() -> None:
    line = drawing("start>a a>b b>end")
    put = scenario({"a": 60, "b": exponential(1000)}, cases=1_500, every=exponential(1300), capacity=1)
    put = replace(put, activities={**put.activities, "a": replace(put.activities["a"], pool=None)})
    log = simulate(line, put, repetitions=1).log
    found = fitted(log, line)
    wait = found.activities["b"].wait
    assert wait is not None
    assert wait.factor < 0.3
    assert log.start is not None
    lasted = (log.time[1::2] - log.start[::2]) / 1e6
    again = simulate(line, found, repetitions=5, seed=8).throughput_s["mean"].mean
    assert again == pytest.approx(float(lasted.mean()), rel=0.3)
