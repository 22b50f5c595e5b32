"""Optimal alignments of every variant with a model: where the log left the model, at the least cost that explains it.

A move is made by both, by the log alone, or by the model alone; each of the last two costs 1, a silent step of the
model nothing (Adriansyah, "Aligning Observed and Modeled Behavior", 2014). Fitness of a case is 1 less its cost over
the worst: all its events by the log alone, and the shortest way through the model by the model alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import numpy as np

from tirek.mining.conforming.errors import ModelNeverEnds, ModelTooWide
from tirek.mining.conforming.markings import Ints, Markings, markings_of
from tirek.mining.conforming.precision import Precision, precision_of
from tirek.mining.conforming.searching import NOT_FOUND, room_for, way_through
from tirek.mining.describing.variants import variants_of
from tirek.mining.log import EventLog
from tirek.mining.models.net import AcceptingNet

STEPS_A_SECOND: Final = 10_000_000
"""A limit in seconds is counted in steps, so that the same question has the same answer on every machine."""

Cancelled = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Move:
    """One move: the activity of the log, of the model, or both; never silent."""

    log: str | None
    model: str | None


@dataclass(frozen=True, slots=True)
class AlignedVariant:
    """A variant and its optimal alignment. `cost` and `moves` are None where none was found within the limit."""

    activities: tuple[str, ...]
    cases: int
    cost: int | None
    moves: tuple[Move, ...] | None
    worst: int

    @property
    def fitness(self) -> float | None:
        """1 less cost over worst cost; 1 for an empty variant of a model that may do nothing."""
        return None if self.cost is None else 1 - self.cost / self.worst if self.worst else 1.0

    def as_json(self) -> dict[str, Any]:
        """This function will give the variant under the keys of `tirek log conform`."""
        moves = None if self.moves is None else [[move.log, move.model] for move in self.moves]
        return {
            "activities": list(self.activities),
            "count": self.cases,
            "cost": self.cost,
            "fitness": self.fitness,
            "moves": moves,
        }


@dataclass(frozen=True, slots=True)
class Deviation:
    """Of one activity: events that the model has no place for, and steps of the model that the log has not."""

    activity: str
    together: int
    log_moves: int
    log_cases: int
    model_moves: int
    model_cases: int

    def as_json(self) -> dict[str, Any]:
        """This function will give the deviation under the keys of `tirek log conform`."""
        return {
            "activity": self.activity,
            "synchronous": self.together,
            "log_only": self.log_moves,
            "log_only_cases": self.log_cases,
            "model_only": self.model_moves,
            "model_only_cases": self.model_cases,
        }


@dataclass(frozen=True)
class Alignments:
    """The variants of a log, most frequent first, each with its alignment or none within the limit."""

    variants: tuple[AlignedVariant, ...]
    precision: Precision | None

    @property
    def answered(self) -> tuple[AlignedVariant, ...]:
        """The variants for which the optimum was found."""
        return tuple(each for each in self.variants if each.cost is not None)

    @property
    def fitness(self) -> float | None:
        """1 less the cost of all cases over their worst cost; None where nothing was answered. Of the answered ones."""
        worst = sum(each.worst * each.cases for each in self.answered)
        cost = sum((each.cost or 0) * each.cases for each in self.answered)
        return None if not self.answered else 1 - cost / worst if worst else 1.0

    @property
    def mean_fitness(self) -> float | None:
        """The mean of the fitness of the answered cases."""
        cases = sum(each.cases for each in self.answered)
        return sum((each.fitness or 0.0) * each.cases for each in self.answered) / cases if cases else None

    @cached_property
    def deviations(self) -> tuple[Deviation, ...]:
        """Where the log left the model, the most first, then by name."""
        counts: dict[str, list[int]] = {}
        for each in self.answered:
            met: set[tuple[str, int]] = set()
            for move in each.moves or ():
                name, kind = (move.log, 0) if move.log == move.model else (move.log, 1) if move.log else (move.model, 3)
                assert name is not None
                of = counts.setdefault(name, [0, 0, 0, 0, 0])
                of[kind] += each.cases
                if kind and (name, kind) not in met:
                    met.add((name, kind))
                    of[kind + 1] += each.cases
        found = [Deviation(name, *of) for name, of in counts.items() if of[1] or of[3]]
        return tuple(sorted(found, key=lambda each: (-each.log_moves - each.model_moves, each.activity)))

    def as_json(self, most: int = 10) -> dict[str, Any]:
        """This function will give the answer of `tirek log conform`, with the first variants that deviate."""
        cases = sum(each.cases for each in self.variants)
        answered, fit = self.answered, [each for each in self.answered if each.cost == 0]
        late = [each for each in self.variants if each.cost is None]
        return {
            "method": "alignments",
            "fitness": self.fitness,
            "mean_trace_fitness": self.mean_fitness,
            "precision": None if self.precision is None else self.precision.share,
            "cases": cases,
            "fitting_cases": sum(each.cases for each in fit),
            "variants": len(self.variants),
            "fitting_variants": len(fit),
            "variants_answered": len(answered),
            "variants_not_within_limit": len(late),
            "cases_not_within_limit": sum(each.cases for each in late),
            "cost": sum((each.cost or 0) * each.cases for each in answered),
            "deviations": [each.as_json() for each in self.deviations],
            "worst": [each.as_json() for each in self._worst(most)],
        }

    def _worst(self, most: int) -> Sequence[AlignedVariant]:
        deviating = [each for each in self.answered if each.cost]
        return sorted(deviating, key=lambda each: (-(each.cost or 0) * each.cases, each.activities))[:most]


def aligned(
    log: EventLog, net: AcceptingNet, *, limit_s: float = 10.0, cancelled: Cancelled = lambda: False
) -> Alignments:
    """This function will align every variant of a log with a net, each within a limit; see `STEPS_A_SECOND`.

    Raises `ModelTooWide` where the net has more markings than are looked at, `ModelNeverEnds` where no way leads from
    its beginning to its end.
    """
    markings = explored(net)
    variants = [(each.activities, each.count) for each in variants_of(log).top(log.cases)]
    coded = [codes_of(activities, markings) for activities, _ in variants]
    room = room_for(markings, max((len(each) for each in coded), default=0))
    found = []
    for (activities, cases), codes in zip(variants, coded, strict=True):
        known = np.flatnonzero(codes >= 0)  # what the model does not know is always a move of the log alone
        most = 0 if cancelled() else int(limit_s * STEPS_A_SECOND)
        cost, moves, _ = way_through(markings, codes[known], room, most_steps=most)
        worst = len(activities) + markings.shortest
        if cost == NOT_FOUND:
            found.append(AlignedVariant(activities, cases, None, None, worst))
            continue
        said = _said(activities, known, moves, markings)
        found.append(AlignedVariant(activities, cases, cost + len(activities) - len(known), said, worst))
    counted = [(codes.tolist(), cases) for codes, (_, cases) in zip(coded, variants, strict=True)]
    return Alignments(tuple(found), precision_of(markings, counted))


def explored(net: AcceptingNet) -> Markings:
    """This function will give the markings of a net. Raises `ModelTooWide`, `ModelNeverEnds`."""
    markings = markings_of(net)
    if markings is None:
        raise ModelTooWide()
    if markings.start < 0:
        raise ModelNeverEnds()
    return markings


def codes_of(activities: Sequence[str], markings: Markings) -> Ints:
    """This function will give a variant by the codes of the model's activities, -2 for what the model does not know."""
    code = {activity: number for number, activity in enumerate(markings.activities)}
    return np.array([code.get(activity, -2) for activity in activities], dtype=np.int32)


def _said(
    activities: Sequence[str], known: Sequence[int] | Any, moves: Sequence[tuple[int, int]], markings: Markings
) -> tuple[Move, ...]:
    """The moves with their activities; events that the model does not know stand where they happened."""
    said: list[Move] = []
    past = 0

    def until(event: int) -> None:
        nonlocal past
        said.extend(Move(activity, None) for activity in activities[past:event])
        past = event

    for event, step in moves:
        if event >= 0:
            until(int(known[event]))
            past += 1
            activity = activities[int(known[event])]
            said.append(Move(activity, None if step < 0 else activity))
        elif markings.label[step] >= 0:
            said.append(Move(None, markings.activities[markings.label[step]]))
    until(len(activities))
    return tuple(said)
