"""Process trees as text, `->( 'a', X( 'b', tau ) )`, as the literature and PM4Py write them."""

from __future__ import annotations

import re
from typing import Final

from tirek.mining.models.errors import TreeUnreadable
from tirek.mining.models.tree import SILENT, Leaf, Operator, ProcessTree, exclusive, loop, parallel, sequence

DEEPEST: Final = 200
TOKEN: Final = re.compile(
    r"""\s*(?:(?P<operator>->|[X+*→×∧⟲↺])\s*\(|(?P<silent>tau|τ)|'(?P<name>(?:[^'\\]|\\.)*)'|(?P<mark>[,)]))"""
)
SIGNS: Final = {"→": "->", "×": "X", "∧": "+", "⟲": "*", "↺": "*"}
MAKERS: Final = {Operator.SEQUENCE: sequence, Operator.EXCLUSIVE: exclusive, Operator.PARALLEL: parallel}


def tree_of_text(text: str) -> ProcessTree:
    """This function will read a tree. A loop may have several redos. Raises `TreeUnreadable` with the place."""
    open_blocks: list[tuple[Operator, list[ProcessTree]]] = []
    at, wanted, whole = 0, True, None
    while at < len(text.rstrip()):
        found = TOKEN.match(text, at)
        if found is None or whole is not None:
            raise TreeUnreadable(place=at + 1)
        done: ProcessTree | None = None
        if found["mark"]:
            if wanted or not open_blocks:
                raise TreeUnreadable(place=at + 1)
            wanted = found["mark"] == ","
            if not wanted:
                done = _made(*open_blocks.pop(), at)
        elif not wanted or len(open_blocks) >= DEEPEST:
            raise TreeUnreadable(place=at + 1)
        elif found["operator"]:
            open_blocks.append((Operator(SIGNS.get(found["operator"], found["operator"])), []))
        else:
            done = SILENT if found["silent"] else Leaf(re.sub(r"\\(.)", r"\1", found["name"]))
        if done is not None:
            wanted = False
            if open_blocks:
                open_blocks[-1][1].append(done)
            else:
                whole = done
        at = found.end()
    if whole is None:
        raise TreeUnreadable(place=at + 1)
    return whole


def _made(operator: Operator, parts: list[ProcessTree], at: int) -> ProcessTree:
    if operator is not Operator.LOOP:
        return MAKERS[operator](*parts)
    if len(parts) < 2:
        raise TreeUnreadable(place=at + 1)
    return loop(*parts)
