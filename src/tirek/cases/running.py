"""What a step of the procedure brings about in the tables of a case: who waits, which clocks run, what was not kept."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings

from tirek.cases.models import Breach, Case, Clock, Happening, Task, Timer
from tirek.cases.rules import Rules, rules_of
from tirek.cases.seals import case_key, seal, unseal
from tirek.directory import country
from tirek.forms import answers_of
from tirek.ledger import OpenEntry
from tirek.procedures import (
    Calendar,
    Happened,
    Run,
    Stay,
    breaches,
    calendar_of,
    clock_runs,
    restored,
)


@dataclass(frozen=True, slots=True)
class Did:
    """By what a procedure went on: a step done with its answers, or nothing but time or a message."""

    at: datetime
    step: str = ""
    by: UUID | None = None
    submission: UUID | None = None


def zone_of_offices() -> ZoneInfo:
    """This function will give the zone in which offices count their days."""
    return ZoneInfo(settings.TIME_ZONE)


def run_of(case: Case) -> Run:
    """This function will take up the procedure of a case where it is. Raises `KeyMissing`, `SealBroken`."""
    procedure = rules_of(case.edition).procedures[case.procedure]
    return restored(procedure, unseal(case, case_key(case), "state"))


def carry(trace: OpenEntry, case: Case, run: Run, did: Did) -> None:
    """This function will write down what came of a step, all in one entry; the case itself is stored by the caller."""
    rules = rules_of(case.edition)
    _happenings(trace, case, run, did)
    _tasks(trace, case, run, did)
    _timers(trace, case, run, did)
    _clocks(trace, case, rules, did)
    _breaches(trace, case, rules, did)
    running = case.clocks.filter(ended_at=None).order_by("due_at").values_list("due_at", flat=True)
    case.due_at = running.first()
    case.state = seal(case, case_key(case), "state", run.state())


def _happenings(trace: OpenEntry, case: Case, run: Run, did: Did) -> None:
    before = case.happenings.count()
    for number, step in enumerate(run.happened, before + 1):
        # What comes before and after by itself was nobody's deed.
        who = {"by_id": did.by, "submission_id": did.submission} if step == did.step else {}
        trace.store(Happening(case=case, ordinal=number, step=step, at=did.at, **who))


def _tasks(trace: OpenEntry, case: Case, run: Run, did: Did) -> None:
    """Those that no longer wait end; new ones begin."""
    open_now = {task.key: task for task in case.tasks.filter(ended_at=None)}
    waiting = {each.key: each for each in run.waiting}
    for key in open_now.keys() - waiting.keys():
        task = open_now[key]
        task.ended_at, task.dropped = did.at, True
        trace.change(task)
    for key in waiting.keys() - open_now.keys():
        each = waiting[key]
        names = {"step": each.step, "key": key, "role": each.role, "form_id": each.form}
        trace.store(Task(case=case, began_at=did.at, **names))


def _timers(trace: OpenEntry, case: Case, run: Run, did: Did) -> None:
    rules = rules_of(case.edition)
    open_now = {timer.key: timer for timer in case.timers.filter(ended_at=None)}
    running = {each.key: each for each in run.timers}
    for key in open_now.keys() - running.keys():
        open_now[key].ended_at = did.at
        trace.change(open_now[key])
    for key in running.keys() - open_now.keys():
        due = running[key].due_at(did.at, _calendar(), zone_of_offices(), rules.clocks)
        trace.store(Timer(case=case, step=running[key].step, key=key, due_at=due))


def _clocks(trace: OpenEntry, case: Case, rules: Rules, did: Did) -> None:
    """Which clocks run follows from what happened and what waits; what changed by that is written down."""
    known = {(clock.clock, clock.started_at): clock for clock in case.clocks.all()}
    for run in clock_runs(
        rules.clocks, case.opened_at, _done(case), _stays(case), _calendar(), zone_of_offices(), did.at
    ):
        clock = known.get((run.rule.id, run.started_at))
        ended_at = run.ended_at or case.closed_at
        paused_at = (clock.paused_at if clock and clock.paused_at else did.at) if run.paused else None
        now = (run.due_at, paused_at, ended_at, run.met)
        if clock is None:
            limit = {"limit": run.rule.limit_text, "basis": run.rule.basis, "step": run.rule.step}
            clock = Clock(case=case, clock=run.rule.id, started_at=run.started_at, **limit)
            clock.due_at, clock.paused_at, clock.ended_at, clock.met = now
            trace.store(clock)
        elif (clock.due_at, clock.paused_at, clock.ended_at, clock.met) != now and not clock.extended_by:
            clock.due_at, clock.paused_at, clock.ended_at, clock.met = now
            trace.change(clock)
    _tell_tasks(trace, case)


def _done(case: Case) -> list[tuple[str, datetime]]:
    return list(case.happenings.order_by("ordinal").values_list("step", "at"))


def _stays(case: Case) -> list[Stay]:
    return [Stay(task.step, task.began_at, task.ended_at) for task in case.tasks.all()]


def _tell_tasks(trace: OpenEntry, case: Case) -> None:
    """A task is due when the nearest clock of its step is."""
    ends: dict[str, datetime] = {}
    for clock in case.clocks.filter(ended_at=None).order_by("-due_at"):
        ends[clock.step] = clock.due_at
    for task in case.tasks.filter(ended_at=None):
        if task.due_at != ends.get(task.step):
            task.due_at = ends.get(task.step)
            trace.change(task)


def _breaches(trace: OpenEntry, case: Case, rules: Rules, did: Did) -> None:
    """What is found is kept once; how many there are stands in the case, for the list."""
    known = set(case.found_breaches.values_list("safeguard", "at"))
    asked = {each.rule.steps[0] for each in rules.safeguards if each.rule.where is not None}
    told = case.happenings.order_by("ordinal").select_related("submission__form")
    happened = [Happened(each.step, each.at, str(each.by_id or ""), _answers(each, asked)) for each in told]
    found = breaches(rules.safeguards, happened, _calendar(), zone_of_offices(), did.at)
    for each in found:
        if (each.safeguard, each.at) not in known:
            kept = {"safeguard": each.safeguard, "severity": each.severity, "at": each.at}
            trace.store(Breach(case=case, found_at=did.at, **kept))
    case.breaches = case.found_breaches.exclude(severity="note").count()


def _answers(happening: Happening, asked: Collection[str]) -> Mapping[str, str]:
    """What a step was answered, opened only where a safeguard asks for it."""
    if happening.step not in asked or happening.submission is None:
        return {}
    return flat(answers_of(happening.submission))


def flat(answers: Mapping[str, Any]) -> dict[str, str]:
    """This function will give answers by the names of their fields alone; what repeats has no single answer."""
    found: dict[str, str] = {}
    for name, told in answers.items():
        if isinstance(told, str):
            found[name] = told
        elif isinstance(told, Mapping):
            found |= flat(told)
    return found


def _calendar() -> Calendar:
    return calendar_of(country().holidays)
