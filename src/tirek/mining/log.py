"""The one form every question is asked of: events by case, in their order, each text once and its codes beside it.

Cases stand in the order in which the file first names them; events of a case by time, and where times are equal in
the order of the file. Times are microseconds since 1970 in UTC. An imported log lies in a folder (`docs/look-up/
log-layout.md` says what is in it) and reads a column when it is asked for; a log made of columns has them at hand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

NOTHING: Final = -1  # the code of an event for which the file says nothing in a column
PART: Final = 2_000_000  # events that a part aims at: 20 MB for activity and time

Codes = NDArray[np.int32]
Moments = NDArray[np.int64]
Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Words:
    """A column of texts: `codes[i]` is the place of the i-th text in `words`, or `NOTHING`. `words` are sorted."""

    codes: Codes
    words: tuple[str, ...]

    def said(self, i: int) -> str | None:
        """This function will give the i-th text, or None where nothing was said."""
        code = int(self.codes[i])
        return None if code == NOTHING else self.words[code]


Column = Words | Numbers
"""A column of an attribute. Numbers are float64 with NaN where nothing was said; dates and flags are texts."""


@dataclass(frozen=True, slots=True)
class Part:
    """Whole cases in a row: `offsets` (cases + 1, from 0) say where each begins among this part's events."""

    first_case: int
    first_event: int
    offsets: NDArray[np.int64]
    activity: Codes
    time: Moments


class Stored(Protocol):
    """Where the columns of a log lie: in memory, or in a folder. Names of columns are those of the file."""

    @property
    def event_columns(self) -> tuple[str, ...]: ...
    @property
    def case_columns(self) -> tuple[str, ...]: ...
    def activity(self) -> Codes: ...
    def time(self) -> Moments: ...
    def start(self) -> Moments | None: ...
    def event_column(self, name: str) -> Column: ...
    def case_column(self, name: str) -> Column: ...
    def case_names(self) -> Sequence[str]: ...
    def parts(self) -> Iterator[Part]: ...


@dataclass(frozen=True)
class EventLog:
    """A log. `offsets` (int64, cases + 1): the events of case i are offsets[i] to offsets[i + 1]; no case is empty.

    `activities` are sorted; `activity` holds their codes (int32, events, never `NOTHING`), `time` when each event was
    complete (int64, µs, UTC), `start` when it began, where the file says so. `roles` say which column is what:
    `resource` (who did it), `office` (the group or office), `zone` (minutes east of UTC as text, where zones differ).
    """

    stored: Stored
    activities: tuple[str, ...]
    offsets: NDArray[np.int64]
    roles: Mapping[str, str] = field(default_factory=dict)

    @property
    def cases(self) -> int:
        """How many cases."""
        return len(self.offsets) - 1

    @property
    def events(self) -> int:
        """How many events."""
        return int(self.offsets[-1])

    @cached_property
    def activity(self) -> Codes:
        """The code of each event's activity."""
        return self.stored.activity()

    @cached_property
    def time(self) -> Moments:
        """When each event was complete, in microseconds since 1970, UTC."""
        return self.stored.time()

    @cached_property
    def start(self) -> Moments | None:
        """When each event began, or None where the file does not say. Never later than `time`."""
        return self.stored.start()

    @cached_property
    def case_of(self) -> Codes:
        """The number of each event's case (int32, events)."""
        return np.repeat(np.arange(self.cases, dtype=np.int32), np.diff(self.offsets))

    @property
    def event_columns(self) -> tuple[str, ...]:
        """The names of the attributes of events, without case, activity and times."""
        return self.stored.event_columns

    @property
    def case_columns(self) -> tuple[str, ...]:
        """The names of the attributes of cases, without their name."""
        return self.stored.case_columns

    def event_column(self, name: str) -> Column:
        """This function will give an attribute of events (events long). Raises KeyError for a name it has not."""
        return self.stored.event_column(name)

    def case_column(self, name: str) -> Column:
        """This function will give an attribute of cases (cases long). Raises KeyError for a name it has not."""
        return self.stored.case_column(name)

    def role(self, role: str) -> Words | None:
        """This function will give the column that has a role ("resource", "office"), or None where no column has it."""
        name = self.roles.get(role)
        column = None if name is None else self.stored.event_column(name)
        return column if isinstance(column, Words) else None

    def case_names(self) -> Sequence[str]:
        """This function will give the name of each case, in order."""
        return self.stored.case_names()

    def parts(self) -> Iterator[Part]:
        """This function will give the log in parts of whole cases, so that a question about all needs little memory."""
        return self.stored.parts()


@dataclass(frozen=True)
class InMemory:
    """Columns at hand, already sorted by case and time."""

    names: Sequence[str]
    bounds: NDArray[np.int64]
    activity_codes: Codes
    moments: Moments
    starts: Moments | None
    of_events: Mapping[str, Column]
    of_cases: Mapping[str, Column]

    @property
    def event_columns(self) -> tuple[str, ...]:
        """The names of the attributes of events."""
        return tuple(self.of_events)

    @property
    def case_columns(self) -> tuple[str, ...]:
        """The names of the attributes of cases."""
        return tuple(self.of_cases)

    def activity(self) -> Codes:
        """This function will give the code of each event's activity."""
        return self.activity_codes

    def time(self) -> Moments:
        """This function will give when each event was complete."""
        return self.moments

    def start(self) -> Moments | None:
        """This function will give when each event began, or None."""
        return self.starts

    def event_column(self, name: str) -> Column:
        """This function will give an attribute of events."""
        return self.of_events[name]

    def case_column(self, name: str) -> Column:
        """This function will give an attribute of cases."""
        return self.of_cases[name]

    def case_names(self) -> Sequence[str]:
        """This function will give the name of each case."""
        return self.names

    def parts(self) -> Iterator[Part]:
        """This function will give whole cases, about `PART` events at a time."""
        first, cases = 0, len(self.bounds) - 1
        while first < cases:
            past = int(np.searchsorted(self.bounds, self.bounds[first] + PART, side="right")) - 1
            past = min(max(past, first + 1), cases)
            a, b = int(self.bounds[first]), int(self.bounds[past])
            yield Part(first, a, self.bounds[first : past + 1] - a, self.activity_codes[a:b], self.moments[a:b])
            first = past


def log_of(
    cases: Sequence[str],
    activities: Sequence[str],
    times: Sequence[datetime | int],
    *,
    starts: Sequence[datetime | int] | None = None,
    events: Mapping[str, Sequence[str | float | None]] | None = None,
    of_cases: Mapping[str, Mapping[str, str | float]] | None = None,
    roles: Mapping[str, str] | None = None,
) -> EventLog:
    """This function will make a log of rows given as columns of equal length, in the order of a file.

    Times are datetimes with a zone (one without is taken as UTC) or microseconds. `of_cases` gives each attribute of
    cases by the case's name. For tests, notebooks and small logs: files of any size are imported.
    """
    number: dict[str, int] = {}
    case = np.array([number.setdefault(name, len(number)) for name in cases], dtype=np.int64)
    moments = _moments(times)
    order = np.lexsort((moments, case))
    bounds = np.zeros(len(number) + 1, dtype=np.int64)
    np.cumsum(np.bincount(case, minlength=len(number)), out=bounds[1:])
    names = list(number)
    what = words_of(activities)
    stored = InMemory(
        names=names,
        bounds=bounds,
        activity_codes=what.codes[order],
        moments=moments[order],
        starts=None if starts is None else np.minimum(_moments(starts), moments)[order],
        of_events={name: _sorted(column_of(values), order) for name, values in (events or {}).items()},
        of_cases={name: column_of([values.get(each) for each in names]) for name, values in (of_cases or {}).items()},
    )
    return EventLog(stored, what.words, bounds, dict(roles or {}))


def words_of(values: Sequence[str | None]) -> Words:
    """This function will give texts as codes and sorted words; None is `NOTHING`, and an empty text is a text."""
    words = tuple(sorted({value for value in values if value is not None}))
    place = {word: code for code, word in enumerate(words)}
    return Words(np.array([NOTHING if v is None else place[v] for v in values], dtype=np.int32), words)


def column_of(values: Sequence[str | float | None]) -> Column:
    """This function will make a column: numbers where all that is said is numbers, else texts."""
    if any(value is not None for value in values) and all(
        value is None or isinstance(value, int | float) for value in values
    ):
        return np.array([np.nan if value is None else value for value in values], dtype=np.float64)
    return words_of([None if value is None else str(value) for value in values])


def _sorted(column: Column, order: NDArray[np.intp]) -> Column:
    return Words(column.codes[order], column.words) if isinstance(column, Words) else column[order]


def _moments(times: Sequence[datetime | int]) -> Moments:
    return np.array([time if isinstance(time, int) else microseconds(time) for time in times], dtype=np.int64)


def microseconds(time: datetime) -> int:
    """This function will give a time as microseconds since 1970, UTC; one without a zone is taken as UTC."""
    since = (time if time.tzinfo else time.replace(tzinfo=UTC)) - datetime(1970, 1, 1, tzinfo=UTC)
    return (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds
