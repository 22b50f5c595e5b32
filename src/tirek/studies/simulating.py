"""Simulate a service: first as it is, held against its log, which says how far to believe it; then as it could be.

What the log says of arrivals, people and times is the scenario; what somebody changes of it is the capacity of pools.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from tirek.bounded import Progress
from tirek.mining import BpmnGraph, Distribution, bpmn_of, effect_of, fitted, rerouted, simulate, timers_of, trusted
from tirek.studies.asking import events_of
from tirek.studies.errors import LogNotRead, NotDrawnYet
from tirek.studies.models import Drawing, Study, Work

SIMULATING = "simulating"


def simulate_service(work: Work, progress: Progress) -> Mapping[str, Any]:
    """This function will simulate as `work.asked` says: `repetitions`, `seed`, `pools` (capacity by name), `to_be`."""
    if work.log is None:
        raise LogNotRead
    asked = work.asked
    repetitions, seed = int(asked["repetitions"]), int(asked["seed"])
    events = events_of(work.log, asked.get("only", ""))
    was, timers = _drawn(work.study, Drawing.Of.AS_IS)
    scenario = fitted(events, was, timers=timers)

    def tell(done: int, whole: int) -> None:
        progress(done, whole, SIMULATING)

    trust, as_is = trusted(events, was, scenario, repetitions=repetitions, seed=seed, progress=tell)
    answer: dict[str, Any] = {
        "trust": trust.as_json(),
        "as_is": as_is.as_json(),
        "pools": {name: pool.capacity for name, pool in sorted(scenario.pools.items()) if pool.capacity is not None},
        "notes": [{"id": note.id, "facts": dict(note.facts)} for note in scenario.notes],
    }
    pools = {name: int(count) for name, count in asked.get("pools", {}).items() if name in scenario.pools}
    if not pools and not asked.get("to_be"):
        return answer
    sized = {name: replace(scenario.pools[name], capacity=count) for name, count in pools.items()}
    changed = replace(scenario, pools={**scenario.pools, **sized})
    drawing = was
    if asked.get("to_be"):
        drawing, new_timers = _drawn(work.study, Drawing.Of.TO_BE)
        changed = rerouted(events, drawing, changed, timers=new_timers)
    to_be = simulate(drawing, changed, repetitions=repetitions, seed=seed, progress=tell)
    effect = {name: each.as_json() for name, each in effect_of(as_is, to_be).items()}
    return answer | {"to_be": to_be.as_json(), "effect": effect}


def _drawn(study: Study, of: str) -> tuple[BpmnGraph, Mapping[str, Distribution]]:
    found = study.drawings.filter(Drawing.standing(), of=of).first()
    if found is None:
        raise NotDrawnYet
    content = found.bpmn.encode()
    return bpmn_of(content, study.code), timers_of(content, study.code)


DOING = {"simulate": simulate_service}
