"""libxml2 evaluates XPath 1.0 by itself: on what the two languages share, it and we must agree."""

from __future__ import annotations

import math
from datetime import UTC, datetime

from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree

from tirek.expressions import evaluate, parse

NOW = datetime(2026, 11, 23, tzinfo=UTC)
ANSWERS = {"a": "3", "b": "-2.5", "c": "so", "d": "no way", "r": ["1", "2", "30"], "s": ["so", "2"]}
DOCUMENT = etree.fromstring(
    "<data>"
    + "".join(
        f"<{name}>{each}</{name}>"
        for name, value in ANSWERS.items()
        for each in (value if isinstance(value, list) else [value])
    )
    + "</data>"
)

# Few digits, and divided by powers of two only: libxml2 writes fifteen digits as text, we as many as it takes.
NUMBERS = st.one_of(st.integers(0, 50).map(str), st.sampled_from(["0.5", "2.25", ".5", "10."]))
TEXTS = st.sampled_from(["'so'", '"no"', "''", "'3'", "' 2 '", "'-7'", "'a b'", "'x'"])
NAMES = st.sampled_from(["${a}", "${b}", "${c}", "${d}", "${r}", "${s}"])
OPERATORS = st.sampled_from(["=", "!=", "<", "<=", ">", ">=", "+", "-", "*", "mod", "and", "or"])
ROUNDING = ("floor", "ceiling", "round")
OF_ONE = st.sampled_from(["not", "boolean", "number", "string", *ROUNDING, "normalize-space", "string-length"])
OF_TWO = st.sampled_from(["contains", "starts-with", "substring-before", "substring-after"])


def _deeper(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    # libxml2, unlike XPath 1.0, reads 0e as a number: so no e may come to stand by itself.
    two = st.tuples(inner, TEXTS)
    return st.one_of(
        st.tuples(inner, OPERATORS, inner).map(" ".join),
        st.tuples(inner, st.sampled_from(["2", "4", "-8", "0"])).map(" div ".join),
        inner.map(lambda each: f"({each})"),
        inner.map(lambda each: f"- {each}"),
        st.tuples(OF_ONE, inner).map(lambda call: f"{call[0]}({call[1]})"),
        st.tuples(OF_TWO, two).map(lambda call: f"{call[0]}({call[1][0]}, {call[1][1]})"),
        st.tuples(inner, TEXTS, TEXTS).map(lambda each: f"translate({each[0]}, {each[1]}, {each[2]})"),
        st.sampled_from(["sum(${r})", "count(${r})", "sum(${s})", "true()", "false()"]),
        two.map(lambda each: f"concat(string({each[0]}), string({each[1]}))"),
    )


EXPRESSIONS = st.recursive(st.one_of(NUMBERS, TEXTS, NAMES), _deeper, max_leaves=12)


@given(EXPRESSIONS)
@example("2 - 1 - 1")
@example("- - 3")
@example("${r} != ${r}")
@example("${r} = ${s}")
@example("${s} > 1")
@example("1 - -1 * 2 mod 3")
@example("-5 mod 2 = -1")
@example("1 div 0 > ${a}")
@example("round(-0.5)")
def test_we_and_libxml_agree(text: str) -> None:
    expected = DOCUMENT.xpath(_path(f"string({text})"))
    ours = evaluate(parse(f"string({text})"), ANSWERS, now=NOW)

    assert _same(str(ours), str(expected)), (text, ours, expected)


def _path(text: str) -> str:
    for name in ANSWERS:
        text = text.replace(f"${{{name}}}", f"/data/{name}")
    return text


def _same(one: str, other: str) -> bool:
    """Whether two texts are the same, or say the same number: libxml2 rounds what it writes, and writes 1e+20."""
    if one == other:
        return True
    try:
        return math.isclose(float(one), float(other), rel_tol=1e-9)
    except ValueError:
        return False
