"""Trees for tests, and what is known of them without the code that is tested."""

from __future__ import annotations

import random
from collections.abc import Sequence

from hypothesis import strategies as st

from tirek.mining.models.net import AcceptingNet, Marking, fired, may_fire
from tirek.mining.models.tree import SILENT, Block, Leaf, Operator, ProcessTree, Trace

leaves = st.one_of(st.just(SILENT), st.sampled_from("abcdef").map(Leaf))


def _blocks(parts: st.SearchStrategy[ProcessTree]) -> st.SearchStrategy[ProcessTree]:
    many = st.lists(parts, min_size=2, max_size=3).map(tuple)
    flat = st.builds(Block, st.sampled_from([Operator.SEQUENCE, Operator.EXCLUSIVE, Operator.PARALLEL]), many)
    return flat | st.builds(Block, st.just(Operator.LOOP), st.tuples(parts, parts))


any_tree: st.SearchStrategy[ProcessTree] = st.recursive(leaves, _blocks, max_leaves=7)


@st.composite
def plain_trees(draw: st.DrawFn) -> ProcessTree:
    """Trees that the inductive miner finds again from enough traces (Leemans 2017, theorem 7.2): nothing silent, no
    activity twice, and no activity that both begins and ends the body of a loop."""
    activities = list("abcdefg"[: draw(st.integers(2, 6))])

    def made(names: list[str]) -> ProcessTree:
        if len(names) == 1:
            return Leaf(names[0])
        at = draw(st.integers(1, len(names) - 1))
        parts = (made(names[:at]), made(names[at:]))
        operators = list(Operator)
        first, last = ends(parts[0])
        if first & last:
            operators.remove(Operator.LOOP)
        return Block(draw(st.sampled_from(operators)), parts)

    return made(draw(st.permutations(activities)))


def ends(tree: ProcessTree) -> tuple[set[str], set[str]]:
    """The activities that can begin and that can end a trace of a tree without silent leaves."""
    if isinstance(tree, Leaf):
        assert tree.activity is not None
        return {tree.activity}, {tree.activity}
    of = [ends(part) for part in tree.parts]
    if tree.operator is Operator.SEQUENCE:
        return of[0][0], of[-1][1]
    if tree.operator is Operator.LOOP:
        return of[0]
    return set().union(*(first for first, _ in of)), set().union(*(last for _, last in of))


def follows(tree: ProcessTree) -> set[tuple[str, str]]:
    """Which activity can directly follow which in a tree without silent leaves."""
    if isinstance(tree, Leaf):
        return set()
    found = set().union(*(follows(part) for part in tree.parts))
    pairs = list(zip(tree.parts, tree.parts[1:], strict=False))
    if tree.operator is Operator.LOOP:
        pairs.append((tree.parts[1], tree.parts[0]))
    if tree.operator in (Operator.SEQUENCE, Operator.LOOP):
        found |= {(a, b) for left, right in pairs for a in ends(left)[1] for b in ends(right)[0]}
    if tree.operator is Operator.PARALLEL:
        found |= {
            (a, b)
            for one in tree.parts
            for other in tree.parts
            if one is not other
            for a in _all(one)
            for b in _all(other)
        }
    return found


def _all(tree: ProcessTree) -> set[str]:
    if isinstance(tree, Leaf):
        return {tree.activity} if tree.activity else set()
    return set().union(*map(_all, tree.parts))


def played(tree: ProcessTree, dice: random.Random) -> list[str]:
    """One trace of a tree."""
    if isinstance(tree, Leaf):
        return [] if tree.activity is None else [tree.activity]
    if tree.operator is Operator.EXCLUSIVE:
        return played(dice.choice(tree.parts), dice)
    if tree.operator is Operator.SEQUENCE:
        return [activity for part in tree.parts for activity in played(part, dice)]
    if tree.operator is Operator.LOOP:
        trace = played(tree.parts[0], dice)
        while dice.random() < 0.4:
            trace += played(tree.parts[1], dice) + played(tree.parts[0], dice)
        return trace
    waiting = [played(part, dice) for part in tree.parts]
    trace = []
    while waiting := [each for each in waiting if each]:
        trace.append(dice.choice(waiting).pop(0))
    return trace


def accepts(net: AcceptingNet, trace: Sequence[str] | Trace) -> bool:
    """Whether a trace leads a small net from its initial to its final marking, tried by all ways at once."""
    at = _silently(net, {net.initial})
    for activity in trace:
        at = _silently(
            net, {fired(t, m) for m in at for t in net.transitions if t.label == activity and may_fire(t, m)}
        )
    return net.final in at


def _silently(net: AcceptingNet, markings: set[Marking]) -> set[Marking]:
    seen, waiting = set(markings), list(markings)
    while waiting:
        marking = waiting.pop()
        for step in net.transitions:
            if step.label is None and may_fire(step, marking) and (after := fired(step, marking)) not in seen:
                seen.add(after)
                waiting.append(after)
    return seen
