from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rooms.packs.checkers.mechanism import FILES, changed, problems, said

PATH = "indicators/torture.yaml"
TEXT = FILES[PATH].decode()


def test_it_works() -> None:
    assert problems(PATH) == []


@pytest.mark.parametrize(
    ("old", "new", "expected", "row"),
    [
        ("id: torture\n", "", "pack-key-missing", 1),
        ("id: torture\n", "id: abuse\n", "indicator-id-other", 1),
        ("id: torture\n", "id: []\n", "pack-key-missing", 1),
        ("unit: complaints", "unit: ''", "pack-key-missing", 3),
        ("unit: complaints", "unit: {en: complaints, ru: ''}", "pack-key-missing", 3),
        ("unit: complaints", "unit: complaints\nnotes: none", "pack-key-unknown", 4),
        ("counted:\n  form: intake", "counted:\n  form: intaek", "indicator-form-unknown", 5),
        ("counted:\n  form: intake", "counted:\n  forms: intake", "pack-key-unknown", 5),
        ("counted:\n  form: intake\n  where: ${torture} = 'yes'", "counted: intake", "pack-key-missing", 4),
        ("${torture} = 'yes'\n", "${tortur} = 'yes'\n", "pack-field-unknown", 6),
        ("${torture} = 'yes'\n", "${torture} == 'yes'\n", "expression-unreadable", 6),
        ("${torture} = 'yes'\n", "/data/torture = 'yes'\n", "expression-paths-not-supported", 6),
        ("${torture} = 'yes'\n", "__import__('os')\n", "expression-function-unknown", 6),
        ("${torture} = 'yes'\n", "[]\n", "expression-empty", 6),
        ("split by: [region]", "split by: region", "pack-key-missing", 9),
        ("split by: [region]", "split by: [district]", "indicator-split-unknown", 9),
        ("split by: [region]", "split by: [age]", "indicator-split-unknown", 9),
        ("split by: [region]", "split by: [sex]", "indicator-split-secret", 9),
        ("split by: [region]", "split by: [{}]", "indicator-split-unknown", 9),
        ("region: KZ-15, age: 34", "region: KZ-99, age: 34", "indicator-example-choice-unknown", 13),
        ("region: KZ-15, age: 34", "region: KZ-15, ages: 34", "indicator-example-field-unknown", 13),
        ("region: KZ-15, age: 34", "region: KZ-15, age: {}", "indicator-example-field-unknown", 13),
        ("    intake:\n", "    other:\n", "pack-key-unknown", 12),
        ("counted: 1, out of: 3", "counted: 2, out of: 3", "indicator-example-wrong", 16),
        ("counted: 1, out of: 3", "counted: 1, out of: 2", "indicator-example-wrong", 16),
        ("counted: 1, out of: 3", "counted: one, out of: 3", "indicator-example-not-a-number", 16),
        ("counted: 1, out of: 3", "counted: 1", "pack-key-missing", 16),
        ("${torture} = 'yes'\n", "${happened} < today() or ${torture} = 'yes'\n", "indicator-example-without-day", 10),
    ],
)
def test_refuses_by_the_line(old: str, new: str, expected: str, row: int) -> None:
    found = said(problems(PATH, TEXT.replace(old, new, 1)))

    assert (expected, row) in found
    assert old in TEXT


def test_an_example_that_asks_for_the_day_says_which_it_is() -> None:
    text = TEXT.replace("${torture} = 'yes'", "${happened} >= date(today() - 30)", 1)
    text = text.replace("age: 34", "happened: 2026-02-15", 1)
    text = text.replace("worked example:\n", "worked example:\n  on: 2026-03-01\n")

    assert problems(PATH, text) == []
    assert said(problems(PATH, text.replace("on: 2026-03-01", "on: 2026-06-01"))) == [("indicator-example-wrong", 17)]
    assert said(problems(PATH, text.replace("on: 2026-03-01", "on: spring"))) == [("clock-date-unreadable", 11)]


def test_words_of_several_languages_are_words() -> None:
    assert problems(PATH, changed(PATH, "unit: complaints", "unit: {en: complaints, ru: жалобы}")) == []


def test_a_question_of_many_choices_is_answered_by_their_names() -> None:
    assert said(problems(PATH, changed(PATH, "{torture: no}", "{torture: no yes maybe}"))) == [
        ("indicator-example-choice-unknown", 14)
    ]


def test_a_file_of_nothing_lacks_everything() -> None:
    assert said(problems(PATH, "")) == [("pack-key-missing", 1)]
    assert said(problems(PATH, "just words")) == [("pack-key-missing", 1)]


def test_what_cannot_be_read_is_left_to_the_check_of_texts() -> None:
    assert problems(PATH, "a: &a [*a]") == []
    assert problems(PATH, "[" * 3000) == []


YAMLS = st.recursive(
    st.sampled_from(["intake", "1", "yes", "''", "torture", "${torture} = 'yes'", "-", "~"]),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda parts: f"[{', '.join(parts)}]"),
        st.dictionaries(
            st.sampled_from(["form", "where", "given", "then", "on", "intake", "counted"]), inner, max_size=3
        ).map(lambda parts: "{" + ", ".join(f"{key}: {value}" for key, value in parts.items()) + "}"),
    ),
    max_leaves=8,
)


@given(
    st.dictionaries(
        st.sampled_from(["id", "question", "unit", "counted", "out of", "split by", "worked example"]), YAMLS
    )
)
def test_no_shape_makes_it_fail(given_: dict[str, str]) -> None:
    said(problems(PATH, "".join(f"{key}: {value}\n" for key, value in given_.items())))


@given(st.sampled_from(TEXT.replace("{", "{ ").split(" ")), YAMLS)
def test_no_exchange_of_parts_makes_it_fail(part: str, other: str) -> None:
    said(problems(PATH, TEXT.replace(part.strip("\n,}") or "id", other)))


@given(st.binary(max_size=200))
def test_no_bytes_make_it_fail(content: bytes) -> None:
    said(problems(PATH, content))
