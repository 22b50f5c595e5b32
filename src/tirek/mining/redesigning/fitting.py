"""From a log to a scenario: when cases come, who works when, how long each step takes, which ways are taken.

What was measured and what was assumed is said in the notes of the scenario; `trust.py` says how good it became.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final

import numpy as np
from numpy.typing import NDArray

from tirek.mining.errors import LogEmpty
from tirek.mining.log import EventLog
from tirek.mining.models.bpmn_graph import BpmnGraph, Kind
from tirek.mining.redesigning.distributions import Distribution, constant, sample
from tirek.mining.redesigning.errors import SimulationCancelled
from tirek.mining.redesigning.fitting_hours import arrival_rates, fitted_calendar
from tirek.mining.redesigning.fitting_people import fitted_people
from tirek.mining.redesigning.fitting_times import fitted_work
from tirek.mining.redesigning.network import Network, network_of
from tirek.mining.redesigning.replaying import BEFORE, UNKNOWN, replayed
from tirek.mining.redesigning.scenario import Arrival, Note, Scenario, Work
from tirek.mining.redesigning.simulation import simulate

MOST_VARIANTS: Final = 2_000
MOST_STATES: Final = 200_000
MOST_OF_ONE: Final = 5_000
MOST_TRIED: Final = 2_000
TRIALS: Final = 2
ENOUGH: Final = 100  # times that a step was tried, before its wait is put right
STRETCHED: Final = 2.0
MICRO: Final = 1_000_000
SHOWN: Final = 8

Indexes = NDArray[np.int64]


@dataclass(frozen=True)
class Followed:
    """A log laid on a drawing: the ways taken at each gateway, and for each event the one it waited for (-1: none)."""

    ways: Mapping[str, Counter[str]]
    waited: Indexes
    left_out: int
    odd: int


def fitted(
    log: EventLog,
    graph: BpmnGraph,
    *,
    timers: Mapping[str, Distribution] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Scenario:
    """This function will make the scenario under which a drawing should behave as the log did.

    `timers` are the delays that the drawing itself names. Raises `LogEmpty`, `ModelNotFollowed`, `SimulationCancelled`.
    """
    if not log.events:
        raise LogEmpty(name="The log")
    network = network_of(graph)
    zone = zone_of(log)
    notes: list[Note] = []
    if zone:
        notes.append(Note("zone", {"offset": f"{'-' if zone < 0 else '+'}{abs(zone) // 60:02d}:{abs(zone) % 60:02d}"}))
    followed = follow(log, network, cancelled)
    if followed.left_out:
        notes.append(Note("not-replayed", {"cases": followed.left_out, "all": log.cases}))
    if followed.odd:
        notes.append(Note("not-fitting", {"cases": followed.odd, "all": log.cases}))
    ends = log.time / MICRO
    starts = None if log.start is None else log.start / MICRO
    arrived = (ends if starts is None else np.minimum.reduceat(starts, log.offsets[:-1]).repeat(np.diff(log.offsets)))[
        log.offsets[:-1]
    ]
    since = float(arrived.min())
    calendar, told = fitted_calendar(ends if starts is None else np.concatenate([starts, ends]), zone)
    notes += [] if told is None else [told]
    people = fitted_people(log, starts, ends, calendar, zone, since)
    times = fitted_work(log, starts, ends, arrived, followed.waited, people, zone, since)
    arrival, told = _arrival(arrived, zone, since)
    notes += [*people.notes, *times.notes, *([] if told is None else [told])]
    notes += notes_of_drawing(graph, network, followed.ways, timers or {})
    unseen = [name for name in network.activities if name not in times.work]
    if unseen:
        notes.append(Note("never-seen", {"activities": _some(unseen)}))
    scenario = Scenario(
        begins=datetime.fromtimestamp(since, UTC),
        cases=log.cases,
        arrival=arrival,
        activities={**dict.fromkeys(unseen, Work(constant(0), source="nothing")), **times.work},
        pools=people.pools,
        calendars=people.calendars,
        routing=_shares(network, followed.ways),
        timers=dict(timers or {}),
        zone=zone,
        notes=tuple(notes),
    )
    return adjusted(network, scenario, times.whole, cancelled)


def adjusted(
    network: Network, scenario: Scenario, whole: Mapping[str, float], cancelled: Callable[[], bool] | None = None
) -> Scenario:
    """This function will stretch what passes before anybody is asked until each step takes as long as in the log.

    The waiting of the log holds waiting for people as well, which the simulation makes again, and hours of the week in
    which nothing could go on. So the scenario is tried, and what is too much or too little is put to that wait,
    activity by activity. `whole`: mean seconds between when a step could begin and its end, in the log.
    """
    for _ in range(TRIALS):
        trial = replace(scenario, cases=min(scenario.cases, MOST_TRIED))
        tried = simulate(network, trial, repetitions=1, seed=0, cancelled=cancelled)
        work = dict(scenario.activities)
        for name, told in tried.activities.items():
            each, delay = work[name], told.delay_s.mean
            seen = told.per_case.mean * trial.cases
            if each.wait is not None and delay > 0 and seen >= ENOUGH:
                left = min(STRETCHED, max(0.0, whole[name] - told.waiting_s.mean - told.service_s.mean) / delay)
                work[name] = replace(each, wait=replace(each.wait, factor=round(each.wait.factor * left, 6)))
        scenario = replace(scenario, activities=work)
    return scenario


def rerouted(
    log: EventLog,
    graph: BpmnGraph,
    scenario: Scenario,
    *,
    timers: Mapping[str, Distribution] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Scenario:
    """This function will fit a scenario to another drawing: ways and timers that it does not name are added.

    Ways are those that the log would have taken in that drawing; a gateway that no case would come to takes each alike,
    and a note says so.
    """
    network = network_of(graph)
    missing = [place for place in network.choices if place.id not in scenario.routing]
    waits = {**(timers or {}), **scenario.timers}
    ways = follow(log, network, cancelled).ways if missing else {}
    names = {place.id for place in missing}
    shares = {name: each for name, each in _shares(network, ways).items() if name in names}
    told = notes_of_drawing(graph, network, ways, waits, scenario.routing)
    return replace(scenario, routing={**scenario.routing, **shares}, timers=waits, notes=(*scenario.notes, *told))


def zone_of(log: EventLog) -> int:
    """This function will give the zone that most events name, in minutes east of UTC, 0 where none is named."""
    said = log.role("zone")
    if said is None or not len(said.words):
        return 0
    counts = np.bincount(said.codes[said.codes >= 0], minlength=len(said.words))
    try:
        return int(said.words[int(counts.argmax())])
    except ValueError:
        return 0


def follow(log: EventLog, network: Network, cancelled: Callable[[], bool] | None = None) -> Followed:
    """This function will lay the variants of a log on a drawing, the most frequent first, while the limits last."""
    cases: dict[bytes, list[int]] = {}
    offsets = log.offsets.tolist()
    activity = log.activity
    for case in range(log.cases):
        cases.setdefault(activity[offsets[case] : offsets[case + 1]].tobytes(), []).append(case)
    waited = np.arange(-1, log.events - 1, dtype=np.int64)
    waited[log.offsets[:-1]] = BEFORE
    ways: dict[str, Counter[str]] = {}
    left_out = odd = 0
    ordered = sorted(cases.items(), key=lambda each: (-len(each[1]), each[0]))
    left = MOST_STATES
    for number, (word, same) in enumerate(ordered):
        if cancelled is not None and cancelled():
            raise SimulationCancelled
        trace = [log.activities[code] for code in np.frombuffer(word, dtype=activity.dtype)]
        way = replayed(network, trace, min(left, MOST_OF_ONE)) if number < MOST_VARIANTS and left > 0 else None
        if way is None:
            left -= MOST_OF_ONE
            left_out += len(same)
            continue
        left -= way.states
        odd += len(same) if way.odd else 0
        for place, taken in way.ways:
            ways.setdefault(place, Counter())[taken] += len(same)
        steps = np.array(way.waited, dtype=np.int64)
        begins = log.offsets[:-1][same]
        for i in np.flatnonzero((steps != UNKNOWN) & (steps != np.arange(-1, len(steps) - 1))):
            waited[begins + i] = BEFORE if steps[i] == BEFORE else begins + steps[i]
    return Followed(ways, waited, left_out, odd)


def _arrival(arrived: NDArray[np.float64], zone: int, since: float) -> tuple[Arrival, Note | None]:
    """Gaps between arrivals on the clock that runs as fast as cases come in that hour of the week."""
    if len(arrived) < 2:
        return Arrival(constant(0)), None
    ordered = np.sort(arrived)
    hours, told = arrival_rates(ordered, zone)
    clock = Arrival(constant(0), hours).clock(since, zone)
    gaps = clock.between(ordered[:-1], ordered[1:])
    return Arrival(sample(gaps), hours), told


def _shares(network: Network, ways: Mapping[str, Counter[str]]) -> dict[str, dict[str, float]]:
    shares: dict[str, dict[str, float]] = {}
    for place in network.choices:
        names = [network.arrows[arrow] for arrow in place.out]
        counts = ways.get(place.id)
        if not counts:
            shares[place.id] = {name: 1 / len(names) for name in names}
            continue
        total = counts.total()
        known = {**dict.fromkeys(names, 0), **counts}
        shares[place.id] = {name: count / total for name, count in known.items()}
    return shares


def notes_of_drawing(
    graph: BpmnGraph,
    network: Network,
    ways: Mapping[str, Counter[str]],
    timers: Mapping[str, Distribution],
    known: Collection[str] = (),
) -> list[Note]:
    """This function will tell what of a drawing had to be assumed; gateways that are `known` are told nothing of."""
    notes: list[Note] = []
    unknown, never = [], []
    for place in network.choices:
        if place.id in known:
            continue
        counts = ways.get(place.id)
        taken = {name for each in counts or () for name in each.split(" ")}
        if not taken:
            unknown.append(place.name or place.id)
            continue
        never += [_leads_to(network, arrow) for arrow in place.out if network.arrows[arrow] not in taken]
    if unknown:
        notes.append(Note("way-unknown", {"gateways": _some(unknown)}))
    if never:
        notes.append(Note("way-never", {"ways": _some(never)}))
    for place in network.places:
        if place.kind == "edge" and place.id not in timers:
            notes.append(Note("edge-ignored", {"event": place.name or place.id}))
    for node in graph.everything():
        if node.kind is Kind.EVENT and node.id not in timers:
            notes.append(Note("timer-unknown", {"event": node.name or node.id}))
        if node.repeats:
            notes.append(Note("repeats-once", {"activity": node.name or node.id}))
    return notes


def _leads_to(network: Network, arrow: int) -> str:
    place = network.places[network.target[arrow]]
    return place.name or network.arrows[arrow]


def _some(names: list[str]) -> str:
    more = f" (+{len(names) - SHOWN})" if len(names) > SHOWN else ""
    return ", ".join(names[:SHOWN]) + more
