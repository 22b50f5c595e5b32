"""Trees say what they allow; their shortest form, their text and their net allow the same."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from tests.rooms.mining.models.trees import any_tree
from tirek.mining.models.errors import TreeUnreadable
from tirek.mining.models.net import language_of_net, reachable
from tirek.mining.models.net_of_tree import net_of_tree
from tirek.mining.models.tree import (
    SILENT,
    Leaf,
    ProcessTree,
    activities_of,
    canonical,
    exclusive,
    language,
    loop,
    parallel,
    sequence,
    skippable,
)
from tirek.mining.models.tree_text import tree_of_text

A, B, C = Leaf("a"), Leaf("b"), Leaf("c")
LONGEST = 4


def test_it_works() -> None:
    tree = sequence(A, exclusive(B, SILENT), loop(C))
    assert str(tree) == "->( 'a', X( 'b', tau ), *( 'c', tau ) )"
    assert language(tree, 3) == {("a", "c"), ("a", "b", "c"), ("a", "c", "c")}
    assert activities_of(tree) == ("a", "b", "c")


def test_what_goes_on_side_by_side_comes_in_any_order() -> None:
    assert language(parallel(sequence(A, B), C), 3) == {("a", "b", "c"), ("a", "c", "b"), ("c", "a", "b")}


def test_a_loop_ends_with_its_body() -> None:
    assert language(loop(A, B, C), 3) == {("a",), ("a", "b", "a"), ("a", "c", "a")}


@pytest.mark.parametrize(
    ("long", "short"),
    [
        ("->( 'a', ->( 'b', tau ) )", "->( 'a', 'b' )"),
        ("+( 'b', 'a' )", "+( 'a', 'b' )"),
        ("X( tau, *( 'a', tau ) )", "*( tau, 'a' )"),
        ("*( *( 'a', 'b' ), 'c' )", "*( 'a', X( 'b', 'c' ) )"),
        ("*( tau, ->( X( 'a', tau ), X( 'b', tau ) ) )", "*( tau, X( 'a', 'b' ) )"),
        ("X( 'a', 'a' )", "'a'"),
        ("+( tau, tau )", "tau"),
        ("*( 'a', 'b', 'c' )", "*( 'a', X( 'b', 'c' ) )"),
    ],
)
def test_the_shortest_form(long: str, short: str) -> None:
    assert str(canonical(tree_of_text(long))) == short


@given(any_tree)
@settings(deadline=None, max_examples=150)
def test_the_shortest_form_allows_the_same_and_is_its_own(tree: ProcessTree) -> None:
    short = canonical(tree)
    assert language(short, LONGEST) == language(tree, LONGEST)
    assert canonical(short) == short
    assert skippable(tree) == (() in language(tree, 0))


@given(any_tree)
@settings(deadline=None, max_examples=150)
def test_text_is_read_back(tree: ProcessTree) -> None:
    assert tree_of_text(str(tree)) == tree


@given(any_tree)
@settings(deadline=None, max_examples=150)
def test_its_net_allows_the_same_and_is_a_sound_workflow_net(tree: ProcessTree) -> None:
    net = net_of_tree(tree)
    assert language_of_net(net, LONGEST) == language(tree, LONGEST)
    source, sink = net.initial.index(1), net.final.index(1)
    assert not any(source in step.outputs or sink in step.inputs for step in net.transitions)
    markings, whole = reachable(net, 2_000)
    assert not whole or all(max(marking) == 1 and (not marking[sink] or marking == net.final) for marking in markings)


def test_names_with_quotes_are_read_back() -> None:
    tree = sequence(Leaf("it's"), Leaf("back\\slash"))
    assert tree_of_text(str(tree)) == tree


@pytest.mark.parametrize("sign", ["→( 'a', 'b' )", "  ->('a','b')  "])
def test_other_ways_to_write_it(sign: str) -> None:
    assert tree_of_text(sign) == sequence(A, B)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "->(",
        "'a' 'b'",
        "->( 'a' 'b' )",
        "->( 'a', )",
        "*( 'a' )",
        "Y( 'a', 'b' )",
        "'a",
        ")",
        ",",
        "+( ,'a' )",
        "->( 'a', 'b' ) x",
        "->( " * 300 + "'a'" + " )" * 300,
    ],
)
def test_what_is_no_tree_is_refused_with_its_place(text: str) -> None:
    with pytest.raises(TreeUnreadable) as refusal:
        tree_of_text(text)
    assert 1 <= refusal.value.facts["place"] <= len(text) + 1
