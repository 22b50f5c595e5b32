"""A drawing in words: its steps in the order in which they come, and what comes after each; and with its names said
in another language."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from lxml import etree

from tirek.packs import all_of, called, drawing_of, tag_of, within
from tirek.procedures.drawing import KINDS, Step, steps_of

NAMED: Final = ("participant", "messageFlow", "message", "process", "sequenceFlow", "dataObjectReference", *KINDS)


@dataclass(frozen=True, slots=True)
class Onward:
    """What comes after a step, and when: the questions on the way to it with what is written at the way taken."""

    step: str
    when: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ToldStep:
    """A step in words. `on` is the step that an event hangs on, `calls` the procedure that a step stands for."""

    step: Step
    onward: tuple[Onward, ...]
    on: str
    calls: str
    message: str


@dataclass(frozen=True, slots=True)
class ToldProcess:
    """A process in words. Gateways are no steps of their own: they are told with the step before them."""

    id: str
    name: str
    steps: tuple[ToldStep, ...]


@lru_cache(maxsize=64)
def told(text: str) -> tuple[ToldProcess, ...]:
    """This function will tell a drawing in words. Raises what `packs` says of a drawing that cannot be read."""
    root = drawing_of(text)
    processes = list(within(root, "process"))
    steps = {step.id: step for step in steps_of(processes)}
    return tuple(
        ToldProcess(process.get("id", ""), called(process), tuple(_told(process, steps))) for process in processes
    )


def _told(scope: etree._Element, steps: dict[str, Step]) -> Iterator[ToldStep]:
    """The steps of a process or a sub-process, what lies in a sub-process right after it."""
    nodes = {node.get("id", ""): node for node in within(scope, *KINDS)}
    leaving: dict[str, list[etree._Element]] = {name: [] for name in nodes}
    for flow in within(scope, "sequenceFlow"):
        if flow.get("targetRef") in nodes and flow.get("sourceRef") in nodes:
            leaving[flow.get("sourceRef", "")].append(flow)
    for name in _ordered(nodes, leaving):
        node, step = nodes[name], steps[name]
        if step.kind != "gateway":
            message = next((each.get("messageRef", "") for each in within(node, "messageEventDefinition")), "")
            onward = tuple(dict.fromkeys(_onward(name, leaving, steps)))
            yield ToldStep(step, onward, node.get("attachedToRef", ""), node.get("calledElement", ""), message)
            yield from _told(node, steps)


def _ordered(nodes: dict[str, etree._Element], leaving: dict[str, list[etree._Element]]) -> list[str]:
    """The nodes so that each stands after what leads to it, unless the procedure goes back; the unreached come last.

    Ways are followed to their ends, the last first, and written down from the end. No call calls itself: a drawing may
    be as long as it likes.
    """
    after = {name: [flow.get("targetRef", "") for flow in flows] for name, flows in leaving.items()}
    for name, node in nodes.items():
        if (host := node.get("attachedToRef", "")) in nodes:
            after[host].append(name)
    written: list[str] = []
    seen: set[str] = set()
    waiting = [(name, False) for name, node in nodes.items() if tag_of(node) == "startEvent"]
    while waiting:
        name, followed = waiting.pop()
        if followed:
            written.append(name)
        elif name not in seen:
            seen.add(name)
            waiting += [(name, True), *((each, False) for each in after[name])]
    return [*reversed(written), *(name for name in nodes if name not in seen)]


def _onward(name: str, leaving: dict[str, list[etree._Element]], steps: dict[str, Step]) -> Iterator[Onward]:
    """What comes after a node, through gateways, with what is written at the ways; each gateway once."""
    seen = {name}
    waiting: list[tuple[str, tuple[str, ...]]] = [(name, ())]
    for gateway, said in waiting:
        for flow in leaving[gateway]:
            target, when = flow.get("targetRef", ""), " ".join((flow.get("name") or "").split())
            asked = steps[gateway].name if steps[gateway].kind == "gateway" else ""
            ways = (*said, *filter(None, (asked, when))) if when else said
            if steps[target].kind != "gateway":
                yield Onward(target, ways)
            elif target not in seen:
                seen.add(target)
                waiting.append((target, ways))


def spoken(text: str, said: Callable[[str], str], role: Callable[[str], str]) -> bytes:
    """This function will give a drawing whose names are `said` in another language, and whose lanes name a `role`."""
    root = drawing_of(text)
    for element in all_of(root, *NAMED):
        if name := element.get("name"):
            element.set("name", said(" ".join(name.split())))
    for lane in all_of(root, "lane"):
        if name := lane.get("name"):
            lane.set("name", role(name.strip()))
    for words in all_of(root, "text"):
        words.text = said(" ".join((words.text or "").split()))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")
