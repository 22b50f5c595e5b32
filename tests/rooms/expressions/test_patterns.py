from __future__ import annotations

import re
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tirek.expressions import ExpressionRefused
from tirek.expressions.patterns import compiled, found


def matches(pattern: str, text: str) -> bool:
    return found(compiled(pattern), text, lambda steps: None)


def test_it_works() -> None:
    assert matches(r"^[0-9]{12}$", "870101300123")
    assert not matches(r"^[0-9]{12}$", "87010130012")


@pytest.mark.parametrize(
    "pattern",
    [
        *("(?=a)", "(?!a)", "(?<=a)b", r"(a)\1", "(?P<n>a)", "(?i)a", "a++", "a**", "*a", "(", ")", "(?", "\\", "^*"),
        *("[", "[]", "[b-a]", "[a&&b]", "[[a]]", "{1}", "a{2,1}", "a{", "a{,3}", r"\bx", r"\p{L}", r"\u0041"),
        "(" * 30 + ")" * 30,
    ],
)
def test_refuses_what_may_run_away_or_means_two_things(pattern: str) -> None:
    with pytest.raises(ExpressionRefused) as caught:
        compiled(pattern)

    assert caught.value.id == "expression-pattern-refused"
    assert 1 <= caught.value.facts["position"] <= len(pattern)


@pytest.mark.parametrize("pattern", ["(a{1000}){1000}", "((((){900}){900}){900})", "a{9999}", "a" * 3000])
def test_refuses_what_would_grow_too_large(pattern: str) -> None:
    with pytest.raises(ExpressionRefused) as caught:
        compiled(pattern)

    assert caught.value.id == "expression-pattern-too-large"


@pytest.mark.parametrize("pattern", ["^(a+)+$", "^(a|a)*$", "^(a|aa)+$", "^(a*)*$", "(x+x+)+y", "^(.*a){20}$"])
def test_steps_grow_with_the_text_and_not_beyond(pattern: str) -> None:
    """`re` would need 2³⁰ tries and more for the first of these."""

    def steps(length: int) -> int:
        spent = 0

        def spend(more: int) -> None:
            nonlocal spent
            spent += more

        found(compiled(pattern), "a" * length + "!", spend)
        return spent

    started = time.perf_counter()
    assert steps(600) < 3 * steps(300)
    assert time.perf_counter() - started < 5


ATOMS = st.sampled_from(
    ["a", "b", "c", ".", "[ab]", "[^a]", r"\d", r"\w", r"\S", "[a-c1]", r"\.", "1", "-", " ", "^", "$"]
)
PATTERNS = st.recursive(
    ATOMS,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map("".join),
        st.lists(inner, min_size=1, max_size=3).map(lambda ways: f"({'|'.join(ways)})"),
        st.tuples(inner, st.sampled_from(["*", "+", "?", "{2}", "{1,3}", "{2,}", "{0}", "*?", "+?"])).map(
            lambda pair: f"(?:{pair[0]}){pair[1]}"
        ),
    ),
    max_leaves=8,
)


@given(PATTERNS, st.text("abc1 .-", max_size=8))
@example("^(a|b)*$", "ab")
@example("ab", "aab")
@example("(a|b|c)d|e", "xe")
@example("(|a)b", "b")
def test_finds_what_python_finds(pattern: str, text: str) -> None:
    """`\\Z` for `$`, which in Python also stands before a last line break; texts are short, so that `re` comes back."""
    expected = re.search(pattern.replace("$", r"\Z"), text, re.ASCII) is not None

    assert matches(pattern, text) is expected


@given(st.text(max_size=40))
@example("(" * 40)
@example("[" * 40)
@example("a{1}{2}")
def test_any_pattern_is_read_or_refused(pattern: str) -> None:
    try:
        matches(pattern, "abc")
    except ExpressionRefused as refused:
        said = str(refused)
    else:
        said = "read"
    assert said
