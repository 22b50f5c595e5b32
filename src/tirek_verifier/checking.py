"""Reading an export line by line and checking all that it says, in memory that does not grow with it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from tirek_verifier.hashing import START, VERSION, MerkleTree, entry_hash, header, national_root, row_leaf

FORMAT = 1
"""The version of the export format that this verifier reads."""

HEADER = ("chain", "position", "at", "event", "payload", "rows", "rows_root", "previous")
_HASH = re.compile(r"[0-9a-f]{64}")


class UnreadableError(Exception):
    """The file is not an export of a ledger; the text says why, for a person."""


@dataclass(frozen=True)
class Problem:
    """One thing that does not hold: the line of the export it was seen at (0: the export as a whole), and what."""

    line: int
    sentence: str


@dataclass
class Ledger:
    """What the lines said so far."""

    entries: int = 0
    rows: int = 0
    heads: dict[str, int] = field(default_factory=dict)
    root: str = ""
    anchors: list[tuple[int, dict[str, int], str]] = field(default_factory=list)  # (line, heads, root)
    tips: dict[str, tuple[int, str]] = field(default_factory=dict)
    anchored: dict[tuple[str, int], str | None] = field(default_factory=dict)  # entries that an anchor rests on


def check(lines: Iterable[str | bytes], published: str | None = None) -> tuple[Ledger, Iterator[Problem]]:
    """This function will check an export, and that the `published` root is one that its entries give.

    The problems are found as they are asked for, in the order of the lines; the ledger is whole once they are all
    taken. A published root may be that of the export or of any earlier anchor in it. Raises UnreadableError.
    """
    ledger = Ledger()
    return ledger, _check(ledger, _objects(lines), published)


def _objects(lines: Iterable[str | bytes]) -> Iterator[tuple[int, str, Mapping[str, Any]]]:
    for number, line in enumerate(lines, start=1):
        try:
            ((kind, content),) = json.loads(line).items()
            if not isinstance(content, dict):
                raise TypeError
        except (ValueError, AttributeError, TypeError, RecursionError):
            raise UnreadableError(f"Line {number} is not a line of a ledger export.") from None
        yield number, kind, content


def _check(
    ledger: Ledger, objects: Iterator[tuple[int, str, Mapping[str, Any]]], published: str | None
) -> Iterator[Problem]:
    _begin(ledger, next(objects, (1, "", {})))
    entry: _Rows | None = None
    for number, kind, content in objects:
        try:
            if kind == "row" and entry is not None:
                yield from entry.add(number, content)
                continue
            if entry is not None:
                yield from entry.end()
                entry = None
            if kind == "entry":
                yield from _entry(ledger, number, content)
                entry = _Rows(ledger, number, content)
            elif kind == "anchor" and not ledger.entries:
                _anchor(ledger, number, content)
            else:
                raise UnreadableError(f"Line {number} is out of place in a ledger export.")
        except (KeyError, TypeError, ValueError, AttributeError):
            raise UnreadableError(f"Line {number} is not a line of a ledger export.") from None
    if entry is not None:
        yield from entry.end()
    yield from _end(ledger, published)


def _begin(ledger: Ledger, first: tuple[int, str, Mapping[str, Any]]) -> None:
    _, kind, content = first
    if kind != "ledger":
        raise UnreadableError("The file does not begin as a ledger export does.")
    if content.get("format") != FORMAT:
        raise UnreadableError(f"The export has format {content.get('format')}; this verifier reads format {FORMAT}.")
    try:
        ledger.heads, ledger.root = _heads(content["heads"]), str(content["root"])
    except (KeyError, TypeError, ValueError, AttributeError):
        raise UnreadableError("Line 1 is not the beginning of a ledger export.") from None


def _heads(heads: Mapping[str, Any]) -> dict[str, int]:
    return {str(chain): int(position) for chain, position in heads.items()}


def _anchor(ledger: Ledger, number: int, content: Mapping[str, Any]) -> None:
    heads = _heads(content["heads"])
    ledger.anchors.append((number, heads, str(content["root"])))
    ledger.anchored.update(dict.fromkeys(heads.items()))


def _entry(ledger: Ledger, number: int, content: Mapping[str, Any]) -> Iterator[Problem]:
    head = header(**{name: content[name] for name in HEADER})
    chain, position, computed = str(content["chain"]), int(content["position"]), entry_hash(head)
    name = f"Entry {chain}/{position}"
    if content["version"] != VERSION:
        raise UnreadableError(f"{name} is of version {content['version']}; this verifier knows version {VERSION}.")
    if computed != content["hash"]:
        yield Problem(number, f"{name} does not give its own hash: something in it was changed.")
    before, previous = ledger.tips.get(chain, (0, START))
    if position != before + 1:
        yield Problem(number, f"{name} comes after {chain}/{before}: an entry is missing, repeated or out of order.")
    if content["previous"] != previous:
        yield Problem(number, f"{name} does not name the hash of the entry before it: the chain is broken here.")
    if not _HASH.fullmatch(str(content["payload"])):
        yield Problem(number, f"{name} carries no proper commitment to its payload.")
    ledger.entries += 1
    ledger.tips[chain] = position, computed
    if (chain, position) in ledger.anchored:
        ledger.anchored[chain, position] = computed


class _Rows:
    """The row digests that follow one entry, counted and rolled into their root."""

    def __init__(self, ledger: Ledger, number: int, entry: Mapping[str, Any]) -> None:
        self.ledger = ledger
        self.number = number
        self.name = f"Entry {entry['chain']}/{entry['position']}"
        self.expected = entry["rows"], entry["rows_root"]
        self.tree = MerkleTree()

    def add(self, number: int, row: Mapping[str, Any]) -> Iterator[Problem]:
        if row["digest"] and not _HASH.fullmatch(row["digest"]):
            yield Problem(number, f"{self.name} has a row digest that is not one.")
        leaf = row_leaf(table=row["table"], key=row["key"], digest=row["digest"], replaces=row["replaces"])
        self.tree.add(leaf)
        self.ledger.rows += 1

    def end(self) -> Iterator[Problem]:
        if self.expected != (self.tree.size, self.tree.root()):
            yield Problem(self.number, f"{self.name} does not give the root of its row digests.")


def _end(ledger: Ledger, published: str | None) -> Iterator[Problem]:
    for chain in sorted(ledger.heads.keys() | ledger.tips.keys()):
        found, said = ledger.tips.get(chain, (0, ""))[0], ledger.heads.get(chain, 0)
        if found != said:
            yield Problem(1, f"Chain {chain} should end at position {said} and ends at {found}.")
    root = national_root((chain, position, entry) for chain, (position, entry) in ledger.tips.items())
    if root != ledger.root:
        yield Problem(1, f"The export states the root {ledger.root}; its entries give {root}.")
    roots = {root}
    for number, heads, stated in ledger.anchors:
        known = [(c, p, ledger.anchored[c, p]) for c, p in heads.items()]
        missing = [f"{c}/{p}" for c, p, entry in known if entry is None]
        if missing:
            yield Problem(number, f"The anchor {stated} rests on entries that are gone: {', '.join(missing)}.")
            continue
        computed = national_root((c, p, entry) for c, p, entry in known if entry)
        roots.add(computed)
        if computed != stated:
            yield Problem(number, f"The anchor {stated} is not what its entries give, {computed}.")
    if published is not None and published not in roots:
        yield Problem(0, f"The published root {published} is not one that these entries give, now or at an anchor.")
    ledger.root = root
