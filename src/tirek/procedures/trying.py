"""What comes of a case that goes as an example tells it: given, when, then. By the code that runs real cases."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from tirek.procedures.clocks import ClockRule
from tirek.procedures.clocks_running import Stay, clock_runs
from tirek.procedures.errors import NoSuchTask
from tirek.procedures.procedure import Procedure
from tirek.procedures.run import Run, begin, restored
from tirek.procedures.safeguards import Happened, breaches
from tirek.safeguards import Calendar, Safeguard


@dataclass(frozen=True, slots=True)
class Done:
    """That somebody did a step, with the answers to its form."""

    step: str
    at: datetime
    answers: Mapping[str, str]
    by: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """That a message came."""

    message: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Late:
    """That nothing but time went by until a moment."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Outcome:
    """Where a case stands: what waits, the last days of clocks that run, what was not kept, and whether it is over."""

    waits: tuple[str, ...]
    due: Mapping[str, date]
    breaches: tuple[str, ...]
    happened: tuple[str, ...]
    ended: bool


class Trial:
    """This class will let a case go on as it is told, waking each timer at the moment at which it runs out."""

    def __init__(
        self, procedure: Procedure, rules: Sequence[ClockRule], opened: datetime, calendar: Calendar, zone: tzinfo
    ) -> None:
        self.rules, self.opened, self.calendar, self.zone = rules, opened, calendar, zone
        self.told: list[Happened] = []
        self._stays: dict[str, Stay] = {}
        self._began: dict[str, datetime] = {}
        self.now = opened
        self.run = begin(procedure, {}, opened)
        self._keep(self.run, opened, "", {})

    def go_on(self, event: Done | Told | Late) -> None:
        """This method will take what is told next. Raises `NoSuchTask`, `NotAwaited` and what `Run` raises."""
        self._until(event.at)
        if isinstance(event, Done):
            key = next((each.key for each in self.run.waiting if each.step == event.step), None)
            if key is None:
                raise NoSuchTask(key=event.step)
            self.run.complete(key, event.answers, event.at)
            self._keep(self.run, event.at, event.by, event.answers, event.step)
        elif isinstance(event, Told):
            self.run.tell(event.message, event.at)
            self._keep(self.run, event.at, "", {})

    def outcome(self, safeguards: Iterable[Safeguard]) -> Outcome:
        """This method will say how things stand."""
        done = [(each.step, each.at) for each in self.told]
        stays = list(self._stays.values())
        clocks = clock_runs(self.rules, self.opened, done, stays, self.calendar, self.zone, self.now)
        found = breaches(safeguards, self.told, self.calendar, self.zone, self.now)
        return Outcome(
            waits=tuple(each.step for each in self.run.waiting),
            due={each.rule.id: each.due_at.astimezone(self.zone).date() for each in clocks if each.ended_at is None},
            breaches=tuple(dict.fromkeys(each.safeguard for each in found)),
            happened=tuple(each.step for each in self.told),
            ended=self.run.ended,
        )

    def _until(self, at: datetime) -> None:
        """Let every timer run out that does so before a moment, each at its own."""
        while True:
            ends = [
                (timer.due_at(self._began[timer.key], self.calendar, self.zone, self.rules), timer.key)
                for timer in self.run.timers
            ]
            due, key = min(ends, default=(at, ""))
            if not key or due >= at:
                break
            self.run.wake(key, due)
            self._keep(self.run, due, "", {})
        self.now = at

    def _keep(self, run: Run, at: datetime, by: str, answers: Mapping[str, str], step: str = "") -> None:
        self.told += [
            Happened(each, at, by if each == step else "", answers if each == step else {}) for each in run.happened
        ]
        self.now = at
        self.run = restored(run.procedure, run.state(), at)  # as between two steps of a real case
        waiting = {each.key: each.step for each in self.run.waiting}
        for key, stay in self._stays.items():
            if stay.until is None and key not in waiting:
                self._stays[key] = Stay(stay.step, stay.since, at)
        for key, name in waiting.items():
            self._stays.setdefault(key, Stay(name, at))
        for timer in self.run.timers:
            self._began.setdefault(timer.key, at)
