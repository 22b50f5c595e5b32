from __future__ import annotations

import sys
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tirek.expressions import ExpressionRefused, parse
from tirek.expressions.functions import FUNCTIONS
from tirek.expressions.parsing import DEEPEST, LONGEST

PIECES = (
    *("${a}", "${b-c}", ".", "..", "1", "2.5", ".5", "'x'", '"y"', "'", '"', "(", ")", ",", " ", "and", "or", "div"),
    *("mod", "=", "!=", "<", "<=", ">", ">=", "+", "-", "*", "/", "//", "[", "]", "@", "|", "::", "$x", "${", "}"),
    *("a", "a:b", "‘", "”", "\x00", "\ud800", "é", "٣", "\n", "regex(", "regex('a', '", "not(", "once(", "if("),
    *(f"{name}(" for name in sorted(FUNCTIONS)),
)


def test_it_works() -> None:
    expression = parse("${age} >= 18 and selected(${help}, 'legal')")

    assert expression.names == {"age", "help"}
    assert expression.text == "${age} >= 18 and selected(${help}, 'legal')"


def test_the_answer_looked_at_is_a_name_too() -> None:
    assert parse(". > 3").names == {"."}
    assert parse("once(today())").names == {"."}


def test_names_of_letters_beyond_latin_are_names() -> None:
    assert parse("${жасы} > 3").names == {"жасы"}


@pytest.mark.parametrize(
    ("text", "refused", "position"),
    [
        ("", "expression-empty", None),
        (" \n\t", "expression-empty", None),
        ("1 +", "expression-unfinished", 4),
        ("(1", "expression-unfinished", 3),
        ("not(", "expression-unfinished", 5),
        ("-", "expression-unfinished", 2),
        ("${a} = 'yes", "expression-text-not-closed", 8),
        ('"', "expression-text-not-closed", 1),
        ("‘yes’", "expression-unreadable", 1),
        ("1 2", "expression-unreadable", 3),
        ("${a} ${b}", "expression-unreadable", 6),
        ("1)", "expression-unreadable", 2),
        ("()", "expression-unreadable", 2),
        ("1 == 2", "expression-unreadable", 4),
        ("${a} && ${b}", "expression-unreadable", 6),
        ("${a b}", "expression-unreadable", 1),
        ("${}", "expression-unreadable", 1),
        ("1e3", "expression-unreadable", 2),
        ("if(1, 2, )", "expression-unreadable", 10),
        ("/data/age", "expression-paths-not-supported", 1),
        ("../age > 3", "expression-paths-not-supported", 1),
        ("age > 3", "expression-paths-not-supported", 1),
        ("3 > age", "expression-paths-not-supported", 5),
        ("${a}[1]", "expression-paths-not-supported", 5),
        ("${a} | ${b}", "expression-paths-not-supported", 6),
        ("@id", "expression-paths-not-supported", 1),
        ("$x", "expression-paths-not-supported", 1),
        ("child::a", "expression-paths-not-supported", 1),
        ("*", "expression-paths-not-supported", 1),
        ("__import__('os')", "expression-function-unknown", 1),
        ("1 + random()", "expression-function-unknown", 5),
        ("jr:choice-name(${a}, 'b')", "expression-function-unknown", 1),
        ("if(1, 2)", "expression-function-miscalled", 1),
        ("today(1)", "expression-function-miscalled", 1),
        ("weighted-checklist(1, 2, 3)", "expression-function-miscalled", 1),
        ("sum(1)", "expression-function-needs-name", 1),
        ("2 = count('a')", "expression-function-needs-name", 5),
        ("regex(${a}, '(')", "expression-pattern-refused", 1),
        ("regex(${a}, '(a{1000}){1000}')", "expression-pattern-too-large", None),
    ],
)
def test_refuses_by_its_own_name_and_place(text: str, refused: str, position: int | None) -> None:
    with pytest.raises(ExpressionRefused) as caught:
        parse(text)

    assert (caught.value.id, caught.value.facts.get("position")) == (refused, position)
    assert str(caught.value)
    assert caught.value.hint


def test_a_word_is_an_operator_only_where_one_can_stand() -> None:
    assert parse("${and} and ${or}").names == {"and", "or"}
    with pytest.raises(ExpressionRefused):
        parse("and and and")


def test_two_thousand_characters_are_enough() -> None:
    longest = "1" + "+1" * ((LONGEST - 1) // 2)
    parse(longest.ljust(LONGEST))

    with pytest.raises(ExpressionRefused) as caught:
        parse(longest.ljust(LONGEST + 1))

    assert caught.value.id == "expression-overlong"


@pytest.mark.parametrize(
    "nested",
    [
        lambda deep: "(" * deep + "1" + ")" * deep,
        lambda deep: "not(" * deep + "1" + ")" * deep,
        lambda deep: "1 + (" * deep + "1" + ")" * deep,
        lambda deep: "(" * deep + "1" + " + 1)" * deep,
        lambda deep: "-(" * deep + "1" + ")" * deep,
    ],
)
def test_fifty_levels_are_enough(nested: object) -> None:
    assert callable(nested)
    parse(nested(DEEPEST // 2 - 1))

    with pytest.raises(ExpressionRefused) as caught:
        parse(nested(DEEPEST))

    assert caught.value.id == "expression-too-deep"


def test_operators_of_every_rank_count_as_levels_too() -> None:
    inner = "1"
    for _ in range(DEEPEST // 6):
        inner = f"({inner} * 1 + 1 < 1 = 1 and 1 or 1)"
    assert parse(inner).tree.depth == 1 + DEEPEST // 6 * 6

    with pytest.raises(ExpressionRefused, match="nested more than 50 levels"):
        parse(f"({inner} * 1 + 1 < 1 = 1 and 1 or 1)")


def test_a_long_chain_is_not_a_deep_one() -> None:
    assert parse("1" + " or 1" * 300).tree.depth == 2
    assert parse("-" * 1000 + "1").tree.depth == 2


def test_deep_texts_never_meet_the_limit_of_the_interpreter() -> None:
    """Each kind of nesting, from a caller that is far down the stack itself."""

    def below(frames: int) -> list[str]:
        if frames:
            return below(frames - 1)
        refused = []
        for opening in ("(", "not(", "-(", "1+(", "if(1,", "1 or 2 and 3 = 4 < 5 + 6 * ("):
            with pytest.raises(ExpressionRefused) as caught:
                parse((opening * LONGEST)[:LONGEST])
            refused.append(caught.value.id)
        return refused

    depth = 0
    frame = sys._getframe()
    while frame.f_back:
        depth, frame = depth + 1, frame.f_back

    assert set(below(600 - depth)) == {"expression-too-deep"}


@given(st.one_of(st.text(max_size=300), st.lists(st.sampled_from(PIECES), max_size=60).map("".join)))
@example("(" * 2000)
@example("1" + "-" * 1999)
@example("'" * 1999)
@example("${" * 1000)
@example("a." * 1000)
def test_any_text_is_read_or_refused_within_milliseconds(text: str) -> None:
    started = time.perf_counter()
    refused = refusal_of(text)
    taken = time.perf_counter() - started

    assert taken < 0.5  # for a busy machine; it is some hundred microseconds
    if refused:
        assert str(refused)
        assert 1 <= refused.facts.get("position", 1) <= len(text) + 1


def refusal_of(text: str) -> ExpressionRefused | None:
    try:
        parse(text)
    except ExpressionRefused as refused:
        return refused
    return None
