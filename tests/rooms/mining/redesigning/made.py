"""Drawings and scenarios for tests, in one line."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from tests.rooms.mining.models.drawn import bpmn
from tirek.mining.models.bpmn_graph import BpmnGraph
from tirek.mining.models.bpmn_reading import bpmn_of
from tirek.mining.redesigning.distributions import Distribution, constant
from tirek.mining.redesigning.scenario import Arrival, Calendar, Pool, Scenario, Work
from tirek.mining.redesigning.simulation import Simulation

MONDAY = datetime(2026, 1, 5, tzinfo=UTC)
OFFICE = Calendar(tuple((day * 1440 + 9 * 60, day * 1440 + 17 * 60, 1.0) for day in range(5)))
HOUR = 3600.0


def drawing(flows: str, extra: str = "") -> BpmnGraph:
    return bpmn_of(bpmn(flows, extra), "made")


def scenario(
    times: Mapping[str, Distribution | float],
    *,
    cases: int = 1,
    every: Distribution | float = HOUR,
    capacity: int | None = None,
    calendar: Calendar | None = None,
    begins: datetime = MONDAY,
    routing: Mapping[str, Mapping[str, float]] | None = None,
    timers: Mapping[str, Distribution] | None = None,
    waits: Mapping[str, Distribution] | None = None,
    warm_up: int = 0,
    cost_per_hour: float = 0.0,
) -> Scenario:
    """One pool for all, if it has a capacity or a calendar."""
    pool = "people" if capacity is not None or calendar is not None else None
    return Scenario(
        begins=begins,
        cases=cases,
        arrival=Arrival(_of(every)),
        activities={name: Work(_of(time), (waits or {}).get(name), pool) for name, time in times.items()},
        pools={} if pool is None else {pool: Pool(capacity, "hours" if calendar else None, cost_per_hour)},
        calendars={} if calendar is None else {"hours": calendar},
        routing=routing or {},
        timers=timers or {},
        warm_up=warm_up,
    )


def happened(simulation: Simulation) -> list[tuple[str, str, float, float]]:
    """Case, activity, start and end of the first repetition, in hours since Monday 00:00."""
    log = simulation.log
    names = log.case_names()
    start = log.start
    assert start is not None
    since = int(MONDAY.timestamp()) * 1_000_000

    def hours(moment: int) -> float:
        return (int(moment) - since) / 3_600_000_000

    return [
        (
            names[log.case_of[i]].removeprefix("simulated-"),
            log.activities[log.activity[i]],
            hours(start[i]),
            hours(log.time[i]),
        )
        for i in range(log.events)
    ]


def _of(value: Distribution | float) -> Distribution:
    return value if isinstance(value, Distribution) else constant(value)
