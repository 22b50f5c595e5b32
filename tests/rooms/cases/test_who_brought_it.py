"""Who brought a matter, as it is kept and read: names and ways in words, cautions first, and no code of a form."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from tests.cast import asel, yerlan
from tests.rooms.cases.complaint import NAME, TELEPHONE, installed, opened
from tirek import cases
from tirek.cases import Party
from tirek.cases.seals import party_key, told_in
from tirek.cases.search_words import search

pytestmark = pytest.mark.django_db
REACHED = {
    "may_contact": "as_told",
    "contact_ways": "call message",
    "call_safety": "silent",
    "must_not_learn": "police family",
}


@pytest.fixture(autouse=True)
def mechanism() -> None:
    installed()


def told(language: str = "en") -> dict[str, dict[str, str]]:
    number = opened(asel(), citizenship="kz", is_child="no", signature="signature.png", **REACHED).case.number
    with override(language):
        (party,) = cases.open_file(account=yerlan(), number=number).parties
    found: dict[str, dict[str, str]] = party.words
    return found


def test_it_works() -> None:
    said = told()
    assert list(said["identity"].values()) == [f"Full name, as in the identity document: {NAME}"]
    assert list(said["contact"].values()) == [f"Telephone of the person: {TELEPHONE}"]
    assert list(said["caution"].values()) == [
        "May the office contact the person? Yes, but only as said below",
        "By which ways? Telephone call, Message on the telephone",
        "Is it safe to call and to say who is calling? Call, but name the office to nobody else",
        "Who must not learn of the complaint? Police, Other family members",
    ]


def test_it_is_said_in_the_language_of_the_reader() -> None:
    assert told("ru")["caution"]["must_not_learn"].endswith("Полиция, Другие члены семьи")


def test_what_was_written_by_hand_stands_as_it_was_written() -> None:
    number = opened(asel()).case.number
    said = {"identity": {"name": "A brother"}, "caution": {"caution": "Never at home"}, "contact": {}}
    cases.add_party(
        actor=asel(), number=number, part=Party.Part.REPRESENTATIVE, kind=Party.Kind.PERSON, authority=None, said=said
    )
    parties = cases.open_file(account=yerlan(), number=number).parties
    assert [each.words["identity"] for each in parties if "name" in each.words["identity"]] == [{"name": "A brother"}]


def test_codes_are_not_found_as_names() -> None:
    number = opened(asel(), citizenship="kz", is_child="no", **REACHED).case.number
    with cases.sight_of_the_house():
        party = Party.objects.get(case__number=number)
        kept = told_in(party, party_key(party), "content")
    assert kept["caution"] == REACHED
    assert set(kept["identity"]) == {"person_name"}
    with cases.sight_of(yerlan()):
        assert [case.number for case in search(yerlan(), NAME.split()[0])] == [number]
        for code in ("police", "silent", "kz", "no"):
            assert not search(yerlan(), code).exists()
