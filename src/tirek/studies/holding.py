"""The rules of a study held against its logs. A rule names an activity, or a step of its drawings by its id."""

from __future__ import annotations

from collections.abc import Iterator, Set
from zoneinfo import ZoneInfo

from django.conf import settings

from tirek.directory import country
from tirek.mining import BpmnGraph, Kept, Kind, Node, bpmn_of, safeguards_kept
from tirek.safeguards import calendar_of
from tirek.studies.asking import events_of
from tirek.studies.models import Drawing, RuleTable, Study, StudyLog
from tirek.studies.rules import read_rules

HAPPEN = (Kind.TASK, Kind.START, Kind.END, Kind.EVENT, Kind.BOUNDARY)
"""What can be an activity of a log: the log of a house that runs the drawing tells of events too."""


def rules_held(log: StudyLog, table: RuleTable, only: str = "") -> Kept:
    """This function will say in which cases of a log each rule was kept, by the country's working days.

    Raises `NameUnclear`, `ExpressionRefused`, `LogNotRead`, `FilterUnclear`.
    """
    events = events_of(log, only)
    return safeguards_kept(
        events,
        read_rules(table.table),
        calendar=calendar_of(country().holidays),
        zone=ZoneInfo(settings.TIME_ZONE),
        steps=_steps(log.study, set(events.activities)),
    )


def _steps(study: Study, activities: Set[str]) -> dict[str, tuple[str, ...]]:
    """What the steps of the newest drawings are called in a log: by their names; where it has none of these, by ids."""
    found: dict[str, dict[str, None]] = {}
    for of in Drawing.Of.values:
        drawing = study.drawings.filter(Drawing.standing(), of=of).first()
        if drawing:
            for node in _nodes(bpmn_of(drawing.bpmn.encode(), study.code)):
                found.setdefault(node.id, {})[node.name] = None
    said = {step: tuple(name for name in names if name in activities) for step, names in found.items()}
    return {step: names or (step,) for step, names in said.items()}


def _nodes(graph: BpmnGraph) -> Iterator[Node]:
    for node in graph.nodes:
        if node.kind in HAPPEN and node.name:
            yield node
        if node.inner is not None:
            yield from _nodes(node.inner)
