"""Gateways choose, split and join as BPMN says."""

from __future__ import annotations

import pytest

from tests.rooms.procedures.drawings import choice, drawn, end, flow, process, start, task
from tests.rooms.procedures.running import NOW, again, begun, do, steps
from tirek.procedures import ConditionFailed, NoWayOn, ProcedureRefused, ProcedureTooLarge, begin, procedure_of

PARALLEL = (
    start()
    + task("a", "b", "c", "after")
    + choice("split", kind="parallel")
    + choice("join", kind="parallel")
    + end()
    + flow("start > split", "split > a", "split > b", "split > c", "a > join", "b > join", "c > join")
    + flow("join > after", "after > end")
)
INCLUSIVE = (
    start()
    + task("first", "a", "b", "c", "after")
    + choice("split", default="split-c", kind="inclusive")
    + choice("join", kind="inclusive")
    + end()
    + flow("start > first", "first > split", "split > a if ${a} = 'yes'", "split > b if ${b} = 'yes'", "split > c")
    + flow("a > join", "b > join", "c > join", "join > after", "after > end")
)


def exclusive(*conditions: str) -> str:
    ways = [f"choose > way{number} if {said}" for number, said in enumerate(conditions)]
    names = [f"way{number}" for number in range(len(conditions))]
    arrows = flow("start > first", "first > choose", *ways, *(f"{name} > end" for name in names))
    return start() + task("first", *names) + choice("choose") + end() + arrows


@pytest.mark.parametrize("order", ["abc", "cab", "bca", "cba"])
def test_it_works(order: str) -> None:
    """A parallel join waits for all, in whichever order they come."""
    run = begun(PARALLEL)
    assert steps(run) == ["a", "b", "c"]
    run = do(run, *order[:2])
    assert steps(run) == [order[2]]
    run = do(run, order[2])
    assert steps(run) == ["after"]
    assert do(run, "after").ended


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({"a": "yes", "b": "yes"}, ["a", "b"]),
        ({"a": "yes", "b": "no"}, ["a"]),
        ({"b": "yes"}, ["b"]),
        ({}, ["c"]),
    ],
)
def test_an_inclusive_gateway_takes_every_way_that_holds_and_waits_for_these(
    answers: dict[str, str], expected: list[str]
) -> None:
    run = do(begun(INCLUSIVE), "first", **answers)
    assert steps(run) == expected
    for each in reversed(expected):
        assert "after" not in steps(run)
        run = do(run, each)
    assert steps(run) == ["after"]


def test_an_exclusive_gateway_takes_the_first_that_holds_in_the_order_of_the_file() -> None:
    run = begun(exclusive("${x} > 1", "${x} > 0"))
    assert steps(do(run, "first", x="2")) == ["way0"]
    assert steps(do(begun(exclusive("${x} > 1", "${x} > 0")), "first", x="1")) == ["way1"]


def test_answers_of_earlier_steps_are_remembered() -> None:
    content = (
        start()
        + task("first", "second", "yes", "no")
        + choice("choose", "choose-no")
        + end()
        + flow("start > first", "first > second", "second > choose", "choose > yes if ${x} = 'a'", "choose > no")
        + flow("yes > end", "no > end")
    )
    assert steps(do(do(begun(content), "first", x="a"), "second")) == ["yes"]
    assert steps(do(do(begun(content), "first", x="a"), "second", x="b")) == ["no"]
    assert steps(do(do(begun(content, x="a"), "first"), "second")) == ["yes"]


@pytest.mark.parametrize("kind", ["exclusive", "inclusive"])
def test_refuses_where_no_condition_holds(kind: str) -> None:
    run = begun(exclusive("${x} = 'a'", "${x} = 'b'").replace("exclusiveGateway", f"{kind}Gateway"))
    kept = run.state()
    with pytest.raises(NoWayOn) as refused:
        do(run, "first", x="c")
    assert refused.value.facts["step"] == "choose"
    with pytest.raises(RuntimeError):
        run.state()
    assert kept


def test_refuses_where_a_condition_cannot_be_decided() -> None:
    run = begun(exclusive("regex('a', ${x})", "true()"))
    with pytest.raises(ConditionFailed) as refused:
        do(run, "first", x="(")
    assert refused.value.facts["step"] == "choose"


@pytest.mark.parametrize("said", ["__import__('os').system('true')", "x == 1", "[].__class__"])
def test_no_condition_is_python(said: str) -> None:
    with pytest.raises(ProcedureRefused):
        begun(exclusive(said, "true()"))


def test_a_loop_goes_round_as_often_as_somebody_says() -> None:
    content = (
        start()
        + task("look", "after")
        + choice("again", "again-after")
        + end()
        + flow("start > look", "look > again", "again > look if ${again} = 'yes'", "again > after", "after > end")
    )
    run = begun(content)
    for _ in range(200):
        run = do(run, "look", again="yes")
        assert steps(run) == ["look"]
    assert steps(do(again(run), "look", again="no")) == ["after"]
    with pytest.raises(ProcedureTooLarge):  # and is never taken for ended
        do(run, *["look"] * 400, again="yes")


def test_where_a_way_is_drawn_decides_nothing() -> None:
    """The library sorts ways by their height in the picture; the one drawn lower stands first in the file."""
    picture = "".join(
        f'<di:BPMNShape id="{name}-s" bpmnElement="{name}"><dc:Bounds x="0" y="{y}"/></di:BPMNShape>'
        for name, y in (("way0", 500), ("way1", 10))
    )
    spaces = 'xmlns:di="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC"'
    diagram = f'<di:BPMNDiagram {spaces} id="x"><di:BPMNPlane id="y">{picture}</di:BPMNPlane></di:BPMNDiagram>'
    text = drawn(process(exclusive("${x} > 0", "${x} > 1")))
    text = text.replace("</bpmn:definitions>", f"{diagram}</bpmn:definitions>")
    assert steps(do(begin(procedure_of(text), {}, NOW), "first", x="2")) == ["way0"]
