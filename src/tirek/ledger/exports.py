"""Exporting the ledger for whoever wants to check it without us: hashes and commitments, nothing about a person."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, TextIO

from tirek.ledger.digests import moment
from tirek.ledger.models import Entry
from tirek.ledger.queries import tips
from tirek.ledger.snapshot import anchors, chain_codes, entries_of, snapshot
from tirek_verifier.checking import FORMAT
from tirek_verifier.hashing import header, national_root


def export(stream: TextIO) -> None:
    """This function will write the ledger as JSON lines, in one snapshot and in bounded memory.

    The first line has heads and root, then come the anchors, then each chain's entries, each followed by its row
    digests; payloads and salts stay behind. `python -m tirek_verifier` reads it.
    """
    with snapshot():
        for kind, content in _lines():
            stream.write(json.dumps({kind: content}, ensure_ascii=False, separators=(",", ":")) + "\n")


def _lines() -> Iterator[tuple[str, dict[str, Any]]]:
    now = tips()
    heads = {chain: position for chain, position, _ in now}
    yield "ledger", {"format": FORMAT, "heads": heads, "root": national_root(now)}
    for root in anchors():
        yield "anchor", {"at": moment(root.at), "heads": root.heads, "root": root.root}
    for chain in chain_codes():
        for entry, rows in entries_of(chain):
            yield "entry", {**header_of(entry), "hash": entry.hash}
            for row in rows:
                yield "row", row


def header_of(entry: Entry) -> dict[str, object]:
    """This function will give the header of a stored entry, for hashing it again."""
    return header(
        chain=entry.chain_id,
        position=entry.position,
        at=moment(entry.at),
        event=entry.event,
        payload=entry.payload_commitment,
        rows=entry.rows,
        rows_root=entry.rows_root,
        previous=entry.previous,
    )
