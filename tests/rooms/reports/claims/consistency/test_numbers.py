"""One thing counted twice."""

from __future__ import annotations

import pytest

from tests.rooms.reports.claims.said import contradictions, disagreements
from tirek.reports.claims import extract, hold_against_itself


def test_it_works() -> None:
    text = "The course on first aid taught 30 cooks in 2022.\n\nThe course on first aid taught 35 cooks in 2022."
    claims, (found,) = hold_against_itself(text, extract(text))
    assert (found.kind, found.values, found.where) == ("numbers", ("30 cooks", "35 cooks"), (1, 3))
    assert found.sentences == tuple(text.split("\n\n"))
    assert found.note == found.note_template % found.note_facts
    assert "different results" in found.note
    assert [(claim.quote, claim.status) for claim in claims] == [
        ("30 cooks", "inconsistent"),
        ("2022", "unsupported"),
        ("35 cooks", "inconsistent"),
        ("2022", "unsupported"),
    ]
    assert claims[0].note == "Disagrees with what the text says elsewhere, see line 3."


def test_a_bound_and_a_number_that_fits_it_are_told_as_a_difference_in_precision() -> None:
    (found,) = contradictions(
        "Over 30 cooks learned first aid in Astana. In all, 32 cooks learned first aid in Astana."
    )
    assert found.values == ("Over 30 cooks", "32 cooks")
    assert "both can be true" in found.note


def test_a_bound_that_the_number_breaks_is_told_as_a_difference() -> None:
    (found,) = contradictions("Over 40 cooks learned first aid in Astana. In Astana 32 cooks learned first aid.")
    assert "different results" in found.note


@pytest.mark.parametrize(
    "text",
    [
        "Over 90 guards (including 30 women) took lessons on law. In total, 95 guards (including 30 women) came.",
        "Свыше 90 сотрудников колонии (в том числе 30 женщин) учили закон. Всего 95 сотрудников колонии, из них 30"
        " женщин, были на уроках.",
        "90-нан астам колония қызметкері (оның ішінде 30 әйел) заңды оқыды. Барлығы 95 колония қызметкері (оның ішінде"
        " 30 әйел) сабаққа қатысты.",
    ],
)
def test_the_same_part_of_two_wholes_tells_that_they_are_one(text: str) -> None:
    (found,) = contradictions(text)
    assert found.kind == "numbers"
    assert "as a part of each" in found.note or "of each" in found.note


def test_number_words_and_figures_are_compared() -> None:
    text = "Fifty cooks learned first aid in Oral. In Oral, 52 cooks learned first aid."
    assert disagreements(text) == [("numbers", ("Fifty cooks", "52 cooks"))]


def test_transposed_digits_need_less_in_common() -> None:
    text = "The water board heard 1,245 pleas on pipes in spring. The 1,%s pleas on pipes tell the water board of rust."
    assert disagreements(text % "254") == [("numbers", ("1,245 pleas", "1,254 pleas"))]
    assert disagreements(text % "300") == []


def test_durations_are_compared() -> None:
    text = "A two-year project on legal aid began in May. The three-year project on legal aid began in May."
    assert disagreements(text) == [("numbers", ("two-year project", "three-year project"))]


def test_a_set_that_is_named_whole_is_compared_in_any_context() -> None:
    text = "The office opened 20 regional legal aid desks. All 19 regional legal aid desks got computers."
    assert disagreements(text) == [("numbers", ("20 regional legal aid desks", "19 regional legal aid desks"))]


@pytest.mark.parametrize(
    "text",
    [
        # said twice alike
        "The course taught 30 cooks first aid. The course taught 30 cooks first aid.",
        "The course taught thirty cooks first aid. The course taught 30 cooks first aid.",
        # two years
        "In 2022 the course taught 30 cooks first aid. In 2023 the course taught 40 cooks first aid.",
        # two places
        "The course taught 30 cooks first aid in Oral. The course taught 40 cooks first aid in Semey.",
        # one of them within the other
        "The course taught 30 cooks first aid in Oral. The course taught 40 cooks first aid in total.",
        "UNDP taught 30 cooks first aid in Oral. UNDP taught 40 cooks first aid.",
        # two groups, two subjects
        "The course taught 30 cooks first aid. The course taught 40 bakers first aid.",
        "The course taught 30 cooks first aid. The school gave 40 cooks new ovens.",
        # one sentence
        "30 cooks came on Monday and 40 cooks came on Tuesday.",
        # told again
        "The survey asked 900 guests about food. The previous survey asked 700 guests about food.",
        # another round
        "The first round taught 30 cooks about food. The second round taught 28 cooks about food.",
        # a part and a whole
        "The school has 90 cooks, including 30 women. The school has thirty women in its choir.",
        # shares of different things
        "The share of women rose to 12%. The share of cooks rose to 15%.",
        # a span
        "Each class has 20 to 25 cooks. Each class has 20 to 25 cooks.",
        # a table
        "| Cooks taught | 30 | 40 |\n|---|---|---|\n| Cooks taught | 50 | 60 |",
    ],
)
def test_different_things_do_not_disagree(text: str) -> None:
    assert disagreements(text) == []


def test_a_part_larger_than_its_whole_is_found() -> None:
    text = "It has 30 cooks, including 44 women."
    assert disagreements(text) == [("numbers", ("30 cooks", "44 women"))]
    claims, _ = hold_against_itself(text, extract(text))
    assert {claim.note for claim in claims} == {"Disagrees with what the sentence itself says."}


@pytest.mark.parametrize("text", ["It has 3 offices, including 44 staff.", "It has over 30 cooks, including 44 women."])
def test_a_part_that_may_be_larger_is_no_contradiction(text: str) -> None:
    assert disagreements(text) == []


def test_two_sentences_of_one_line_name_no_line() -> None:
    text = "The course taught 30 cooks first aid. The course taught 35 cooks first aid."
    claims, _ = hold_against_itself(text, extract(text))
    assert {claim.note for claim in claims} == {"Disagrees with another sentence of the same line."}


def test_a_pair_is_told_once_however_often_it_is_printed() -> None:
    pair = "The course taught 30 cooks first aid.\n\nThe course taught 35 cooks first aid.\n\n"
    assert len(contradictions(pair * 20)) == 1
