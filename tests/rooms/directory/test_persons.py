"""Persons are codes; the same code is the same person, whoever registers it and how often."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from tests.cast import AKTOBE, NATIONAL, office
from tirek.directory import PERSON_CODE, Person, register_persons
from tirek.ledger import Event, WriteWithoutTrace, entry, verify

pytestmark = pytest.mark.django_db

REGISTERED = Event("persons-registered", "Persons registered.")


def register(sexes: dict[str, str], at: str = NATIONAL) -> dict[str, Person]:
    with entry(event=REGISTERED, office=office(at).pk, by="tests") as trace:
        return register_persons(trace=trace, sexes=sexes)


def test_it_works() -> None:
    found = register({"KZ-7F3K2": "female", "KZ-8F3K2": "male"})
    assert {code: person.sex for code, person in found.items()} == {"KZ-7F3K2": "female", "KZ-8F3K2": "male"}
    assert verify().ok


def test_a_code_that_is_known_is_the_same_person() -> None:
    first = register({"KZ-7F3K2": "female"})
    second = register({"KZ-7F3K2": "female", "KZ-NEW01": "male"}, AKTOBE)
    assert second["KZ-7F3K2"].pk == first["KZ-7F3K2"].pk
    assert Person.objects.count() == 2


def test_a_person_on_record_keeps_the_sex_on_record() -> None:
    register({"KZ-7F3K2": "female"})
    assert register({"KZ-7F3K2": "male"})["KZ-7F3K2"].sex == "female"


def test_registering_nobody_is_fine() -> None:
    assert register({}) == {}


def test_a_thousand_persons_take_as_many_questions_as_ten(django_assert_max_num_queries) -> None:
    office()
    with entry(event=REGISTERED, office=NATIONAL, by="tests") as trace, django_assert_max_num_queries(3):
        register_persons(trace=trace, sexes={f"KZ-{number:05}": "male" for number in range(1000)})


@pytest.mark.parametrize(
    "code", ["Aigul Serik", "kz-7f3k2", "KZ-7F3", "KZ7F3K2", "KZ-7F3K2 ", "KZ-7F3K2-LONGLONG", "КZ-7F3K2"]
)
def test_the_database_takes_no_name_for_a_code(code: str) -> None:
    assert not PERSON_CODE.fullmatch(code)
    with pytest.raises(IntegrityError), transaction.atomic():
        register({code: "female"})


@pytest.mark.parametrize("code", ["KZ-7F3K2", "KG-00000", "KZ-ABCDEFGHJKLM"])
def test_the_database_takes_a_code(code: str) -> None:
    assert PERSON_CODE.fullmatch(code)
    assert register({code: "female"})


def test_the_database_takes_no_other_sex() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        register({"KZ-7F3K2": "f"})


def test_a_person_cannot_be_stored_past_the_ledger() -> None:
    with pytest.raises(WriteWithoutTrace):
        Person(code="KZ-7F3K2", sex="female").save()
