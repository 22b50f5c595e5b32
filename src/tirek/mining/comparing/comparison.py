"""Two logs, or two periods of one: what changed, by how much, how sure, and among which cases.

Every measure is compared kind of case by kind of case and put together again with the same weights on both sides
(direct standardisation), so that more of the slow kind on one side is no change. That many measures are asked at once
is paid for: p-values are adjusted over all of them, and a difference is claimed only where its adjusted p is below 0.05
and its interval does not span nothing. Intervals themselves are not adjusted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import isinf
from typing import Any, Final

import numpy as np

from tirek.mining.comparing.effects import (
    Difference,
    Whole,
    adjusted,
    cliffs_delta,
    difference_of_shares,
    placements,
    shift,
    together,
    widening,
)
from tirek.mining.comparing.errors import SideEmpty
from tirek.mining.comparing.seen import Held, Seen
from tirek.mining.comparing.strata import FEWEST, Strata, strata_of
from tirek.mining.conforming.safeguards import Kept
from tirek.mining.log import EventLog

MOST_EDGES: Final = 100
MOST_VARIANTS: Final = 20
MICRO: Final = 1_000_000
CLAIMED: Final = 0.05


@dataclass(frozen=True)
class Change:
    """One measure on both sides. Of a duration `before` and `after` are medians, in seconds; else shares of cases.

    `difference` is standardised, `crude` is not. `delta` is Cliff's, for durations. `family`: time, flow, rework,
    safeguards; `measure`: throughput, service, edge, activity, end, variant, anything repeated, repeated, safeguard.
    """

    family: str
    measure: str
    name: Mapping[str, Any]
    before: float | None
    after: float | None
    cases: tuple[int, int]
    difference: Difference | None
    crude: float | None
    delta: float | None = None
    adjusted_p: float = 1.0
    spread: Mapping[str, Any] | None = None

    @property
    def claimed(self) -> bool:
        """Whether there is a difference, beyond what chance and the number of questions make."""
        each = self.difference
        return each is not None and self.adjusted_p < CLAIMED and (each.low > 0 or each.high < 0)

    @property
    def verdict(self) -> str:
        """What may be said: "more", "less", "no difference shown", or "cannot be compared"."""
        if self.difference is None:
            return "cannot be compared"
        if not self.claimed:
            return "no difference shown"
        return "more" if self.difference.value > 0 else "less"

    def as_json(self) -> dict[str, Any]:
        """This function will give the change as JSON; a bound that is not known is null."""
        each = self.difference
        return {
            "measure": self.measure,
            **self.name,
            "before": self.before,
            "after": self.after,
            "cases": {"before": self.cases[0], "after": self.cases[1]},
            "difference": None if each is None else each.value,
            "low": None if each is None or isinf(each.low) else each.low,
            "high": None if each is None or isinf(each.high) else each.high,
            "crude": self.crude,
            "cliffs_delta": self.delta,
            "p": None if each is None else each.p,
            "adjusted_p": self.adjusted_p,
            "verdict": self.verdict,
            **({} if self.spread is None else self.spread),
        }


@dataclass(frozen=True)
class Comparison:
    """All that was compared. `alike`: whose cases were taken as alike, on each side: weeks, days, or none."""

    cases: tuple[int, int]
    strata: Strata
    alike: tuple[str, str]
    changes: tuple[Change, ...]

    def as_json(self) -> dict[str, Any]:
        """This function will give the comparison as JSON."""
        left = [each for each in self.strata.kinds if each.weight is None]
        families: dict[str, list[dict[str, Any]]] = {"time": [], "flow": [], "rework": [], "safeguards": []}
        for change in self.changes:
            families[change.family].append(change.as_json())
        return {
            "cases": {"before": self.cases[0], "after": self.cases[1]},
            "by": list(self.strata.by),
            "strata": self.strata.as_json(),
            "left_out": {
                "before": sum(each.before for each in left) / self.cases[0],
                "after": sum(each.after for each in left) / self.cases[1],
            },
            "alike": {"before": self.alike[0], "after": self.alike[1]},
            "level": 0.95,
            "correction": "benjamini-hochberg",
            "measures": sum(change.difference is not None for change in self.changes),
            "claimed": sum(change.claimed for change in self.changes),
            **families,
        }


def compare(
    before: EventLog,
    after: EventLog,
    *,
    by: Sequence[str] = (),
    safeguards: tuple[Kept, Kept] | None = None,
) -> Comparison:
    """This function will compare two logs. `by` names attributes of cases; those of events count as of the first one.

    `safeguards` says how the same safeguards were kept in each. Raises `SideEmpty`, `AttributeUnknown` and
    `NothingAlike`. Nothing is drawn by chance: the same logs give the same comparison.
    """
    for side, log in (("before", before), ("after", after)):
        if not log.cases:
            raise SideEmpty(side=side)
    strata = strata_of(before, after, by)
    sides = _Sides(Seen(before, strata.of_before), Seen(after, strata.of_after), strata)
    changes = [*_times(sides), *_flow(sides), *_rework(sides), *_safeguards(sides, safeguards)]
    asked = [i for i, each in enumerate(changes) if each.difference is not None]
    p = adjusted([each.p for i in asked if (each := changes[i].difference) is not None])
    for i, value in zip(asked, p, strict=True):
        changes[i] = replace(changes[i], adjusted_p=value)
    alike = (sides.before.groups[1], sides.after.groups[1])
    return Comparison((before.cases, after.cases), strata, alike, tuple(changes))


@dataclass(frozen=True)
class _Sides:
    before: Seen
    after: Seen
    strata: Strata

    def durations(
        self, family: str, measure: str, name: Mapping[str, Any], a: tuple[Held, Whole], b: tuple[Held, Whole]
    ) -> Change:
        """A duration, of those cases that have it."""
        values = (a[1], b[1])
        kinds = (self.before.strata[a[0]], self.after.strata[b[0]])
        found, weights = [], []
        widened = (1.0, 1.0)
        if all(len(each) >= FEWEST for each in values):
            above = placements(*values)
            widened = tuple(  # type: ignore[assignment]
                widening(above[i], side.groups[0][(a, b)[i][0]], kinds[i])
                for i, side in enumerate((self.before, self.after))
            )
            for i in self.strata.compared:
                one, other = values[0][kinds[0] == i], values[1][kinds[1] == i]
                if len(one) >= FEWEST and len(other) >= FEWEST:
                    found.append(_in_seconds(shift(one, other, widened)))
                    weights.append(float(len(one) + len(other)))
        return Change(
            family,
            measure,
            name,
            _median(values[0]),
            _median(values[1]),
            cases=(len(a[0]), len(b[0])),
            difference=together(found, weights) if found else None,
            crude=_in_seconds(shift(*values)).value if all(len(each) for each in values) else None,
            delta=cliffs_delta(*values) if all(len(each) for each in values) else None,
            spread={
                "mean": {side: float(v.mean()) / MICRO if len(v) else None for side, v in _named(values)},
                "p90": {side: float(np.quantile(v, 0.9)) / MICRO if len(v) else None for side, v in _named(values)},
            },
        )

    def shares(
        self,
        family: str,
        measure: str,
        name: Mapping[str, Any],
        held: tuple[Held, Held],
        asked: tuple[Held | None, Held | None] = (None, None),
    ) -> Change:
        """The share of cases in which something is so, of all cases or of those that were asked."""
        counts, widened = [], []
        for side, cases, of in zip((self.before, self.after), held, asked, strict=True):
            yes = np.zeros(side.log.cases)
            yes[cases] = 1
            chosen = np.arange(side.log.cases) if of is None else of
            kinds = side.strata[chosen]
            many = len(self.strata.kinds)
            counts.append((np.bincount(kinds, weights=yes[chosen], minlength=many), np.bincount(kinds, minlength=many)))
            widened.append(widening(yes[chosen], side.groups[0][chosen], kinds) if len(chosen) else 1.0)
        (yes_a, all_a), (yes_b, all_b) = counts
        fewest = FEWEST if self.strata.by else 1
        compared = [i for i in self.strata.compared if all_a[i] >= fewest and all_b[i] >= fewest]
        found = [
            difference_of_shares((yes_a[i], all_a[i]), (yes_b[i], all_b[i]), (widened[0], widened[1])) for i in compared
        ]
        first, second = (
            float(yes.sum() / whole.sum()) if whole.sum() else None for yes, whole in ((yes_a, all_a), (yes_b, all_b))
        )
        return Change(
            family,
            measure,
            name,
            first,
            second,
            cases=(int(yes_a.sum()), int(yes_b.sum())),
            difference=together(found, [float(all_a[i] + all_b[i]) for i in compared]) if found else None,
            crude=None if first is None or second is None else second - first,
        )


NOBODY: Final = (np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64))


def _times(sides: _Sides) -> Iterator[Change]:
    a, b = sides.before, sides.after
    every = (np.arange(a.log.cases), a.throughput), (np.arange(b.log.cases), b.throughput)
    yield sides.durations("time", "throughput", {}, *every)
    ours, others = ({name: (cases, values) for name, cases, values in side.service()} for side in (a, b))
    for activity in sorted(ours.keys() & others.keys()):
        yield sides.durations("time", "service", {"activity": activity}, ours[activity], others[activity])
    first, second = ({e: (cases, values) for e, cases, values in side.flow(MOST_EDGES)} for side in (a, b))
    for edge in sorted(first.keys() & second.keys()):
        yield sides.durations("time", "edge", {"from": edge[0], "to": edge[1]}, first[edge], second[edge])


def _flow(sides: _Sides) -> Iterator[Change]:
    nobody = NOBODY[0]
    a, b = sides.before.activities(), sides.after.activities()
    for name in sorted(a.keys() | b.keys()):
        yield sides.shares("flow", "activity", {"activity": name}, (a.get(name, nobody), b.get(name, nobody)))
    ends = sides.before.endings(), sides.after.endings()
    for name in sorted(ends[0].keys() | ends[1].keys()):
        yield sides.shares("flow", "end", {"activity": name}, (ends[0].get(name, nobody), ends[1].get(name, nobody)))
    ours, others = ({edge: cases for edge, cases, _ in side.flow(10**9)} for side in (sides.before, sides.after))
    for edge in _most(ours, others, MOST_EDGES):
        name_of = {"from": edge[0], "to": edge[1]}
        yield sides.shares("flow", "edge", name_of, (ours.get(edge, nobody), others.get(edge, nobody)))
    first, second = sides.before.variants(), sides.after.variants()
    for variant in _most(first, second, MOST_VARIANTS):
        held = (first.get(variant, nobody), second.get(variant, nobody))
        yield sides.shares("flow", "variant", {"activities": list(variant)}, held)


def _rework(sides: _Sides) -> Iterator[Change]:
    a, b = sides.before.repeated(), sides.after.repeated()
    nobody = NOBODY[0]
    anything = tuple(np.unique(np.concatenate([nobody, *each.values()])) for each in (a, b))
    yield sides.shares("rework", "anything repeated", {}, (anything[0], anything[1]))
    for name in sorted(a.keys() | b.keys()):
        yield sides.shares("rework", "repeated", {"activity": name}, (a.get(name, nobody), b.get(name, nobody)))


def _safeguards(sides: _Sides, safeguards: tuple[Kept, Kept] | None) -> Iterator[Change]:
    """The share of cases that kept a rule, of those that it can be judged of."""
    if safeguards is None:
        return
    after = {rule.safeguard.id: rule for rule in safeguards[1].rules}
    for a in safeguards[0].rules:
        b = after[a.safeguard.id]
        judged = tuple(np.union1d(rule.kept, rule.broken).astype(np.int64) for rule in (a, b))
        name = {"safeguard": a.safeguard.id, "said": a.safeguard.said}
        yield sides.shares("safeguards", "safeguard", name, (a.kept, b.kept), (judged[0], judged[1]))


def _most(a: Mapping[Any, Held], b: Mapping[Any, Held], most: int) -> list[Any]:
    """The names with most cases on both sides together, then by name."""
    nobody = NOBODY[0]
    counts = {name: len(a.get(name, nobody)) + len(b.get(name, nobody)) for name in {**a, **b}}
    return sorted(counts, key=lambda name: (-counts[name], name))[:most]


def _median(values: Whole) -> float | None:
    return float(np.median(values)) / MICRO if len(values) else None


def _in_seconds(each: Difference) -> Difference:
    return Difference(each.value / MICRO, each.low / MICRO, each.high / MICRO)


def _named(values: tuple[Whole, Whole]) -> list[tuple[str, Whole]]:
    return [("before", values[0]), ("after", values[1])]
