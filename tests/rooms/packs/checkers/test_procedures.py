from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rooms.packs.checkers.mechanism import FILES, changed, problems, said
from tirek.packs.checkers.procedure_steps import steps_of

PATH = "procedures/complaint.bpmn"
TEXT = FILES[PATH].decode()
FLOWS = '    <bpmn:sequenceFlow id="f1"'

CONDITION = "<bpmn:conditionExpression>1</bpmn:conditionExpression>"


def line(part: str) -> int:
    return TEXT[: TEXT.index(part)].count("\n") + 1


def with_(element: str) -> str:
    """The drawing with one more element in its process."""
    return changed(PATH, FLOWS, f"    {element}\n{FLOWS}")


def test_it_works() -> None:
    assert said(problems(PATH)) == []


def test_tasks_and_events_are_steps() -> None:
    steps = steps_of(TEXT)

    assert steps["tell-head"] == "intake"
    assert steps["closed"] == ""
    assert "is-torture" not in steps


@pytest.mark.parametrize(
    "element",
    [
        '<bpmn:scriptTask id="x"><bpmn:script>1</bpmn:script></bpmn:scriptTask>',
        '<bpmn:serviceTask id="x" />',
        '<bpmn:businessRuleTask id="x" />',
        '<bpmn:sendTask id="x" />',
        '<bpmn:task id="x" />',
        '<bpmn:transaction id="x" />',
        '<bpmn:complexGateway id="x" />',
        '<bpmn:eventBasedGateway id="x" />',
        '<bpmn:dataObject id="x"><bpmn:extensionElements><s:script xmlns:s="http://spiffworkflow.org/bpmn/schema/1.0/core">'
        "import os</s:script></bpmn:extensionElements></bpmn:dataObject>",
        '<script xmlns="http://www.w3.org/1999/xhtml">alert(1)</script>',
        "<?python import os?>",
    ],
)
def test_refuses_an_element_that_is_not_carried_out_here(element: str) -> None:
    found = problems(PATH, with_(element))

    assert ("procedure-element-refused", line(FLOWS)) in said(found)


def test_names_the_element_as_the_file_writes_it() -> None:
    text = with_(
        '<bpmn:dataObject id="x"><bpmn:extensionElements><spiff:preScript xmlns:spiff="http://spiffworkflow.org/x" />'
        "</bpmn:extensionElements></bpmn:dataObject>"
    )

    assert [str(problem.refusal) for problem in problems(PATH, text)] == [
        "spiff:preScript cannot be used in a procedure."
    ]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('name="Tell the head"', 'name="" camunda:a="1" xmlns:camunda="http://camunda.org/"', "attribute-refused"),
        ('name="Tell the head"', 'name="Tell the head" implementation="x"', "attribute-refused"),
        ("<bpmn:conditionExpression xsi", '<bpmn:conditionExpression language="python" xsi', "attribute-refused"),
        ('name="Tell the head" tirek:form="intake" />', 'name="Tell the head" tirek:form="intake">'
         "<bpmn:multiInstanceLoopCharacteristics /></bpmn:userTask>", "element-refused"),
        ('name="Tell the head" tirek:form="intake" />', 'name="Tell the head" tirek:form="intake">'
         "<bpmn:standardLoopCharacteristics /></bpmn:userTask>", "element-refused"),
        ('name="Tell the head"', 'name=" "', "task-without-name"),
        ('name="Tell the head" tirek:form="intake"', 'name="Tell the head"', "task-without-form"),
        ('name="Tell the head" tirek:form="intake"', 'name="Tell the head" tirek:form="secret"', "task-without-form"),
        ('name="Torture?"', 'name="Torture?" tirek:form="intake"', "attribute-refused"),
        ('name="supervisor"', 'name="boss"', "lane-without-role"),
        ('name="supervisor"', "", "lane-without-role"),
        ("        <bpmn:flowNodeRef>tell-head</bpmn:flowNodeRef>\n", "", "task-without-lane"),
        ("        <bpmn:flowNodeRef>look</bpmn:flowNodeRef>\n", "", "task-without-lane"),
        (">consideration<", ">some day<", "timer-unknown"),
        (">consideration<", "><", "timer-unknown"),
        (">consideration<", ">P<", "timer-unknown"),
        (">consideration<", ">timedelta(days=15)<", "timer-unknown"),
        ('attachedToRef="look"', 'attachedToRef="nothing"', "boundary-loose"),
        ('sourceRef="tell-head" targetRef="look"', 'sourceRef="tell-head" targetRef="look-into"', "flow-loose"),
        ('sourceRef="tell-head" targetRef="look"', 'sourceRef="tell-head"', "flow-loose"),
        ('sourceRef="tell-head" targetRef="look"', 'sourceRef="look" targetRef="tell-head"', "no-way-out"),
        ('sourceRef="intake" targetRef="is-torture"', 'sourceRef="intake" targetRef="closed"', "never-reached"),
        ('sourceRef="look" targetRef="closed"', 'sourceRef="look" targetRef="tell-head"', "never-reached"),
        ('<bpmn:startEvent id="begin"><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent>', "", "no-start"),
        ('<bpmn:endEvent id="look-end" />', "", "no-end"),
        ('default="f4"', "", "condition-missing"),
        ('targetRef="closed" />', f'targetRef="closed">{CONDITION}</bpmn:sequenceFlow>', "condition-elsewhere"),
        ('id="closed" name', 'id="intake" name', "id-twice"),
        ('<bpmn:startEvent id="look-begin" />', '<bpmn:callActivity id="x" calledElement="y" />', "call-of-nothing"),
    ],
)  # fmt: skip
def test_refuses_by_the_line(old: str, new: str, expected: str) -> None:
    found = said(problems(PATH, changed(PATH, old, new)))

    assert f"procedure-{expected}" in {each for each, _row in found}
    assert all(row > 0 for _each, row in found)


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("torture == 'yes'", "expression-paths-not-supported"),
        ("data['torture']", "expression-paths-not-supported"),
        ("__import__('os').system('id')", "expression-unreadable"),
        ("${torture} == 'yes'", "expression-unreadable"),
        ("${tortur} = 'yes'", "pack-field-unknown"),
        ("", "expression-empty"),
        ("lambda: 1", "expression-paths-not-supported"),
    ],
)
def test_refuses_a_condition_that_is_none(condition: str, expected: str) -> None:
    found = problems(PATH, changed(PATH, ">${torture} = 'yes'<", f">{condition}<"))

    assert said(found) == [(expected, line("${torture}"))]
    assert found[0].column == "yes"


@pytest.mark.parametrize("limit", ["P15D", "PT24H", "P1M", "15 working days", "periodic-visit"])
def test_timers_are_set_by_a_clock_or_a_limit(limit: str) -> None:
    assert problems(PATH, changed(PATH, ">consideration<", f">{limit}<")) == []


def test_while_a_form_is_broken_only_what_is_known_is_said() -> None:
    broken = {"forms/intake.md": b"no form"}

    for path in ("safeguards.csv", "clocks.csv", "indicators/torture.yaml", PATH):
        assert said(problems(path, others=broken)) == []
    assert said(problems(PATH, changed(PATH, 'name="supervisor"', 'name="boss"'), others=broken)) == [
        ("procedure-lane-without-role", line('name="supervisor"'))
    ]


def test_a_gateway_that_only_joins_needs_no_condition() -> None:
    joined = '<bpmn:exclusiveGateway id="join" /><bpmn:sequenceFlow id="f8" sourceRef="join" targetRef="look" />'
    text = changed(PATH, 'sourceRef="tell-head" targetRef="look"', 'sourceRef="tell-head" targetRef="join"')

    assert problems(PATH, text.replace(FLOWS, f"{joined}\n{FLOWS}")) == []


def test_a_procedure_may_call_another() -> None:
    text = changed(
        PATH,
        '<bpmn:subProcess id="look"',
        '<bpmn:callActivity id="call" calledElement="complaint" />\n<bpmn:subProcess id="look"',
    )

    assert "procedure-call-of-nothing" not in dict(said(problems(PATH, text)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "procedure-unreadable"),
        ("<a>", "procedure-unreadable"),
        ("<a/>", "procedure-missing"),
        ('<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"/>', "procedure-missing"),
        ('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "procedure-declares"),
        ('<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', "procedure-declares"),
        ("<a>" * 60 + "</a>" * 60, "procedure-too-many-elements"),
        ("<a>" * 100_000, "procedure-unreadable"),
        ("<r>" + "<a/>" * 6000 + "</r>", "procedure-too-many-elements"),
        ('<?xml version="1.0" encoding="UTF-16"?><a/>', "procedure-missing"),
    ],
)
def test_refuses_what_is_no_drawing(text: str, expected: str) -> None:
    started = time.perf_counter()
    found = problems(PATH, text)

    assert [each for each, _row in said(found)] == [expected]
    assert time.perf_counter() - started < 5


PARTS = [part for part in TEXT.replace("><", ">\n<").split("\n") if part.strip()]


@given(st.data())
def test_no_loss_makes_it_fail(data: st.DataObject) -> None:
    """Lines are taken away, doubled and exchanged; what is still XML is checked to its end."""
    parts = list(PARTS)
    for _ in range(data.draw(st.integers(1, 4))):
        at, to = data.draw(st.integers(0, len(parts) - 1)), data.draw(st.integers(0, len(parts) - 1))
        what = data.draw(st.sampled_from(["lose", "double", "exchange"]))
        if what == "lose":
            parts[at] = ""
        elif what == "double":
            parts[to] += parts[at]
        else:
            parts[at], parts[to] = parts[to], parts[at]
    said(problems(PATH, "\n".join(parts)))


@given(st.data())
def test_no_exchange_of_words_makes_it_fail(data: st.DataObject) -> None:
    words = [
        "f1",
        "f4",
        "look",
        "intake",
        "begin",
        "closed",
        "userTask",
        "sequenceFlow",
        "subProcess",
        "lane",
        "id",
        "process",
    ]
    text = TEXT
    for _ in range(data.draw(st.integers(1, 3))):
        text = text.replace(data.draw(st.sampled_from(words)), data.draw(st.sampled_from([*words, ""])))
    said(problems(PATH, text))


@given(st.binary(max_size=200))
def test_no_bytes_make_it_fail(content: bytes) -> None:
    said(problems(PATH, content))
