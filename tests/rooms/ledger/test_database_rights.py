"""What the database refuses, whatever the application is made to ask."""

from __future__ import annotations

import psycopg
import pytest
from django.db import IntegrityError, connection, transaction
from django.db.utils import ProgrammingError

from tests.rooms.ledger.conftest import ASTANA, note
from tirek.ledger import anchor, heads
from tirek.ledger.models import Chain, Entry, RowDigest

TABLES = ["ledger_entry", "ledger_payload", "ledger_rowdigest", "ledger_root", "ledger_chain"]
CHANGES = {
    "ledger_entry": "UPDATE ledger_entry SET event = 'another'",
    "ledger_payload": "UPDATE ledger_payload SET by = 'another'",
    "ledger_rowdigest": "UPDATE ledger_rowdigest SET digest = ''",
    "ledger_root": "UPDATE ledger_root SET reason = 'another'",
    "ledger_chain": "UPDATE ledger_chain SET code = 'another'",
}

pytestmark = pytest.mark.django_db


def run(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_it_works() -> None:
    note()
    anchor("a test")
    assert heads() == {ASTANA: 1}


@pytest.mark.parametrize("table", TABLES)
def test_the_app_changes_nothing(table: str) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"):
        run(CHANGES[table])


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("statement", ["DELETE FROM {}", "TRUNCATE {} CASCADE", "DROP TABLE {} CASCADE"])
def test_the_app_removes_nothing(table: str, statement: str) -> None:
    with pytest.raises(ProgrammingError, match=r"permission denied|must be owner"):
        run(statement.format(table))


def test_the_app_cannot_switch_the_guard_off() -> None:
    with pytest.raises(ProgrammingError, match="must be owner"):
        run("ALTER TABLE ledger_entry DISABLE TRIGGER ALL")
    with pytest.raises(ProgrammingError, match="permission denied"):
        run("SET session_replication_role = replica")


@pytest.mark.django_db(transaction=True)
def test_the_auditor_reads_and_writes_nothing(database_environment: dict[str, str]) -> None:
    note()
    with psycopg.connect(database_environment["DATABASE_AUDITOR_URL"], autocommit=True) as auditor:
        auditor.execute("SET default_transaction_read_only = off")
        assert auditor.execute("SELECT count(*) FROM ledger_entry").fetchone() == (1,)
        for table in TABLES:
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                auditor.execute(CHANGES[table])
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                auditor.execute(f"INSERT INTO {table} DEFAULT VALUES")


def behind(position: int, previous: str) -> Entry:
    of_last = Entry.objects.order_by("-position")[0]
    of_last.pk, of_last.position, of_last.previous = None, position, previous
    return of_last


@pytest.mark.parametrize("position", [1, 2, 4, 1000])
def test_an_entry_goes_behind_the_head_or_nowhere(position: int) -> None:
    note()
    note()
    with pytest.raises(IntegrityError, match="does not go behind its head"), transaction.atomic():
        behind(position, Chain.objects.get().head_hash).save(force_insert=True)
    assert heads() == {ASTANA: 2}


def test_an_entry_names_the_hash_before_it_or_goes_nowhere() -> None:
    note()
    note()
    with pytest.raises(IntegrityError, match="does not go behind its head"), transaction.atomic():
        behind(3, "f" * 64).save(force_insert=True)


def test_a_digest_belongs_to_an_entry() -> None:
    note()
    digest = RowDigest.objects.get()
    digest.pk, digest.position, digest.replaces_chain, digest.replaces_position = None, 9, ASTANA, 1
    with pytest.raises(IntegrityError, match="ledger_rowdigest_has_entry"), transaction.atomic():
        digest.save(force_insert=True)


def test_a_version_of_a_row_is_replaced_once() -> None:
    note()
    digest = RowDigest.objects.get()
    digest.pk, digest.ordinal = None, 1
    with pytest.raises(IntegrityError, match="one_line_of_history"), transaction.atomic():
        digest.save(force_insert=True)


@pytest.mark.parametrize("field", ["payload_commitment", "rows_root", "hash"])
def test_what_is_no_hash_is_not_kept_as_one(field: str) -> None:
    note()
    entry = behind(2, Chain.objects.get().head_hash)
    setattr(entry, field, "F" * 64)
    with pytest.raises(IntegrityError, match="is_hash"), transaction.atomic():
        entry.save(force_insert=True)
