"""A scenario: all that a simulation needs beside the drawing, as plain data that anybody can change.

How many cases come and when, who works and in which hours, how long each step takes, how often each way is taken.
`docs/look-up/scenario.md` tells the form of its JSON.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

from tirek.bounded import gettext_noop
from tirek.mining.redesigning.clock import ALWAYS, Clock, Span, spans_of_hours
from tirek.mining.redesigning.distributions import Distribution

NOTES: Final = {
    "times-from-starts": gettext_noop("How long work takes was measured from the starts that the log names."),
    "times-estimated": gettext_noop(
        "The log names no starts. How long work takes was estimated from what one person finished in a row while the "
        "next already waited: %(activities)s."
    ),
    "times-since-before": gettext_noop(
        "Work and waiting cannot be told apart, so the time since the event before stands for both, and more people "
        "would not shorten it: %(activities)s."
    ),
    "first-takes-no-time": gettext_noop(
        "The log does not say when the first step of a case began: it takes no time here: %(activities)s."
    ),
    "never-seen": gettext_noop("The log never shows these steps, so they take no time here: %(activities)s."),
    "people-by-office": gettext_noop("Who shares work was taken from the offices that the log names."),
    "people-by-activity": gettext_noop("Who shares work was taken from the people that the log names."),
    "people-unknown": gettext_noop(
        "The log names nobody: as many work at a step at once as were ever seen at it together."
    ),
    "people-without-limit": gettext_noop("The log names neither people nor starts: nobody ever has to wait for one."),
    "people-raised": gettext_noop("%(pool)s had more work than so many can do: their number was raised to %(number)s."),
    "hours-always": gettext_noop("There are too few events to see working hours: people work at any time here."),
    "arrival-any-hour": gettext_noop("There are too few cases to see when in the week they come: any hour is alike."),
    "not-replayed": gettext_noop(
        "%(cases)s of %(all)s cases could not be followed through the drawing within the limit; the shares of ways "
        "are those of the others."
    ),
    "not-fitting": gettext_noop("%(cases)s of %(all)s cases went otherwise than the drawing says."),
    "way-unknown": gettext_noop("No case came to these gateways, so their ways are taken equally often: %(gateways)s."),
    "way-never": gettext_noop("No case took these ways, so they are never taken here: %(ways)s."),
    "timer-unknown": gettext_noop("How long a case waits at %(event)s is not said: it does not wait there."),
    "edge-ignored": gettext_noop("%(event)s is not known to happen after a time: it does not happen here."),
    "repeats-once": gettext_noop("%(activity)s is drawn as done several times: it is done once here."),
    "zone": gettext_noop("Hours are those of UTC%(offset)s all the year round."),
}


@dataclass(frozen=True)
class Note:
    """What somebody must know of how a scenario was made: an id of `NOTES` and the facts of its sentence."""

    id: str
    facts: Mapping[str, str | int] = field(default_factory=dict)

    def __str__(self) -> str:
        return NOTES[self.id] % self.facts


@dataclass(frozen=True, slots=True)
class Calendar:
    """When work is done: spans of the week, in minutes since Monday 00:00, and days on which none is."""

    spans: tuple[Span, ...] = ALWAYS
    closed: tuple[date, ...] = ()

    def clock(self, since: float, zone: int) -> Clock:
        """This function will give the clock that runs while work is done."""
        return Clock(self.spans, since=since, zone=zone, closed=self.closed)


@dataclass(frozen=True, slots=True)
class Pool:
    """People who can take each other's work. `capacity`: how many work at once, None for as many as are needed."""

    capacity: int | None
    calendar: str | None = None
    cost_per_hour: float = 0.0


@dataclass(frozen=True, slots=True)
class Work:
    """What an activity takes. `wait`: what passes before anybody is asked: a reply, a habit.

    Both are counted in the hours of the pool; what a case begins with is not waited for before somebody is asked.
    `source` says what the times were taken from.
    """

    time: Distribution
    wait: Distribution | None = None
    pool: str | None = None
    cost: float = 0.0
    source: str = "given"


@dataclass(frozen=True, slots=True)
class Arrival:
    """When cases come: the gaps between them, on a clock that runs by `hours` (168 rates from Monday 00:00), mean 1."""

    gaps: Distribution
    hours: tuple[float, ...] | None = None

    def clock(self, since: float, zone: int) -> Clock:
        """This function will give the clock of arrivals."""
        spans = list(ALWAYS) if self.hours is None else spans_of_hours(self.hours)
        return Clock(spans, since=since, zone=zone)


@dataclass(frozen=True)
class Scenario:
    """All that a simulation needs beside the drawing. Names refer to one another; `checked` holds them to it.

    `zone`: minutes east of UTC of all hours. `warm_up`: so many first cases are simulated and not counted.
    """

    begins: datetime
    cases: int
    arrival: Arrival
    activities: Mapping[str, Work]
    pools: Mapping[str, Pool] = field(default_factory=dict)
    calendars: Mapping[str, Calendar] = field(default_factory=dict)
    routing: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    timers: Mapping[str, Distribution] = field(default_factory=dict)
    zone: int = 0
    warm_up: int = 0
    notes: tuple[Note, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """This function will give the scenario as JSON, from which `scenario_of` makes the same one again."""
        from tirek.mining.redesigning.scenario_json import scenario_as_json

        return scenario_as_json(self)
