"""Runs for tests: each step is done on a run that was put down and taken up before."""

from __future__ import annotations

from datetime import UTC, datetime

from tests.rooms.procedures.drawings import MESSAGES, drawn, process
from tirek.procedures import Run, begin, procedure_of, restored

NOW = datetime(2026, 3, 16, 5, tzinfo=UTC)


def begun(*contents: str, **facts: str) -> Run:
    """Draw processes, p first and then p1, p2 …, and begin the first."""
    named = [process(content, "p" if not number else f"p{number}") for number, content in enumerate(contents)]
    return again(begin(procedure_of(drawn(*named, before=MESSAGES)), facts, NOW))


def again(run: Run) -> Run:
    taken_up = restored(run.procedure, run.state(), NOW)
    assert taken_up.waiting == run.waiting
    assert taken_up.timers == run.timers
    assert taken_up.messages == run.messages
    assert taken_up.ended == run.ended
    assert taken_up.state() == run.state()
    return taken_up


def steps(run: Run) -> list[str]:
    return sorted(each.step for each in run.waiting)


def key_of(run: Run, step: str) -> str:
    return next(each.key for each in run.waiting if each.step == step)


def do(run: Run, *names: str, **answers: str) -> Run:
    for step in names:
        run.complete(key_of(run, step), answers, NOW)
        run = again(run)
    return run


def told(run: Run, message: str) -> Run:
    run.tell(message, NOW)
    return again(run)


def woken(run: Run, step: str) -> Run:
    run.wake(next(each.key for each in run.timers if each.step == step), NOW)
    return again(run)
