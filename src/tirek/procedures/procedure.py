"""A drawing compiled once: what is carried out of it, what it reads, what it waits for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from SpiffWorkflow.bpmn.parser import BpmnParser
from SpiffWorkflow.bpmn.parser.event_parsers import BoundaryEventParser, IntermediateCatchEventParser
from SpiffWorkflow.bpmn.parser.util import full_tag
from SpiffWorkflow.bpmn.parser.ValidationException import ValidationException
from SpiffWorkflow.bpmn.specs.defaults import BoundaryEvent, IntermediateCatchEvent
from SpiffWorkflow.bpmn.specs.event_definitions.timer import TimerEventDefinition

from tirek.expressions import Expression, ExpressionRefused, parse
from tirek.procedures.drawing import (
    Step,
    conditions_of,
    limits_of,
    messages_of,
    parts_of,
    processes_in,
    steps_of,
    stripped,
    trees_of,
)
from tirek.procedures.errors import ProcedureRefused


@dataclass(frozen=True, slots=True)
class Procedure:
    """A procedure that can be carried out. `reads` names the answers that its conditions ask for.

    `limits` says by the id of a timer what it is set to, `messages` what a message is called. The rest is for `Run`.
    """

    id: str
    name: str
    steps: Mapping[str, Step]
    reads: frozenset[str]
    limits: Mapping[str, str]
    messages: Mapping[str, str]
    conditions: Mapping[str, Expression] = field(repr=False)
    specification: Any = field(repr=False)
    parts: Mapping[str, Any] = field(repr=False)


class Waits(TimerEventDefinition):  # type: ignore[misc]
    """This class will hold a timer until it is woken: no clock is read and nothing evaluated here."""

    def has_fired(self, my_task: Any) -> bool:
        """This method will say whether the timer was woken."""
        return bool(my_task._get_internal_data("event_fired", False))


class _Timers:
    def parse_timer_event(self, event: Any) -> Waits:
        return Waits(self.node.get("id"), "")  # type: ignore[attr-defined]


class _Boundary(_Timers, BoundaryEventParser):  # type: ignore[misc]
    pass


class _Catch(_Timers, IntermediateCatchEventParser):  # type: ignore[misc]
    pass


class _Parser(BpmnParser):  # type: ignore[misc]
    """This class will read what `packs` lets into a drawing, and nothing else that the library could do."""

    PARSER_CLASSES = {
        full_tag(name): BpmnParser.PARSER_CLASSES[full_tag(name)]
        for name in (
            *("startEvent", "endEvent", "userTask", "subProcess", "callActivity", "intermediateThrowEvent"),
            *("exclusiveGateway", "parallelGateway", "inclusiveGateway"),
        )
    } | {
        full_tag("boundaryEvent"): (_Boundary, BoundaryEvent),
        full_tag("intermediateCatchEvent"): (_Catch, IntermediateCatchEvent),
    }


@lru_cache(maxsize=200)
def procedure_of(text: str, process: str = "", others: tuple[str, ...] = ()) -> Procedure:
    """This function will compile a drawing: its first process, or that of the id `process`.

    `others` are the other drawings of the mechanism, where call activities may find what they call. Raises
    `ProcedureRefused`, and what `packs` says of a drawing that cannot be read or holds what is not carried out.
    """
    roots = trees_of((text, *others))
    known = processes_in(roots)
    first = process or next(iter(known), "")
    processes = parts_of(first, known)
    steps: dict[str, Step] = {}
    for step in steps_of(processes):
        if not step.id or steps.setdefault(step.id, step) is not step:
            raise ProcedureRefused(procedure=first, reason=f"a step without an id of its own: {step.name}")
    try:
        conditions = {text: parse(text) for text in conditions_of(processes)}
    except ExpressionRefused as refusal:
        raise ProcedureRefused(procedure=first, reason=str(refusal)) from refusal
    name = (known[first].get("name") or first).strip()
    limits, messages = limits_of(processes), messages_of(roots)
    specification, parts = _specified(first, roots)
    return Procedure(
        id=first,
        name=name,
        steps=MappingProxyType(steps),
        reads=frozenset().union(*(each.names for each in conditions.values())),
        limits=MappingProxyType(limits),
        messages=MappingProxyType(messages),
        conditions=MappingProxyType(conditions),
        specification=specification,
        parts=MappingProxyType(parts),
    )


def _specified(process: str, roots: tuple[Any, ...]) -> tuple[Any, dict[str, Any]]:
    parser = _Parser()
    try:
        for root in roots:
            stripped(root)
            parser.add_bpmn_xml(root)
        specification = parser.get_spec(process)
        if len(specification.start.outputs) != 1 or specification.start.outputs[0].name == "StartEventSplit":
            raise ProcedureRefused(procedure=process, reason="it has more than one beginning")
        return specification, parser.get_subprocess_specs(process)
    except (ValidationException, RecursionError) as fault:
        raise ProcedureRefused(procedure=process, reason=str(fault)[:300]) from fault
