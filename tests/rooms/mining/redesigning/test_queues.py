"""Queues that have formulae: one server and several, work of any length (Gross and others 2008, chapters 2 and 5)."""

from __future__ import annotations

from math import factorial

import pytest

from tests.rooms.mining.redesigning.made import OFFICE, drawing, scenario
from tirek.mining.redesigning.distributions import Distribution, constant, exponential
from tirek.mining.redesigning.simulation import simulate

QUEUE = drawing("start>a a>end")


def waiting_of_many(rate: float, work: float, servers: int) -> float:
    """Erlang's C formula: how long one waits where work and gaps are exponential."""
    load = rate * work
    busy = load / servers
    last = load**servers / factorial(servers) / (1 - busy)
    waits = last / (sum(load**n / factorial(n) for n in range(servers)) + last)
    return waits * work / (servers * (1 - busy))


@pytest.mark.parametrize(("servers", "work"), [(1, 7.0), (3, 21.0), (5, 45.0)])
def test_exponential_work(servers: int, work: float) -> None:
    made = scenario({"a": exponential(work)}, cases=8_000, every=exponential(10), capacity=servers, warm_up=500)
    told = simulate(QUEUE, made, repetitions=8, seed=3)
    expected = waiting_of_many(1 / 10, work, servers)
    assert told.waiting_s.mean == pytest.approx(expected, rel=0.12)
    low, high = told.waiting_s.low, told.waiting_s.high
    assert low is not None
    assert high is not None
    assert low < expected < high
    assert told.utilisation["people"].mean == pytest.approx(work / 10 / servers, rel=0.03)
    assert told.service_s.mean == pytest.approx(work, rel=0.02)


@pytest.mark.parametrize(
    ("work", "variance"),
    [(constant(7), 0.0), (Distribution("uniform", (0, 14)), 14**2 / 12), (Distribution("lognormal", (7, 7)), 49.0)],
)
def test_work_of_any_length(work: Distribution, variance: float) -> None:
    """Pollaczek and Khinchine."""
    made = scenario({"a": work}, cases=8_000, every=exponential(10), capacity=1, warm_up=500)
    told = simulate(QUEUE, made, repetitions=6, seed=4)
    expected = (1 / 10) * (variance + 49) / (2 * (1 - 0.7))
    assert told.waiting_s.mean == pytest.approx(expected, rel=0.12)


def test_intervals_hold_the_truth_about_as_often_as_they_say() -> None:
    expected = waiting_of_many(1 / 10, 5, 1)
    made = scenario({"a": exponential(5)}, cases=1_500, every=exponential(10), capacity=1, warm_up=100)
    held = 0
    for seed in range(40):
        told = simulate(QUEUE, made, repetitions=5, seed=seed).waiting_s
        assert told.low is not None
        assert told.high is not None
        held += told.low <= expected <= told.high
    assert held >= 33  # of 40 at 95 %: fewer has a chance of one in three hundred


def test_a_process_with_a_loop_and_office_hours_as_another_simulator_has_it() -> None:
    """Prosimos 2.1.0, six runs of 1,500 cases: 85,819 to 99,164 s, on average 92,834 s, with a deviation of 5,300 s."""
    flows = "start>x1 x1>a a>x2 x2>x1 x2>and1 and1>b and1>c b>and2 c>and2 and2>d d>end"
    times = {"a": 600.0, "b": 1200.0, "c": 1800.0, "d": 300.0}
    made = scenario(
        {name: exponential(mean) for name, mean in times.items()},
        cases=1_500,
        every=exponential(9000),
        capacity=3,
        calendar=OFFICE,
        routing={"x2": {"x2-x1-3": 0.25, "x2-and1-4": 0.75}},
    )
    told = simulate(drawing(flows), made, repetitions=6)
    assert told.throughput_s["mean"].mean == pytest.approx(92_834, rel=0.1)
    load = (600 / 0.75 + 1200 + 1800 + 300) / 9000 * 168 / 40 / 3
    assert told.utilisation["people"].mean == pytest.approx(load, rel=0.05)


def test_the_same_seed_gives_the_same_and_another_gives_another() -> None:
    made = scenario({"a": exponential(7)}, cases=200, every=exponential(10), capacity=1)
    first, again, other = (simulate(QUEUE, made, repetitions=3, seed=seed) for seed in (5, 5, 6))
    assert first.as_json() == again.as_json()
    assert first.log.time.tolist() == again.log.time.tolist()
    assert first.as_json() != other.as_json()
