"""One rule held against all events of a log at once: what `tirek.procedures` asks of one running case.

Each kind gives the watched events (places among the log's events, ascending) and what was found of each.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import tzinfo

import numpy as np
from numpy.typing import NDArray

from tirek.mining.conforming.attributes import fitting
from tirek.mining.conforming.moments import NEVER, ends_of, years_of
from tirek.mining.conforming.rules import Steps
from tirek.mining.log import Codes, EventLog, Moments
from tirek.safeguards import Calendar, Ceiling, Order, Response, Safeguard, Separation

Places = NDArray[np.int64]
NO_EVENT = -1


@dataclass(frozen=True, slots=True)
class Held:
    """What came of a rule. All columns are as long as there are watched events.

    `broken`, `open`: whether the rule was broken by it, or cannot be judged yet or from this log; `at`: since when it
    is broken (µs); `other`: the event that answers it, or `NO_EVENT`; `number`: which of its kind it is, from 1.
    """

    watched: Places
    broken: NDArray[np.bool_]
    open: NDArray[np.bool_]
    at: Moments
    other: Places
    number: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Question:
    """A log, the activities of its steps, and by which calendar, clock and last moment (µs) it is judged."""

    log: EventLog
    steps: Steps
    calendar: Calendar
    zone: tzinfo
    now: int
    resource: Codes | None

    def held(self, safeguard: Safeguard) -> Held:
        """This function will hold one rule against the log. Raises NameUnclear, ExpressionRefused."""
        rule = safeguard.rule
        watched = self.events_of(rule.steps[0])
        if rule.where is not None:
            watched = fitting(rule.where, safeguard.id, self.log, watched, self.zone)
        match rule:
            case Response():
                return self._response(rule, watched)
            case Order():
                return self._order(rule, watched)
            case Ceiling():
                return self._ceiling(rule, watched)
            case Separation():
                return self._separation(rule, watched)

    def activities_of(self, step: str) -> tuple[str, ...]:
        """This function will give the activities that a step is."""
        return self.steps.get(step, (step,))

    def events_of(self, step: str) -> Places:
        """This function will give the events of a step."""
        meant = set(self.activities_of(step))
        codes = [code for code, word in enumerate(self.log.activities) if word in meant]
        if len(codes) == 1:
            return np.flatnonzero(self.log.activity == codes[0])
        return np.flatnonzero(np.isin(self.log.activity, np.array(codes, dtype=np.int32)))

    def _bounds(self, events: Places) -> tuple[Places, Places]:
        """The first event of the case of each event, and the first one after that case."""
        case = np.searchsorted(self.log.offsets, events, side="right") - 1
        return self.log.offsets[case], self.log.offsets[case + 1]

    def _response(self, rule: Response, watched: Places) -> Held:
        answers = self.events_of(rule.then)
        _, past = self._bounds(watched)
        other = _taken(answers, np.searchsorted(answers, watched, side="right"))
        other = np.where((other == NO_EVENT) | (other >= past), NO_EVENT, other)
        ends = ends_of(rule.within, self.log.time[watched], self.calendar, self.zone)
        came = np.where(other == NO_EVENT, self.now, self.log.time[other]) if len(watched) else ends
        broken = (came > ends) & (ends <= self.now)
        return Held(watched, broken, ~broken & (other == NO_EVENT), ends, other, np.ones_like(watched))

    def _order(self, rule: Order, watched: Places) -> Held:
        firsts = self.events_of(rule.first)
        begin, _ = self._bounds(watched)
        other = _taken(firsts, np.searchsorted(firsts, begin, side="left"))
        broken = (other == NO_EVENT) | (other >= watched)
        return Held(watched, broken, np.zeros_like(broken), self.log.time[watched], other, np.ones_like(watched))

    def _ceiling(self, rule: Ceiling, watched: Places) -> Held:
        begin, _ = self._bounds(watched)
        time = self.log.time[watched]
        year = years_of(time, self.zone) if rule.per == "year" else np.zeros_like(watched)
        new = np.ones(len(watched), dtype=bool)
        new[1:] = (begin[1:] != begin[:-1]) | (year[1:] != year[:-1])
        since = np.maximum.accumulate(np.where(new, np.arange(len(watched)), 0))
        number = np.arange(len(watched)) - since + 1
        broken = number > rule.most
        return Held(watched, broken, np.zeros_like(broken), time, np.full_like(watched, NO_EVENT), number)

    def _separation(self, rule: Separation, watched: Places) -> Held:
        """Broken since the later of the two: so both the watched and the others are gone through, each against the
        earliest of the other kind by the same person."""
        others = self.events_of(rule.one)
        count = len(watched)
        both = np.concatenate([watched, others])
        begin, _ = self._bounds(both)
        by = np.full(len(both), -1, dtype=np.int64)
        if self.resource is not None:
            by = self.resource[both].astype(np.int64)
        met = np.isin(begin[:count], begin[count:])
        unsaid = np.isin(begin[:count], begin[count:][by[count:] < 0])
        pair = begin * (int(by.max(initial=0)) + 2) + by + 1
        earliest = _earliest(pair, self.log.time[both], both, count)
        back = _earliest(
            np.roll(pair, -count), self.log.time[np.roll(both, -count)], np.roll(both, -count), len(others)
        )
        other = np.concatenate([earliest, back])
        time = self.log.time[both]
        broken = (other != NO_EVENT) & (by >= 0) & (time >= self.log.time[other])
        at = np.where(broken, time, NEVER)
        # An event of the other step stands for itself only where it breaks the rule.
        counts = np.concatenate([met, broken[count:]])
        unclear = np.concatenate([~broken[:count] & ((by[:count] < 0) | unsaid), np.zeros(len(others), dtype=bool)])
        order = np.argsort(both[counts], kind="stable")
        held = (both, broken, unclear & ~broken, at, other, np.ones_like(both))
        return Held(*(column[counts][order] for column in held))


def _taken(events: Places, at: Places) -> Places:
    if not len(events):
        return np.full(len(at), NO_EVENT, dtype=np.int64)
    return np.where(at < len(events), events[np.minimum(at, len(events) - 1)], NO_EVENT)


def _earliest(pair: Places, time: Moments, events: Places, count: int) -> Places:
    """For each of the first `count`: the earliest event among the rest with the same pair of case and person."""
    keys, first = np.unique(pair[count:], return_index=True)  # events ascend, and with them times in a case
    if not len(keys):
        return np.full(count, NO_EVENT, dtype=np.int64)
    at = np.minimum(np.searchsorted(keys, pair[:count]), len(keys) - 1)
    return np.where(keys[at] == pair[:count], events[count:][first[at]], NO_EVENT)
