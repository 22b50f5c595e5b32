"""What a step of the procedure brings about in the tables of a case: who waits, which clocks run, what was not kept."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from tirek.cases.clocks import Moved, calendar, keep_clocks, zone_of_offices
from tirek.cases.models import Breach, Case, Happening, Task, Timer
from tirek.cases.rules import Rules, rules_of
from tirek.cases.seals import case_key, seal, unseal
from tirek.forms import answers_of
from tirek.ledger import OpenEntry
from tirek.procedures import Happened, Run, breaches, restored
from tirek.sealing import KeyErased


@dataclass(frozen=True, slots=True)
class Did:
    """By what a procedure went on: a step done with its answers, or nothing but time or a message."""

    at: datetime
    step: str = ""
    by: UUID | None = None
    submission: UUID | None = None


def run_of(case: Case) -> Run:
    """This function will take up the procedure of a case where it is. Raises `KeyMissing`, `SealBroken`."""
    procedure = rules_of(case.edition).procedures[case.procedure]
    return restored(procedure, unseal(case, case_key(case), "state"))


def carry(trace: OpenEntry, case: Case, run: Run, did: Did) -> None:
    """This function will write down what came of a step, all in one entry; the case itself is stored by the caller."""
    rules = rules_of(case.edition)
    _happenings(trace, case, run, did)
    _tasks(trace, case, run, did)
    moved = keep_clocks(trace, case, did.at, over=run.ended)
    _timers(trace, case, run, did, moved)
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


def _timers(trace: OpenEntry, case: Case, run: Run, did: Did, moved: Moved) -> None:
    """Those that no longer run end. One that is set to a clock goes with it; what stood still while the case was closed
    goes on for as long as was left."""
    known = {timer.key: timer for timer in case.timers.all()}
    running = {} if case.closed_at else {each.key: each for each in run.timers}
    for key, timer in known.items():
        if key not in running and timer.ended_at is None:
            timer.ended_at = did.at
            trace.change(timer)
        elif key in running:
            still = did.at - timer.ended_at if timer.ended_at else timedelta()
            due = moved.get((running[key].limit, timer.due_at), timer.due_at + still)
            if timer.ended_at is not None or due != timer.due_at:
                timer.due_at, timer.ended_at = due, None
                trace.change(timer)
    for key in running.keys() - known.keys():
        due = running[key].due_at(did.at, calendar(), zone_of_offices(), rules_of(case.edition).clocks)
        trace.store(Timer(case=case, step=running[key].step, key=key, due_at=due))


def _breaches(trace: OpenEntry, case: Case, rules: Rules, did: Did) -> None:
    """What is found is kept once; how many there are stands in the case, for the list."""
    known = set(case.found_breaches.values_list("safeguard", "at"))
    asked = {each.rule.steps[0] for each in rules.safeguards if each.rule.where is not None}
    told = case.happenings.order_by("ordinal").select_related("submission__form")
    happened = [Happened(each.step, each.at, str(each.by_id or ""), _answers(each, asked)) for each in told]
    found = breaches(rules.safeguards, happened, calendar(), zone_of_offices(), did.at)
    for each in found:
        if (each.safeguard, each.at) not in known:
            kept = {"safeguard": each.safeguard, "severity": each.severity, "at": each.at}
            trace.store(Breach(case=case, found_at=did.at, **kept))
    case.breaches = case.found_breaches.exclude(severity="note").count()


def _answers(happening: Happening, asked: Collection[str]) -> Mapping[str, str]:
    """What a step was answered, opened only where a safeguard asks for it; what was erased says nothing."""
    if happening.step not in asked or happening.submission is None:
        return {}
    try:
        return flat(answers_of(happening.submission))
    except KeyErased:
        return {}


def flat(answers: Mapping[str, Any]) -> dict[str, str]:
    """This function will give answers by the names of their fields alone; what repeats has no single answer."""
    found: dict[str, str] = {}
    for name, told in answers.items():
        if isinstance(told, str):
            found[name] = told
        elif isinstance(told, Mapping):
            found |= flat(told)
    return found
