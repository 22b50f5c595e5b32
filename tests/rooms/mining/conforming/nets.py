"""Small trees and nets for tests, and PM4Py's form of a net."""

from __future__ import annotations

import contextlib
import io
from typing import Any

from hypothesis import strategies as st

from tirek.mining.models.net import AcceptingNet
from tirek.mining.models.tree import Leaf, ProcessTree, exclusive, loop, parallel, sequence

with contextlib.redirect_stdout(io.StringIO()):
    import pm4py
    from pm4py.objects.petri_net.utils.petri_utils import add_arc_from_to

NAMES = ("a", "b", "c", "d")
LEAVES = st.sampled_from([Leaf(name) for name in NAMES] + [Leaf(None)])


def _grown(inner: st.SearchStrategy[ProcessTree]) -> st.SearchStrategy[ProcessTree]:
    several = st.lists(inner, min_size=2, max_size=3)
    blocks = [several.map(lambda parts, kind=kind: kind(*parts)) for kind in (sequence, exclusive, parallel)]
    return st.one_of(*blocks, st.tuples(inner, inner).map(lambda parts: loop(*parts)))


TREES = st.recursive(LEAVES, _grown, max_leaves=5)
TRACES = st.lists(st.sampled_from((*NAMES, "x")), max_size=5).map(tuple)


def pm4py_net(net: AcceptingNet) -> tuple[Any, Any, Any]:
    """The net as PM4Py has it, with its two markings."""
    made = pm4py.PetriNet("net")
    places = [pm4py.PetriNet.Place(f"p{number}") for number in range(len(net.places))]
    made.places.update(places)
    for number, each in enumerate(net.transitions):
        step = pm4py.PetriNet.Transition(f"t{number}", each.label)
        made.transitions.add(step)
        for place in each.inputs:
            add_arc_from_to(places[place], step, made)
        for place in each.outputs:
            add_arc_from_to(step, places[place], made)
    initial = pm4py.Marking({places[i]: n for i, n in enumerate(net.initial) if n})
    return made, initial, pm4py.Marking({places[i]: n for i, n in enumerate(net.final) if n})
