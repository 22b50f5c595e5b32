"""A drawing, made ready to be carried out: read within bounds, held against what is carried out, and stripped."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree

from tirek.packs import all_of, called, drawing_of, element_problems, form_of, tag_of, within
from tirek.procedures.errors import ProcedureRefused

BPMN: Final = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
KINDS: Final = {
    "userTask": "task",
    "startEvent": "start",
    "endEvent": "end",
    "intermediateCatchEvent": "event",
    "intermediateThrowEvent": "event",
    "boundaryEvent": "event",
    "exclusiveGateway": "gateway",
    "parallelGateway": "gateway",
    "inclusiveGateway": "gateway",
    "subProcess": "part",
    "callActivity": "part",
}
DONE: Final = ("task", "start", "end", "event", "timer", "message")
"""The kinds of steps that happen; gateways and parts only lead from one to another."""


@dataclass(frozen=True, slots=True)
class Step:
    """One element of a drawing. A task has the role whose lane it lies in, and the form that it shows."""

    id: str
    name: str
    kind: str
    role: str = ""
    form: str = ""


def trees_of(texts: tuple[str, ...]) -> tuple[etree._Element, ...]:
    """This function will read drawings and refuse what is not carried out. Raises refusals of packs, by name."""
    roots = []
    for text in texts:
        root = drawing_of(text)
        for refusal, _element in element_problems(root):
            raise refusal
        roots.append(root)
    return tuple(roots)


def processes_in(roots: tuple[etree._Element, ...]) -> dict[str, etree._Element]:
    """This function will give the processes of drawings by their ids, those of the first drawing first."""
    found: dict[str, etree._Element] = {}
    for root in roots:
        for process in within(root, "process"):
            if found.setdefault(process.get("id", ""), process) is not process:
                raise ProcedureRefused(procedure=process.get("id", ""), reason="two of this id")
    return found


def parts_of(process: str, processes: dict[str, etree._Element]) -> list[etree._Element]:
    """This function will give a process and those that it calls, wherever they are drawn."""
    found: list[etree._Element] = []
    waiting = [process]
    while waiting:
        name = waiting.pop()
        if name not in processes:
            raise ProcedureRefused(procedure=process, reason=f"nothing is called {name}")
        if processes[name] not in found:
            found.append(processes[name])
            waiting += [each.get("calledElement", "") for each in all_of(processes[name], "callActivity")]
    _refuse_rounds(process, processes, ())
    return found


def _refuse_rounds(process: str, processes: dict[str, etree._Element], above: tuple[str, ...]) -> None:
    if process in above or len(above) > 10:
        raise ProcedureRefused(procedure=process, reason="it calls itself, or procedures call one another too deep")
    for call in all_of(processes[process], "callActivity"):
        _refuse_rounds(call.get("calledElement", ""), processes, (*above, process))


def steps_of(processes: list[etree._Element]) -> Iterator[Step]:
    """This function will give the steps of processes as they are drawn."""
    for process in processes:
        lanes = {
            (each.text or "").strip(): (lane.get("name") or "").strip()
            for lane in all_of(process, "lane")
            for each in within(lane, "flowNodeRef")
        }
        for element in all_of(process, *KINDS):
            around = [element, *element.iterancestors(f"{BPMN}subProcess")]
            task = tag_of(element) == "userTask"
            role = next((lanes[each.get("id", "")] for each in around if each.get("id") in lanes), "") if task else ""
            name = element.get("id") or ""
            yield Step(name, called(element), _kind(element), role, form_of(element) if task else "")


def _kind(element: etree._Element) -> str:
    kind = KINDS[tag_of(element)]
    if kind == "event":
        if next(within(element, "timerEventDefinition"), None) is not None:
            return "timer"
        if next(within(element, "messageEventDefinition"), None) is not None:
            return "message"
    return kind


def conditions_of(processes: list[etree._Element]) -> list[str]:
    """This function will give the conditions of processes as they are written."""
    return [(each.text or "").strip() for process in processes for each in all_of(process, "conditionExpression")]


def limits_of(processes: list[etree._Element]) -> dict[str, str]:
    """This function will give by the id of each timer what it is set to."""
    found = {}
    for process in processes:
        for timer in all_of(process, "timerEventDefinition"):
            event = timer.getparent()
            text = "".join(each.text or "" for each in within(timer, "timeDuration"))
            found[event.get("id", "") if event is not None else ""] = " ".join(text.split())
    return found


def messages_of(roots: tuple[etree._Element, ...]) -> dict[str, str]:
    """This function will give the names of messages by their ids."""
    return {each.get("id", ""): called(each) for root in roots for each in all_of(root, "message")}


def stripped(root: etree._Element) -> None:
    """This function will take from a drawing what must not decide anything: where it is drawn, and how it begins.

    The order in which conditions are asked is that of the file, not that of the picture. A case begins when somebody
    opens it, whatever the start event waits for. Messages are known by their ids, whatever they are called.
    """
    for element in list(root):
        if not tag_of(element):
            root.remove(element)
    for process in within(root, "process"):
        process.set("isExecutable", "true")
    for start in all_of(root, "startEvent"):
        for definition in list(within(start, "timerEventDefinition", "messageEventDefinition")):
            start.remove(definition)
    for message in all_of(root, "message"):
        message.set("name", message.get("id") or "")
    for definition in all_of(root, "messageEventDefinition"):
        event = definition.getparent()
        if event is not None and definition.get("messageRef") is None:
            event.set("name", event.get("id") or "")
