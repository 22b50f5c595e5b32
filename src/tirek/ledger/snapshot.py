"""Reading the ledger as it is at one moment, whatever is written meanwhile, in memory that does not grow."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction

from tirek.ledger.models import Chain, Entry, Root, RowDigest

CHUNK = 2000

Row = dict[str, Any]
"""What an entry's `rows_root` says of one row: table, key, digest, replaces."""


@contextmanager
def snapshot() -> Iterator[None]:
    """This function will hold one read-only snapshot of the database; inside a transaction, that transaction's own."""
    nested = connection.in_atomic_block
    with transaction.atomic():
        if not nested:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def chain_codes() -> list[str]:
    """This function will list every chain that has a head, an entry or a digest, in the order of the national root."""
    named = Chain.objects.filter(head_position__gt=0).values_list("code", flat=True)
    stored = (model.objects.order_by().values_list("chain", flat=True).distinct() for model in (Entry, RowDigest))
    return sorted({*named, *(code for codes in stored for code in codes)})


def entries_of(chain: str) -> Iterator[tuple[Entry, Iterator[Row]]]:
    """This function will give the entries of a chain in order, each with the row digests up to it, in order.

    Take the digests of an entry before asking for the next one. Digests that no entry precedes come with the next.
    """
    entries = Entry.objects.filter(chain=chain).select_related("payload").order_by("position")
    found = RowDigest.objects.filter(chain=chain).order_by("position", "ordinal")
    digests = found.values_list("position", "table", "key", "digest", "replaces_chain", "replaces_position")
    coming = digests.iterator(CHUNK)
    waiting = next(coming, None)

    def up_to(position: int) -> Iterator[Row]:
        nonlocal waiting
        while waiting is not None and waiting[0] <= position:
            _, table, key, digest, *replaced = waiting
            replaces = replaced if replaced[0] is not None else None
            yield {"table": table, "key": str(key), "digest": digest, "replaces": replaces}
            waiting = next(coming, None)

    for entry in entries.iterator(CHUNK):
        yield entry, up_to(entry.position)


def anchors() -> Iterator[Root]:
    """This function will give the anchored roots, the oldest first."""
    return Root.objects.order_by("pk").iterator(CHUNK)
