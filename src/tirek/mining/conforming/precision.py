"""Precision by escaping edges: what the model allows next and no case ever does (Muñoz-Gama and Carmona 2010).

Before each event of each case the model stands wherever the events so far can have led it. What it allows there, after
any silent steps, is counted, and what of it never follows these same events in the log. Events so far that the model
does not allow at all say nothing of precision and are left out, as in ETConformance.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from tirek.mining.compiled import compiled
from tirek.mining.conforming.markings import Ints, Markings

MOST_LOOKED_AT: Final = 300_000_000


@dataclass(slots=True)
class _Prefix:
    """Events that cases begin with: how many cases go on from here, and with what."""

    cases: int = 0
    next: dict[int, _Prefix] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Precision:
    """`share` (0 to 1) is None where no event was looked at, or the limit was met; `left_out`: events after misfits."""

    share: float | None
    allowed: int
    escaping: int
    left_out: int
    within_limit: bool


def precision_of(
    markings: Markings, variants: Iterable[tuple[Sequence[int], int]], *, most: int = MOST_LOOKED_AT
) -> Precision:
    """This function will measure precision. A variant is codes of the model's activities (others anything else) and
    its number of cases; at most `most` steps of the graph are looked at."""
    root = _prefixes(variants)
    allowed = escaping = left_out = looked = 0
    graph = (markings.first, markings.label, markings.to)
    stamp, kinds = np.zeros(len(markings.left), dtype=np.int64), len(markings.activities)
    turn = 0
    waiting: list[tuple[_Prefix, Ints]] = []
    if markings.start >= 0:
        turn += 1
        waiting.append((root, _resting(np.array([markings.start], dtype=np.int32), *graph, stamp, turn)))
    while waiting:
        prefix, places = waiting.pop()
        if not prefix.next:
            continue
        may, seen = _allowed(places, markings.first, markings.label, kinds)
        looked += seen * (1 + len(prefix.next))
        if looked > most:
            return Precision(None, allowed, escaping, left_out, False)
        goes_on = prefix.cases
        allowed += goes_on * int(may.sum())
        escaping += goes_on * int(may.sum() - sum(bool(may[code]) for code in prefix.next if 0 <= code < kinds))
        for code, after in prefix.next.items():
            if 0 <= code < kinds and may[code]:
                turn += 1
                reached = _reached(places, code, *graph, stamp, turn)
                turn += 1
                waiting.append((after, _resting(reached, *graph, stamp, turn)))
            else:
                left_out += _events(after)
    return Precision(1 - escaping / allowed if allowed else None, allowed, escaping, left_out, True)


def _prefixes(variants: Iterable[tuple[Sequence[int], int]]) -> _Prefix:
    root = _Prefix()
    for codes, cases in variants:
        at = root
        for code in codes:
            at.cases += cases
            at = at.next.setdefault(code, _Prefix())
    return root


def _events(prefix: _Prefix) -> int:
    """How many events come after these."""
    found, waiting = 0, [prefix]
    while waiting:
        each = waiting.pop()
        found += each.cases
        waiting += each.next.values()
    return found


@compiled
def _resting(places: Ints, first: Ints, label: Ints, to: Ints, stamp: NDArray[np.int64], turn: int) -> Ints:
    """All markings that silent steps lead to from these, these among them."""
    found = np.empty(max(16, 2 * len(places)), np.int32)
    known = 0
    for i in range(len(places)):
        if stamp[places[i]] != turn:
            stamp[places[i]] = turn
            found[known] = places[i]
            known += 1
    at = 0
    while at < known:
        m = found[at]
        at += 1
        for e in range(first[m], first[m + 1]):
            if label[e] < 0 and stamp[to[e]] != turn:
                stamp[to[e]] = turn
                if known == len(found):
                    more = np.empty(2 * known, np.int32)
                    for i in range(known):
                        more[i] = found[i]
                    found = more
                found[known] = to[e]
                known += 1
    return found[:known]


@compiled
def _reached(places: Ints, code: int, first: Ints, label: Ints, to: Ints, stamp: NDArray[np.int64], turn: int) -> Ints:
    """The markings that an activity leads to from these."""
    count = 0
    for i in range(len(places)):
        count += first[places[i] + 1] - first[places[i]]
    found, known = np.empty(count, np.int32), 0
    for i in range(len(places)):
        for e in range(first[places[i]], first[places[i] + 1]):
            if label[e] == code and stamp[to[e]] != turn:
                stamp[to[e]] = turn
                found[known] = to[e]
                known += 1
    return found[:known]


@compiled
def _allowed(places: Ints, first: Ints, label: Ints, kinds: int) -> tuple[NDArray[np.bool_], int]:
    may, looked = np.zeros(kinds, np.bool_), 0
    for i in range(len(places)):
        for e in range(first[places[i]], first[places[i] + 1]):
            looked += 1
            if label[e] >= 0:
                may[label[e]] = True
    return may, looked
