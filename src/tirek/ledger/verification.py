"""Verifying the ledger: the chains, and every traced row as it is now."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from itertools import chain, islice
from typing import Any
from uuid import UUID

from tirek.ledger import rows
from tirek.ledger.chains import Walk
from tirek.ledger.differences import Difference
from tirek.ledger.digests import traced_models
from tirek.ledger.models import Entry
from tirek.ledger.sight import seeing_all
from tirek.ledger.snapshot import snapshot
from tirek.ledger.traced import Traced

NAMED = 1000
"""How many differences are named at most."""
REPORTED_EVERY = 1000

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Verification:
    """This class will say what a verification found; `truncated` says that there was more than it names."""

    chains: int
    entries: int
    rows: int
    root: str
    differences: tuple[Difference, ...]
    truncated: bool

    @property
    def ok(self) -> bool:
        """This property will say whether all that was looked at holds."""
        return not self.differences


def verify(*, progress: Progress | None = None) -> Verification:
    """This function will rehash the whole ledger and every traced row of one snapshot, and name what does not hold.

    Differences come chain by chain in the order of positions, then the anchors, then table by table: the first one is
    where to look first. `progress` is called with what is done and what there is, in entries and rows.
    """
    with snapshot(), seeing_all():
        count = _Count(progress)
        walk = Walk(count)
        found = chain(walk.differences(), rows.differences(count))
        named = tuple(islice(found, NAMED))
        truncated = next(found, None) is not None
        for _ in found:  # to the end, so that the counts are whole
            pass
        return Verification(walk.chains, walk.entries, count.done - walk.entries, walk.root, named, truncated)


def verify_rows(model: type[Traced], keys: Iterable[UUID]) -> list[Difference]:
    """This function will compare the rows of one model that have these keys with what the ledger says of them."""
    with seeing_all():
        return list(rows.differences_among(model, keys))


def as_json(verification: Verification) -> dict[str, Any]:
    """This function will give a verification as JSON, the differences with their sentences in English."""
    differences = [{**asdict(each), "sentence": each.message} for each in verification.differences]
    return {
        "ok": verification.ok,
        "chains": verification.chains,
        "entries": verification.entries,
        "rows": verification.rows,
        "root": verification.root,
        "first_difference": differences[0] if differences else None,
        "differences": differences,
        "truncated": verification.truncated,
    }


class _Count:
    """Counts entries and rows as they are looked at, and reports every now and then."""

    def __init__(self, progress: Progress | None) -> None:
        self.done = 0
        self._progress = progress
        self._total = _total() if progress else 0

    def __call__(self) -> None:
        self.done += 1
        if self._progress and (self.done % REPORTED_EVERY == 0 or self.done == self._total):
            self._progress(self.done, self._total)


def _total() -> int:
    return Entry.objects.count() + sum(model._base_manager.count() for model in traced_models())
