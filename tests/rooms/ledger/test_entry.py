"""Writing through an entry."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError, QuerySet
from django.utils import timezone

from tests.rooms.ledger.conftest import AKTOBE, ASTANA, CORRECTED, NOTED, a_person, correct, note, strike
from tirek.directory import Account, Office, Person, RoleGrant
from tirek.ledger import EntryAlreadyOpen, EntryClosed, Event, OpenEntry, RowHasChanged, entry, heads, verify
from tirek.ledger.models import Chain, Entry, Payload, RowDigest
from tirek.plans.models import PlanDocument, RecordedFinding

pytestmark = pytest.mark.django_db


def test_it_works() -> None:
    person = a_person()
    with entry(event=NOTED, office=ASTANA, by="coordinator") as open_entry:
        assert open_entry.store(person) is person
    found = Person.objects.get()
    assert (found.stored_chain, found.stored_position) == (ASTANA, 1)
    assert heads() == {ASTANA: 1}
    assert verify().ok


def test_each_office_has_a_chain_of_its_own() -> None:
    for office in (ASTANA, AKTOBE, ASTANA):
        note(office=office)
    assert heads() == {AKTOBE: 1, ASTANA: 2}


def test_each_entry_names_the_hash_of_the_one_before() -> None:
    for _ in range(3):
        note()
    first, second, third = Entry.objects.order_by("position")
    assert (first.previous, second.previous, third.previous) == ("0" * 64, first.hash, second.hash)
    assert Chain.objects.get().head_hash == third.hash


def test_the_position_is_known_from_the_start() -> None:
    note()
    with entry(event=NOTED, office=ASTANA, by="coordinator") as open_entry:
        assert (open_entry.chain, open_entry.position) == (ASTANA, 2)
        assert heads() == {ASTANA: 1}


def test_the_detail_may_be_added_to_until_the_end() -> None:
    with entry(event=CORRECTED, office=ASTANA, by="officer") as open_entry:
        open_entry.detail["what"] = "the year"
    assert Payload.objects.get().detail == {"what": "the year"}


def test_a_detail_keeps_what_json_lacks_as_text() -> None:
    at = datetime(2026, 11, 3, 9, 15, tzinfo=UTC)
    detail = {"what": Decimal("1.10"), "on": date(2026, 11, 3), "at": at, "many": [1, True, None, "қ"]}
    with entry(event=CORRECTED, office=ASTANA, by="officer", detail=detail):
        pass
    assert Payload.objects.get().detail == {
        "what": "1.10",
        "on": "2026-11-03",
        "at": "2026-11-03T09:15:00.000000Z",
        "many": [1, True, None, "қ"],
    }
    assert verify().ok


def test_refuses_a_float_in_the_detail() -> None:
    with (
        pytest.raises(TypeError, match=r"1\.5"),
        entry(event=CORRECTED, office=ASTANA, by="officer", detail={"what": [1.5]}),
    ):
        pass
    assert heads() == {}


def test_refuses_a_detail_that_does_not_fill_its_sentence() -> None:
    with pytest.raises(KeyError, match="what"), entry(event=CORRECTED, office=ASTANA, by="officer"):
        pass
    assert heads() == {}


def test_an_entry_without_rows_counts() -> None:
    with entry(event=Event("signed-in", "Signed in."), office=ASTANA, by="coordinator"):
        pass
    assert heads() == {ASTANA: 1}
    assert verify().ok


def test_what_fails_inside_leaves_neither_row_nor_entry() -> None:
    with pytest.raises(ZeroDivisionError), entry(event=NOTED, office=ASTANA, by=str(1)) as open_entry:
        raise ZeroDivisionError(open_entry.store(a_person()))
    assert not Person.objects.exists()
    assert heads() == {}
    note()
    assert heads() == {ASTANA: 1}


def test_a_transaction_rolled_back_around_an_entry_takes_it_along() -> None:
    with transaction.atomic():
        note()
        transaction.set_rollback(True)
    assert heads() == {}
    assert not RowDigest.objects.exists()


def test_refuses_an_entry_inside_another() -> None:
    with (
        entry(event=NOTED, office=ASTANA, by="coordinator"),
        pytest.raises(EntryAlreadyOpen, match=f"{ASTANA}/1"),
        entry(event=NOTED, office=AKTOBE, by="coordinator"),
    ):
        pass
    assert heads() == {ASTANA: 1}


@pytest.mark.parametrize("write", ["store", "change", "remove"])
def test_refuses_to_write_when_the_entry_has_ended(write: str) -> None:
    person = a_person()
    ended = note(person)
    with pytest.raises(EntryClosed):
        getattr(ended, write)(person)
    with pytest.raises(EntryClosed):
        ended.store_many([a_person()])


def test_refuses_an_office_without_a_code() -> None:
    with pytest.raises(IntegrityError), entry(event=NOTED, office="", by="coordinator"):
        pass


def test_stores_many_rows_in_the_order_given() -> None:
    persons = [a_person() for _ in range(7)]
    note(*persons)
    assert list(RowDigest.objects.order_by("ordinal").values_list("key", flat=True)) == [p.id for p in persons]
    assert Entry.objects.get().rows == 7


def test_stores_nothing_of_an_empty_list() -> None:
    with entry(event=NOTED, office=ASTANA, by="coordinator") as open_entry:
        assert open_entry.store_many([]) == []
    assert Entry.objects.get().rows == 0


def test_a_changed_row_names_the_entry_it_had_before() -> None:
    person = a_person()
    note(person)
    correct(person, office=AKTOBE)
    first, second = RowDigest.objects.order_by("id")
    assert (first.replaces_chain, first.replaces_position) == (None, None)
    assert (second.replaces_chain, second.replaces_position) == (ASTANA, 1)
    assert (person.stored_chain, person.stored_position) == (AKTOBE, 1)
    assert verify().ok


def test_a_row_changed_twice_in_one_entry_has_one_digest() -> None:
    person = a_person()
    note(person)
    with entry(event=NOTED, office=ASTANA, by="coordinator") as open_entry:
        for sex in ("male", "female", "male"):
            person.sex = sex
            open_entry.change(person)
    assert RowDigest.objects.filter(position=2).count() == 1
    assert verify().ok


def test_a_row_stored_and_changed_in_one_entry_begins_there() -> None:
    person = a_person()
    with entry(event=NOTED, office=ASTANA, by="coordinator") as open_entry:
        open_entry.store(person)
        person.sex = "male"
        open_entry.change(person)
    assert RowDigest.objects.get().replaces_chain is None
    assert verify().ok


def test_a_removed_row_leaves_its_end_in_the_ledger() -> None:
    person = a_person()
    note(person)
    strike(person)
    end = RowDigest.objects.get(position=2)
    assert (end.key, end.digest, end.replaces_position) == (person.id, "", 1)
    assert verify().ok


def test_a_row_that_comes_and_goes_in_one_entry_leaves_nothing() -> None:
    person = a_person()
    with entry(event=NOTED, office=ASTANA, by="coordinator") as open_entry:
        open_entry.store(person)
        open_entry.remove(person)
    assert not RowDigest.objects.exists()
    assert verify().ok


def test_refuses_to_change_a_row_that_another_changed_meanwhile() -> None:
    person = a_person()
    note(person)
    seen_before = Person.objects.get()
    correct(person)
    with pytest.raises(RowHasChanged):
        correct(seen_before)
    with pytest.raises(RowHasChanged):
        strike(seen_before)
    assert heads() == {ASTANA: 2}


def test_refuses_to_change_a_row_that_another_removed_meanwhile() -> None:
    person = a_person()
    note(person)
    seen_before = Person.objects.get()
    strike(person)
    with pytest.raises(RowHasChanged):
        correct(seen_before)


def test_refuses_a_key_that_was_used_before() -> None:
    person = a_person()
    note(person)
    strike(person)
    again = a_person()
    again.id = person.id
    with pytest.raises(IntegrityError, match="one_line_of_history"):
        note(again)


def test_the_salt_is_new_whenever_a_row_is_stored() -> None:
    person = a_person()
    note(person)
    before = bytes(person.stored_salt)
    correct(person)
    after = bytes(Person.objects.get().stored_salt)
    assert len(before) == len(after) == 32
    assert before != after


def test_equal_rows_have_different_digests() -> None:
    person = a_person()
    note(person)
    correct(person)
    correct(person)
    first, _, third = RowDigest.objects.order_by("id").values_list("digest", flat=True)
    assert first != third


def test_a_key_given_as_text_is_the_same_key() -> None:
    person = a_person()
    person.id = str(person.id)  # type: ignore[assignment]
    note(person)
    assert verify().ok


def test_refuses_to_seal_when_a_row_it_stored_is_gone() -> None:
    person = a_person()

    def store_and_lose(open_entry: OpenEntry) -> None:
        open_entry.store(person)
        QuerySet(Person).delete()

    with pytest.raises(RowHasChanged), entry(event=NOTED, office=ASTANA, by="coordinator") as open_entry:
        store_and_lose(open_entry)


def test_a_row_removed_and_stored_again_in_one_entry_was_changed() -> None:
    person = a_person()
    note(person)
    with entry(event=NOTED, office=ASTANA, by="coordinator") as open_entry:
        open_entry.remove(person)
        open_entry.store(person)
    assert RowDigest.objects.get(position=2).replaces_position == 1
    assert verify().ok


def test_refuses_to_remove_a_row_that_others_refer_to(grant: RoleGrant) -> None:
    account = grant.account
    document = PlanDocument(
        office=account.office, name="p", content=b"p", received_at=timezone.now(), received_by=account
    )
    finding = RecordedFinding(document=document, ordinal=1, code="c", severity="note", message="m", where=[])
    with entry(event=NOTED, office=ASTANA, by="coordinator") as open_entry:
        open_entry.store_many([document, finding])
    with (
        pytest.raises(ProtectedError),
        entry(event=NOTED, office=ASTANA, by="coordinator") as open_entry,
    ):
        open_entry.remove(document)
    assert PlanDocument.objects.count() == 1
    assert verify().ok


@pytest.fixture
def grant() -> RoleGrant:
    office = Office.objects.create(code=ASTANA, kind="national", name_en="A", name_ru="A", name_kk="A")
    account = Account.objects.create(username="aigerim", office=office, password="!")
    with entry(event=NOTED, office=ASTANA, by="coordinator") as open_entry:
        return open_entry.store(RoleGrant(account=account, role="viewer"))


def test_rows_of_several_models_are_stored_together(grant: RoleGrant) -> None:
    another = RoleGrant(account=grant.account, role="auditor")
    persons = [a_person(), a_person()]
    with entry(event=NOTED, office=ASTANA, by="coordinator") as open_entry:
        stored = open_entry.store_many([persons[0], another, persons[1]])
    assert stored == [persons[0], another, persons[1]]
    tables = RowDigest.objects.filter(position=2).order_by("ordinal").values_list("table", flat=True)
    assert list(tables) == ["directory_person", "directory_rolegrant", "directory_person"]
    assert verify().ok


@pytest.mark.parametrize("size", [1, 500, 501, 2001])
def test_any_number_of_rows_is_stored(size: int) -> None:
    note(*(a_person() for _ in range(size)))
    assert RowDigest.objects.count() == size
    assert verify().ok
