"""Words of one kind meet, words of two kinds do not."""

from __future__ import annotations

import pytest

from tirek.reports.claims.stems import language_of, name_form, stem
from tirek.reports.claims.vocabulary import Language


def test_it_works() -> None:
    assert stem("Trainings", "en") == stem("trained", "en") == "train"


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("en", "adoption", "adopted"),
        ("en", "organisations", "organization"),
        ("en", "Commissioner’s", "commissioners"),
        ("en", "policies", "policy"),
        ("ru", "сотрудников", "сотрудники"),
        ("ru", "областях", "область"),
        ("ru", "форума", "форум"),
        ("ru", "учреждён", "учрежден"),
        ("kk", "қызметкерлерінің", "қызметкері"),
        ("kk", "министрлігі", "министрлік"),
        ("kk", "әйелдер", "әйел"),
    ],
)
def test_forms_of_one_word_meet(language: Language, one: str, other: str) -> None:
    assert stem(one, language) == stem(other, language)


@pytest.mark.parametrize(("one", "other"), [("office", "officer"), ("police", "policy"), ("women", "woman")])
def test_other_words_do_not_meet(one: str, other: str) -> None:
    assert stem(one, "en") != stem(other, "en")


def test_names_are_told_apart_that_stems_are_not() -> None:
    assert stem("preventive", "en") == stem("prevention", "en")
    assert name_form("Preventive", "en") != name_form("Prevention", "en")
    assert name_form("Organisations", "en") == name_form("organization", "en")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The law was adopted", "en"),
        ("Закон принят в Қазақстане в прошлом году", "ru"),
        ("Заң былтыр қабылданды", "kk"),
        ("Жоба 2023 жылы басталды", "kk"),
        ("Проект начат и идёт", "ru"),
        ("12 345", "en"),
    ],
)
def test_tells_languages_apart(text: str, language: str) -> None:
    assert language_of(text) == language
