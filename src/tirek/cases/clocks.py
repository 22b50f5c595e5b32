"""The limits of the law that run in a case: as follows from what happened, what waits, and who extended which."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings

from tirek.cases.models import Case, Clock, Closure
from tirek.cases.rules import rules_of
from tirek.directory import country
from tirek.ledger import OpenEntry
from tirek.procedures import Stay, clock_runs
from tirek.safeguards import Calendar, calendar_of, limit_of

Moved = Mapping[tuple[str, datetime], datetime]
"""By the id of a clock and the moment at which it was due: at which it is due now."""


def zone_of_offices() -> ZoneInfo:
    """This function will give the zone in which offices count their days."""
    return ZoneInfo(settings.TIME_ZONE)


def calendar() -> Calendar:
    """This function will give the calendar by which offices count working days."""
    return calendar_of(country().holidays)


def keep_clocks(trace: OpenEntry, case: Case, at: datetime, *, over: bool) -> Moved:
    """This function will write down which clocks run in a case; with its procedure `over`, none is taken up again.

    A case that is closed stops them; days on which it was closed do not count once it is opened again. One that has run
    out was not kept, whether its step is done later or never.
    """
    known = {(clock.clock, clock.started_at): clock for clock in case.clocks.all()}
    moved: dict[tuple[str, datetime], datetime] = {}
    longer = {name: limit_of(clock.extended_by) for name, clock in known.items() if clock.extended_by}
    rules, done, stays = rules_of(case.edition).clocks, _done(case), _stays(case)
    where = calendar(), zone_of_offices(), at
    for run in clock_runs(rules, case.opened_at, done, stays, *where, _closed(case), longer):
        clock = known.get((run.rule.id, run.started_at))
        ended_at = run.ended_at or case.closed_at or (clock.ended_at if clock and over else None)
        met = False if (ended_at or at) > run.due_at else run.met
        paused_at = (clock.paused_at if clock and clock.paused_at else at) if run.paused else None
        now = (run.due_at, paused_at, ended_at, met)
        if clock is None:
            limit = {"limit": run.rule.limit_text, "basis": run.rule.basis, "step": run.rule.step}
            clock = Clock(case=case, clock=run.rule.id, started_at=run.started_at, **limit)
            clock.due_at, clock.paused_at, clock.ended_at, clock.met = now
            trace.store(clock)
            continue
        moved[clock.clock, clock.due_at] = run.due_at
        if (clock.due_at, clock.paused_at, clock.ended_at, clock.met) != now:
            clock.due_at, clock.paused_at, clock.ended_at, clock.met = now
            trace.change(clock)
    _tell_tasks(trace, case)
    return moved


def _done(case: Case) -> list[tuple[str, datetime]]:
    return list(case.happenings.order_by("ordinal").values_list("step", "at"))


def _stays(case: Case) -> list[Stay]:
    return [Stay(task.step, task.began_at, task.ended_at) for task in case.tasks.all()]


def _closed(case: Case) -> list[Stay]:
    """From each closing to the opening after it."""
    spans: list[Stay] = []
    since: datetime | None = None
    for kind, at in case.closures.filter(Closure.standing()).order_by("said_at", "id").values_list("kind", "said_at"):
        if kind != Closure.Kind.REOPENED:
            since = at
        elif since is not None:
            spans.append(Stay("", since, at))
            since = None
    return spans


def _tell_tasks(trace: OpenEntry, case: Case) -> None:
    """A task is due when the nearest clock of its step is."""
    ends: dict[str, datetime] = {}
    for clock in case.clocks.filter(ended_at=None).order_by("-due_at"):
        ends[clock.step] = clock.due_at
    for task in case.tasks.filter(ended_at=None):
        if task.due_at != ends.get(task.step):
            task.due_at = ends.get(task.step)
            trace.change(task)
