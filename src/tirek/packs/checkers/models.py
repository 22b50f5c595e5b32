"""Checks the drawings of services: as any procedure, but by the roles of the service, and decided in words."""

from __future__ import annotations

from collections.abc import Iterator

from tirek.packs.checkers.procedures import drawn_problems, processes_in
from tirek.packs.pack import Pack
from tirek.packs.procedure_faults import LaneOfNobody
from tirek.packs.procedure_xml import all_of, called, line_of
from tirek.packs.services import services_of
from tirek.refusals import Problem, Refusal


def check(pack: Pack, path: str) -> Iterator[Problem]:
    """This function will name all that is wrong with the drawing of a service; rows are lines of the file."""
    try:
        root, processes = processes_in(pack, path)
    except Refusal as fault:
        yield Problem(fault, path, row=fault.facts.get("line", 0))
        return
    (service,) = (each for each in services_of(pack) if path.startswith(each.folder))
    for refusal, element in drawn_problems(root, processes, pack, f"{service.folder}clocks.csv", carried_out=False):
        yield Problem(refusal, path, row=line_of(element))
    for lane in all_of(root, "lane"):
        if (lane.get("name") or "").strip() not in service.roles:
            known = ", ".join(service.roles)
            yield Problem(LaneOfNobody(lane=called(lane), known=known), path, row=line_of(lane))
