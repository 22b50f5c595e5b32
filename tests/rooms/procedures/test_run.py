"""A procedure runs as it is drawn, whether or not it is put down between its steps."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.rooms.procedures.drawings import SIMPLE
from tirek.procedures import NoSuchTask, NotAwaited, Run, begin, procedure_of, restored

NOW = datetime(2026, 3, 16, 5, tzinfo=UTC)


def steps(run: Run) -> list[str]:
    return [each.step for each in run.waiting]


def do(run: Run, step: str, **answers: str) -> Run:
    """Do the first task of a step, and put the run down and take it up again."""
    key = next(each.key for each in run.waiting if each.step == step)
    run.complete(key, answers, NOW)
    return restored(run.procedure, run.state(), NOW)


def test_it_works() -> None:
    procedure = procedure_of(SIMPLE)
    assert procedure.reads == {"admitted"}
    run = begin(procedure, {}, NOW)
    assert run.happened == ("start",)
    (waiting,) = run.waiting
    assert (waiting.step, waiting.name, waiting.role, waiting.form) == ("intake", "Do intake", "officer", "intake")
    run = do(run, "intake", name="Aigerim")
    (waiting,) = run.waiting
    assert (waiting.step, waiting.role) == ("admissibility", "supervisor")
    run = do(run, "admissibility", admitted="yes")
    assert steps(run) == ["inquiry"]
    run = do(run, "inquiry")
    key = run.waiting[0].key
    run.complete(key, {}, NOW)
    assert run.happened == ("closure", "end")
    assert run.ended
    assert not run.waiting


def test_the_default_way_is_taken_where_no_condition_holds() -> None:
    run = do(begin(procedure_of(SIMPLE), {}, NOW), "intake")
    assert steps(do(run, "admissibility", admitted="no")) == ["closure"]


def test_only_what_conditions_read_is_kept() -> None:
    run = do(begin(procedure_of(SIMPLE), {"secret": "a"}, NOW), "intake", name="Aigerim", admitted="yes")
    assert run.answers == {"admitted": "yes"}


def test_refuses_a_task_that_was_done() -> None:
    run = begin(procedure_of(SIMPLE), {}, NOW)
    key = run.waiting[0].key
    run.complete(key, {}, NOW)
    with pytest.raises(NoSuchTask):
        run.complete(key, {}, NOW)


def test_refuses_a_message_that_nothing_waits_for() -> None:
    with pytest.raises(NotAwaited):
        begin(procedure_of(SIMPLE), {}, NOW).tell("body-answered")
