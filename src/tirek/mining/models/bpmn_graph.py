"""A BPMN drawing as nodes and flows, each scope by itself: what is needed to follow it, without its picture."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property


class Kind(StrEnum):
    """What a node does with what comes in. A part is a sub-process, or a called process that lies in the same file."""

    TASK = "task"
    PART = "part"
    START = "start"
    END = "end"
    EVENT = "event"
    BOUNDARY = "boundary"
    EXCLUSIVE = "exclusive"
    PARALLEL = "parallel"
    INCLUSIVE = "inclusive"


@dataclass(frozen=True, slots=True)
class Node:
    """An element of a drawing. `repeats`: it may be done again at once. `host`: what a boundary event hangs on.

    `interrupts` of a boundary event: the host ends with it; of an end event: everything ends with it.
    """

    id: str
    kind: Kind
    name: str = ""
    lane: str = ""
    repeats: bool = False
    host: str = ""
    interrupts: bool = False
    inner: BpmnGraph | None = None


@dataclass(frozen=True, slots=True)
class Flow:
    """An arrow. `condition` is the text of its condition; `default`: taken where no other one holds."""

    id: str
    source: str
    target: str
    name: str = ""
    condition: str = ""
    default: bool = False


@dataclass(frozen=True)
class BpmnGraph:
    """One scope: a process, or the inside of a sub-process."""

    id: str
    name: str
    nodes: tuple[Node, ...]
    flows: tuple[Flow, ...]

    @cached_property
    def node(self) -> dict[str, Node]:
        """The nodes by their ids."""
        return {node.id: node for node in self.nodes}

    @cached_property
    def into(self) -> dict[str, list[Flow]]:
        """The arrows that come to each node."""
        found: dict[str, list[Flow]] = {node.id: [] for node in self.nodes}
        for flow in self.flows:
            found[flow.target].append(flow)
        return found

    @cached_property
    def out_of(self) -> dict[str, list[Flow]]:
        """The arrows that leave each node."""
        found: dict[str, list[Flow]] = {node.id: [] for node in self.nodes}
        for flow in self.flows:
            found[flow.source].append(flow)
        return found

    @cached_property
    def on(self) -> dict[str, list[Node]]:
        """The boundary events that hang on each node."""
        found: dict[str, list[Node]] = {node.id: [] for node in self.nodes}
        for node in self.nodes:
            if node.kind is Kind.BOUNDARY:
                found[node.host].append(node)
        return found

    def onward(self, name: str) -> list[str]:
        """This function will give the nodes that may come next in place of one: after it, or when it is interrupted."""
        return [flow.target for flow in self.out_of[name]] + [each.id for each in self.on[name] if each.interrupts]

    def everything(self) -> Iterator[Node]:
        """This function will give all nodes, those of sub-processes too."""
        for node in self.nodes:
            yield node
            if node.inner is not None:
                yield from node.inner.everything()
