"""Every row gets its answer: it is good, or all that is wrong with it is said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tirek.evidence import Role
from tirek.evidence.attendance_list import COLUMNS, Row
from tirek.evidence.row_answers import Known, RowAnswer, answer_rows

GOOD = {"person": "KZ-7F3K2", "sex": "female", "unit": "Police", "region": "KZ-71", "role": "inspector"}
KNOWN = Known(regions={"KZ-71", "KZ-15"}, roles=set(Role.values), recorded_sex={}, attending=set())


def answer(known: Known = KNOWN, stray: str = "", **cells: str) -> RowAnswer:
    (one,) = answer_rows([Row(2, GOOD | cells, stray)], known)
    return one


def said(one: RowAnswer) -> list[str]:
    return [template % dict(facts) for template, facts in one.problems]


def test_it_works() -> None:
    assert answer() == RowAnswer(2, "KZ-7F3K2", "female", "Police", "KZ-71", "inspector")
    assert answer().good


@pytest.mark.parametrize(
    ("written", "sex"),
    [
        (word, sex)
        for sex, words in {
            "female": ("female", "Female", "F", "woman", "ж", "Жен.", "женский", "әйел", "ӘЙЕЛ"),
            "male": ("male", "M", "man", "м", "муж", "мужской", "ер", "еркек"),
        }.items()
        for word in words
    ],
)
def test_a_sex_is_recognised_in_three_languages(written: str, sex: str) -> None:
    assert answer(sex=written).sex == sex
    assert answer(sex=written).good


def test_codes_are_taken_in_small_letters_too() -> None:
    one = answer(person="kz-7f3k2", region="kz-71", role="Police Officer")
    assert (one.person, one.region, one.role) == ("KZ-7F3K2", "KZ-71", "police-officer")
    assert one.good


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ({"person": ""}, "The person's code is missing."),
        ({"person": "Aigul Serik"}, "“AIGUL SERIK” is no person's code, such as KZ-7F3K2."),
        ({"person": "КZ-7F3K2"}, "“КZ-7F3K2” is no person's code, such as KZ-7F3K2."),
        ({"sex": ""}, "The sex “” is not recognised; write female or male."),
        ({"sex": "x"}, "The sex “x” is not recognised; write female or male."),
        ({"unit": ""}, "The unit is missing."),
        ({"region": ""}, "There is no region “” on that day; write its code, such as KZ-71."),
        ({"region": "Astana"}, "There is no region “Astana” on that day; write its code, such as KZ-71."),
        ({"region": "KZ-10"}, "There is no region “KZ-10” on that day; write its code, such as KZ-71."),
        ({"role": "cook"}, "The role “cook” is not known."),
        ({"role": ""}, "The role “” is not known."),
    ],
)
def test_says_what_is_wrong(cells: dict[str, str], sentence: str) -> None:
    assert said(answer(**cells)) == [sentence]


def test_says_all_that_is_wrong_with_a_row() -> None:
    one = answer(person="", sex="", unit="", region="", role="", stray="more")
    assert len(said(one)) == 6


def test_a_row_with_cells_too_many_is_not_taken() -> None:
    assert said(answer(stray="senior")) == ["“senior” stands in no column that the first row names."]


def test_what_was_not_recognised_stays_as_it_came() -> None:
    one = answer(sex="Weiblich", role="Chief Cook", region="Astana")
    assert (one.sex, one.role) == ("Weiblich", "Chief Cook")


def test_refuses_a_sex_that_differs_from_the_record() -> None:
    known = Known(KNOWN.regions, KNOWN.roles, {"KZ-7F3K2": "male"}, set())
    assert said(answer(known)) == ["The person is on record with another sex."]
    assert answer(known, sex="m").good


def test_refuses_a_person_who_is_on_the_list_already() -> None:
    known = Known(KNOWN.regions, KNOWN.roles, {"KZ-7F3K2": "female"}, {"KZ-7F3K2"})
    assert said(answer(known)) == ["The person is on this event's list already."]


def test_a_person_who_stands_twice_in_the_file_is_taken_once() -> None:
    rows = [Row(2, GOOD, ""), Row(5, GOOD | {"person": "kz-7f3k2"}, ""), Row(9, GOOD, "")]
    first, second, third = answer_rows(rows, KNOWN)
    assert first.good
    assert said(second) == said(third) == ["The person stands on row 2 already."]


def test_rows_without_a_code_are_not_each_others_double() -> None:
    rows = [Row(2, GOOD | {"person": ""}, ""), Row(3, GOOD | {"person": ""}, "")]
    assert [said(one) for one in answer_rows(rows, KNOWN)] == [["The person's code is missing."]] * 2


CELLS = st.sampled_from(["", "KZ-7F3K2", "KZ-8F3K2", "female", "m", "Police", "KZ-71", "inspector", "ẞ", "%s", "İ"])


@given(st.lists(st.tuples(*[CELLS] * len(COLUMNS)), max_size=12))
def test_every_row_is_answered_in_order_and_nobody_is_taken_twice(table: list[tuple[str, ...]]) -> None:
    rows = [Row(at, dict(zip(COLUMNS, cells, strict=True)), "") for at, cells in enumerate(table, start=2)]
    answers = answer_rows(rows, KNOWN)
    assert [one.row for one in answers] == [row.number for row in rows]
    taken = [one.person for one in answers if one.good]
    assert len(taken) == len(set(taken))
    assert all(sentence for one in answers for sentence in said(one))
