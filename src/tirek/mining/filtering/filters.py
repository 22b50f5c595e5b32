"""The filters. Each is a value that says what is kept; it can be written as JSON, read back, and applied to any log.

A filter that is about cases keeps whole cases; one that says `events` keeps single events, and the cases that have
any. Several are applied one after the other, each to what the one before left. Times are half-open: from `since` to
before `until`. Durations are seconds, both ends included.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, ClassVar, Final, Protocol

import numpy as np

from tirek.mining.describing.spread import SECOND
from tirek.mining.describing.variants import variants_of
from tirek.mining.filtering.errors import ColumnUnknown, FilterUnclear
from tirek.mining.filtering.kept import Mask, with_cases, with_events
from tirek.mining.filtering.pairs import paired
from tirek.mining.log import NOTHING, Column, EventLog, Words, microseconds

WAYS: Final = ("within", "touching", "started", "completed", "events")


class Filter(Protocol):
    """What is kept of a log. `kind` names the filter where it is written down."""

    kind: ClassVar[str]

    def of(self, log: EventLog) -> EventLog:
        """This function will give what is left of a log."""
        ...


@dataclass(frozen=True, slots=True)
class During:
    """By time: cases all `within`, `touching`, `started` or `completed` in the window; or single `events` in it.

    `since` and `until` are ISO dates or times (UTC where they say no zone); empty where that side is open.
    """

    kind: ClassVar[str] = "during"
    since: str = ""
    until: str = ""
    how: str = "within"

    def of(self, log: EventLog) -> EventLog:
        """This function will give what is left of a log."""
        if self.how not in WAYS:
            raise FilterUnclear(reason=f"{self.how} is not one of {', '.join(WAYS)}")
        least = _moment(self.since, np.iinfo(np.int64).min)
        most = _moment(self.until, np.iinfo(np.int64).max)
        if self.how == "events":
            return with_events(log, (log.time >= least) & (log.time < most))
        first, last = log.time[log.offsets[:-1]], log.time[log.offsets[1:] - 1]
        begun, done = (first >= least) & (first < most), (last >= least) & (last < most)
        if self.how == "touching":
            return with_cases(log, (first < most) & (last >= least))
        return with_cases(log, {"within": begun & done, "started": begun, "completed": done}[self.how])


@dataclass(frozen=True, slots=True)
class Usual:
    """By variant: the first variants that together have at least this `share` of cases (0 to 1)."""

    kind: ClassVar[str] = "usual"
    share: float

    def of(self, log: EventLog) -> EventLog:
        """This function will give what is left of a log."""
        variants = variants_of(log)
        chosen = np.zeros(len(variants), np.bool_)
        chosen[variants.covering(self.share)] = True
        return with_cases(log, chosen[variants.of_case])


@dataclass(frozen=True, slots=True)
class OfVariant:
    """By variant: the cases that took just these activities in this order."""

    kind: ClassVar[str] = "variant"
    activities: tuple[str, ...]

    def of(self, log: EventLog) -> EventLog:
        """This function will give what is left of a log."""
        variants = variants_of(log)
        number = variants.numbered(self.activities)
        return with_cases(log, variants.of_case == (-1 if number is None else number))


@dataclass(frozen=True, slots=True)
class Having:
    """By values: of an attribute of cases; or cases with any event that has one; or, with `events`, those events.

    `column` may be `activity`. A column of numbers is compared as numbers. `not_` keeps all the others.
    """

    kind: ClassVar[str] = "having"
    column: str
    values: tuple[str, ...]
    events: bool = False
    not_: bool = False

    def of(self, log: EventLog) -> EventLog:
        """This function will give what is left of a log."""
        column, of_case = _column(log, self.column)
        return _by(log, _among(column, self.values), of_case, self.events, self.not_)


@dataclass(frozen=True, slots=True)
class Between:
    """By a number: as `Having`, for values from `least` to `most`, both included; None where that side is open."""

    kind: ClassVar[str] = "between"
    column: str
    least: float | None = None
    most: float | None = None
    events: bool = False
    not_: bool = False

    def of(self, log: EventLog) -> EventLog:
        """This function will give what is left of a log. Raises FilterUnclear for a column of texts."""
        column, of_case = _column(log, self.column)
        if isinstance(column, Words):
            raise FilterUnclear(reason=f"{self.column} holds texts, no numbers")
        least = -np.inf if self.least is None else self.least
        most = np.inf if self.most is None else self.most
        return _by(log, (column >= least) & (column <= most), of_case, self.events, self.not_)


@dataclass(frozen=True, slots=True)
class Beginning:
    """Cases that begin with one of these activities."""

    kind: ClassVar[str] = "beginning"
    activities: tuple[str, ...]

    def of(self, log: EventLog) -> EventLog:
        """This function will give what is left of a log."""
        return with_cases(log, _among(Words(log.activity, log.activities), self.activities)[log.offsets[:-1]])


@dataclass(frozen=True, slots=True)
class Ending:
    """Cases that end with one of these activities."""

    kind: ClassVar[str] = "ending"
    activities: tuple[str, ...]

    def of(self, log: EventLog) -> EventLog:
        """This function will give what is left of a log."""
        return with_cases(log, _among(Words(log.activity, log.activities), self.activities)[log.offsets[1:] - 1])


@dataclass(frozen=True, slots=True)
class Following:
    """Cases in which `after` comes `directly` after `before`, or anywhere later; that step between two durations.

    Anywhere later: from an occurrence of `before` to the first `after` behind it. `column` may name an attribute of
    events instead of the activity: a resource hands over to another. `not_` keeps all the others.
    """

    kind: ClassVar[str] = "following"
    before: str
    after: str
    directly: bool = True
    least_s: float | None = None
    most_s: float | None = None
    column: str = "activity"
    not_: bool = False

    def of(self, log: EventLog) -> EventLog:
        """This function will give what is left of a log."""
        column, of_case = _column(log, self.column)
        if of_case or not isinstance(column, Words):
            raise FilterUnclear(reason=f"{self.column} is no text of events")
        before, after = _code(column, self.before), _code(column, self.after)
        if before == NOTHING or after == NOTHING:
            return with_cases(log, np.full(log.cases, self.not_))
        least, most = _whole(self.least_s, -1), _whole(self.most_s, 1)
        found = paired(log.offsets, column.codes, log.time, before, after, self.directly, least, most)
        return with_cases(log, found != self.not_)


@dataclass(frozen=True, slots=True)
class Lasting:
    """Cases that took from `least_s` to `most_s` seconds from their first event to their last."""

    kind: ClassVar[str] = "lasting"
    least_s: float | None = None
    most_s: float | None = None

    def of(self, log: EventLog) -> EventLog:
        """This function will give what is left of a log."""
        took = log.time[log.offsets[1:] - 1] - log.time[log.offsets[:-1]]
        return with_cases(log, (took >= _whole(self.least_s, -1)) & (took <= _whole(self.most_s, 1)))


@dataclass(frozen=True, slots=True)
class Repeating:
    """Cases in which an activity happened at least `least` times."""

    kind: ClassVar[str] = "repeating"
    activity: str
    least: int = 2

    def of(self, log: EventLog) -> EventLog:
        """This function will give what is left of a log."""
        met = _among(Words(log.activity, log.activities), (self.activity,))
        return with_cases(log, np.add.reduceat(met, log.offsets[:-1], dtype=np.int64) >= self.least)


@dataclass(frozen=True, slots=True)
class Cases:
    """Cases by their names: those that a rule found, or that somebody chose."""

    kind: ClassVar[str] = "cases"
    names: tuple[str, ...]

    def of(self, log: EventLog) -> EventLog:
        """This function will give what is left of a log."""
        wanted = set(self.names)
        return with_cases(log, np.fromiter((name in wanted for name in log.case_names()), np.bool_, log.cases))


KINDS: Final[dict[str, type[Any]]] = {
    kind.kind: kind
    for kind in (During, Usual, OfVariant, Having, Between, Beginning, Ending, Following, Lasting, Repeating, Cases)
}


def _by(log: EventLog, met: Mask, of_case: bool, events: bool, inverted: bool) -> EventLog:
    if of_case:
        return with_cases(log, met != inverted)
    if events:
        return with_events(log, met != inverted)
    if not log.cases:
        return log
    return with_cases(log, np.logical_or.reduceat(met, log.offsets[:-1]) != inverted)


def _column(log: EventLog, name: str) -> tuple[Column, bool]:
    """This function will find a column, and say whether it is one of cases. One of both is taken as one of events."""
    if name in log.event_columns:
        return log.event_column(name), False
    if name in log.case_columns:
        return log.case_column(name), True
    if name == "activity":
        return Words(log.activity, log.activities), False
    raise ColumnUnknown(column=name, columns=", ".join(["activity", *log.event_columns, *log.case_columns]))


def _among(column: Column, values: tuple[str, ...]) -> Mask:
    if isinstance(column, Words):
        chosen = np.zeros(len(column.words) + 1, np.bool_)  # the last is for what was not said: its code is -1
        for value in values:
            code = _code(column, value)
            if code != NOTHING:
                chosen[code] = True
        return chosen[column.codes]
    try:
        return np.isin(column, [float(value) for value in values])
    except ValueError as no_number:
        raise FilterUnclear(reason=str(no_number)) from no_number


def _code(column: Words, value: str) -> int:
    place = bisect_left(column.words, value)
    return place if place < len(column.words) and column.words[place] == value else NOTHING


def _whole(seconds: float | None, side: int) -> int:
    """This function will give seconds as µs; where they are not given, what every duration is above or below."""
    if seconds is None:
        return side * int(np.iinfo(np.int64).max)
    bound = int(np.iinfo(np.int64).max)
    return max(-bound, min(bound, round(seconds * SECOND)))


def _moment(text: str, otherwise: int) -> int:
    if not text:
        return otherwise
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as fault:
        raise FilterUnclear(reason=str(fault)) from fault
    return microseconds(moment if moment.tzinfo else moment.replace(tzinfo=UTC))
