"""A case is found by what was told of it, in either script and with any ending, and the table tells no word."""

from __future__ import annotations

import pytest

from tests.answered import answered_form
from tests.case_rows import a_case, a_party
from tests.cast import AKTOBE, ALMATY, asel, olga, ruslan, yerlan
from tirek.cases import Case, SearchKey, sight_of, sight_of_the_house
from tirek.cases.seals import case_key, seal_told
from tirek.cases.search_words import Narrowed, keys_of, rebuild, search, spelt
from tirek.directory import Account
from tirek.packs import Edition

ALIKE = (
    ("Иванов", "Иванову", "Иванова", "Ивановой", "Ivanov"),
    ("Жанар", "Жанарға", "Жанардың", "Zhanar", "Janar"),
    ("Қайрат", "Кайрат", "Qairat", "Kairat", "Қайраттан"),
    ("Ерлан", "Yerlan", "Erlan", "Ерланмен"),
    ("Нұргүл", "Нургуль", "Nurgul", "Nurgül"),
    ("Ақтөбе", "Актобе", "Ақтөбеде", "Aktobe"),
    ("Щукин", "Shchukin", "Щукину"),
    ("Айдана", "Айданаға", "Айданы", "Aidana", "Aydana"),
    ("Хасенов", "Khassenov", "Khasenov", "Хасеновым"),
    ("+7 701 123-45-67", "87011234567", "8 (701) 123 45 67", "701 123 45 67"),
)
APART = (("Иванов", "Петров"), ("Ержан", "Ерлан"), ("+77011234567", "+77011234568"), ("Асан", "Хасан"))


@pytest.mark.parametrize("words", ALIKE, ids=lambda words: words[0])
def test_it_works(words: tuple[str, ...]) -> None:
    assert len({spelt(word) for word in words}) == 1, {word: spelt(word) for word in words}


@pytest.mark.parametrize("words", APART, ids=lambda words: words[0])
def test_others_stay_apart(words: tuple[str, str]) -> None:
    assert not spelt(words[0]) & spelt(words[1])


@pytest.fixture
def edition(db: None) -> Edition:
    return answered_form(ruslan()).edition


@pytest.fixture
def case(edition: Edition) -> Case:
    made = a_case(edition, asel())
    told = {"identity": {"name": "Жанар Иванова"}, "contact": {"phone": "+7 701 123-45-67"}}
    a_party(made, asel(), told)
    made.content = seal_told(made, case_key(made), "content", {"about": "Побои в камере"})
    rebuild(made)
    return made


def found(who: Account, text: str) -> list[str]:
    with sight_of(who):
        return [case.number for case in search(who, text)]


@pytest.mark.parametrize(
    "text", ["Ivanova", "ЖАНАР иванову", "87011234567", "камера", "камере", "HRC-15-2026", "hrc-15-2026-000001"]
)
def test_a_case_is_found(case: Case, text: str) -> None:
    assert found(asel(), text) == [case.number]


@pytest.mark.parametrize("text", ["Жанар Петрова", "7011234568", "", "-", "HRC-15-2025", "x" * 10_000])
def test_every_word_must_lead_to_it(case: Case, text: str) -> None:
    assert found(asel(), text) == []


@pytest.mark.parametrize("text", ["Иванова", "Жанар Иванова", "HRC-15-2026"])
def test_a_search_narrows_where_it_finds_and_not_among_the_newest(case: Case, text: str) -> None:
    asked = (
        (Narrowed(running=True), 1),
        (Narrowed(running=False), 0),
        (Narrowed(office=AKTOBE), 1),
        (Narrowed(office=ALMATY), 0),
        (Narrowed(editions=[case.edition_id]), 1),
        (Narrowed(editions=[]), 0),
    )
    with sight_of(asel()):
        for narrowed, count in asked:
            assert search(asel(), text, narrowed).count() == count, narrowed


def test_what_one_may_not_see_is_not_found(case: Case) -> None:
    assert found(olga(), "Иванова") == found(olga(), case.number) == []


def test_a_role_that_sees_no_names_finds_none_by_a_name(case: Case) -> None:
    assert found(yerlan(), "Иванова") == []
    assert found(yerlan(), "камера") == [case.number]


def test_a_sealed_case_is_not_found_by_a_name(case: Case) -> None:
    case.confidentiality = "sealed"
    rebuild(case)
    with sight_of_the_house():
        assert not SearchKey.objects.exclude(party=None).exists()


def test_the_same_word_is_another_number_at_another_office(case: Case, edition: Edition) -> None:
    a_case(edition, olga())
    assert keys_of(AKTOBE, ["ivanov"]).isdisjoint(keys_of(ALMATY, ["ivanov"]))
    with sight_of_the_house():
        assert keys_of(AKTOBE, ["ivanov"]) <= {bytes(each.value) for each in SearchKey.objects.all()}
