"""Hold a log against a drawing of its service: how well they agree, and in which cases the work left the drawing.

The figures are kept with the work; which ways left the drawing where lies in the folder of the log, and goes with it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np

from tirek.bounded import Progress, run_bounded
from tirek.mining import EventLog, variants_of, with_cases
from tirek.studies import log_files
from tirek.studies.asking import events_of
from tirek.studies.errors import LogNotRead, NotDrawnYet
from tirek.studies.models import Drawing, StudyLog, Work

SECONDS, MEGABYTES, DISK = 3600.0, 12_000, 40_000
How = Literal["skipped", "outside", "way", "fits", "late"]


@dataclass(frozen=True, slots=True)
class Way:
    """A way of the work, in the order of variants: its cases, and what it costs to explain it; None: no answer."""

    activities: tuple[str, ...]
    cases: int
    cost: int | None
    fitness: float | None


def conform_log(work: Work, progress: Progress) -> Mapping[str, Any]:
    """This function will hold a log against the drawing `of` and `version` that were asked, each way up to `limit_s`.

    Raises `LogNotRead`, `NotDrawnYet`, and what `tirek.mining` says of a drawing that cannot be followed.
    """
    if work.log is None or work.log.withdrawn_position is not None or not hasattr(work.log, "reading"):
        raise LogNotRead
    asked = work.asked
    drawn = work.study.drawings.filter(Drawing.standing(), of=asked["of"], version=asked["version"]).first()
    if drawn is None:
        raise NotDrawnYet
    kept = _answer(work)
    kept.parent.mkdir(mode=0o700, exist_ok=True)
    part = kept.with_suffix(".part")
    figures: Mapping[str, Any] = json.loads(
        run_bounded(
            "tirek.studies.conforming_apart:hold",
            drawn.bpmn.encode(),
            seconds=SECONDS,
            megabytes=MEGABYTES,
            disk=DISK,
            progress=progress,
            folder=str(log_files.folder_of(work.log.pk) / log_files.LAYOUT),
            answer=str(part),
            name=work.log.name,
            only=asked.get("only", ""),
            limit_s=float(asked["limit_s"]),
        )
    )
    part.rename(kept)
    return figures


def ways_held(work: Work) -> list[Way]:
    """This function will give all ways of a log as they were held against the drawing. Raises FileNotFoundError."""
    said = _kept(work)["ways"]
    found = variants_of(_events(work)).top(len(said))
    told = zip(found, said, strict=True)
    return [
        Way(each.activities, cases, cost, None if cost is None else 1 - cost / worst if worst else 1.0)
        for each, (cases, cost, worst) in told
    ]


def cases_held(work: Work, how: How, what: str) -> EventLog:
    """This function will give the cases behind a figure: in which a step was `skipped`, or done `outside` the drawing;
    of one `way` by its place; all that `fits`; all that were not answered (`late`). Raises FileNotFoundError.
    """
    kept, events = _kept(work), _events(work)
    found = variants_of(events)
    places = np.array(_places(kept, how, what), dtype=np.int64)
    chosen = np.zeros(len(found), np.bool_)
    chosen[found.sequences.top(len(found))[places]] = True
    return with_cases(events, chosen[found.of_case])


def _places(kept: Mapping[str, Any], how: How, what: str) -> Sequence[int]:
    if how == "skipped" or how == "outside":
        said: Sequence[int] = kept[how].get(what, ())
        return said
    if how == "way":
        place = int(what) if what.isascii() and what.isdigit() and len(what) < 10 else -1
        return [place] if 0 <= place < len(kept["ways"]) else []
    wanted = 0 if how == "fits" else None
    return [place for place, (_, cost, _worst) in enumerate(kept["ways"]) if cost == wanted]


def _events(work: Work) -> EventLog:
    assert isinstance(work.log, StudyLog)
    return events_of(work.log, work.asked.get("only", ""))


def _kept(work: Work) -> Mapping[str, Any]:
    said: Mapping[str, Any] = json.loads(_answer(work).read_text())
    return said


def _answer(work: Work) -> Path:
    return log_files.folder_of(work.log_id) / log_files.ANSWERS / f"{work.pk}.json"


DOING = {"conform": conform_log}
