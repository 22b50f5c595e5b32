"""Do a step of a case with answers that were kept; or let it go on because something came, or because time ran out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from tirek import forms
from tirek.cases import events
from tirek.cases.errors import AnswersToAnotherForm, TaskEnded
from tirek.cases.left_alone import in_each
from tirek.cases.models import Case, Clock, Closure, Task, Timer
from tirek.cases.permissions import answers_usable_by, case_for, check_do, check_work_on, used
from tirek.cases.policies import check_open
from tirek.cases.running import Did, carry, flat, run_of
from tirek.cases.seals import case_key
from tirek.cases.visibility import cases_for, sight_of, sight_of_the_house
from tirek.directory import Account, NotFound
from tirek.ledger import Event, OpenEntry, entry
from tirek.procedures import Run
from tirek.sealing import KeyErased


def complete_task(*, actor: Account, task: UUID, submission: UUID) -> Case:
    """This function will do a step with answers to its form, which were kept before.

    Asked again with the same answers, it changes nothing. Raises `NotFound`, `NotPermitted`, `CaseIsClosed`,
    `TaskEnded`, `AnswersToAnotherForm`, and what the procedure says: `NoWayOn`, `ConditionFailed`.
    """
    with sight_of(actor):
        found = Task.objects.select_related("case__edition", "case__office").filter(pk=task, case__in=cases_for(actor))
        waiting = found.first()
        if waiting is None:
            raise NotFound
        check_do(actor, waiting)
        if waiting.submission_id == submission:
            return waiting.case
        check_open(waiting.case)
        sent = _answers_for(actor, waiting, submission)
        return _done(actor, waiting, sent)


def _answers_for(actor: Account, task: Task, key: UUID) -> forms.Submission:
    """The answers must be the actor's own or come from a device of the office, to the form that the step asks for."""
    sent = answers_usable_by(actor).select_related("form").filter(pk=key).first()
    if sent is None or used(sent):
        raise NotFound
    if sent.form.form_id != task.form_id:
        raise AnswersToAnotherForm(wanted=task.form_id, given=sent.form.form_id)
    return sent


def _done(actor: Account, waiting: Task, sent: forms.Submission) -> Case:
    now = timezone.now()
    detail = {"case": waiting.case.number, "step": waiting.step}
    office = waiting.case.chain
    with entry(event=events.STEP_DONE, office=office, by=str(actor.pk), detail=detail) as trace:
        task, case = _fresh(waiting)
        told = flat(forms.answers_of(sent))
        run = run_of(case)
        run.complete(task.key, told, now)
        task.ended_at, task.done_by, task.submission = now, actor, sent
        trace.change(task)
        _carried(trace, case, run, Did(at=now, step=task.step, by=actor.pk, submission=sent.pk))
    return case


def _fresh(waiting: Task) -> tuple[Task, Case]:
    """Read again once the case's chain is ours: somebody may have done it in another window. Raises `TaskEnded`."""
    task = Task.objects.select_related("case__edition").get(pk=waiting.pk)
    if task.ended_at is not None:
        raise TaskEnded
    return task, task.case


def tell(*, actor: Account, number: str, message: str) -> Case:
    """This function will say in a case that something came for which it waits, such as the answer of a body.

    Raises `NotFound`, `NotPermitted`, `CaseIsClosed`, `NotAwaited`.
    """
    with sight_of(actor):
        case = case_for(actor, number)
        check_work_on(actor, case)
        check_open(case)
        return _gone_on(case, events.MESSAGE_TOLD, message, str(actor.pk), lambda run, at: run.tell(message, at))


def wake_timers(*, now: datetime | None = None) -> int:
    """This function will let every case go on whose time ran out, and give how many timers did.

    One whose key is away goes on when it is back; of one that was erased the time ends, and nothing follows.
    """
    moment = now or timezone.now()
    with sight_of_the_house():
        due = Timer.objects.filter(ended_at=None, due_at__lte=moment, case__closed_at=None).order_by("due_at")
        rows = list(due.values_list("case", "pk"))
    return in_each(rows, moment, lambda key: _woken(key, moment))


def _woken(key: UUID, moment: datetime) -> bool:
    with sight_of_the_house():
        timer = Timer.objects.select_related("case__edition").filter(pk=key, ended_at=None).first()
        if timer is None or timer.case.closed_at is not None:
            return False
        name = timer.key
        try:
            case_key(timer.case)  # before the chain of the office is taken for it
        except KeyErased:
            timer.ended_at = moment
            _only_changed(timer, events.TIMER_ENDED, timer.step)
            return True
        _gone_on(timer.case, events.TIMER_ENDED, timer.step, "house", lambda run, at: run.wake(name, at), moment)
        return True


def let_limit_run_out(*, clock: UUID, at: datetime) -> None:
    """This function will look at a case because a limit ran out in it: it was not kept, and perhaps a rule was not.

    In a case that was erased, no rule can be looked at. Raises `KeyMissing`, `SealBroken`.
    """
    with sight_of_the_house():
        found = Clock.objects.select_related("case__edition").get(pk=clock)
        try:
            case_key(found.case)
        except KeyErased:
            found.met = False
            _only_changed(found, events.LIMIT_RAN_OUT, found.clock)
            return
        _gone_on(found.case, events.LIMIT_RAN_OUT, found.clock, "house", lambda run, at: None, at)


def _only_changed(row: Clock | Timer, event: Event, step: str) -> None:
    detail = {"case": row.case.number, "step": step}
    with entry(event=event, office=row.case.chain, by="house", detail=detail) as trace:
        trace.change(row)


def _gone_on(
    case: Case, event: Event, step: str, by: str, go: Callable[[Run, datetime], None], at: datetime | None = None
) -> Case:
    now = at or timezone.now()
    detail = {"case": case.number, "step": step}
    with entry(event=event, office=case.chain, by=by, detail=detail) as trace:
        fresh = Case.objects.select_related("edition").get(pk=case.pk)
        run = run_of(fresh)
        go(run, now)
        _carried(trace, fresh, run, Did(at=now))
    return fresh


def _carried(trace: OpenEntry, case: Case, run: Run, did: Did) -> None:
    """A procedure that came to its end closes the case."""
    if run.ended:  # before the rest is written down: what still runs stops with it
        case.closed_at = did.at
        trace.store(_closure(case, did, trace))
    carry(trace, case, run, did)
    trace.change(case)


def _closure(case: Case, did: Did, trace: OpenEntry) -> Closure:
    return Closure(
        case=case,
        kind=Closure.Kind.SETTLED,
        reason=b"",
        said_by_id=did.by,
        said_at=did.at,
        entered_position=trace.position,
    )
