"""Timers and messages, in the way and on the border of tasks and parts."""

from __future__ import annotations

import pytest

from tests.rooms.procedures.drawings import choice, end, flow, message, start, task, timer
from tests.rooms.procedures.running import NOW, begun, do, key_of, steps, told, woken
from tirek.procedures import NoSuchTask, NotAwaited, begin

AWAIT = (
    start()
    + task("ask", "read")
    + message("answer", "body-answered")
    + end()
    + flow("start > ask", "ask > answer", "answer > read", "read > end")
)


def bordered(boundary: str, activity: str = "") -> str:
    return (
        start()
        + (activity or task("work"))
        + boundary
        + task("late", "after")
        + end()
        + end("end-late")
        + flow("start > work", "work > after", "after > end", "border > late", "late > end-late")
    )


def test_it_works() -> None:
    run = do(begun(AWAIT), "ask")
    assert (steps(run), run.messages) == ([], ("body-answered",))
    run.tell("body-answered", NOW)
    assert run.happened == ("answer",)
    assert steps(run) == ["read"]
    assert run.messages == ()


def test_a_message_may_be_told_by_its_name() -> None:
    assert steps(told(do(begun(AWAIT), "ask"), "The body answered")) == ["read"]


def test_refuses_a_message_told_twice_or_too_early() -> None:
    run = begun(AWAIT)
    with pytest.raises(NotAwaited):
        run.tell("body-answered")
    run = told(do(run, "ask"), "body-answered")
    with pytest.raises(NotAwaited):
        run.tell("body-answered")


def test_a_timer_in_the_way_goes_on_when_it_is_woken_and_never_by_itself() -> None:
    content = (
        start() + timer("rest", "PT0M") + task("after") + end() + flow("start > rest", "rest > after", "after > end")
    )
    run = begun(content)
    (due,) = run.timers
    assert (due.step, due.limit, steps(run)) == ("rest", "PT0M", [])
    assert steps(woken(run, "rest")) == ["after"]


def test_a_timer_that_interrupts_takes_the_task_away() -> None:
    run = begun(bordered(timer("border", "15 working days", "work")))
    key = key_of(run, "work")
    run.wake(run.timers[0].key, NOW)
    assert run.happened == ("border",)
    assert steps(run) == ["late"]
    assert not run.timers
    with pytest.raises(NoSuchTask):
        run.complete(key, {})
    assert do(run, "late").ended


def test_a_task_that_is_done_takes_its_timer_away() -> None:
    run = begun(bordered(timer("border", "15 working days", "work")))
    key = run.timers[0].key
    run = do(run, "work")
    assert (steps(run), run.timers) == (["after"], ())
    with pytest.raises(NoSuchTask):
        run.wake(key)
    assert do(run, "after").ended


def test_a_timer_that_does_not_interrupt_leaves_the_task() -> None:
    run = woken(begun(bordered(timer("border", "1 day", "work", interrupting=False))), "border")
    assert steps(run) == ["late", "work"]
    run = do(run, "work", "after")
    assert not run.ended
    assert do(run, "late").ended


def test_a_message_on_the_border_is_waited_for_as_long_as_the_task() -> None:
    run = begun(bordered(message("border", "withdrawn", "work")))
    assert run.messages == ("withdrawn",)
    assert steps(told(run, "withdrawn")) == ["late"]
    assert do(begun(bordered(message("border", "withdrawn", "work"))), "work").messages == ()


@pytest.mark.parametrize("interrupting", [True, False])
def test_a_part_has_a_border_too(interrupting: bool) -> None:
    inner = start("inner") + task("one", "two") + end("inner-end") + flow("inner > one", "one > two", "two > inner-end")
    part = f'<subProcess id="work">{inner}</subProcess>'
    run = do(begun(bordered(message("border", "withdrawn", "work", interrupting), part)), "one")
    run = told(run, "withdrawn")
    assert steps(run) == (["late"] if interrupting else ["late", "two"])
    run = do(run, "late")
    assert run.ended == interrupting


def test_several_borders_each_for_itself() -> None:
    borders = timer("border", "1 day", "work", interrupting=False) + message("gone", "withdrawn", "work")
    content = bordered(borders) + task("close") + end("end-gone") + flow("gone > close", "close > end-gone")
    run = begun(content)
    assert steps(woken(run, "border")) == ["late", "work"]
    run = told(woken(begun(content), "border"), "withdrawn")
    assert steps(run) == ["close", "late"]
    assert do(run, "close", "late").ended


def test_messages_within_a_case_reach_one_another() -> None:
    said = '<messageEventDefinition id="m" messageRef="withdrawn"/>'
    throw = f'<intermediateThrowEvent id="say">{said}</intermediateThrowEvent>'
    content = (
        start()
        + choice("split", kind="parallel")
        + choice("join", kind="parallel")
        + message("hear", "withdrawn")
        + throw
        + task("before", "after")
        + end()
        + flow("start > split", "split > hear", "split > before", "before > say", "say > join", "hear > join")
        + flow("join > after", "after > end")
    )
    run = do(begun(content), "before")
    assert steps(run) == ["after"]


def test_a_case_begins_whatever_its_start_waits_for() -> None:
    content = '<startEvent id="start"><messageEventDefinition id="m" messageRef="withdrawn"/></startEvent>'
    content += task("a") + end() + flow("start > a", "a > end")
    assert steps(begin(begun(content).procedure, {}, NOW)) == ["a"]


def test_an_end_of_one_way_leaves_the_others() -> None:
    content = start() + choice("split", kind="parallel") + task("a", "b") + end("x") + end("y")
    run = do(begun(content + flow("start > split", "split > a", "split > b", "a > x", "b > y")), "a")
    assert (steps(run), run.ended) == (["b"], False)
    assert do(run, "b").ended
