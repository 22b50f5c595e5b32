"""How far to trust a simulation: the log simulated as it is, and held against the log itself.

Five distances, after Chapela-Campa, Benchekroun, Baron, Dumas, Krass and Senderovich, "A framework for measuring the
quality of business process simulation models", Information Systems 127 (2025):

- `throughput`: earth mover's distance of the two distributions of case durations (first completion to last), as a share
  of the log's mean: by how much, on average, a duration is wrong;
- `flow`: half the sum of differences between shares of directly-follows pairs, begin and end among them: which share of
  all steps from one activity to the next would have to be others;
- `activities`: the same of the shares of activities;
- `arrival`: earth mover's distance of the moments at which cases come, each log stretched to its own span: by which
  share of the span an arrival is misplaced;
- `hours`: half the sum of differences between the shares of the hours of the week in which things end.

Thresholds. Up to `GOOD` a model errs less than what one usually wants to change (a tenth of a duration); up to `FAIR`
a change of the same size is still told from none (a quarter). Arrivals and hours matter less for the rest and are
known less well from short logs, so that they have twice the room. Two halves of the log, drawn by chance with a fixed
seed, are compared as well: what parts them is no fault of the model, so it is taken from its distance. Below `FEW`
cases nothing is certain and the verdict is never better than "with care".
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from tirek.bounded import gettext_noop
from tirek.mining.log import EventLog
from tirek.mining.models.bpmn_graph import BpmnGraph
from tirek.mining.redesigning.clock import hour_of_week
from tirek.mining.redesigning.network import Network
from tirek.mining.redesigning.scenario import Scenario
from tirek.mining.redesigning.simulation import Progress, Simulation, simulate

GOOD: Final = {"throughput": 0.10, "flow": 0.10, "activities": 0.10, "arrival": 0.20, "hours": 0.20}
FAIR: Final = {"throughput": 0.25, "flow": 0.25, "activities": 0.25, "arrival": 0.50, "hours": 0.50}
FEW: Final = 30
MICRO: Final = 1_000_000

VERDICTS: Final = {
    "trusted": gettext_noop("The simulation behaves as the log does: differences that it shows can be relied on."),
    "with care": gettext_noop(
        "The simulation behaves roughly as the log does: large differences that it shows can be relied on, "
        "small ones not."
    ),
    "not trusted": gettext_noop(
        "The simulation does not behave as the log does: do not decide anything by it before the scenario is put right."
    ),
}
Shares = Mapping[object, float]


@dataclass(frozen=True)
class Trust:
    """A verdict, the measure that it comes from, and each distance beside that of two halves of the log."""

    verdict: str
    weakest: str
    cases: int
    distances: Mapping[str, float]
    of_halves: Mapping[str, float]

    def as_json(self) -> dict[str, Any]:
        """This function will give the verdict as JSON."""
        return {
            "verdict": self.verdict,
            "sentence": VERDICTS[self.verdict],
            "weakest": self.weakest,
            "cases": self.cases,
            "measures": {
                name: {"distance": each, "of_halves": self.of_halves[name], "good": GOOD[name], "fair": FAIR[name]}
                for name, each in self.distances.items()
            },
        }


def trusted(
    log: EventLog,
    drawing: BpmnGraph | Network,
    scenario: Scenario,
    *,
    repetitions: int = 10,
    seed: int = 1,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> tuple[Trust, Simulation]:
    """This function will simulate a log as it is and say how near it came: the mean distances over repetitions."""
    real = _Seen(log, scenario.zone)
    found: list[dict[str, float]] = []
    simulation = simulate(
        drawing,
        scenario,
        repetitions=repetitions,
        seed=seed,
        progress=progress,
        cancelled=cancelled,
        each=lambda simulated: found.append(_distances(real, _Seen(simulated, scenario.zone))),
    )
    distances = {name: float(np.mean([each[name] for each in found])) for name in GOOD}
    order = np.random.default_rng(0).permutation(log.cases)
    halves = dict.fromkeys(GOOD, 0.0)
    if log.cases > 1:
        half = log.cases // 2
        halves = _distances(_Seen(log, scenario.zone, order[:half]), _Seen(log, scenario.zone, order[half:]), real.mean)
    return _judged(log.cases, distances, halves), simulation


def _judged(cases: int, distances: Mapping[str, float], halves: Mapping[str, float]) -> Trust:
    worst, weakest = -1.0, ""
    levels = []
    for name, distance in distances.items():
        own = max(0.0, distance - halves[name])
        levels.append(0 if own <= GOOD[name] else 1 if own <= FAIR[name] else 2)
        if own / FAIR[name] > worst:
            worst, weakest = own / FAIR[name], name
    level = max(*levels, 1 if cases < FEW else 0)
    return Trust(list(VERDICTS)[level], weakest, cases, distances, halves)


class _Seen:
    """What of a log is compared; of all its cases, or of some."""

    def __init__(self, log: EventLog, zone: int, cases: NDArray[np.int64] | None = None) -> None:
        first, last = log.offsets[:-1], log.offsets[1:] - 1
        chosen = np.ones(log.events, dtype=np.bool_)
        if cases is not None:
            kept = np.zeros(log.cases, dtype=np.bool_)
            kept[cases] = True
            chosen = kept[log.case_of]
            first, last = first[kept], last[kept]
        arrived = log.time[first] / MICRO
        self.throughput = np.sort(log.time[last] / MICRO - arrived)
        self.mean = float(self.throughput.mean())
        span = float(arrived.max() - arrived.min())
        self.arrived = np.sort((arrived - arrived.min()) / span) if span else np.zeros(len(arrived))
        names = log.activities
        counts = np.bincount(log.activity[chosen], minlength=len(names))
        self.activities: Shares = {name: float(counts[i]) for i, name in enumerate(names) if counts[i]}
        hours = np.bincount(hour_of_week(log.time[chosen] / MICRO, zone), minlength=168)
        self.hours: Shares = {hour: float(count) for hour, count in enumerate(hours)}
        codes = log.activity.astype(np.int64)
        inner = np.flatnonzero(chosen[1:] & chosen[:-1] & (log.case_of[1:] == log.case_of[:-1]))
        pairs = np.bincount(codes[inner] * len(names) + codes[inner + 1], minlength=len(names) ** 2)
        flow: dict[object, float] = {
            (names[pair // len(names)], names[pair % len(names)]): float(pairs[pair]) for pair in np.flatnonzero(pairs)
        }
        for side, at in ((0, first), (1, last)):
            for code, count in enumerate(np.bincount(log.activity[at], minlength=len(names))):
                if count:
                    flow[(side, names[code])] = float(count)
        self.flow: Shares = flow


def _distances(real: _Seen, other: _Seen, mean: float | None = None) -> dict[str, float]:
    moved = earth_mover(real.throughput, other.throughput)
    mean = real.mean if mean is None else mean
    return {
        "throughput": moved / mean if mean else float(moved > 0),
        "flow": variation(real.flow, other.flow),
        "activities": variation(real.activities, other.activities),
        "arrival": earth_mover(real.arrived, other.arrived),
        "hours": variation(real.hours, other.hours),
    }


def earth_mover(a: NDArray[np.float64], b: NDArray[np.float64]) -> float:
    """This function will give the earth mover's distance of two samples, each sorted: the area between their shares."""
    both = np.sort(np.concatenate([a, b]), kind="stable")
    below_a = np.searchsorted(a, both[:-1], side="right") / len(a)
    below_b = np.searchsorted(b, both[:-1], side="right") / len(b)
    return float(np.sum(np.abs(below_a - below_b) * np.diff(both)))


def variation(a: Shares, b: Shares) -> float:
    """This function will give half the sum of differences between shares: 0 for the same, 1 for nothing in common."""
    whole_a, whole_b = sum(a.values()), sum(b.values())
    return sum(abs(a.get(key, 0.0) / whole_a - b.get(key, 0.0) / whole_b) for key in {**a, **b}) / 2
