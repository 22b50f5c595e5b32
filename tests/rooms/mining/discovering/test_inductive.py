"""The inductive miner on variants: what PM4Py finds, every trace allowed, and trees found again."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping
from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.rooms.mining.describing import real
from tests.rooms.mining.discovering.oracle import mined_by_pm4py
from tests.rooms.mining.models.trees import accepts, ends, follows, plain_trees, played
from tirek.mining.describing.variants import variants_of
from tirek.mining.discovering.discovery import tree_of_variants
from tirek.mining.discovering.errors import TooManyActivities
from tirek.mining.discovering.inductive import mined
from tirek.mining.models.net_of_tree import net_of_tree
from tirek.mining.models.tree import ProcessTree, Trace, canonical
from tirek.mining.models.tree_text import tree_of_text

traces = st.lists(st.sampled_from("abcde"), max_size=6).map(tuple)
logs: st.SearchStrategy[dict[Trace, int]] = st.dictionaries(traces, st.integers(1, 30), min_size=1, max_size=8)


def test_it_works() -> None:
    log = {("a", "b", "c", "d"): 3, ("a", "c", "b", "d"): 2, ("a", "e", "d"): 1}
    assert str(mined(log)) == "->( 'a', X( 'e', +( 'b', 'c' ) ), 'd' )"


@pytest.mark.parametrize(
    ("log", "tree"),
    [
        ({}, "tau"),
        ({(): 3}, "tau"),
        ({("a",): 2}, "'a'"),
        ({("a",): 2, (): 1}, "X( 'a', tau )"),
        ({("a", "a"): 1, ("a",): 1}, "*( 'a', tau )"),
        ({("a", "b", "a"): 1, ("a",): 1}, "*( 'a', 'b' )"),
        ({("a", "b"): 1, ("a", "c"): 1, ("a",): 1}, "->( 'a', X( 'b', 'c', tau ) )"),
        ({("a", "b", "c", "d"): 1, ("a", "d"): 1}, "->( 'a', X( ->( 'b', 'c' ), tau ), 'd' )"),  # skipped together
        ({("x", "a", "b"): 1, ("a", "x", "b"): 1, ("a", "b", "x"): 1}, "+( 'x', ->( 'a', 'b' ) )"),
    ],
)
def test_small_logs(log: dict[Trace, int], tree: str) -> None:
    assert mined(log) == canonical(tree_of_text(tree))


def test_what_is_rare_is_left_out() -> None:
    log = {("a", "b", "c"): 95, ("a", "c", "b"): 5}
    assert str(mined(log)) == "->( 'a', +( 'b', 'c' ) )"
    assert str(mined(log, noise=0.2)) == "->( 'a', +( 'b', 'c' ) )"  # a cut was found, so nothing was left out
    looked = {tuple("abcd"): 90, tuple("abdc"): 4, tuple("acbd"): 4, tuple("dabc"): 2}
    assert str(mined(looked, noise=0.2)) == str(mined({tuple("abcd"): 1}))


@pytest.mark.parametrize("noise", [0.0, 0.1, 0.2, 0.5])
@pytest.mark.parametrize("name", real.NAMES)
def test_real_logs_give_the_tree_that_pm4py_finds(name: str, noise: float) -> None:
    variants = variants_of(real.log(name))
    counts = {variant.activities: variant.count for variant in variants.top(len(variants))}
    tree = tree_of_variants(variants, noise=noise)
    assert tree == mined_by_pm4py(counts, noise)
    assert tree == mined(counts, noise=noise)


@pytest.mark.parametrize("name", real.NAMES)
def test_every_trace_of_a_real_log_is_allowed(name: str) -> None:
    variants = variants_of(real.log(name))
    net = net_of_tree(tree_of_variants(variants))
    refused = [variant for variant in variants.top(40) if not accepts(net, variant.activities)]
    assert not refused


@given(logs, st.sampled_from([0.0, 0.1, 0.3, 0.8, 1.0]))
@settings(deadline=None, max_examples=60)
def test_any_log_gives_the_tree_that_pm4py_finds(log: dict[Trace, int], noise: float) -> None:
    assume(any(log))
    assert mined(log, noise=noise) == mined_by_pm4py(log, noise)


@given(logs)
@settings(deadline=None, max_examples=100)
def test_every_trace_is_allowed(log: dict[Trace, int]) -> None:
    net = net_of_tree(mined(log))
    assert all(accepts(net, trace) for trace in log)


@given(plain_trees(), st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=60)
def test_a_tree_is_found_again_from_its_traces(tree: ProcessTree, dice: random.Random) -> None:
    log = Counter(tuple(played(tree, dice)) for _ in range(300))
    assume(({trace[0] for trace in log}, {trace[-1] for trace in log}) == ends(tree))
    assume({(a, b) for trace in log for a, b in pairwise(trace)} == follows(tree))
    assert mined(log) == canonical(tree)


@given(logs, st.randoms(use_true_random=False), st.sampled_from([0.0, 0.2]))
@settings(deadline=None, max_examples=50)
def test_the_order_of_traces_and_a_common_factor_change_nothing(
    log: Mapping[Trace, int], dice: random.Random, noise: float
) -> None:
    shuffled = list(log)
    dice.shuffle(shuffled)
    assert mined({trace: 3 * log[trace] for trace in shuffled}, noise=noise) == mined(log, noise=noise)


def test_a_log_with_too_many_activities_is_refused() -> None:
    with pytest.raises(TooManyActivities):
        mined({(f"a{number}",): 1 for number in range(1_001)})


def test_a_log_in_which_nothing_holds_for_many_activities_ends() -> None:
    dice = random.Random(1)
    names = [f"activity {number:03}" for number in range(150)]
    tree = mined({tuple(dice.choice(names) for _ in range(40)): 1 for _ in range(100)})
    assert len(str(tree)) > 1_000
