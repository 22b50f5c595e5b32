"""The drawing of a service as a graph: tasks, choices and what runs side by side, enough to walk through it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from tirek.packs.pack import Pack
from tirek.packs.procedure_faults import NotWalked
from tirek.packs.procedure_xml import all_of, called, drawing_of, tag_of, within
from tirek.packs.services import Service

WALKED: Final = ("startEvent", "endEvent", "userTask", "exclusiveGateway", "parallelGateway")


class Way(NamedTuple):
    """An arrow by its id, and where it leads."""

    id: str
    to: str


@dataclass(frozen=True, slots=True)
class Model:
    """A drawing. `roles` gives the lane of each task, `arriving` how many arrows lead to a node."""

    start: str
    tags: Mapping[str, str]
    roles: Mapping[str, str]
    onward: Mapping[str, tuple[Way, ...]]
    arriving: Mapping[str, int]
    defaults: frozenset[str]

    @property
    def chosen(self) -> tuple[str, ...]:
        """The ways of which one is taken, in the order of the file."""
        return tuple(
            way.id
            for node, ways in self.onward.items()
            if self.tags[node] == "exclusiveGateway" and len(ways) > 1
            for way in ways
        )


def model_of(text: str) -> Model:
    """This function will read the first process of a drawing that was checked.

    Raises `NotWalked` for other elements than tasks, start, end, choices and what runs side by side, and as
    `drawing_of`.
    """
    root = drawing_of(text)
    process = next(within(root, "process"), root)
    flows = list(within(process, "sequenceFlow"))
    nodes = {each.get("id", ""): each for each in within(process) if each.get("id") and tag_of(each) not in _BESIDE}
    for each in nodes.values():
        if tag_of(each) not in WALKED:
            raise NotWalked(element=called(each))
    start = next((name for name, each in nodes.items() if tag_of(each) == "startEvent"), "")
    if not start:
        raise NotWalked(element=called(process))
    lane_of = {
        (node.text or "").strip(): (lane.get("name") or "").strip()
        for lane in all_of(process, "lane")
        for node in within(lane, "flowNodeRef")
    }
    tasks = [name for name, each in nodes.items() if tag_of(each) == "userTask"]
    return Model(
        start=start,
        tags={name: tag_of(each) for name, each in nodes.items()},
        roles={name: lane_of.get(name, "") for name in tasks},
        onward={
            name: tuple(Way(f.get("id", ""), f.get("targetRef", "")) for f in flows if f.get("sourceRef") == name)
            for name in nodes
        },
        arriving={name: sum(flow.get("targetRef") == name for flow in flows) for name in nodes},
        defaults=frozenset(each.get("default", "") for each in nodes.values()) - {""},
    )


_BESIDE: Final = ("sequenceFlow", "laneSet", "documentation", "textAnnotation", "association", "dataObject")


def steps_named(pack: Pack, service: Service, language: str) -> dict[str, str]:
    """This function will give what each step of a service is called in a language, by its id, as-is and to-be.

    In logs activities are called by names; safeguards and clocks speak of ids.
    """
    words = {row["original"]: row["translation"] for row in pack.table(f"words/{language}.csv").rows}
    roots = [drawing_of(text) for text in (service.to_be, service.as_is) if text]
    tasks = [task for root in roots for task in all_of(root, "userTask")]
    return {task.get("id", ""): words.get(name := called(task), name) for task in tasks}
