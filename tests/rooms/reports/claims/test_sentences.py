"""Where a sentence ends, and where it stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tirek.reports.claims.sentences import LONGEST, read


def cut(text: str) -> list[str]:
    return [sentence.text for sentence in read(text).sentences]


def test_it_works() -> None:
    narrative = read("First one. Second one!\n\nThird one?")
    assert [(narrative.line(s.start), narrative.column(s.start), s.text) for s in narrative.sentences] == [
        (1, 0, "First one."),
        (1, 11, "Second one!"),
        (3, 0, "Third one?"),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Mr. Smith and Dr. Khan came.",
        "See art. 5 of the law.",
        "It holds under No. 5 of the list.",
        "It rose by 2.5 points.",
        "The U.S. Government and J. Doe came.",
        "Things, e.g. Apples, were sold.",
        "Проведено в 2023 г. Омбудсменом страны.",
        "См. ст. 5 Закона и т.д. Приложения.",
        "Выделено 10 тыс. Долларов не хватило бы.",
    ],
)
def test_does_not_end_at_a_shortened_word(sentence: str) -> None:
    assert cut(sentence) == [sentence]


def test_a_long_russian_sentence_may_end_with_the_year() -> None:
    assert len(cut("Сто двадцать сотрудников полиции прошли обучение в столице в 2023 г. Курс продолжится.")) == 2


def test_ends_before_a_quotation_and_before_a_figure() -> None:
    assert cut("He left. “Good,” she said. 12 stayed.") == ["He left.", "“Good,” she said.", "12 stayed."]


def test_joins_wrapped_lines_but_not_list_items_headings_and_short_lines() -> None:
    text = (
        "# Heading\nA sentence that is wrapped by an editor after so many letters\nthat it goes on. Next\n"
        "- item one\n- item two\nHEADING\nName of a person\nRole"
    )
    assert cut(text) == [
        "Heading",
        "A sentence that is wrapped by an editor after so many letters that it goes on.",
        "Next",
        "item one",
        "item two",
        "HEADING",
        "Name of a person",
        "Role",
    ]


def test_leaves_the_numbering_out() -> None:
    assert cut("1.1 Review\n\n2) Train\n\n(3) Tell\n\n### 4. Ask\n\nIII. END") == [
        "Review",
        "Train",
        "Tell",
        "Ask",
        "III. END",
    ]


def test_a_table_row_gives_its_cells_with_the_text_of_the_row() -> None:
    found = read("| Posts | 12 |\n|---|---|\n| Cooks\t| 4 |").sentences
    assert [(s.row, s.text) for s in found] == [
        ("Posts", "| Posts | 12 |"),
        ("Posts", "| Posts | 12 |"),
        ("Cooks", "| Cooks | 4 |"),
        ("Cooks", "| Cooks | 4 |"),
    ]


def test_cuts_what_has_no_end() -> None:
    assert all(len(sentence) <= LONGEST for sentence in cut("word " * 5000))


@given(st.text(alphabet=st.sampled_from("Ab1. \n\r\t|#-\u2028"), max_size=80))
def test_sentences_follow_one_another_inside_the_text(text: str) -> None:
    narrative = read(text)
    ends = [0]
    for sentence in narrative.sentences:
        assert ends[-1] <= sentence.start < sentence.end <= len(text)
        ends.append(sentence.end)
