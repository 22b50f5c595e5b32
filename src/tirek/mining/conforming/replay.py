"""Token replay: cases are played on the net; tokens missing or left over are counted (Rozinat, van der Aalst 2008).

A case that the model allows is played as the model allows it, so its fitness is 1 whatever silent steps that takes. Of
any other, each event fires a step of its activity: one that may fire after the fewest silent steps, or else the one
that misses the fewest tokens, which are put there. In the end silent steps lead as near to the final marking as can be.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from tirek.mining.conforming.alignments import codes_of, explored
from tirek.mining.conforming.markings import Markings
from tirek.mining.conforming.precision import Precision, precision_of
from tirek.mining.conforming.searching import NOT_FOUND, room_for, way_through
from tirek.mining.describing.variants import variants_of
from tirek.mining.log import EventLog
from tirek.mining.models.net import AcceptingNet, Marking, Transition, fired, may_fire

MOST_SILENT: Final = 2_000  # markings that are looked at for a way of silent steps
STEPS: Final = 100_000_000


@dataclass(frozen=True, slots=True)
class ReplayedVariant:
    """A variant, and how many tokens its replay produced, consumed, missed, and left behind. Unknown activities too."""

    activities: tuple[str, ...]
    cases: int
    produced: int
    consumed: int
    missing: int
    remaining: int
    fits: bool

    @property
    def fitness(self) -> float:
        """Half for what was missing of all consumed, half for what was left of all produced."""
        return _fitness(self.produced, self.consumed, self.missing, self.remaining)

    def as_json(self) -> dict[str, Any]:
        """This function will give the variant under the keys of `tirek log conform`."""
        return {
            "activities": list(self.activities),
            "count": self.cases,
            "produced": self.produced,
            "consumed": self.consumed,
            "missing": self.missing,
            "remaining": self.remaining,
            "fitness": self.fitness,
        }


@dataclass(frozen=True)
class Replay:
    """The variants of a log, most frequent first, as they were replayed."""

    variants: tuple[ReplayedVariant, ...]
    precision: Precision

    @property
    def fitness(self) -> float | None:
        """Of all tokens of all cases together; None of a log without cases."""
        if not self.variants:
            return None
        return _fitness(*(sum(getattr(v, n) * v.cases for v in self.variants) for n in _TOKENS))

    def as_json(self, most: int = 10) -> dict[str, Any]:
        """This function will give the answer of `tirek log conform --method replay`."""
        cases = sum(each.cases for each in self.variants)
        misfits = sorted((v for v in self.variants if not v.fits), key=lambda v: (-v.cases, v.activities))
        return {
            "method": "replay",
            "fitness": self.fitness,
            "mean_trace_fitness": sum(v.fitness * v.cases for v in self.variants) / cases if cases else None,
            "precision": self.precision.share,
            "cases": cases,
            "fitting_cases": sum(each.cases for each in self.variants if each.fits),
            "variants": len(self.variants),
            "fitting_variants": sum(each.fits for each in self.variants),
            **{name: sum(getattr(v, name) * v.cases for v in self.variants) for name in _TOKENS},
            "worst": [each.as_json() for each in misfits[:most]],
        }


_TOKENS: Final = ("produced", "consumed", "missing", "remaining")


def replayed(log: EventLog, net: AcceptingNet, *, cancelled: Callable[[], bool] = lambda: False) -> Replay:
    """This function will replay every variant of a log. Raises `ModelTooWide`, `ModelNeverEnds`."""
    markings = explored(net)
    variants = [(each.activities, each.count) for each in variants_of(log).top(log.cases)]
    coded = [codes_of(activities, markings) for activities, _ in variants]
    room = room_for(markings, max((len(each) for each in coded), default=0))
    player, found = _Player(net), []
    for (activities, cases), codes in zip(variants, coded, strict=True):
        if cancelled():
            break
        cost, moves, _ = way_through(markings, codes, room, most_steps=STEPS, dearest=0)
        tokens = player.play(activities) if cost == NOT_FOUND else player.follow(_steps(moves, markings))
        found.append(ReplayedVariant(activities, cases, *tokens, fits=cost != NOT_FOUND))
    counted = [(codes.tolist(), cases) for codes, (_, cases) in zip(coded, variants, strict=True)]
    return Replay(tuple(found), precision_of(markings, counted))


def _steps(moves: list[tuple[int, int]], markings: Markings) -> Iterator[Transition]:
    return (markings.net.transitions[markings.step[step]] for _, step in moves)


def _fitness(produced: int, consumed: int, missing: int, remaining: int) -> float:
    return (1 - missing / consumed if consumed else 1.0) / 2 + (1 - remaining / produced if produced else 1.0) / 2


class _Player:
    """Plays on a net; a way of silent steps is found once for each marking and activity."""

    def __init__(self, net: AcceptingNet) -> None:
        self.net = net
        self.silent = [each for each in net.transitions if each.label is None]
        self.of: dict[str, list[Transition]] = {}
        for each in net.transitions:
            if each.label is not None:
                self.of.setdefault(each.label, []).append(each)
        self.ways: dict[tuple[Marking, str], list[Transition] | None] = {}

    def follow(self, steps: Iterator[Transition]) -> tuple[int, int, int, int]:
        """Of a way that leads to the end nothing is missing or left."""
        produced, consumed = sum(self.net.initial), sum(self.net.final)
        for step in steps:
            produced, consumed = produced + len(step.outputs), consumed + len(step.inputs)
        return produced, consumed, 0, 0

    def play(self, activities: tuple[str, ...]) -> tuple[int, int, int, int]:
        """Tokens produced, consumed, missing, remaining."""
        marking = self.net.initial
        produced, missing = sum(marking), 0
        consumed = sum(self.net.final)
        for activity in activities:
            if activity not in self.of:
                # One token is missing to do what the model does not know, and one is left of having done it.
                produced, consumed, missing = produced + 1, consumed + 1, missing + 1
                continue
            way = self.way(marking, activity)
            if way is None:
                step = min(self.of[activity], key=lambda each: _missed(each, marking))
                missing += _missed(step, marking)
                marking = _helped(step, marking)
                way = [step]
            for step in way:
                produced, consumed = produced + len(step.outputs), consumed + len(step.inputs)
                marking = fired(step, marking)
        for step in self.home(marking):
            produced, consumed = produced + len(step.outputs), consumed + len(step.inputs)
            marking = fired(step, marking)
        unknown = sum(activity not in self.of for activity in activities)
        missing += sum(max(0, need - there) for need, there in zip(self.net.final, marking, strict=True))
        left = sum(max(0, there - need) for need, there in zip(self.net.final, marking, strict=True))
        return produced, consumed, missing, left + unknown

    def way(self, marking: Marking, activity: str) -> list[Transition] | None:
        """The fewest silent steps after which a step of the activity may fire, and that step."""
        if (marking, activity) not in self.ways:
            self.ways[marking, activity] = self._way(marking, activity)
        return self.ways[marking, activity]

    def _way(self, marking: Marking, activity: str) -> list[Transition] | None:
        for there, way in self.resting(marking):
            for step in self.of[activity]:
                if may_fire(step, there):
                    return [*way, step]
        return None

    def home(self, marking: Marking) -> list[Transition]:
        """The silent steps that lead nearest to the final marking, the fewest of them."""

        def apart(there: Marking) -> int:
            return sum(abs(a - b) for a, b in zip(there, self.net.final, strict=True))

        best, found = apart(marking), list[Transition]()
        for there, way in self.resting(marking):
            if apart(there) < best:
                best, found = apart(there), way
            if best == 0:
                break
        return found

    def resting(self, marking: Marking) -> Iterator[tuple[Marking, list[Transition]]]:
        """The markings that silent steps lead to, nearest first, at most `MOST_SILENT`, each with its way."""
        seen, waiting = {marking}, deque[tuple[Marking, list[Transition]]]([(marking, [])])
        while waiting:
            there, way = waiting.popleft()
            yield there, way
            for step in self.silent:
                if len(seen) < MOST_SILENT and may_fire(step, there) and (after := fired(step, there)) not in seen:
                    seen.add(after)
                    waiting.append((after, [*way, step]))


def _missed(step: Transition, marking: Marking) -> int:
    return sum(max(0, step.inputs.count(place) - marking[place]) for place in set(step.inputs))


def _helped(step: Transition, marking: Marking) -> Marking:
    more = list(marking)
    for place in set(step.inputs):
        more[place] = max(more[place], step.inputs.count(place))
    return tuple(more)
