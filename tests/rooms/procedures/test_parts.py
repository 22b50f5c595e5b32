"""Sub-processes and called procedures."""

from __future__ import annotations

import pytest

from tests.rooms.procedures.drawings import choice, drawn, end, flow, process, start, task
from tests.rooms.procedures.running import NOW, again, begun, do, steps
from tirek.procedures import ProcedureRefused, StateUnreadable, begin, procedure_of, restored

CALLING = (
    start()
    + task("first", "last")
    + '<callActivity id="call" name="Hear" calledElement="p1"/>'
    + end()
    + flow("start > first", "first > call", "call > last", "last > end")
)
CALLED = start("s1") + task("hear") + end("e1") + flow("s1 > hear", "hear > e1")


def test_it_works() -> None:
    run = do(begun(CALLING, CALLED), "first")
    assert steps(run) == ["hear"]
    run.complete(run.waiting[0].key, {}, NOW)
    assert run.happened == ("hear", "e1")
    assert do(run, "last").ended


def test_a_procedure_is_called_in_another_file() -> None:
    procedure = procedure_of(drawn(process(CALLING)), "", (drawn(process(CALLED, "p1")),))
    run = do(begin(procedure, {}, NOW), "first", "hear")
    assert steps(run) == ["last"]


def test_parts_within_parts_know_the_answers() -> None:
    deepest = (
        start("s2")
        + task("ask", "yes", "no")
        + choice("choose", "choose-no")
        + end("e2")
        + flow("s2 > ask", "ask > choose", "choose > yes if ${x} = 'a' and ${early} = 'b'", "choose > no")
        + flow("yes > e2", "no > e2")
    )
    inner = f'{start("s1")}<subProcess id="deep">{deepest}</subProcess>{end("e1")}{flow("s1 > deep", "deep > e1")}'
    content = start() + task("first", "last") + f'<subProcess id="part">{inner}</subProcess>' + end()
    content += flow("start > first", "first > part", "part > last", "last > end")
    run = do(begun(content), "first", early="b")
    run = do(run, "ask", x="a")
    assert steps(run) == ["yes"]
    assert do(run, "yes", "last").ended


def test_the_role_of_a_task_in_a_part_is_that_of_its_lane_or_of_the_part() -> None:
    content = start() + '<subProcess id="part">' + CALLED + "</subProcess>" + end() + flow("start > part", "part > end")
    procedure = procedure_of(drawn(process(content, lanes={"officer": "part"})))
    assert begin(procedure, {}, NOW).waiting[0].role == "officer"


def test_refuses_a_procedure_that_calls_itself() -> None:
    calls = '<callActivity id="c" calledElement="p"/>'
    with pytest.raises(ProcedureRefused):
        begun(start() + calls + end() + flow("start > c", "c > end"))


def test_refuses_to_call_nothing() -> None:
    with pytest.raises(ProcedureRefused):
        begun(CALLING)


def test_one_of_several_processes_is_taken_by_its_id() -> None:
    procedure = procedure_of(drawn(process(CALLING), process(CALLED, "p1")), "p1")
    assert set(procedure.steps) == {"s1", "hear", "e1"}
    assert steps(again(begin(procedure, {}, NOW))) == ["hear"]


def test_a_state_is_taken_up_by_its_own_procedure_alone() -> None:
    run = begun(CALLING, CALLED)
    other = procedure_of(drawn(process(CALLED, "p1")))
    for state in (run.state(), b"", b"\x09abc", run.state()[:-4], b"\x01" + b"abc"):
        with pytest.raises(StateUnreadable):
            restored(other, state)
