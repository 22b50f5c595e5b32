"""Who works in a log: pools of people who take each other's work, how many at once, and in which hours.

People are counted, never named: a scenario holds no name of anybody.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from tirek.mining.log import EventLog, Words
from tirek.mining.redesigning.clock import DAY, Clock
from tirek.mining.redesigning.fitting_hours import FEW, fitted_calendar
from tirek.mining.redesigning.scenario import Calendar, Note, Pool

EVERYBODY: Final = "everybody"
ALL_HOURS: Final = "all"
OWN: Final = 0.8  # an activity belongs to an office that does so much of it
SHARED: Final = 0.5  # two activities have one pool where the same people do so much of either
USUAL: Final = 0.9  # as many people as on nine days of ten
Moments = NDArray[np.float64]


@dataclass
class People:
    """Pools, their calendars, and the pool of each activity. `before`: when whoever did an event had last finished one.

    `before` is -inf where nobody is named or it was their first.
    """

    pools: dict[str, Pool]
    calendars: dict[str, Calendar]
    pool_of: dict[str, str]
    before: Moments
    named: bool
    notes: list[Note]

    def clock(self, activity: str, zone: int, since: float) -> Clock:
        """This function will give the clock by which an activity is worked on."""
        return self.calendars[self.pools[self.pool_of[activity]].calendar or ALL_HOURS].clock(since, zone)


def fitted_people(
    log: EventLog, starts: Moments | None, ends: Moments, calendar: Calendar, zone: int, since: float
) -> People:
    """This function will find the pools of a log by its offices, else by who shares work, else by activity."""
    persons = log.role("resource")
    if persons is not None and not (persons.codes >= 0).any():
        persons = None
    before = np.full(log.events, -np.inf) if persons is None else _finished_before(persons, starts, ends)
    people = People({}, {ALL_HOURS: calendar}, {}, before, persons is not None, [])
    if persons is None and starts is None:
        people.notes.append(Note("people-without-limit"))
        people.pools[EVERYBODY] = Pool(None, ALL_HOURS)
        people.pool_of = dict.fromkeys(log.activities, EVERYBODY)
        return people
    groups = _by_office(log)
    if groups is not None:
        people.notes.append(Note("people-by-office"))
    elif persons is not None:
        people.notes.append(Note("people-by-activity"))
        groups = _by_shared_people(log, persons)
    else:
        people.notes.append(Note("people-unknown"))
        groups = {activity: activity for activity in log.activities}
    for name in sorted(set(groups.values())):
        codes = [i for i, activity in enumerate(log.activities) if groups[activity] == name]
        of_pool = np.isin(log.activity, codes)
        seen = ends[of_pool] if starts is None else np.concatenate([starts[of_pool], ends[of_pool]])
        hours, told = fitted_calendar(seen, zone)
        own = told is None and of_pool.sum() >= FEW
        if own:
            people.calendars[name] = hours
        people.pools[name] = Pool(_at_once(of_pool, persons, starts, ends, zone), name if own else ALL_HOURS)
    people.pool_of = dict(groups)
    return people


def raised(people: People, asked: Mapping[str, float], first: float, last: float, zone: int) -> None:
    """This function will give each pool at least as many people as the work that it did needs."""
    for name, work in sorted(asked.items()):
        pool = people.pools[name]
        if pool.capacity is None:
            continue
        clock = people.calendars[pool.calendar or ALL_HOURS].clock(first, zone)
        hours = clock.shown(last) - clock.shown(first)
        needed = int(np.ceil(work / hours)) if hours > 0 else 1
        if needed > pool.capacity:
            people.pools[name] = Pool(needed, pool.calendar, pool.cost_per_hour)
            people.notes.append(Note("people-raised", {"pool": name, "number": needed}))


def _by_office(log: EventLog) -> dict[str, str] | None:
    offices = log.role("office")
    if offices is None or len(offices.words) < 2:
        return None
    counts = np.zeros((len(log.activities), len(offices.words)))
    known = offices.codes >= 0
    np.add.at(counts, (log.activity[known], offices.codes[known]), 1)
    most, whole = counts.max(axis=1), np.bincount(log.activity, minlength=len(log.activities))
    if most[most >= OWN * whole].sum() < OWN * log.events:
        return None
    return {name: offices.words[int(counts[i].argmax())] for i, name in enumerate(log.activities)}


def _by_shared_people(log: EventLog, persons: Words) -> dict[str, str]:
    """Activities joined where the people of the one do most of the other, named after the most frequent of them."""
    many = len(log.activities)
    counts = np.zeros((many, len(persons.words)))
    known = persons.codes >= 0
    np.add.at(counts, (log.activity[known], persons.codes[known]), 1)
    shares = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
    of = list(range(many))

    def first(i: int) -> int:
        while of[i] != i:
            i = of[i]
        return i

    for a in range(many):
        for b in range(a):
            if np.minimum(shares[a], shares[b]).sum() >= SHARED:
                of[max(first(a), first(b))] = min(first(a), first(b))
    often = np.bincount(log.activity, minlength=many)
    found: dict[str, str] = {}
    for a in range(many):
        together = [b for b in range(many) if first(b) == first(a)]
        named = max(together, key=lambda b: (often[b], -b))
        more = f" +{len(together) - 1}" if len(together) > 1 else ""
        found[log.activities[a]] = log.activities[named] + more
    return found


def _finished_before(persons: Words, starts: Moments | None, ends: Moments) -> Moments:
    """When the person of each event had last finished another that lies before it."""
    begins = ends if starts is None else starts
    order = np.lexsort((begins, ends, persons.codes))
    codes, finished = persons.codes[order], ends[order]
    before = np.full(len(ends), -np.inf)
    same = (codes[1:] == codes[:-1]) & (codes[1:] >= 0)
    before[order[1:][same]] = finished[:-1][same]
    return before


def _at_once(chosen: NDArray[np.bool_], persons: Words | None, starts: Moments | None, ends: Moments, zone: int) -> int:
    """How many work at once: people on nine days of ten; where nobody is named, the most that were at it together."""
    if persons is not None:
        known = chosen & (persons.codes >= 0)
        days = ((ends[known] + zone * 60) // DAY).astype(np.int64)
        pairs = np.unique(np.stack([days, persons.codes[known].astype(np.int64)]), axis=1)
        if pairs.shape[1]:
            _, people = np.unique(pairs[0], return_counts=True)
            return max(1, int(np.ceil(np.quantile(people, USUAL))))
    if starts is None:
        return 1
    begun, ended = np.sort(starts[chosen]), np.sort(ends[chosen])
    together = np.arange(1, len(begun) + 1) - np.searchsorted(ended, begun, side="right")
    return max(1, int(together.max(initial=1)))
