"""The inductive miner on a directly-follows graph: it allows all of the graph, and finds trees again."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping
from itertools import pairwise

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from tests.rooms.mining.describing import real
from tests.rooms.mining.discovering.test_inductive import logs
from tests.rooms.mining.models.trees import ends, follows, plain_trees, played
from tirek.mining.describing.flow import flow_of
from tirek.mining.discovering.discovery import tree_of_flow
from tirek.mining.discovering.errors import TooManyActivities
from tirek.mining.discovering.from_graph import mined_from_graph
from tirek.mining.models.tree import SILENT, Leaf, Operator, ProcessTree, Trace, activities_of, canonical, skippable
from tirek.mining.models.tree_text import tree_of_text

Graph = tuple[Counter[tuple[str, str]], Counter[str], Counter[str]]


def graph_of(log: Mapping[Trace, int]) -> Graph:
    edges, start, end = Counter[tuple[str, str]](), Counter[str](), Counter[str]()
    for trace, count in log.items():
        if trace:
            start[trace[0]] += count
            end[trace[-1]] += count
            for pair in pairwise(trace):
                edges[pair] += count
    return edges, start, end


def footprint(tree: ProcessTree) -> tuple[set[str], set[str], set[tuple[str, str]]]:
    """The starts, ends and pairs that a tree allows, silent leaves and all."""
    if isinstance(tree, Leaf):
        own = set() if tree.activity is None else {tree.activity}
        return own, set(own), set()
    of = [footprint(part) for part in tree.parts]
    skips = [skippable(part) for part in tree.parts]
    pairs = set().union(*(each[2] for each in of))
    if tree.operator is Operator.PARALLEL:
        kinds = [set(activities_of(part)) for part in tree.parts]
        pairs |= {
            (a, b) for i, one in enumerate(kinds) for j, two in enumerate(kinds) if i != j for a in one for b in two
        }
    if tree.operator in (Operator.PARALLEL, Operator.EXCLUSIVE):
        return set().union(*(each[0] for each in of)), set().union(*(each[1] for each in of)), pairs
    around = [(0, 1), (1, 0)] + [(0, 0)] * skips[1] + [(1, 1)] * skips[0]
    if tree.operator is Operator.SEQUENCE:
        around = [(i, j) for i in range(len(of)) for j in range(i + 1, len(of)) if all(skips[i + 1 : j])]
    pairs |= {(a, b) for i, j in around for a in of[i][1] for b in of[j][0]}
    if tree.operator is Operator.LOOP:
        firsts = lasts = [0, 1] if skips[0] else [0]
    else:
        firsts = [i for i in range(len(of)) if all(skips[:i])]
        lasts = [i for i in range(len(of)) if all(skips[i + 1 :])]
    return set().union(*(of[i][0] for i in firsts)), set().union(*(of[i][1] for i in lasts)), pairs


def test_it_works() -> None:
    edges = {("a", "b"): 3, ("a", "c"): 2, ("b", "c"): 2, ("c", "b"): 2, ("b", "d"): 2, ("c", "d"): 3}
    assert str(mined_from_graph(edges, {"a": 5}, {"d": 5})) == "->( 'a', +( 'b', 'c' ), 'd' )"


@pytest.mark.parametrize(
    ("log", "tree"),
    [
        ({("a",): 1}, "'a'"),
        ({("a", "a"): 1}, "*( 'a', tau )"),
        ({("a", "b", "a"): 1}, "*( 'a', 'b' )"),
        ({("a", "b", "c"): 1, ("a", "c"): 1}, "->( 'a', X( 'b', tau ), 'c' )"),
        ({("a", "b"): 1, ("a",): 1}, "->( 'a', X( 'b', tau ) )"),
        ({("a", "b", "c", "d"): 1, ("a", "d"): 1}, "->( 'a', X( ->( 'b', 'c' ), tau ), 'd' )"),
    ],
)
def test_small_graphs(log: dict[Trace, int], tree: str) -> None:
    assert mined_from_graph(*graph_of(log)) == canonical(tree_of_text(tree))


def test_a_log_with_empty_traces_can_be_skipped_and_one_of_nothing_is_silent() -> None:
    assert str(mined_from_graph({}, {"a": 1}, {"a": 1}, empty=True)) == "X( 'a', tau )"
    assert mined_from_graph({}, {}, {}) == SILENT


def test_what_is_rare_is_left_out() -> None:
    graph = graph_of({tuple("abcd"): 96, tuple("abdc"): 2, tuple("dabc"): 2})
    assert str(mined_from_graph(*graph, noise=0.2)) == "->( 'a', 'b', 'c', 'd' )"


@given(logs)
@example({tuple("ca"): 1, tuple("abac"): 1})  # beside c nothing leads to b but what goes on beside both
@settings(deadline=None, max_examples=150)
def test_all_of_the_graph_is_allowed(log: dict[Trace, int]) -> None:
    edges, start, end = graph_of(log)
    assume(start)
    first, last, pairs = footprint(mined_from_graph(edges, start, end))
    assert (set(start) - first, set(end) - last, set(edges) - pairs) == (set(), set(), set())


@given(logs, st.sampled_from([0.1, 0.5, 1.0]))
@settings(deadline=None, max_examples=60)
def test_with_what_is_rare_left_out_there_is_still_a_model(log: dict[Trace, int], noise: float) -> None:
    edges, start, end = graph_of(log)
    assume(start)
    assert set(activities_of(mined_from_graph(edges, start, end, noise=noise))) <= {a for trace in log for a in trace}


@given(plain_trees(), st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=60)
def test_a_tree_is_found_again_from_its_graph(tree: ProcessTree, dice: random.Random) -> None:
    log = Counter(tuple(played(tree, dice)) for _ in range(300))
    assume(({trace[0] for trace in log}, {trace[-1] for trace in log}) == ends(tree))
    assume({(a, b) for trace in log for a, b in pairwise(trace)} == follows(tree))
    assert mined_from_graph(*graph_of(log)) == canonical(tree)


@pytest.mark.parametrize("name", real.NAMES)
def test_all_of_the_graph_of_a_real_log_is_allowed(name: str) -> None:
    flow = flow_of(real.log(name))
    first, last, pairs = footprint(tree_of_flow(flow))
    assert set(flow.start) <= first
    assert set(flow.end) <= last
    assert {(edge.before, edge.after) for edge in flow.edges} <= pairs


def test_a_graph_with_too_many_activities_is_refused() -> None:
    with pytest.raises(TooManyActivities):
        mined_from_graph({}, {str(number): 1 for number in range(1_001)}, {"1": 1})
