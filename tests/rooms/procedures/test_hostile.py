"""Drawings that were made to do harm, or by a slip would."""

from __future__ import annotations

import time

import pytest

from tests.rooms.procedures.drawings import SIMPLE, choice, drawn, end, flow, process, start, task
from tests.rooms.procedures.running import NOW
from tirek.procedures import ProcedureRefused, ProcedureTooLarge, begin, procedure_of
from tirek.refusals import Refusal


def with_element(element: str) -> str:
    return SIMPLE.replace('<bpmn:startEvent id="start"/>', f'<bpmn:startEvent id="start"/>{element}')


@pytest.mark.parametrize(
    "element",
    [
        '<bpmn:scriptTask id="x"><bpmn:script>import os</bpmn:script></bpmn:scriptTask>',
        '<bpmn:serviceTask id="x"/>',
        '<bpmn:businessRuleTask id="x"/>',
        '<bpmn:eventBasedGateway id="x"/>',
        '<bpmn:dataStoreReference id="x"/>',
        '<bpmn:transaction id="x"/>',
        '<bpmn:userTask id="x"><bpmn:multiInstanceLoopCharacteristics/></bpmn:userTask>',
        '<bpmn:userTask id="x"><bpmn:dataInputAssociation/></bpmn:userTask>',
        '<bpmn:subProcess id="x" triggeredByEvent="true"/>',
        '<evil:script xmlns:evil="urn:evil">x</evil:script>',
        '<?php system("true") ?>',
    ],
)
def test_refuses_whatever_would_do_more_than_wait_for_people(element: str) -> None:
    with pytest.raises(Refusal):
        procedure_of(with_element(element))


@pytest.mark.parametrize(
    "text",
    ["", "no drawing", "<a/>", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', drawn(), drawn(process(""))],
)
def test_refuses_what_is_no_procedure(text: str) -> None:
    with pytest.raises(Refusal):
        procedure_of(text)


def test_refuses_two_beginnings_and_two_steps_of_one_id() -> None:
    twice = start() + start("other") + task("a") + end() + flow("start > a", "other > a", "a > end")
    with pytest.raises(ProcedureRefused):
        procedure_of(drawn(process(twice)))
    with pytest.raises(ProcedureRefused):
        procedure_of(drawn(process(start() + task("a", "a") + end() + flow("start > a", "a > end"))))


def test_a_circle_without_a_task_ends() -> None:
    content = start() + choice("one") + choice("two", "two-one") + task("never") + end()
    content += flow("start > one", "one > two", "two > one", "two > never if ${x} = 'a'", "never > end")
    content = content.replace('<exclusiveGateway id="one"', '<exclusiveGateway default="one-two" id="one"')
    began = time.perf_counter()
    with pytest.raises(ProcedureTooLarge):
        begin(procedure_of(drawn(process(content))), {}, NOW)
    assert time.perf_counter() - began < 30


def test_ways_that_split_again_and_again_end() -> None:
    """Each of these splits in two and joins: seen ahead as a tree they would be 2 to the power of 30."""
    content, last = start() + end(), "start"
    for number in range(30):
        split, join = f"s{number}", f"j{number}"
        content += choice(split, kind="parallel") + choice(join, kind="parallel") + task(f"a{number}", f"b{number}")
        content += flow(f"{last} > {split}", f"{split} > a{number}", f"{split} > b{number}")
        content += flow(f"a{number} > {join}", f"b{number} > {join}")
        last = join
    content += flow(f"{last} > end")
    began = time.perf_counter()
    with pytest.raises(ProcedureTooLarge):
        begin(procedure_of(drawn(process(content))), {}, NOW)
    assert time.perf_counter() - began < 30


def test_a_chain_too_long_to_follow_is_refused_and_not_a_crash() -> None:
    names = [f"t{number}" for number in range(900)]
    ends = zip(["start", *names], [*names, "end"], strict=True)
    content = start() + task(*names) + end() + flow(*(f"{one} > {other}" for one, other in ends))
    with pytest.raises((ProcedureRefused, ProcedureTooLarge)):
        begin(procedure_of(drawn(process(content))), {}, NOW)
