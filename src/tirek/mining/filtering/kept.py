"""A log of which only some cases or events are left. Columns are cut when they are asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from tirek.mining.log import Codes, Column, EventLog, Moments, Part, Words

Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Kept:
    """What is left of `log`: `cases` says which cases, `events` which events of all (both True to keep)."""

    log: EventLog
    cases: Mask
    events: Mask
    bounds: NDArray[np.int64]
    recoded: Codes

    @property
    def event_columns(self) -> tuple[str, ...]:
        """The names of the attributes of events."""
        return self.log.event_columns

    @property
    def case_columns(self) -> tuple[str, ...]:
        """The names of the attributes of cases."""
        return self.log.case_columns

    def activity(self) -> Codes:
        """This function will give the code of each event's activity."""
        return self.recoded[self.log.stored.activity()[self.events]]

    def time(self) -> Moments:
        """This function will give when each event was complete."""
        return self.log.stored.time()[self.events]

    def start(self) -> Moments | None:
        """This function will give when each event began, or None."""
        starts = self.log.stored.start()
        return None if starts is None else starts[self.events]

    def event_column(self, name: str) -> Column:
        """This function will give an attribute of events."""
        return _cut(self.log.event_column(name), self.events)

    def case_column(self, name: str) -> Column:
        """This function will give an attribute of cases."""
        return _cut(self.log.case_column(name), self.cases)

    def case_names(self) -> Sequence[str]:
        """This function will give the name of each case."""
        return Names(self.log.case_names(), self.numbers)

    @cached_property
    def numbers(self) -> NDArray[np.int64]:
        """The number that each case has in the log this was made of."""
        return np.flatnonzero(self.cases)

    def parts(self) -> Iterator[Part]:
        """This function will give whole cases, as they come from the log."""
        case = event = 0
        for part in self.log.parts():
            cases = self.cases[part.first_case : part.first_case + len(part.offsets) - 1]
            events = self.events[part.first_event : part.first_event + len(part.activity)]
            count = int(cases.sum())
            if not count:
                continue
            offsets = self.bounds[case : case + count + 1] - event
            yield Part(case, event, offsets, self.recoded[part.activity[events]], part.time[events])
            case, event = case + count, event + int(offsets[-1])


class Names(Sequence[str]):
    """Some of the names of cases, looked up when they are asked for."""

    def __init__(self, all_names: Sequence[str], numbers: NDArray[np.int64]) -> None:
        self._all, self._numbers = all_names, numbers

    def __len__(self) -> int:
        return len(self._numbers)

    def __getitem__(self, place):  # type: ignore[no-untyped-def]
        if isinstance(place, slice):
            return [self._all[int(number)] for number in self._numbers[place]]
        return self._all[int(self._numbers[place])]


def with_cases(log: EventLog, cases: Mask) -> EventLog:
    """This function will give the log of these cases, with all their events (bool, cases)."""
    if cases.all():
        return log
    return _log(log, cases, np.repeat(cases, np.diff(log.offsets)))


def with_events(log: EventLog, events: Mask) -> EventLog:
    """This function will give the log of these events (bool, events); a case without any is left out."""
    if events.all():
        return log
    left = np.concatenate(([0], np.cumsum(events)))[log.offsets]
    return _log(log, np.diff(left) > 0, events)


def _log(log: EventLog, cases: Mask, events: Mask) -> EventLog:
    """Activities that are not left are not the log's either: its words are those of its events."""
    there = np.zeros(len(log.activities), np.bool_)
    for part in log.parts():
        there[part.activity[events[part.first_event : part.first_event + len(part.activity)]]] = True
    recoded = np.cumsum(there, dtype=np.int32) - np.int32(1)
    left = np.concatenate(([0], np.cumsum(events)))[log.offsets]
    lengths = np.diff(left)[cases]
    bounds = np.concatenate((np.zeros(1, np.int64), np.cumsum(lengths)))
    activities = tuple(word for word, kept in zip(log.activities, there.tolist(), strict=True) if kept)
    return EventLog(Kept(log, cases, events, bounds, recoded.astype(np.int32)), activities, bounds, log.roles)


def _cut(column: Column, mask: Mask) -> Column:
    return Words(column.codes[mask], column.words) if isinstance(column, Words) else column[mask]
