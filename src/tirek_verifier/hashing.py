"""The hashes of the ledger, defined once: the application writes with them, the verifier checks with them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Any

START = "0" * 64
"""What the first entry of a chain names as its previous hash."""

VERSION = 1
"""The version of these definitions; every header carries it."""


def canonical(value: object, default: Callable[[Any], object] | None = None) -> bytes:
    """This function will write a value as the one JSON text that hashes are taken of, in UTF-8.

    Keys are sorted by code point and there are no spaces, as in RFC 8785, from which it differs in two ways: keys
    outside the Basic Multilingual Plane sort by code point, and a float is its shortest decimal as Python prints it.
    Raises ValueError for NaN and infinities, TypeError for what neither JSON nor `default` knows.
    """
    return _encoder(default).encode(value).encode()


@cache
def _encoder(default: Callable[[Any], object] | None) -> json.JSONEncoder:
    return json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False, default=default)


def commitment(salt: bytes, content: bytes) -> str:
    """This function will commit to a content under a salt: without the salt nothing can be guessed from it."""
    return hashlib.sha256(salt + content).hexdigest()


def entry_hash(header: Mapping[str, object]) -> str:
    """This function will hash the header of an entry, as `header` makes it."""
    return hashlib.sha256(canonical(header)).hexdigest()


def header(
    *, chain: str, position: int, at: str, event: str, payload: str, rows: int, rows_root: str, previous: str
) -> dict[str, Any]:
    """This function will put the header of an entry together: all that its hash says.

    `at` is UTC with microseconds (`2026-11-03T09:15:00.000000Z`); `payload` the salted commitment to who did it and
    with what detail; `rows` and `rows_root` the number of row digests and their Merkle root; `previous` the hash of
    the entry before it in its chain.
    """
    return {
        "version": VERSION,
        "chain": chain,
        "position": position,
        "at": at,
        "event": event,
        "payload": payload,
        "rows": rows,
        "rows_root": rows_root,
        "previous": previous,
    }


def payload_content(*, by: str, sentence: str, detail: object) -> bytes:
    """This function will write what an entry's commitment is taken of: who did it, its sentence, the detail in it."""
    return canonical({"by": by, "sentence": sentence, "detail": detail})


def row_leaf(*, table: str, key: str, digest: str, replaces: Sequence[str | int] | None) -> bytes:
    """This function will write one row digest as the leaf that an entry's `rows_root` is taken of.

    `digest` is the salted digest of the row, empty when the entry removed it; `replaces` the chain and position of the
    entry that stored the row before, None for a new row.
    """
    return canonical({"table": table, "key": key, "digest": digest, "replaces": list(replaces) if replaces else None})


def head_leaf(*, chain: str, position: int, entry: str) -> bytes:
    """This function will write one chain's head as a leaf of the national tree; `entry` is the hash of its entry."""
    return canonical({"chain": chain, "position": position, "entry": entry})


class MerkleTree:
    """This class will take leaves one by one and give their Merkle Tree Hash, in memory of O(log n).

    Source: RFC 6962, section 2.1 (unchanged in RFC 9162): a leaf is hashed behind a 0 byte, a node behind a 1 byte,
    the left subtree is the largest full one, and the tree of nothing is the hash of nothing.
    """

    def __init__(self) -> None:
        self.size = 0
        self._subtrees: list[tuple[int, bytes]] = []  # (leaves, hash) of full subtrees, the largest first

    def add(self, leaf: bytes) -> None:
        """This function will add a leaf at the right, joining full subtrees of equal size."""
        leaves, node = 1, hashlib.sha256(b"\x00" + leaf).digest()
        while self._subtrees and self._subtrees[-1][0] == leaves:
            node = _join(self._subtrees.pop()[1], node)
            leaves *= 2
        self._subtrees.append((leaves, node))
        self.size += 1

    def root(self) -> str:
        """This function will give the hash of the tree so far, in hexadecimal."""
        if not self._subtrees:
            return hashlib.sha256(b"").hexdigest()
        *rest, (_, node) = self._subtrees
        for _, left in reversed(rest):
            node = _join(left, node)
        return node.hex()


def _join(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def merkle_root(leaves: Iterable[bytes]) -> str:
    """This function will give the RFC 6962 Merkle Tree Hash of the leaves, in hexadecimal."""
    tree = MerkleTree()
    for leaf in leaves:
        tree.add(leaf)
    return tree.root()


def national_root(heads: Iterable[tuple[str, int, str]]) -> str:
    """This function will give the root over all chains, from (chain, position, entry hash), sorted by code."""
    return merkle_root(head_leaf(chain=c, position=p, entry=e) for c, p, e in sorted(heads))
