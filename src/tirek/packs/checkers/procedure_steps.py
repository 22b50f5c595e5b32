"""The steps of a procedure, by the ids of its tasks and events."""

from __future__ import annotations

from functools import lru_cache

from tirek.packs.procedure_xml import all_of, drawing_of, form_of, tag_of, within
from tirek.refusals import Refusal

EVENTS = ("startEvent", "endEvent", "intermediateCatchEvent", "intermediateThrowEvent", "boundaryEvent")


@lru_cache(maxsize=400)  # every file of a mechanism asks for the steps of all
def steps_of(text: str) -> dict[str, str]:
    """This function will give the form of each task and event of a drawing, "" where it has none, by its id.

    A drawing that cannot be read has none; its own check says why.
    """
    try:
        root = drawing_of(text)
    except Refusal:
        return {}
    found = all_of(root, "userTask", *EVENTS)
    return {each.get("id", ""): form_of(each) if tag_of(each) == "userTask" else "" for each in found if each.get("id")}


@lru_cache(maxsize=400)
def processes_of(text: str) -> frozenset[str]:
    """This function will give the ids of a drawing's processes."""
    try:
        return frozenset(each.get("id", "") for each in within(drawing_of(text), "process"))
    except Refusal:
        return frozenset()
