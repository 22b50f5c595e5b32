"""Finding out what was meddled with, by someone whom nothing stops."""

from __future__ import annotations

import pytest
from django.db import models

from tests.rooms.ledger.conftest import AKTOBE, ASTANA, Tamper, a_person, correct, found
from tirek.directory import Person
from tirek.ledger import verify
from tirek.ledger.chains import header_of
from tirek.ledger.differences import Difference
from tirek.ledger.models import Chain, Entry, Payload, Root, RowDigest
from tirek_verifier.hashing import entry_hash

TABLE = "directory_person"


def test_it_works(people: list[Person], tamper: Tamper) -> None:
    assert found() == []
    tamper("UPDATE directory_person SET sex = 'male'")
    assert found() != []


def test_names_the_row_that_was_changed(people: list[Person], tamper: Tamper) -> None:
    tamper("UPDATE directory_person SET sex = 'male' WHERE id = %s", people[0].id)
    (difference,) = verify().differences
    assert difference == Difference("row-altered", ASTANA, 1, TABLE, str(people[0].id))
    assert difference.sentence == "A row of directory_person is not as entry KZ-NATIONAL/1 left it."


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        ("UPDATE directory_person SET stored_salt = sha256('another') WHERE id = %s", "row-altered"),
        ("UPDATE directory_person SET stored_position = 2 WHERE id = %s", "row-altered"),
        ("UPDATE directory_person SET stored_chain = 'KZ-NATIONAL' WHERE id = %s", "row-altered"),
        ("DELETE FROM directory_person WHERE id = %s", "row-missing"),
    ],
)
def test_finds_whatever_happened_to_a_row(people: list[Person], tamper: Tamper, change: str, kind: str) -> None:
    tamper(change, people[1].id)
    assert found() == [(kind, AKTOBE, 1)]


def test_a_row_under_another_key_is_one_gone_and_one_without_a_trace(people: list[Person], tamper: Tamper) -> None:
    tamper("UPDATE directory_person SET id = gen_random_uuid() WHERE id = %s", people[0].id)
    assert sorted(found()) == [("row-missing", ASTANA, 1), ("row-untraced", "", None)]


def test_finds_a_row_put_back_as_it_was_before(people: list[Person], tamper: Tamper) -> None:
    """Its salt and position are right for the entry of then; another entry has replaced that since."""
    before = Person.objects.get(pk=people[0].id)
    correct(people[0])
    tamper(
        "UPDATE directory_person SET sex = %s, stored_position = %s, stored_salt = %s WHERE id = %s",
        *(before.sex, before.stored_position, bytes(before.stored_salt), before.id),
    )
    assert found() == [("row-altered", ASTANA, 6)]


def test_finds_a_row_written_without_a_trace(people: list[Person], tamper: Tamper) -> None:
    stray = a_person()
    tamper(
        "INSERT INTO directory_person (id, code, sex, stored_chain, stored_position, stored_salt)"
        " VALUES (%s, %s, 'male', 'KZ-NATIONAL', 1, sha256('salt'))",
        *(stray.id, stray.code),
    )
    assert verify().differences == (Difference("row-untraced", table=TABLE, key=str(stray.id)),)


def test_what_the_app_itself_slips_past_the_guard_is_found(people: list[Person]) -> None:
    stray = a_person()
    models.Model.save(stray, force_insert=True)
    models.QuerySet(Person).filter(pk=people[0].id).update(sex="male")
    models.QuerySet(Person).filter(pk=people[2].id).delete()
    kinds = {each.key: each.kind for each in verify().differences}
    assert kinds == {
        str(stray.id): "row-untraced",
        str(people[0].id): "row-altered",
        str(people[2].id): "row-missing",
    }


def test_finds_a_removed_row_that_is_there_again(people: list[Person], tamper: Tamper) -> None:
    struck = RowDigest.objects.get(digest="").key
    tamper(
        "INSERT INTO directory_person (id, code, sex, stored_chain, stored_position, stored_salt)"
        " VALUES (%s, 'KZ-RETURNED', 'male', 'KZ-NATIONAL', 4, sha256('salt'))",
        struck,
    )
    assert verify().differences == (Difference("row-returned", ASTANA, 5, TABLE, str(struck)),)


def test_finds_rows_that_were_swapped(people: list[Person], tamper: Tamper) -> None:
    first, _, third = people
    tamper("UPDATE directory_person SET code = 'KZ-MEANWHILE' WHERE id = %s", first.id)
    tamper("UPDATE directory_person SET code = %s WHERE id = %s", first.code, third.id)
    tamper("UPDATE directory_person SET code = %s WHERE id = %s", third.code, first.id)
    assert sorted(found()) == [("row-altered", ASTANA, 1), ("row-altered", ASTANA, 3)]


def test_finds_an_emptied_table(people: list[Person], tamper: Tamper) -> None:
    tamper("DELETE FROM directory_person")
    assert sorted(found()) == [("row-missing", AKTOBE, 1), ("row-missing", ASTANA, 1), ("row-missing", ASTANA, 3)]


def test_finds_a_digest_made_to_fit_a_changed_row(people: list[Person], tamper: Tamper) -> None:
    tamper("UPDATE directory_person SET sex = 'male' WHERE id = %s", people[0].id)
    from tirek.ledger.digests import digests_of

    fitting = digests_of(Person, [people[0].id])[people[0].id]
    tamper("UPDATE ledger_rowdigest SET digest = %s WHERE key = %s", fitting, people[0].id)
    assert found() == [("digests-altered", ASTANA, 1)]


@pytest.mark.parametrize(
    ("change", "first"),
    [
        ("UPDATE ledger_rowdigest SET digest = repeat('0', 64) WHERE position = 3", ("digests-altered", ASTANA, 3)),
        (
            "UPDATE ledger_rowdigest SET ordinal = 5, key = gen_random_uuid() WHERE position = 3",
            ("digests-altered", ASTANA, 3),
        ),
        ("UPDATE ledger_rowdigest SET \"table\" = 'plans_output' WHERE position = 3", ("digests-altered", ASTANA, 3)),
        ("UPDATE ledger_rowdigest SET replaces_position = 3 WHERE chain = 'KZ-AKT'", ("digests-altered", AKTOBE, 1)),
        ("UPDATE ledger_rowdigest SET chain = 'KZ-AKT' WHERE position = 3", ("digests-stray", AKTOBE, 1)),
        ("UPDATE ledger_rowdigest SET position = 9 WHERE position = 3", ("digests-altered", ASTANA, 3)),
        ("DELETE FROM ledger_rowdigest WHERE position = 3", ("digests-altered", ASTANA, 3)),
    ],
)
def test_finds_a_digest_that_was_changed(
    people: list[Person], tamper: Tamper, change: str, first: tuple[str, str, int]
) -> None:
    tamper(change)
    assert found()[0] == first


def test_finds_a_digest_that_was_added(people: list[Person], tamper: Tamper) -> None:
    tamper(
        'INSERT INTO ledger_rowdigest (chain, position, ordinal, "table", key, digest)'
        " VALUES ('KZ-AKT', 1, 1, 'directory_person', gen_random_uuid(), '')"
    )
    assert found() == [("digests-altered", AKTOBE, 1)]


def test_finds_a_history_told_in_another_order(people: list[Person], tamper: Tamper) -> None:
    """Which version is the last is not left to the numbers of the rows, which no hash covers."""
    before, after = RowDigest.objects.filter(key=people[1].id).order_by("id")
    tamper("UPDATE ledger_rowdigest SET id = id + 1000 WHERE id = %s", before.pk)
    assert ("row-history-altered", AKTOBE, 1) in found()
    assert after.replaces_chain == ASTANA


def test_finds_digests_of_a_table_that_is_not_traced(people: list[Person], tamper: Tamper) -> None:
    tamper("UPDATE ledger_rowdigest SET \"table\" = 'forgotten' WHERE position = 3")
    assert Difference("table-unknown", table="forgotten") in verify().differences


@pytest.mark.parametrize(
    "change",
    [
        "event = 'another'",
        "at = at + interval '1 microsecond'",
        "payload_commitment = repeat('0', 64)",
        "rows = 2",
        "rows_root = repeat('0', 64)",
        "hash = repeat('0', 64)",
    ],
)
def test_finds_an_entry_that_was_changed(people: list[Person], tamper: Tamper, change: str) -> None:
    tamper(f"UPDATE ledger_entry SET {change} WHERE chain_id = 'KZ-NATIONAL' AND position = 3")
    assert found()[0] == ("entry-altered", ASTANA, 3)


def test_finds_an_entry_that_was_changed_with_its_hash(people: list[Person], tamper: Tamper) -> None:
    entry = Entry.objects.get(chain=ASTANA, position=3)
    entry.event = "another"
    tamper("UPDATE ledger_entry SET event = 'another', hash = %s WHERE id = %s", entry_hash(header_of(entry)), entry.pk)
    assert found() == [("link-broken", ASTANA, 4)]


def test_finds_a_chain_that_was_written_anew_to_its_end(people: list[Person], tamper: Tamper) -> None:
    """Every hash made to fit, up to the head: only the anchor, and whoever was told it, knows better."""
    previous = ""
    for entry in Entry.objects.filter(chain=ASTANA, position__gte=3).order_by("position"):
        entry.event, entry.previous = "another", previous or entry.previous
        previous = entry_hash(header_of(entry))
        tamper(
            "UPDATE ledger_entry SET event = 'another', previous = %s, hash = %s WHERE id = %s",
            *(entry.previous, previous, entry.pk),
        )
    tamper("UPDATE ledger_chain SET head_hash = %s WHERE code = 'KZ-NATIONAL'", previous)
    assert verify().differences == (Difference("anchor-differs", key=Root.objects.get().root),)


def test_finds_two_entries_that_were_swapped(people: list[Person], tamper: Tamper) -> None:
    for before, after in ((2, 99), (3, 2), (99, 3)):
        tamper("UPDATE ledger_entry SET position = %s WHERE chain_id = 'KZ-NATIONAL' AND position = %s", after, before)
    faults = found()
    assert faults[:2] == [("link-broken", ASTANA, 2), ("entry-altered", ASTANA, 2)]
    assert ("entry-altered", ASTANA, 3) in faults


def test_finds_an_entry_that_is_gone(people: list[Person], tamper: Tamper) -> None:
    tamper("DELETE FROM ledger_entry WHERE chain_id = 'KZ-NATIONAL' AND position = 2")
    assert found()[0] == ("entry-missing", ASTANA, 2)


def test_a_gap_is_named_once_however_wide(people: list[Person], tamper: Tamper) -> None:
    tamper("UPDATE ledger_entry SET position = 1000000000000 WHERE chain_id = 'KZ-NATIONAL' AND position = 5")
    assert [each for each in found() if each[0] == "entry-missing"] == [("entry-missing", ASTANA, 5)]


@pytest.mark.parametrize("change", ["head_position = 4", "head_hash = repeat('0', 64)", "head_position = 6"])
def test_finds_a_head_that_is_not_the_last_entry(people: list[Person], tamper: Tamper, change: str) -> None:
    tamper(f"UPDATE ledger_chain SET {change} WHERE code = 'KZ-NATIONAL'")
    assert found() == [("head-wrong", ASTANA, 5)]


def test_finds_a_chain_without_its_head(people: list[Person], tamper: Tamper) -> None:
    tamper("DELETE FROM ledger_chain WHERE code = 'KZ-AKT'")
    assert found() == [("head-wrong", AKTOBE, 1)]


def test_finds_a_tail_that_was_cut_off_with_all_that_hung_on_it(people: list[Person], tamper: Tamper) -> None:
    """Entries, payloads, digests and rows gone, the head set back: a shorter chain that is sound in itself."""
    last = Entry.objects.get(chain=ASTANA, position=2)
    tail = "chain_id = 'KZ-NATIONAL' AND position > 2"
    tamper(f"DELETE FROM ledger_payload WHERE entry_id IN (SELECT id FROM ledger_entry WHERE {tail})")
    tamper(f"DELETE FROM ledger_entry WHERE {tail}")
    tamper("DELETE FROM ledger_rowdigest WHERE chain = 'KZ-NATIONAL' AND position > 2")
    tamper("DELETE FROM directory_person WHERE stored_chain = 'KZ-NATIONAL' AND stored_position > 2")
    tamper("UPDATE ledger_chain SET head_position = 2, head_hash = %s WHERE code = 'KZ-NATIONAL'", last.hash)
    assert found() == [("anchor-broken", ASTANA, 5)]
    assert Chain.objects.get(code=ASTANA).head_position == 2


def test_finds_a_whole_chain_that_is_gone(people: list[Person], tamper: Tamper) -> None:
    tamper("DELETE FROM ledger_payload WHERE entry_id IN (SELECT id FROM ledger_entry WHERE chain_id = 'KZ-AKT')")
    for table, column in (("entry", "chain_id"), ("rowdigest", "chain"), ("chain", "code")):
        tamper(f"DELETE FROM ledger_{table} WHERE {column} = 'KZ-AKT'")
    assert found() == [("anchor-broken", AKTOBE, 1), ("row-altered", ASTANA, 2)]


def test_finds_an_anchor_that_was_changed(people: list[Person], tamper: Tamper) -> None:
    tamper("UPDATE ledger_root SET root = repeat('0', 64)")
    assert verify().differences == (Difference("anchor-differs", key="0" * 64),)


@pytest.mark.parametrize(
    "change", ["by = 'another'", "sentence = 'Another.'", "detail = '{}'", "salt = sha256('another')"]
)
def test_finds_a_payload_that_was_changed(people: list[Person], tamper: Tamper, change: str) -> None:
    entry = Entry.objects.get(chain=AKTOBE)
    tamper(f"UPDATE ledger_payload SET {change} WHERE entry_id = %s", entry.pk)
    assert found() == [("payload-altered", AKTOBE, 1)]


def test_an_erased_payload_is_named_and_breaks_no_chain(people: list[Person], tamper: Tamper) -> None:
    root = verify().root
    tamper("DELETE FROM ledger_payload WHERE entry_id = %s", Entry.objects.get(chain=AKTOBE).pk)
    verification = verify()
    assert [each.kind for each in verification.differences] == ["payload-missing"]
    assert verification.root == root
    assert Payload.objects.count() == 5
