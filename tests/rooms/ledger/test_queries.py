"""What the ledger tells."""

from __future__ import annotations

import pytest
from django.utils import translation
from pymerkle import InmemoryTree

from tests.rooms.ledger.conftest import AKTOBE, ASTANA, CORRECTED, NOTED, Tamper, a_person, correct, note, strike
from tirek.ledger import Event, UnknownPosition, anchor, entries, entry, heads, history, national_root
from tirek.ledger.models import Entry
from tirek_verifier.hashing import head_leaf

pytestmark = pytest.mark.django_db


def test_it_works() -> None:
    person = a_person()
    note(person)
    (line,) = history(person)
    assert (line.chain, line.position, line.event, line.by, line.act) == (
        ASTANA,
        1,
        "persons-noted",
        "coordinator",
        "stored",
    )
    assert line.sentence == "Noted persons."


def test_history_tells_what_happened_to_a_row_through_all_offices() -> None:
    person, other = a_person(), a_person()
    note(person, other)
    correct(person, office=AKTOBE)
    correct(other)
    strike(person)
    told = [(line.chain, line.position, line.act, line.sentence) for line in history(person)]
    assert told == [
        (ASTANA, 1, "stored", "Noted persons."),
        (AKTOBE, 1, "changed", "Corrected sex."),
        (ASTANA, 3, "removed", "Corrected a slip."),
    ]


def test_a_row_that_nobody_stored_has_no_history() -> None:
    note()
    assert history(a_person()) == []


def test_history_takes_two_queries_however_long(django_assert_num_queries) -> None:
    person = a_person()
    note(person)
    for _ in range(5):
        correct(person)
    with django_assert_num_queries(2):
        assert [line.detail for line in history(person)][1:] == [{"what": "sex"}] * 5


def test_a_sentence_is_told_in_the_language_of_the_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tirek.ledger.queries.gettext", {"Corrected %(what)s.": "Исправлено: %(what)s."}.get)
    with entry(event=CORRECTED, office=ASTANA, by="officer", detail={"what": "год"}), translation.override("ru"):
        pass
    assert entries()[0].sentence == "Исправлено: год."


def test_a_sentence_is_the_one_it_was_written_with() -> None:
    with entry(event=Event("forgotten-event", "Did %(what)s."), office=ASTANA, by="officer", detail={"what": "it"}):
        pass
    assert entries()[0].sentence == "Did it."


def test_entries_come_newest_first_and_page_by_page() -> None:
    for _ in range(5):
        note()
    first = entries(limit=2)
    assert [line.position for line in first] == [5, 4]
    second = entries(limit=2, before=first[-1].id)
    assert [line.position for line in second] == [3, 2]
    assert [line.position for line in entries(before=second[-1].id)] == [1]


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({}, [(AKTOBE, 1), (ASTANA, 2), (ASTANA, 1)]),
        ({"chain": ASTANA}, [(ASTANA, 2), (ASTANA, 1)]),
        ({"chain": ASTANA, "position": 1}, [(ASTANA, 1)]),
        ({"event": "person-corrected"}, [(AKTOBE, 1), (ASTANA, 2)]),
        ({"by": "coordinator"}, [(ASTANA, 1)]),
        ({"by": "officer", "chain": AKTOBE}, [(AKTOBE, 1)]),
        ({"by": "nobody"}, []),
    ],
)
def test_entries_can_be_asked_for(asked: dict[str, object], told: list[tuple[str, int]]) -> None:
    person = a_person()
    note(person)
    correct(person)
    correct(person, office=AKTOBE)
    assert [(line.chain, line.position) for line in entries(**asked)] == told


def test_entries_take_one_query(django_assert_num_queries) -> None:
    for _ in range(3):
        note()
    with django_assert_num_queries(1):
        assert all(line.sentence for line in entries())


@pytest.mark.django_db(transaction=True)
def test_an_erased_payload_leaves_the_line_without_who_and_what(tamper: Tamper) -> None:
    note()
    tamper("DELETE FROM ledger_payload")
    (line,) = entries()
    assert (line.position, line.by, line.detail, line.sentence) == (1, None, None, "")


def test_heads_are_where_each_chain_stands() -> None:
    assert heads() == {}
    for office in (ASTANA, AKTOBE, ASTANA):
        note(office=office)
    assert list(heads().items()) == [(AKTOBE, 1), (ASTANA, 2)]


def test_heads_take_one_query(django_assert_num_queries) -> None:
    note()
    with django_assert_num_queries(1):
        heads()


def test_the_national_root_is_that_of_the_heads_in_the_order_of_their_codes() -> None:
    for office in ("KZ-b", "KZ-A", "KZ-Ә", "KZ-a"):
        note(office=office)
    oracle = InmemoryTree(algorithm="sha256")
    for code in ("KZ-A", "KZ-a", "KZ-b", "KZ-Ә"):
        oracle.append_entry(head_leaf(chain=code, position=1, entry=Entry.objects.get(chain=code).hash))
    assert national_root() == oracle.get_root().hex()


def test_the_root_of_an_earlier_moment_can_be_had_later() -> None:
    note()
    note(office=AKTOBE)
    then, root = heads(), national_root()
    note()
    assert national_root(then) == root
    assert national_root() != root


def test_refuses_a_position_that_no_entry_holds() -> None:
    note()
    with pytest.raises(UnknownPosition, match=f"{ASTANA}/2"):
        national_root({ASTANA: 2})
    with pytest.raises(UnknownPosition, match="KZ-ALA/1"):
        national_root({ASTANA: 1, "KZ-ALA": 1})


def test_an_anchor_keeps_heads_and_root() -> None:
    note()
    note(office=AKTOBE)
    root = anchor("report 1")
    note()
    assert root.heads == {ASTANA: 1, AKTOBE: 1}
    assert root.root == national_root(root.heads)
    assert root.reason == "report 1"


def test_an_anchor_inside_an_open_entry_is_of_what_was_sealed_before() -> None:
    note()
    with entry(event=NOTED, office=ASTANA, by="coordinator"):
        assert anchor("report 1").heads == {ASTANA: 1}


def test_an_anchor_of_nothing_is_the_root_of_nothing() -> None:
    assert (anchor("early").heads, anchor("early").root) == ({}, national_root())
