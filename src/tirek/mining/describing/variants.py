"""Variants: the different orders in which cases took their activities, exactly counted.

The order of variants, here and wherever "the first" are asked for: more cases first; of equally many, by their
activities as lists of texts are sorted. It does not depend on the order of the file.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tirek.mining.describing.sequences import Sequences
from tirek.mining.log import EventLog


@dataclass(frozen=True, slots=True)
class Variant:
    """One order of activities, how many cases took it, and what share of all cases that is (0 to 1)."""

    activities: tuple[str, ...]
    count: int
    share: float
    number: int

    def as_json(self) -> dict[str, Any]:
        """This function will give the variant under the keys of `tirek log variants`."""
        return {"activities": list(self.activities), "count": self.count, "share": self.share}


@dataclass(frozen=True)
class Variants:
    """All variants of a log. `of_case` (int32, cases) gives the number of each case's variant."""

    activities: tuple[str, ...]
    sequences: Sequences

    @property
    def of_case(self) -> NDArray[np.int32]:
        """The number of the variant of each case."""
        return self.sequences.of_case

    def __len__(self) -> int:
        return len(self.sequences.counts)

    def top(self, most: int) -> tuple[Variant, ...]:
        """This function will give the first variants in order."""
        return tuple(self._said(int(number)) for number in self.sequences.top(most))

    def covering(self, share: float) -> NDArray[np.int32]:
        """This function will give the numbers of the first variants that together have at least this share of cases."""
        order = self.sequences.top(len(self))
        reached = np.cumsum(self.sequences.counts[order])
        needed = int(np.searchsorted(reached, share * len(self.of_case), side="left")) + 1
        return order[: needed if share > 0 else 0]

    def covered(self, most: int) -> float:
        """This function will give the share of cases (0 to 1) that the first so many variants have."""
        total = len(self.of_case)
        return int(self.sequences.counts[self.sequences.top(most)].sum()) / total if total else 0.0

    def numbered(self, activities: Sequence[str]) -> int | None:
        """This function will give the number of the variant of these activities, or None where no case took it."""
        place = {word: code for code, word in enumerate(self.activities)}
        wanted = [place.get(word, -1) for word in activities]
        lengths = np.diff(self.sequences.bounds)
        for number in np.flatnonzero(lengths == len(wanted)):
            if self.sequences.codes(int(number)) == wanted:
                return int(number)
        return None

    def cases_of(self, number: int) -> NDArray[np.int64]:
        """This function will give the numbers of the cases of a variant."""
        return np.flatnonzero(self.of_case == number)

    def as_json(self, most: int = 10) -> dict[str, Any]:
        """This function will give how many variants there are, and the first of them."""
        return variants_json(len(self), self.top(most), len(self.of_case))

    def _said(self, number: int) -> Variant:
        count = int(self.sequences.counts[number])
        words = tuple(self.activities[code] for code in self.sequences.codes(number))
        return Variant(words, count, count / len(self.of_case), number)


def variants_json(variants: int, top: Sequence[Variant], cases: int) -> dict[str, Any]:
    """This function will give how many variants there are, and the first of them, as `tirek log variants` does."""
    share = sum(each.count for each in top) / cases if cases else 0.0
    return {"variants": variants, "top": [each.as_json() for each in top], "top_share": share}


def variants_of(log: EventLog) -> Variants:
    """This function will find the variants of a log."""
    sequences = Sequences(log.cases, len(log.activities))
    for part in log.parts():
        sequences.take(part.first_case, part.offsets, part.activity)
    return Variants(log.activities, sequences)
