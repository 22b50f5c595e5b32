"""Draw how a service runs out of its log, and keep the drawing as the newest of how it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tirek.bounded import Progress
from tirek.mining import Algorithm, discover
from tirek.studies.asking import events_of
from tirek.studies.errors import LogNotRead
from tirek.studies.models import Drawing, Work
from tirek.studies.operations.keep_drawing import keep_drawing


def discover_drawing(work: Work, progress: Progress) -> Mapping[str, Any]:
    """This function will mine the drawing of a log with the share of rare ways left out that was asked."""
    if work.log is None:
        raise LogNotRead
    events = events_of(work.log, work.asked.get("only", ""))
    progress(0, 2, "discovering")
    noise = float(work.asked.get("noise", 0.2))
    found = discover(events, algorithm=Algorithm.INFREQUENT if noise else Algorithm.INDUCTIVE, noise=noise)
    progress(1, 2, "drawing")
    drawing = keep_drawing(
        actor=work.asked_by,
        study=work.study,
        of=Drawing.Of.AS_IS,
        bpmn=found.bpmn(work.study.name).decode(),
        note=work.log.name,
    )
    return {"drawing": str(drawing.pk), "tree": str(found.tree)}


DOING = {"discover": discover_drawing}
