"""A simulation that is right is trusted; one that is wrong is not; and of real logs it is said how far they go."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tests.rooms.mining.describing.real import LOGS, frame
from tests.rooms.mining.redesigning.made import HOUR, drawing, scenario
from tirek.mining.log import EventLog, log_of
from tirek.mining.models.bpmn_graph import BpmnGraph
from tirek.mining.models.bpmn_reading import bpmn_of
from tirek.mining.redesigning.distributions import constant, exponential
from tirek.mining.redesigning.fitting import fitted
from tirek.mining.redesigning.scenario import Scenario
from tirek.mining.redesigning.simulation import simulate
from tirek.mining.redesigning.trust import earth_mover, trusted, variation

WAYS = drawing("start>a a>x1 x1>b x1>c b>end c>end")
SHARES = {"x1": {"x1-b-2": 0.7, "x1-c-3": 0.3}}
TRUE = scenario(
    {"a": exponential(600), "b": exponential(2 * HOUR), "c": exponential(6 * HOUR)},
    cases=600,
    every=exponential(1800),
    routing=SHARES,
)


@pytest.fixture(scope="module")
def log() -> EventLog:
    return simulate(WAYS, TRUE, repetitions=1, seed=99).log


def test_the_truth_is_trusted(log: EventLog) -> None:
    trust, _ = trusted(log, WAYS, TRUE, repetitions=4)
    assert trust.verdict == "trusted"


def test_what_is_fitted_from_the_log_is_trusted(log: EventLog) -> None:
    trust, _ = trusted(log, WAYS, fitted(log, WAYS), repetitions=4)
    assert trust.verdict == "trusted"


@pytest.mark.parametrize(
    ("wrong", "weakest"),
    [
        (replace(TRUE, routing={"x1": {"x1-b-2": 0.05, "x1-c-3": 0.95}}), "flow"),
        (
            replace(TRUE, activities={**TRUE.activities, "b": replace(TRUE.activities["b"], time=constant(0))}),
            "throughput",
        ),
    ],
)
def test_what_is_wrong_is_not_trusted_and_says_where(log: EventLog, wrong: Scenario, weakest: str) -> None:
    trust, _ = trusted(log, WAYS, wrong, repetitions=3)
    assert trust.verdict == "not trusted"
    assert trust.weakest in (weakest, "activities", "throughput")
    assert trust.distances[weakest] > 0.25


def test_a_handful_of_cases_is_never_trusted_wholly() -> None:
    few = simulate(WAYS, replace(TRUE, cases=10), repetitions=1).log
    assert trusted(few, WAYS, replace(TRUE, cases=10), repetitions=3)[0].verdict != "trusted"


def test_the_earth_mover_moves_as_far_as_the_means_where_all_move_the_same_way() -> None:
    rng = np.random.default_rng(5)
    a = np.sort(rng.exponential(10, 400))
    assert earth_mover(a, a + 3) == pytest.approx(3)
    assert earth_mover(a, a[:200]) == pytest.approx(earth_mover(a[:200], a))
    b = np.sort(rng.normal(4, 9, 400))
    assert earth_mover(a, b) == pytest.approx(float(np.abs(a - b).mean()))


def test_the_earth_mover_agrees_with_scipy() -> None:
    stats = pytest.importorskip("scipy.stats")
    rng = np.random.default_rng(6)
    for _ in range(20):
        a, b = np.sort(rng.exponential(10, rng.integers(1, 60))), np.sort(rng.normal(4, 9, rng.integers(1, 60)))
        assert earth_mover(a, b) == pytest.approx(stats.wasserstein_distance(a, b))


def test_variation_is_nothing_of_the_same_and_one_of_what_has_nothing_in_common() -> None:
    assert variation({"a": 2, "b": 2}, {"a": 1, "b": 1}) == 0
    assert variation({"a": 2}, {"b": 1}) == 1
    assert variation({"a": 3, "b": 1}, {"a": 1, "b": 1}) == 0.25


def real(name: str) -> EventLog:
    rows = frame(name)
    said = {"starts": rows["start_timestamp"].tolist()} if "start_timestamp" in rows else {}
    people = (
        {"events": {"who": rows["org:resource"].tolist()}, "roles": {"resource": "who"}}
        if "org:resource" in rows
        else {}
    )
    return log_of(
        rows["case:concept:name"].astype(str).tolist(),
        rows["concept:name"].tolist(),
        rows["time:timestamp"].tolist(),
        **said,
        **people,
    )


ORDERS = drawing(
    "start>a1 a1>i1 i1>x1 x1>c1 c1>end x1>x2 x2>r1 r1>x3 x2>x3 x3>and1 "
    "and1>p1 p1>q1 q1>and2 and1>v1 v1>w1 w1>and2 and2>end",
    "".join(
        f'<task id="{key}" name="{name}"/>'
        for key, name in {
            "a1": "place order",
            "i1": "send invoice",
            "c1": "cancel order",
            "r1": "send reminder",
            "p1": "pay",
            "q1": "confirm payment",
            "v1": "prepare delivery",
            "w1": "make delivery",
        }.items()
    ),
)


def test_a_real_log_with_starts_is_simulated_roughly_as_it_was() -> None:
    log = real("interval_event_log.csv")
    scenario_of_it = fitted(log, ORDERS)
    trust, simulation = trusted(log, ORDERS, scenario_of_it, repetitions=3)
    lasted = (log.time[log.offsets[1:] - 1] - np.minimum.reduceat(log.start, log.offsets[:-1])) / 1e6
    assert simulation.throughput_s["mean"].mean == pytest.approx(float(lasted.mean()), rel=0.15)
    assert trust.verdict in ("trusted", "with care")
    slower = replace(
        scenario_of_it,
        activities={
            name: replace(work, wait=None if work.wait is None else replace(work.wait, factor=3 * work.wait.factor))
            for name, work in scenario_of_it.activities.items()
        },
    )
    assert trusted(log, ORDERS, slower, repetitions=2)[0].verdict == "not trusted"


def test_six_cases_are_simulated_and_said_to_be_few() -> None:
    graph: BpmnGraph = bpmn_of((LOGS / "running-example.bpmn").read_bytes(), "running-example.bpmn")
    log = real("running-example.xes")
    made = fitted(log, graph)
    trust, simulation = trusted(log, graph, made, repetitions=5)
    assert not any(note.id in ("not-fitting", "not-replayed") for note in made.notes)
    assert trust.verdict != "trusted"
    assert simulation.cases == 6
