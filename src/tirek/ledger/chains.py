"""Verifying the chains: every hash again, every link, every head, every anchored root."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tirek.ledger.differences import Difference
from tirek.ledger.exports import header_of
from tirek.ledger.models import Chain, Entry, Payload, RowDigest
from tirek.ledger.queries import hashes_at
from tirek.ledger.snapshot import Row, anchors, chain_codes, entries_of
from tirek_verifier.hashing import START, MerkleTree, commitment, entry_hash, national_root, payload_content, row_leaf


class Walk:
    """This class will walk all chains once; afterwards it knows how many entries there are and the root they give."""

    def __init__(self, tick: Callable[[], None]) -> None:
        self.chains = 0
        self.entries = 0
        self._tips: list[tuple[str, int, str]] = []
        self._tick = tick

    @property
    def root(self) -> str:
        """This property will give the national root, from the hashes as they were computed again."""
        return national_root(self._tips)

    def differences(self) -> Iterator[Difference]:
        """This function will find what is wrong with the chains, in the order of codes and positions."""
        for code in chain_codes():
            yield from self._chain(code)
            self.chains += 1
        yield from _anchored()

    def _chain(self, code: str) -> Iterator[Difference]:
        position, computed, stated = 0, START, START
        for entry, digests in entries_of(code):
            if entry.position != position + 1:  # a gap is named once, however wide
                yield Difference("entry-missing", code, position + 1)
            elif entry.previous != stated:
                yield Difference("link-broken", code, entry.position)
            computed = entry_hash(header_of(entry))
            for kind in _faults(entry, digests, computed):
                yield Difference(kind, code, entry.position)
            position, stated = entry.position, entry.hash
            self.entries += 1
            self._tick()
        if position:
            self._tips.append((code, position, computed))
        yield from _end(code, position, stated)


def _faults(entry: Entry, digests: Iterator[Row], computed: str) -> Iterator[str]:
    if computed != entry.hash:
        yield "entry-altered"
    payload: Payload | None = getattr(entry, "payload", None)
    if payload is None:
        yield "payload-missing"
    elif _commitment(payload) != entry.payload_commitment:
        yield "payload-altered"
    tree = MerkleTree()
    for row in digests:
        tree.add(row_leaf(**row))
    if (tree.size, tree.root()) != (entry.rows, entry.rows_root):
        yield "digests-altered"


def _commitment(payload: Payload) -> str:
    content = payload_content(by=payload.by, sentence=payload.sentence, detail=payload.detail)
    return commitment(bytes(payload.salt), content)


def _end(code: str, position: int, stated: str) -> Iterator[Difference]:
    if RowDigest.objects.filter(chain=code, position__gt=position).exists():
        yield Difference("digests-stray", code, position)
    head = Chain.objects.filter(code=code).values_list("head_position", "head_hash").first()
    if head != (position, stated):
        yield Difference("head-wrong", code, position)


def _anchored() -> Iterator[Difference]:
    for anchor in anchors():
        known = hashes_at(anchor.heads)
        gone = [(chain, position) for chain, position in sorted(anchor.heads.items()) if chain not in known]
        for chain, position in gone:
            yield Difference("anchor-broken", chain, position, key=anchor.root)
        if not gone and national_root((c, p, known[c]) for c, p in anchor.heads.items()) != anchor.root:
            yield Difference("anchor-differs", key=anchor.root)
