"""Alignments, replay and precision: against all words of small models, and by the literature."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rooms.mining.conforming.nets import NAMES, TRACES, TREES
from tirek.mining.conforming.alignments import Alignments, aligned
from tirek.mining.conforming.errors import ModelNeverEnds, ModelTooWide
from tirek.mining.conforming.markings import markings_of
from tirek.mining.conforming.replay import replayed
from tirek.mining.log import EventLog, log_of
from tirek.mining.models.net import AcceptingNet, fired, language_of_net, net_of_arcs
from tirek.mining.models.net_of_tree import net_of_tree
from tirek.mining.models.tree import Leaf, ProcessTree, language, loop, parallel, sequence
from tirek.mining.models.tree_text import tree_of_text

Trace = tuple[str, ...]
LONGEST = 10


def log(traces: list[Trace]) -> EventLog:
    rows = [(f"c{case}", activity) for case, trace in enumerate(traces) for activity in trace]
    return log_of([case for case, _ in rows], [what for _, what in rows], list(range(len(rows))))


def distance(one: Trace, other: Trace) -> int:
    """Fewest letters put in or taken out."""
    before = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        now = [i]
        for j, b in enumerate(other, 1):
            now.append(min(before[j] + 1, now[-1] + 1, before[j - 1] if a == b else len(one) + len(other)))
        before = now
    return before[-1]


def cheapest(trace: Trace, words: frozenset[Trace]) -> int:
    return min(distance(trace, word) for word in words)


def check(answer: Alignments, words: frozenset[Trace], trace: Trace) -> None:
    """The cost is the least there is, and the moves are what they are said to be."""
    (found,) = answer.variants
    assert found.cost == cheapest(trace, words)
    assert found.moves is not None
    assert tuple(move.log for move in found.moves if move.log) == trace
    assert tuple(move.model for move in found.moves if move.model) in words
    assert sum(move.log != move.model for move in found.moves) == found.cost
    assert found.worst == len(trace) + min(map(len, words))


@settings(max_examples=400, deadline=None)
@given(TREES, TRACES.filter(bool))
def test_the_cost_is_the_distance_to_the_nearest_word(tree: ProcessTree, trace: Trace) -> None:
    # A word longer than this is farther from five events than the shortest of at most five.
    check(aligned(log([trace]), net_of_tree(tree)), language(tree, LONGEST), trace)


STEP = st.tuples(
    st.sampled_from((*NAMES[:3], None)),
    st.lists(st.sampled_from("pqrs"), min_size=1, max_size=2),
    st.lists(st.sampled_from("pqrs"), min_size=1, max_size=2),
)


@settings(max_examples=400, deadline=None)
@given(st.lists(STEP, min_size=1, max_size=5), TRACES.filter(bool))
def test_so_it_is_of_nets_that_are_no_blocks_and_may_hold_several_tokens(
    steps: list[tuple[str | None, list[str], list[str]]], trace: Trace
) -> None:
    net = net_of_arcs("pqrs", [(f"t{i}", *step) for i, step in enumerate(steps)], {"p": 1}, {"s": 1})
    markings = markings_of(net, 300)
    if markings is None:
        return
    if markings.start < 0:
        with pytest.raises(ModelNeverEnds):
            aligned(log([trace]), net)
        return
    check(aligned(log([trace]), net), language_of_net(net, markings.shortest + len(trace) * 2), trace)


@settings(max_examples=200, deadline=None)
@given(TREES, st.lists(TRACES.filter(bool), min_size=1, max_size=6))
def test_precision_counts_what_is_allowed_and_never_done(tree: ProcessTree, traces: list[Trace]) -> None:
    words = language(tree, 12)
    allowed = escaping = 0
    for trace in traces:
        for at in range(len(trace)):
            before = trace[:at]
            may = {word[at] for word in words if word[:at] == before and len(word) > at}
            does = {other[at] for other in traces if other[:at] == before and len(other) > at}
            allowed, escaping = allowed + len(may), escaping + len(may - does)

    answer = aligned(log(traces), net_of_tree(tree)).precision

    assert answer is not None
    assert (answer.allowed, answer.escaping) == (allowed, escaping)
    assert answer.share == (None if not allowed else 1 - escaping / allowed)


@settings(max_examples=200, deadline=None)
@given(TREES, TRACES.filter(bool))
def test_a_word_of_the_model_is_replayed_without_a_token_missing_or_left(tree: ProcessTree, trace: Trace) -> None:
    answer = replayed(log([trace]), net_of_tree(tree))
    (found,) = answer.variants

    assert found.fits == (trace in language(tree, LONGEST))
    assert (found.missing + found.remaining == 0) == (found.fitness == 1)
    assert 0 <= found.fitness <= 1
    assert found.consumed + found.remaining == found.produced + found.missing
    if found.fits:
        assert found.fitness == answer.fitness == 1


def test_tokens_are_counted_as_the_literature_counts_them() -> None:
    net = net_of_tree(sequence(Leaf("a"), Leaf("b"), Leaf("c")))
    (found,) = replayed(log([("a", "c")]), net).variants

    assert (found.produced, found.consumed, found.missing, found.remaining) == (3, 3, 1, 1)
    assert found.fitness == pytest.approx(2 / 3)


def test_fitness_is_one_less_cost_over_worst_cost_and_silent_steps_are_free() -> None:
    tree = tree_of_text("->( 'a', X( 'b', tau ), *( 'c', tau ), X( 'd', tau ) )")
    answer = aligned(log([("a", "c"), ("a", "c"), ("a", "x", "c"), ("b", "c")]), net_of_tree(tree))

    assert [(each.cost, each.worst) for each in answer.variants] == [(0, 4), (1, 5), (1, 4)]
    assert answer.fitness == 1 - 2 / 17
    assert answer.mean_fitness == pytest.approx((1 + 1 + 4 / 5 + 3 / 4) / 4)
    told = {each.activity: each.as_json() for each in answer.deviations}
    assert (told["x"]["log_only"], told["x"]["log_only_cases"], told["x"]["model_only"]) == (1, 1, 0)
    assert (told["a"]["synchronous"], told["a"]["model_only"], told["a"]["model_only_cases"]) == (3, 1, 1)
    assert list(told) == ["a", "x"]


def test_a_variant_beyond_the_limit_is_told_and_no_figure_is_about_it() -> None:
    tree = parallel(*(sequence(Leaf(f"{name}1"), Leaf(f"{name}2"), Leaf(f"{name}3")) for name in "abcdef"))
    hard = tuple(f"{name}{number}" for number in (3, 2, 1) for name in "abcdef")
    easy = tuple(f"{name}{number}" for number in (1, 2, 3) for name in "abcdef")
    answer = aligned(log([easy, easy, hard]), net_of_tree(tree), limit_s=0.01)

    assert [each.cost for each in answer.variants] == [0, None]
    told = answer.as_json()
    assert (told["variants_answered"], told["variants_not_within_limit"], told["cases_not_within_limit"]) == (1, 1, 1)
    assert (told["fitness"], told["cost"]) == (1.0, 0)


def test_a_model_that_never_ends_and_one_too_wide_are_refused() -> None:
    with pytest.raises(ModelNeverEnds):
        aligned(log([("a",)]), net_of_arcs("pq", [("t", "a", ["p", "q"], ["q"])], {"p": 1}, {"q": 1}))
    with pytest.raises(ModelTooWide):
        aligned(log([("a",)]), net_of_arcs("p", [("t", "a", ["p"], ["p", "p"])], {"p": 1}, {"p": 1}))


def test_an_empty_log_has_no_fitness() -> None:
    answer = aligned(log([]), net_of_tree(Leaf("a"))).as_json()
    assert (answer["fitness"], answer["precision"], answer["variants"]) == (None, None, 0)
    assert replayed(log([]), net_of_tree(Leaf("a"))).as_json()["fitness"] is None


def test_many_tokens_on_one_place_are_counted() -> None:
    net = AcceptingNet(
        ("p", "q"), net_of_arcs("pq", [("t", "a", ["p", "p"], ["q"])], {}, {}).transitions, (4, 0), (0, 2)
    )
    assert fired(net.transitions[0], (4, 0)) == (2, 1)
    assert [each.cost for each in aligned(log([("a", "a")]), net).variants] == [0]
    assert [each.cost for each in aligned(log([("a",)]), net).variants] == [1]


def test_what_is_asked_twice_is_answered_the_same() -> None:
    traces = [("a", "b", "a"), ("b",), ("c", "a")]
    net = net_of_tree(loop(parallel(Leaf("a"), Leaf("b")), Leaf("c")))
    assert aligned(log(traces), net).as_json() == aligned(log(traces), net).as_json()
