"""Puts the cells of a damaged row under the headings that their content fits.

Tables that passed through conversion lose cells: whatever follows the loss stands too far left. Which cells moved, and
how far, is found as the cheapest assignment of cells to columns, in order (the alignment of Needleman and Wunsch,
1970, with costs for a cell under a heading of another nature and for each change of the displacement).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from tirek.plans.reading.amounts import NONE, is_number
from tirek.plans.reading.columns import is_mark
from tirek.plans.reading.table_headings import Kind

Nature = Literal["blank", "mark", "number", "code", "coded", "output", "activity", "text"]

CODE = re.compile(r"(?<![\d.,])[5-8]\d{4}(?![\d.,])")  # UNDP's expenditure accounts: 61000 to 77000, old ones from 5
OUTPUT = re.compile(
    r"(?:expected\s+)?(?:output|component|outcome|result|результат|компонент)\W{0,2}(?:no\.? ?)?\d", re.I
)
ACTIVITY = re.compile(r"(?:activity\W{0,2})?\d{1,2}\.\d{1,2}(?!\d)|activity \d", re.I)

FURTHEST = 6  # columns that a cell may have moved
SHIFTS = range(-FURTHEST, FURTHEST + 1)
RIGHT, LEFT = 2.0, 3.0  # what it costs to move the rest of a row, and a tenth for each further column
STEPS = {
    (before, after): 0.0 if after == before else (RIGHT if after > before else LEFT) + 0.1 * (abs(after - before) - 1)
    for before in SHIFTS
    for after in SHIFTS
}
CHANGE = 6.0  # more than any one move costs: what is dearer than the best by this much cannot win any more
DROP = 12.0  # a cell that finds no column
LATE = 0.01  # among equals, the displacement that begins late

WORDS: tuple[Kind, ...] = ("output", "activity", "party", "fund", "description")
# What it costs a cell of some nature to stand in a column of some kind; what is not named costs 4.
COSTS: dict[Nature, dict[Kind, float]] = {
    "blank": {},
    "mark": {"period": 0, "other": 1},
    "number": {"amount": 0, "total": 0, "account": 1, "other": 1, "description": 3, "fund": 3, "party": 3},
    "code": {"account": 0, "description": 0, "amount": 1, "total": 1, "other": 1, "fund": 2},
    "coded": {"description": 0, "account": 0.5, "other": 0.5, "fund": 1, "activity": 1, "output": 1, "party": 1},
    "output": {"output": 0, "activity": 2, "other": 2},
    "activity": {"activity": 0, "output": 3, "other": 2},
    "text": dict.fromkeys(WORDS, 0.0) | {"other": 0.5, "account": 1, "amount": 3, "total": 3},
}
UNFIT = 4.0


def nature(text: str) -> Nature:
    """This function will say what kind of thing a cell holds."""
    if NONE.fullmatch(text):
        return "blank"
    if is_mark(text):
        return "mark"
    if CODE.fullmatch(text):
        return "code"
    if is_number(text):
        return "number"
    if OUTPUT.match(text):
        return "output"
    if ACTIVITY.match(text):
        return "activity"
    return "coded" if CODE.search(text) else "text"


def align(cells: Sequence[str], kinds: Sequence[Kind]) -> tuple[dict[int, int], int]:
    """This function will give the column of each filled cell, and how far the last of them had to move right.

    A cell that has no column left is in no entry. A negative displacement says that a row has cells too many.
    """
    placed = _placed(tuple(map(nature, cells)), tuple(kinds))
    moved = [column - cell for cell, column in placed]
    return dict(placed), moved[-1] if moved else 0


@lru_cache(maxsize=4096)
def _placed(natures: tuple[Nature, ...], kinds: tuple[Kind, ...]) -> tuple[tuple[int, int], ...]:
    # best[shift] = cost so far and the places of the filled cells, with the last cell displaced by `shift`
    best: dict[int, tuple[float, tuple[tuple[int, int], ...]]] = {0: (0.0, ())}
    for cell, kind in enumerate(natures):
        following: dict[int, tuple[float, tuple[tuple[int, int], ...]]] = {}
        here = {other: _fit(kind, cell + other, kinds) + LATE * abs(other) for other in SHIFTS}
        hopeless = min(cost for cost, _ in best.values()) + CHANGE
        for shift, (cost, places) in best.items():
            if cost > hopeless:
                continue
            taken = places[-1][1] if places else -1
            for other in SHIFTS:
                column = cell + other
                if kind != "blank" and 0 <= column <= taken:
                    continue
                total = cost + STEPS[shift, other] + here[other]
                if other not in following or total < following[other][0]:
                    fits = kind != "blank" and 0 <= column < len(kinds)
                    following[other] = (total, (*places, (cell, column)) if fits else places)
        best = following
    return min(best.items(), key=lambda entry: (entry[1][0], abs(entry[0])))[1][1] if best else ()


def _fit(kind: Nature, column: int, kinds: tuple[Kind, ...]) -> float:
    if kind == "blank":
        return 0.0
    if not 0 <= column < len(kinds):
        return DROP
    return COSTS[kind].get(kinds[column], UNFIT)
