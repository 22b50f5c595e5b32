"""A process tree as a workflow net, with as few silent steps as keep its language."""

from __future__ import annotations

from itertools import count

from tirek.mining.models.lean import lean
from tirek.mining.models.net import AcceptingNet, net_of_arcs
from tirek.mining.models.tree import Leaf, Operator, ProcessTree


def net_of_tree(tree: ProcessTree) -> AcceptingNet:
    """This function will give the net of a tree: one token from "start" to "end", sound and safe.

    A silent step stands at the mouth of each loop and parallel block, and goes again where nothing depends on it.
    """
    steps: list[tuple[str, str | None, list[str], list[str]]] = []
    places = ["start", "end"]
    numbers = count(1)

    def place() -> str:
        places.append(f"p{len(places) - 1}")
        return places[-1]

    def step(label: str | None, before: list[str], after: list[str]) -> None:
        steps.append((f"t{next(numbers)}", label, before, after))

    def draw(part: ProcessTree, before: str, after: str) -> None:
        if isinstance(part, Leaf):
            step(part.activity, [before], [after])
        elif part.operator is Operator.EXCLUSIVE:
            for each in part.parts:
                draw(each, before, after)
        elif part.operator is Operator.SEQUENCE:
            between = [before, *(place() for _ in part.parts[1:]), after]
            for each, a, b in zip(part.parts, between, between[1:], strict=False):
                draw(each, a, b)
        elif part.operator is Operator.PARALLEL:
            ends = [(place(), place()) for _ in part.parts]
            step(None, [before], [a for a, _ in ends])
            for each, (a, b) in zip(part.parts, ends, strict=True):
                draw(each, a, b)
            step(None, [b for _, b in ends], [after])
        else:
            begun, done = place(), place()
            step(None, [before], [begun])
            draw(part.parts[0], begun, done)
            draw(part.parts[1], done, begun)
            step(None, [done], [after])

    draw(tree, "start", "end")
    return lean(net_of_arcs(places, steps, {"start": 1}, {"end": 1}))
