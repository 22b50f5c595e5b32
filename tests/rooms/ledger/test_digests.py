"""What of a row is digested."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from uuid import UUID

import psycopg
import pytest
from django.db import models
from psycopg.types.range import Range

from tests.rooms.ledger.conftest import ASTANA, NOTED, a_person, note
from tirek.directory import Account, Office, Person
from tirek.ledger import entry, verify, verify_rows
from tirek.ledger.digests import as_json, digests_of, moment
from tirek.ledger.models import RowDigest
from tirek.plans.models import PlanDocument
from tirek_verifier.hashing import canonical


def test_it_works(db: None) -> None:
    person = a_person()
    note(person)
    text = json.dumps(
        {
            "code": person.code,
            "id": str(person.id),
            "sex": "female",
            "stored_chain": ASTANA,
            "stored_position": 1,
        },
        separators=(",", ":"),
    )
    digest = hashlib.sha256(person.stored_salt + text.encode()).hexdigest()
    assert RowDigest.objects.get().digest == digest
    assert digests_of(Person, [person.id]) == {person.id: digest}


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (datetime(2026, 11, 3, 14, 15, 0, 1, timezone(timedelta(hours=5))), "2026-11-03T09:15:00.000001Z"),
        (date(2026, 11, 3), "2026-11-03"),
        (time(9, 15), "09:15:00"),
        (timedelta(days=1, microseconds=1), "86400000001us"),
        (Decimal("1E+3"), "1000"),
        (Decimal("1.500"), "1.500"),
        (Decimal("0E-10"), "0.0000000000"),
        (UUID(int=1), "00000000-0000-0000-0000-000000000001"),
        (Range(date(2022, 6, 8), None, "[)"), ["2022-06-08", None, "[)"]),
    ],
)
def test_each_type_has_one_text(value: object, text: object) -> None:
    assert json.loads(canonical(value, as_json)) == text


@pytest.mark.parametrize("value", [object(), {1, 2}, b"bytes", 1j])
def test_refuses_a_type_without_a_text(value: object) -> None:
    with pytest.raises(TypeError):
        canonical([value], as_json)


def test_a_moment_is_the_same_in_every_zone() -> None:
    here = datetime(2026, 11, 3, 14, 15, tzinfo=timezone(timedelta(hours=5)))
    assert moment(here) == moment(here.astimezone(UTC)) == "2026-11-03T09:15:00.000000Z"


@pytest.fixture
def account(db: None) -> Account:
    office = Office.objects.create(code=ASTANA, kind="national", name_en="A", name_ru="A", name_kk="A")
    account = Account(username="aigerim", office=office, password="!")
    account.save()
    return account


@pytest.fixture
def document(account: Account) -> PlanDocument:
    received = datetime(2026, 11, 3, tzinfo=UTC)
    content = b"\x00a plan\xff" * 1000
    document = PlanDocument(
        office=account.office, name="plan.txt", content=content, received_at=received, received_by=account
    )
    with entry(event=NOTED, office=ASTANA, by=str(account.pk)) as open_entry:
        return open_entry.store(document)


def test_bytes_count_by_their_hash(document: PlanDocument) -> None:
    text = canonical(
        {
            "id": str(document.id),
            "office_id": ASTANA,
            "name": "plan.txt",
            "content": f"sha256:{hashlib.sha256(document.content).hexdigest()}",
            "received_at": "2026-11-03T00:00:00.000000Z",
            "received_by_id": str(document.received_by_id),
            "synthetic": False,
            "stored_chain": ASTANA,
            "stored_position": 1,
        }
    )
    assert RowDigest.objects.get().digest == hashlib.sha256(document.stored_salt + text).hexdigest()


def test_bytes_are_not_fetched_to_be_hashed(document: PlanDocument, django_assert_num_queries) -> None:
    with django_assert_num_queries(7) as queries:  # two for the rows, five to see and to unsee what policies hide
        assert verify_rows(PlanDocument, [document.id]) == []
    asked = [query["sql"].upper() for query in queries]
    asked = [sql for sql in asked if "SAVEPOINT" not in sql and "_SETTING(" not in sql and "SET_CONFIG(" not in sql]
    assert len(asked) == 2
    assert all("SHA256" in sql or "ROWDIGEST" in sql for sql in asked)


def test_a_column_that_is_null_is_not_in_the_digest(transactional_db: None, superuser_url: str) -> None:
    """So a column that is added later, as null, leaves every digest as it was."""
    note()
    before = dict(RowDigest.objects.values_list("key", "digest"))
    added = models.TextField(null=True)
    added.contribute_to_class(Person, "remark")
    try:
        with psycopg.connect(superuser_url, autocommit=True) as owner:
            owner.execute("ALTER TABLE directory_person ADD COLUMN remark text")
            assert digests_of(Person, before) == before
            assert verify().ok
            owner.execute("UPDATE directory_person SET remark = 'now it counts'")
            assert not verify().ok
    finally:
        Person._meta.local_fields.remove(added)
        del Person.remark
        Person._meta._expire_cache()


def test_the_digest_is_of_what_the_database_keeps(document: PlanDocument) -> None:
    """In memory a value may still be of another type or zone than the one that is stored."""
    document.received_at = "2026-11-03T05:00:00+05:00"  # type: ignore[assignment]
    document.synthetic = 0  # type: ignore[assignment]
    with entry(event=NOTED, office=ASTANA, by="coordinator") as open_entry:
        open_entry.change(document)
    assert verify_rows(PlanDocument, [document.id]) == []
