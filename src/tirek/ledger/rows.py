"""Verifying the rows: each one as it is now against the digest that its last entry left."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from tirek.ledger.differences import Difference
from tirek.ledger.digests import CHUNK, digests, digests_of, traced_models
from tirek.ledger.models import RowDigest
from tirek.ledger.traced import Traced

_COLUMNS = ("key", "digest", "chain", "position", "replaces_chain", "replaces_position")


@dataclass(frozen=True, slots=True)
class Last:
    """What the ledger says of a row: the digest its last entry left, and the entry at which its history breaks."""

    digest: str
    chain: str
    position: int
    breaks_at: tuple[str, int] | None


def differences(tick: Callable[[], None]) -> Iterator[Difference]:
    """This function will find every row that is not as its last entry left it, table by table, by key."""
    models = traced_models()
    known = {model._meta.db_table for model in models}
    recorded = RowDigest.objects.order_by().values_list("table", flat=True).distinct()
    for table in sorted(set(recorded) - known):
        yield Difference("table-unknown", table=table)
    for model in models:
        yield from _table(model, tick)


def differences_among(model: type[Traced], keys: Iterable[UUID]) -> Iterator[Difference]:
    """This function will find which of the rows with these keys are not as the ledger left them."""
    table, asked = model._meta.db_table, sorted(set(keys))
    for start in range(0, len(asked), CHUNK):
        chunk = asked[start : start + CHUNK]
        rows = digests_of(model, chunk)
        ledger = dict(_histories(RowDigest.objects.filter(table=table, key__in=chunk), streamed=False))
        for key in chunk:
            yield from _compare(table, key, rows.get(key), ledger.get(key))


def _table(model: type[Traced], tick: Callable[[], None]) -> Iterator[Difference]:
    """Two streams in the order of their keys, merged: uuids sort in PostgreSQL as they do here, byte by byte."""
    table = model._meta.db_table
    rows = digests(model, model._base_manager.order_by("pk"), streamed=True)
    ledger = _histories(RowDigest.objects.filter(table=table), streamed=True)
    row, last = next(rows, None), next(ledger, None)
    while row is not None or last is not None:
        key = min(pair[0] for pair in (row, last) if pair is not None)
        digest = history = None
        if row is not None and row[0] == key:
            digest, row = row[1], next(rows, None)
            tick()
        if last is not None and last[0] == key:
            history, last = last[1], next(ledger, None)
        yield from _compare(table, key, digest, history)


def _histories(found: QuerySet[RowDigest], *, streamed: bool) -> Iterator[tuple[UUID, Last]]:
    reading = found.order_by("key", "id").values_list(*_COLUMNS)
    for key, versions in groupby(reading.iterator(CHUNK) if streamed else reading, key=lambda version: version[0]):
        yield key, _last(versions)


def _last(versions: Iterable[tuple[Any, ...]]) -> Last:
    """Each version must replace the one before; where it does not, someone has meddled with the row's history."""
    before: tuple[Any, Any] = (None, None)
    broken = None
    last = Last("", "", 0, None)
    for _, digest, chain, position, *replaced in versions:
        if tuple(replaced) != before:
            broken = broken or (chain, position)
        before = (chain, position)
        last = Last(digest, chain, position, broken)
    return last


def _compare(table: str, key: UUID, digest: str | None, last: Last | None) -> Iterator[Difference]:
    if last is None:
        kind = "row-untraced" if digest is not None else "row-missing"
        yield Difference(kind, table=table, key=str(key))
        return
    if last.breaks_at:
        yield Difference("row-history-altered", *last.breaks_at, table, str(key))
    if found := _kind(digest, last.digest):
        yield Difference(found, last.chain, last.position, table, str(key))


def _kind(now: str | None, then: str) -> str | None:
    if now == then or (now is None and not then):
        return None
    if now is None:
        return "row-missing"
    return "row-altered" if then else "row-returned"
