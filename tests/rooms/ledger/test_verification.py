"""What a verification says, of what, and to whom."""

from __future__ import annotations

import hashlib
import json

import psycopg
import pytest
from django.db import connection, models
from django.utils import translation

from tests.rooms.ledger.conftest import AKTOBE, ASTANA, Tamper, a_person, found, note
from tirek.directory import Person
from tirek.ledger import as_json, national_root, verify, verify_rows
from tirek.ledger.differences import SENTENCES, Difference
from tirek.ledger.traced import Traced

TABLE = "directory_person"


def test_it_works(people: list[Person]) -> None:
    verification = verify()
    assert verification.ok
    assert (verification.chains, verification.entries, verification.rows) == (2, 6, 3)
    assert verification.root == national_root()


@pytest.mark.django_db
def test_an_empty_ledger_holds() -> None:
    verification = verify()
    assert verification.ok
    assert (verification.chains, verification.entries, verification.rows) == (0, 0, 0)
    assert verification.root == national_root() == hashlib.sha256(b"").hexdigest()


def test_the_first_difference_comes_first(people: list[Person], tamper: Tamper) -> None:
    tamper("UPDATE directory_person SET sex = 'male' WHERE id = %s", people[0].id)
    tamper("UPDATE ledger_payload SET by = 'another'")
    tamper("UPDATE ledger_entry SET event = 'another' WHERE chain_id = 'KZ-NATIONAL' AND position = 2")
    assert [each[1:] for each in found()] == [
        (AKTOBE, 1),
        *((ASTANA, position) for position in (1, 2, 2, 3, 4, 5)),
        (ASTANA, 1),
    ]


def test_as_json_says_what_a_script_needs(people: list[Person], tamper: Tamper) -> None:
    assert as_json(verify())["first_difference"] is None
    tamper("UPDATE directory_person SET sex = 'male' WHERE id = %s", people[0].id)
    with translation.override("ru"):
        answer = json.loads(json.dumps(as_json(verify())))
    difference = {
        "kind": "row-altered",
        "chain": ASTANA,
        "position": 1,
        "table": TABLE,
        "key": str(people[0].id),
        "sentence": "A row of directory_person is not as entry KZ-NATIONAL/1 left it.",
    }
    assert answer == {
        "ok": False,
        "chains": 2,
        "entries": 6,
        "rows": 3,
        "root": national_root(),
        "first_difference": difference,
        "differences": [difference],
        "truncated": False,
    }


@pytest.mark.parametrize(("strays", "truncated"), [(1000, False), (1001, True)])
def test_no_more_than_a_thousand_differences_are_named(people: list[Person], strays: int, truncated: bool) -> None:
    models.QuerySet(Person).bulk_create([a_person() for _ in range(strays)])
    verification = verify()
    assert (len(verification.differences), verification.truncated) == (1000, truncated)
    assert verification.rows == strays + 3


@pytest.mark.parametrize("kind", SENTENCES)
def test_every_kind_has_a_sentence_that_can_be_filled(kind: str) -> None:
    difference = Difference(kind, ASTANA, 7, TABLE, "a-key")
    assert "%" not in difference.message
    assert difference.sentence.endswith(".")


def test_progress_reaches_its_end(people: list[Person]) -> None:
    note(*(a_person() for _ in range(2500)))
    seen: list[tuple[int, int]] = []
    verify(progress=lambda done, total: seen.append((done, total)))
    assert seen[-1] == (2510, 2510)
    assert [done for done, _ in seen] == [1000, 2000, 2510]


def test_rows_can_be_verified_by_their_keys(people: list[Person], tamper: Tamper) -> None:
    first, second, third = (person.id for person in people)
    tamper("UPDATE directory_person SET sex = 'male' WHERE id = %s", first)
    tamper("DELETE FROM directory_person WHERE id = %s", second)
    assert verify_rows(Person, [third]) == []
    kinds = {each.key: each.kind for each in verify_rows(Person, [first, second, third])}
    assert kinds == {str(first): "row-altered", str(second): "row-missing"}


def test_a_key_that_never_was_is_missing(people: list[Person]) -> None:
    nobody = a_person().id
    assert verify_rows(Person, [nobody]) == [Difference("row-missing", table=TABLE, key=str(nobody))]


def test_verifying_rows_takes_two_queries_for_each_chunk(people: list[Person], django_assert_num_queries) -> None:
    with django_assert_num_queries(7):  # two for the rows, five to see and to unsee what policies hide
        assert verify_rows(Person, [person.id for person in people]) == []


def test_the_auditor_can_verify(people: list[Person], database_environment: dict[str, str]) -> None:
    from tirek.settings import database

    mine, auditors = dict(connection.settings_dict), database(database_environment["DATABASE_AUDITOR_URL"])
    connection.close()
    try:
        connection.settings_dict.update({**auditors, "OPTIONS": {}})
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_user")
            assert cursor.fetchone() == ("tirek_auditor",)
        assert verify().ok
    finally:
        connection.close()
        connection.settings_dict.update(mine)


def test_what_is_written_meanwhile_is_no_difference(people: list[Person], superuser_url: str) -> None:
    """All of it is read in one snapshot."""
    with psycopg.connect(superuser_url, autocommit=True) as other:
        written = False

        def meanwhile(done: int, total: int) -> None:
            nonlocal written
            other.execute("UPDATE directory_person SET sex = 'male'")
            written = True

        note(*(a_person() for _ in range(1000)))
        assert verify(progress=meanwhile).ok
        assert written
    assert not verify().ok


def test_the_ledger_knows_every_traced_table() -> None:
    from tirek.ledger.digests import traced_models

    names = [model._meta.db_table for model in traced_models()]
    assert TABLE in names
    assert names == sorted(names)
    assert all(issubclass(model, Traced) for model in traced_models())
