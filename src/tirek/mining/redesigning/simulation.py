"""A drawing simulated many times, and what the repetitions say together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from tirek.mining.log import EventLog, log_of
from tirek.mining.models.bpmn_graph import BpmnGraph
from tirek.mining.redesigning.errors import ActivityUnknown, SimulationCancelled
from tirek.mining.redesigning.intervals import Estimate, estimate
from tirek.mining.redesigning.network import Network, network_of
from tirek.mining.redesigning.running import Ran, run_once
from tirek.mining.redesigning.scenario import Scenario

MOST_STEPS: Final = 5_000_000
SHOWN: Final = 5
MICRO: Final = 1_000_000
EFFECTS: Final = {
    "throughput/mean": "throughput_mean_s",
    "throughput/median": "throughput_median_s",
    "throughput/p90": "throughput_p90_s",
    "waiting": "waiting_s",
    "delay": "delay_s",
    "service": "service_s",
    "cost": "cost",
}

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class SimulatedActivity:
    """An activity: how often in a case, and for how long on average, in seconds."""

    per_case: Estimate
    delay_s: Estimate
    waiting_s: Estimate
    service_s: Estimate

    def as_json(self) -> dict[str, Any]:
        """This function will give the activity as JSON."""
        return {
            "per_case": self.per_case.as_json(),
            "delay_s": self.delay_s.as_json(),
            "waiting_s": self.waiting_s.as_json(),
            "service_s": self.service_s.as_json(),
        }


@dataclass(frozen=True)
class Simulation:
    """What was simulated. Durations in seconds; per case unless said otherwise.

    `waiting_s` is waiting for people and opening hours, `delay_s` what passes before anybody is asked, `service_s` from
    begin to end of the work, nights among it. `utilisation`: work as a share of what the pool could do, in its hours.
    `log` is the first repetition; `told` what was measured in each, by names.
    """

    seed: int
    repetitions: int
    cases: int
    throughput_s: Mapping[str, Estimate]
    waiting_s: Estimate
    delay_s: Estimate
    service_s: Estimate
    cost: Estimate
    activities: Mapping[str, SimulatedActivity]
    utilisation: Mapping[str, Estimate]
    log: EventLog
    told: tuple[Mapping[str, float], ...]

    def as_json(self) -> dict[str, Any]:
        """This function will give the simulation as JSON, without its log."""
        return {
            "seed": self.seed,
            "repetitions": self.repetitions,
            "cases": self.cases,
            "throughput_s": {name: each.as_json() for name, each in self.throughput_s.items()},
            "waiting_s": self.waiting_s.as_json(),
            "delay_s": self.delay_s.as_json(),
            "service_s": self.service_s.as_json(),
            "cost": self.cost.as_json(),
            "activities": {name: each.as_json() for name, each in sorted(self.activities.items())},
            "utilisation": {name: each.as_json() for name, each in sorted(self.utilisation.items())},
        }


def simulate(
    drawing: BpmnGraph | Network,
    scenario: Scenario,
    *,
    repetitions: int = 10,
    seed: int = 1,
    most: int = MOST_STEPS,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
    each: Callable[[EventLog], None] | None = None,
) -> Simulation:
    """This function will simulate a drawing `repetitions` times; the same seed gives the same, to the last digit.

    `progress` is told cases done and cases in all; `cancelled` is asked now and then. `each` is given the log of every
    repetition; that of the first is kept. Raises the refusals of `errors` beside this module.
    """
    network = drawing if isinstance(drawing, Network) else network_of(drawing)
    unknown = [name for name in network.activities if name not in scenario.activities]
    if unknown:
        more = f" (+{len(unknown) - SHOWN})" if len(unknown) > SHOWN else ""
        raise ActivityUnknown(activities=", ".join(unknown[:SHOWN]) + more)
    told: list[dict[str, float]] = []
    first: EventLog | None = None
    left = most
    for repetition in range(repetitions):

        def tick(ended: int, past: int = repetition * scenario.cases) -> None:
            if progress is not None:
                progress(past + ended, repetitions * scenario.cases)
            if cancelled is not None and cancelled():
                raise SimulationCancelled

        tick(0)
        ran = run_once(network, scenario, seed=seed, repetition=repetition, most=left, tick=tick)
        left -= len(ran.done)
        told.append(_measured(ran, scenario, network))
        if first is None or each is not None:
            log = simulated_log(ran, scenario)
            first = first or log
            if each is not None:
                each(log)
    if first is None:
        raise ValueError("at least one repetition is needed")
    return _simulation(told, seed, scenario, first)


def _measured(ran: Ran, scenario: Scenario, network: Network) -> dict[str, float]:
    """The numbers of one repetition, by names with a slash: that is what is averaged."""
    skip = scenario.warm_up
    counted = len(ran.arrived) - skip
    throughput = (np.array(ran.ended) - np.array(ran.arrived))[skip:]
    found = {
        "throughput/mean": float(throughput.mean()),
        "throughput/median": float(np.quantile(throughput, 0.5)),
        "throughput/p90": float(np.quantile(throughput, 0.9)),
        "cost": float(np.mean(ran.cost[skip:])),
    }
    done = [each for each in ran.done if each[0] >= skip]
    times = np.array([each[2:] for each in done]) if done else np.zeros((0, 4))
    delay, waiting, service = times[:, 1] - times[:, 0], times[:, 2] - times[:, 1], times[:, 3] - times[:, 2]
    for name, values in (("delay", delay), ("waiting", waiting), ("service", service)):
        found[name] = float(values.sum()) / counted
    number = {name: i for i, name in enumerate(network.activities)}
    which = np.array([number[each[1]] for each in done], dtype=np.int64)
    counts = np.bincount(which, minlength=len(number))
    for part, values in (("delay", delay), ("waiting", waiting), ("service", service)):
        sums = np.bincount(which, weights=values, minlength=len(number))
        for name, i in number.items():
            if counts[i]:
                found[f"{part}/{name}"] = float(sums[i] / counts[i])
    for name, i in number.items():
        found[f"count/{name}"] = float(counts[i]) / counted
    last = max(ran.ended)
    for name, line in ran.lines.items():
        if line.pool.capacity is not None:
            hours = line.clock.shown(last) - line.clock.shown(ran.arrived[0])
            found[f"busy/{name}"] = line.worked / (hours * line.pool.capacity) if hours > 0 else 0.0
    return found


def _simulation(told: list[dict[str, float]], seed: int, scenario: Scenario, log: EventLog) -> Simulation:
    def over(name: str) -> Estimate:
        """Over those repetitions in which there was anything to measure."""
        values = [each[name] for each in told if name in each]
        return estimate(values) if values else Estimate(0.0, None, None)

    names = sorted({name for each in told for name in each})
    return Simulation(
        seed=seed,
        repetitions=len(told),
        cases=scenario.cases - scenario.warm_up,
        throughput_s={name: over(f"throughput/{name}") for name in ("mean", "median", "p90")},
        waiting_s=over("waiting"),
        delay_s=over("delay"),
        service_s=over("service"),
        cost=over("cost"),
        activities={
            name: SimulatedActivity(*(over(f"{part}/{name}") for part in ("count", "delay", "waiting", "service")))
            for name in (each.removeprefix("count/") for each in names if each.startswith("count/"))
        },
        utilisation={each.removeprefix("busy/"): over(each) for each in names if each.startswith("busy/")},
        log=log,
        told=tuple(told),
    )


def effect_of(as_is: Simulation, to_be: Simulation) -> dict[str, Estimate]:
    """This function will give what a change does to throughput, waiting, delay, service and cost: to-be less as-is.

    Both have the same seed and as many repetitions, and so the same luck: repetitions are compared pair by pair.
    """
    if (as_is.seed, as_is.repetitions) != (to_be.seed, to_be.repetitions):
        raise ValueError("both must have the same seed and as many repetitions")
    return {
        shown: estimate([b[name] - a[name] for a, b in zip(as_is.told, to_be.told, strict=True)])
        for name, shown in EFFECTS.items()
    }


def simulated_log(ran: Ran, scenario: Scenario) -> EventLog:
    """This function will give a repetition as a log with starts, so that it can be asked whatever any log is asked.

    The column `pool` says who did it and is the log's office. A case in which nothing was done is in no log.
    """
    done = [each for each in ran.done if each[0] >= scenario.warm_up]
    digits = len(str(scenario.cases))
    pools = [scenario.activities[each[1]].pool for each in done]
    return log_of(
        [f"simulated-{each[0] + 1:0{digits}d}" for each in done],
        [each[1] for each in done],
        [round(each[5] * MICRO) for each in done],
        starts=[round(each[4] * MICRO) for each in done],
        events={"pool": pools} if any(pools) else {},
        roles={"office": "pool"} if any(pools) else {},
    )
