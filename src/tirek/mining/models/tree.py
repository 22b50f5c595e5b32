"""Process trees: blocks within blocks, sound by construction (Leemans, "Robust Process Mining with Guarantees", 2017).

A loop has a body and one redo: body, then any number of times redo and body. Where the literature gives a loop several
redos, the redo here is a choice of them, which is the same language.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import reduce
from itertools import combinations
from typing import TypeAlias

Trace: TypeAlias = tuple[str, ...]


class Operator(StrEnum):
    """How the parts of a block go together; the values are those of the text form."""

    SEQUENCE = "->"
    EXCLUSIVE = "X"
    PARALLEL = "+"
    LOOP = "*"


@dataclass(frozen=True, slots=True)
class Leaf:
    """One activity, or None: a silent step, of which no log says anything."""

    activity: str | None

    def __str__(self) -> str:
        return "tau" if self.activity is None else f"'{_escaped(self.activity)}'"


@dataclass(frozen=True, slots=True)
class Block:
    """Two parts or more under an operator; a loop has exactly two, body and redo."""

    operator: Operator
    parts: tuple[ProcessTree, ...]

    def __str__(self) -> str:
        return f"{self.operator.value}( {', '.join(map(str, self.parts))} )"


ProcessTree: TypeAlias = Leaf | Block
SILENT = Leaf(None)


def sequence(*parts: ProcessTree) -> ProcessTree:
    """This function will give the parts one after the other."""
    return _block(Operator.SEQUENCE, parts)


def exclusive(*parts: ProcessTree) -> ProcessTree:
    """This function will give one of the parts."""
    return _block(Operator.EXCLUSIVE, parts)


def parallel(*parts: ProcessTree) -> ProcessTree:
    """This function will give the parts side by side, each in its own order."""
    return _block(Operator.PARALLEL, parts)


def loop(body: ProcessTree, *redos: ProcessTree) -> ProcessTree:
    """This function will give the body, and again as often as one of the redos (a silent one if none is named) says."""
    return Block(Operator.LOOP, (body, exclusive(*redos) if redos else SILENT))


def _block(operator: Operator, parts: tuple[ProcessTree, ...]) -> ProcessTree:
    return parts[0] if len(parts) == 1 else Block(operator, parts)


def leaves(tree: ProcessTree) -> Iterator[Leaf]:
    """This function will give the leaves from left to right."""
    waiting = [tree]
    while waiting:
        each = waiting.pop()
        if isinstance(each, Leaf):
            yield each
        else:
            waiting += reversed(each.parts)


def activities_of(tree: ProcessTree) -> tuple[str, ...]:
    """This function will give the activities of a tree, sorted, each once."""
    return tuple(sorted({leaf.activity for leaf in leaves(tree) if leaf.activity is not None}))


def skippable(tree: ProcessTree) -> bool:
    """This function will tell whether the empty trace is in the language."""
    if isinstance(tree, Leaf):
        return tree.activity is None
    if tree.operator is Operator.EXCLUSIVE:
        return any(map(skippable, tree.parts))
    return skippable(tree.parts[0]) if tree.operator is Operator.LOOP else all(map(skippable, tree.parts))


def canonical(tree: ProcessTree) -> ProcessTree:
    """This function will give a tree of the same language in its shortest known form, parts in a fixed order.

    The rules are those of Leemans 2017, section 5.1: blocks in blocks of the same kind become one, silent parts go
    where they say nothing, loops within loops become one. Equal canonical trees have equal languages; trees of equal
    languages mostly, not always, have equal canonical trees.
    """
    if isinstance(tree, Leaf):
        return tree
    parts = [canonical(part) for part in tree.parts]
    if tree.operator is Operator.LOOP:
        return _canonical_loop(parts[0], parts[1])
    flat = [inner for part in parts for inner in _within(part, tree.operator)]
    if tree.operator is Operator.EXCLUSIVE:
        return _choice(flat)
    told = [part for part in flat if part != SILENT]
    if tree.operator is Operator.PARALLEL:
        told.sort(key=str)
    return _block(tree.operator, tuple(told)) if told else SILENT


def _choice(parts: Iterable[ProcessTree]) -> ProcessTree:
    once = sorted(set(parts), key=str)
    if SILENT in once:  # X( tau, *( a, tau ) ) = *( tau, a )
        once = sorted({_perhaps(part) for part in once}, key=str)
    if any(part != SILENT and skippable(part) for part in once):
        once = [part for part in once if part != SILENT]
    return _block(Operator.EXCLUSIVE, tuple(once))


def _perhaps(part: ProcessTree) -> ProcessTree:
    if isinstance(part, Block) and part.operator is Operator.LOOP and part.parts[1] == SILENT:
        return Block(Operator.LOOP, (SILENT, part.parts[0]))
    return part


def _canonical_loop(body: ProcessTree, redo: ProcessTree) -> ProcessTree:
    if isinstance(body, Block) and body.operator is Operator.LOOP:  # *( *( a, b ), c ) = *( a, X( b, c ) )
        return _canonical_loop(body.parts[0], _choice([*_choices(body.parts[1]), *_choices(redo)]))
    if redo == SILENT or body == SILENT:
        # With one side silent, what can be skipped or done again within the other says nothing new.
        other = _choice(_repeated(body if redo == SILENT else redo))
        if other == SILENT:
            return SILENT
        bare = _choice(part for part in _choices(other) if part != SILENT)
        if redo == SILENT and bare == other and not skippable(body):
            return Block(Operator.LOOP, (other, SILENT))
        return Block(Operator.LOOP, (SILENT, bare))
    return Block(Operator.LOOP, (body, redo))


def _repeated(tree: ProcessTree) -> Iterator[ProcessTree]:
    """Of a tree that is done any number of times: its choices, without what only says so once more."""
    for part in _choices(tree):
        if isinstance(part, Block) and part.operator is Operator.LOOP and SILENT in part.parts:
            if part.parts[0] == SILENT:
                yield SILENT
            yield from _repeated(part.parts[1] if part.parts[0] == SILENT else part.parts[0])
        elif isinstance(part, Block) and part.operator is Operator.SEQUENCE and skippable(part):
            yield SILENT  # each of its parts can be done alone, and then any other
            for each in part.parts:
                yield from _repeated(each)
        else:
            yield part


def _choices(tree: ProcessTree) -> tuple[ProcessTree, ...]:
    return _within(tree, Operator.EXCLUSIVE)


def _within(tree: ProcessTree, operator: Operator) -> tuple[ProcessTree, ...]:
    return tree.parts if isinstance(tree, Block) and tree.operator is operator else (tree,)


def language(tree: ProcessTree, longest: int) -> frozenset[Trace]:
    """This function will give all traces of a small tree up to a length. It grows exponentially: for tests."""
    if isinstance(tree, Leaf):
        word: Trace = () if tree.activity is None else (tree.activity,)
        return frozenset({word} if len(word) <= longest else ())
    words = [language(part, longest) for part in tree.parts]
    match tree.operator:
        case Operator.EXCLUSIVE:
            return frozenset().union(*words)
        case Operator.SEQUENCE:
            return reduce(lambda a, b: _joined(a, b, longest), words)
        case Operator.PARALLEL:
            return reduce(lambda a, b: _shuffled(a, b, longest), words)
        case Operator.LOOP:
            again = _joined(words[1], words[0], longest)
            found, newest = words[0], words[0]
            while newest:
                newest = _joined(newest, again, longest) - found
                found |= newest
            return found


def _joined(first: frozenset[Trace], second: frozenset[Trace], longest: int) -> frozenset[Trace]:
    return frozenset(a + b for a in first for b in second if len(a) + len(b) <= longest)


def _shuffled(first: frozenset[Trace], second: frozenset[Trace], longest: int) -> frozenset[Trace]:
    return frozenset(w for a in first for b in second if len(a) + len(b) <= longest for w in _shuffles(a, b))


def _shuffles(a: Trace, b: Trace) -> Iterator[Trace]:
    for places in combinations(range(len(a) + len(b)), len(a)):
        word: list[str] = list(b)
        for place, activity in zip(places, a, strict=True):
            word.insert(place, activity)
        yield tuple(word)


def _escaped(activity: str) -> str:
    return activity.replace("\\", "\\\\").replace("'", "\\'")
