"""How long work takes in a log, and how long it waits before anybody is asked; in working hours, by activity.

With starts both are measured. Without them the work is taken from what a person finished in a row, on one day, while
the next already waited: then nothing but the work lies between two ends. How much of the waiting was for people and how
much would not be shortened by more of them no log tells; `fitting.py` finds it by simulating (see Chapela-Campa and
Dumas, "Modeling extraneous activity delays in business process simulation", ICPM 2022).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from tirek.mining.log import EventLog
from tirek.mining.redesigning.clock import DAY
from tirek.mining.redesigning.distributions import constant, sample
from tirek.mining.redesigning.fitting_people import ALL_HOURS, EVERYBODY, People, raised
from tirek.mining.redesigning.scenario import Note, Pool, Work

ENOUGH: Final = 30  # ends in a row, to estimate what lies between them
SHOWN: Final = 8
Moments = NDArray[np.float64]
Between = Callable[[Moments, Moments], Moments]


@dataclass
class Times:
    """What each activity takes, and what has to be said of it.

    `whole`: mean seconds from when it could begin to its end, by the clock on the wall.
    """

    work: dict[str, Work]
    whole: dict[str, float]
    notes: list[Note]


def fitted_work(
    log: EventLog,
    starts: Moments | None,
    ends: Moments,
    arrived: Moments,
    waited: NDArray[np.int64],
    people: People,
    zone: int,
    since: float,
) -> Times:
    """This function will fit every activity. Pools without people enough for what was done are raised."""
    arrival = arrived.repeat(np.diff(log.offsets))
    ready = np.where(waited < 0, arrival, ends[np.maximum(waited, 0)])
    first = waited < 0
    found: dict[str, Work] = {}
    kinds: dict[str, list[str]] = {"starts": [], "estimated": [], "before": [], "first": []}
    asked: dict[str, float] = {}
    whole: dict[str, float] = {}
    for code, name in enumerate(log.activities):
        of = np.flatnonzero(log.activity == code)
        clock = people.clock(name, zone, since)
        pool = people.pool_of[name]
        if starts is not None:
            begun = starts[of]
            work = clock.between(begun, ends[of])
            wait = clock.between(np.minimum(ready[of], begun), begun)
            wait = wait[~first[of]]
            kind = "starts"
        elif first[of].all():
            work, wait, kind = np.zeros(1), np.zeros(1), "first"
        else:
            later = of[~first[of]]
            work, wait, kind = _estimated(ready[later], people.before[later], ends[later], clock.between, zone)
            if kind == "before" and pool != EVERYBODY:
                pool = EVERYBODY
                people.pools[EVERYBODY] = Pool(None, ALL_HOURS)
                wait = people.calendars[ALL_HOURS].clock(since, zone).between(ready[later], ends[later])
        kinds[kind].append(name)
        whole[name] = float((ends[of] - ready[of]).mean())
        asked[pool] = asked.get(pool, 0.0) + float(work.mean()) * len(of)
        time = sample(work) if work.any() else constant(0)
        found[name] = Work(time, sample(wait) if len(wait) and wait.any() else None, pool, 0.0, SOURCES[kind])
    raised(people, asked, since, float(ends.max()), zone)
    used = {work.pool for work in found.values()}
    people.pools = {name: pool for name, pool in people.pools.items() if name in used}
    calendars = {pool.calendar for pool in people.pools.values()}
    people.calendars = {name: each for name, each in people.calendars.items() if name in calendars}
    notes = [Note("times-from-starts")] if kinds["starts"] else []
    for kind, note in (
        ("estimated", "times-estimated"),
        ("before", "times-since-before"),
        ("first", "first-takes-no-time"),
    ):
        if kinds[kind]:
            more = f" (+{len(kinds[kind]) - SHOWN})" if len(kinds[kind]) > SHOWN else ""
            notes.append(Note(note, {"activities": ", ".join(kinds[kind][:SHOWN]) + more}))
    return Times(found, whole, notes)


SOURCES: Final = {"starts": "starts", "estimated": "estimated", "before": "since the event before", "first": "nothing"}
"""What the JSON of a scenario calls each way of knowing."""


def _estimated(
    ready: Moments, before: Moments, ends: Moments, between: Between, zone: int
) -> tuple[Moments, Moments, str]:
    """Work from ends in a row; what is left of the time since it could begin is waiting. With too few all is."""
    day = (ends + zone * 60) // DAY
    known = np.where(np.isfinite(before), before, 0.0)
    in_a_row = (before >= ready) & (before < ends) & ((known + zone * 60) // DAY == day)
    whole = between(np.minimum(ready, ends), ends)
    if in_a_row.sum() < ENOUGH:
        return np.zeros(1), whole, "before"
    work = between(known[in_a_row], ends[in_a_row])
    return work, np.maximum(whole - float(np.median(work)), 0), "estimated"
