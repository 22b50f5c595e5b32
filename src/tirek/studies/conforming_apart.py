"""What a child process does to hold a log against a drawing. It knows neither Django nor the house."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from time import monotonic
from typing import Any, Final

from tirek.bounded import Progress
from tirek.mining import (
    AlignedVariant,
    Alignments,
    aligned,
    bpmn_of,
    filtered,
    filters_of,
    net_of_bpmn,
    open_log,
    replayed,
    variants_of,
)

SHOWN: Final = 100  # ways that a page shows, and of those without an answer
LONGEST: Final = 300  # moves of a way that a page shows
EVERY: Final = 0.5  # seconds from one word on progress to the next


def hold(
    payload: bytes, *, progress: Progress, folder: str, answer: str, name: str, only: str, limit_s: float
) -> bytes:
    """This function will align and replay a log with a drawing (the payload), and give the figures.

    To the file `answer` goes of each way its cases, its cost (null where there was no answer) and its worst cost, and
    by their place among the ways those that left something out or did something else.
    """
    net = net_of_bpmn(bpmn_of(payload, name))
    log = filtered(open_log(Path(folder)), filters_of(only or "[]"))
    ways = len(variants_of(log))
    found = aligned(log, net, limit_s=limit_s, cancelled=_telling(progress, ways, "aligning"))
    played = replayed(log, net, cancelled=_telling(progress, ways, "replaying"))
    with os.fdopen(os.open(answer, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as target:
        json.dump(_everything(found), target)
    drawn = sorted({each.label for each in net.transitions if each.label is not None})
    figures = found.as_json(0) | {
        "replay": played.fitness,
        "activities": len(log.activities),
        "not_drawn": sorted(set(log.activities) - set(drawn)),
        "never_done": sorted(set(drawn) - set(log.activities)),
        "ways": _worst(found),
        "late": [_late(place, each) for place, each in enumerate(found.variants) if each.cost is None][:SHOWN],
    }
    return json.dumps(figures).encode()


def _telling(progress: Progress, ways: int, stage: str) -> Callable[[], bool]:
    """What is asked before each way tells how far the work is; whoever calls it off ends the process."""
    done, told = 0, 0.0

    def before_each() -> bool:
        nonlocal done, told
        if monotonic() - told > EVERY:
            progress(done, ways, stage)
            told = monotonic()
        done += 1
        return False

    return before_each


def _everything(found: Alignments) -> Mapping[str, Any]:
    skipped: dict[str, list[int]] = {}
    outside: dict[str, list[int]] = {}
    for place, each in enumerate(found.variants):
        for move in dict.fromkeys(each.moves or ()):
            if move.log is None and move.model is not None:
                skipped.setdefault(move.model, []).append(place)
            elif move.model is None and move.log is not None:
                outside.setdefault(move.log, []).append(place)
    ways = [[each.cases, each.cost, each.worst] for each in found.variants]
    return {"skipped": skipped, "outside": outside, "ways": ways}


def _worst(found: Alignments) -> list[Mapping[str, Any]]:
    """The ways that deviate, those first that do so most in all their cases together."""
    deviating: Iterable[tuple[int, AlignedVariant]] = ((n, v) for n, v in enumerate(found.variants) if v.cost)
    first = sorted(deviating, key=lambda each: (-(each[1].cost or 0) * each[1].cases, each[0]))[:SHOWN]
    return [
        {
            "place": place,
            "cases": each.cases,
            "cost": each.cost,
            "fitness": each.fitness,
            "moves": [[move.log, move.model] for move in (each.moves or ())[:LONGEST]],
            "left": max(0, len(each.moves or ()) - LONGEST),
        }
        for place, each in first
    ]


def _late(place: int, each: AlignedVariant) -> Mapping[str, Any]:
    left = max(0, len(each.activities) - LONGEST)
    return {"place": place, "cases": each.cases, "activities": each.activities[:LONGEST], "left": left}
