"""A list is kept byte for byte, or not at all."""

from __future__ import annotations

import pytest

from tests.cast import AKTOBE, NATIONAL, aigul, dana, marat
from tests.programme import attended, listed, people, programme, training
from tests.rooms.evidence.books import GOOD, HEADINGS, workbook
from tirek import evidence
from tirek.evidence import AttendanceFile, Event, answers
from tirek.evidence.errors import AlreadyWithdrawn, AttendanceListEmpty, NotAnAttendanceList, UnreadableSheet
from tirek.ledger import entries, heads, verify
from tirek.refusals import Refusal

pytestmark = pytest.mark.django_db


def store(event: Event, content: bytes, name: str = "list.csv") -> AttendanceFile:
    return evidence.store_attendance_file(account=marat(), event=event, name=name, content=content)


@pytest.mark.parametrize(
    "content",
    [
        listed(people(2)),
        b"\xef\xbb\xbf" + listed(people(2)).replace(b"\n", b"\r\n"),
        f"{','.join(HEADINGS)}\nKZ-7F3K2,жен,Департамент,KZ-71,staff".encode("cp1251"),
        workbook([HEADINGS, GOOD]),
    ],
    ids=["plain", "as Excel saves it", "cp1251", "workbook"],
)
def test_it_works(content: bytes) -> None:
    programme()
    event = training()
    kept = AttendanceFile.objects.get(pk=store(event, content).pk)
    assert bytes(kept.content) == content
    assert (kept.event, kept.received_by, kept.name) == (event, marat(), "list.csv")
    assert all(answer.good for answer in answers(kept))
    assert not event.attendances.exists()
    assert verify().ok


def test_leaves_one_entry_without_a_code() -> None:
    programme()
    event = training()
    rows, before = people(2), heads()[NATIONAL]
    store(event, listed(rows))
    assert heads()[NATIONAL] == before + 1
    assert rows[0][0] not in str(entries(limit=1))


def test_a_list_for_a_region_is_in_the_chain_of_the_region() -> None:
    programme()
    event = training(dana())
    assert store(event, listed(people(1))).stored_chain == AKTOBE


def test_a_list_of_which_no_row_is_good_is_kept_all_the_same() -> None:
    programme()
    (answer,) = answers(store(training(), listed([("", "", "", "", "")] * 0 + [("x", "", "", "", "")])))
    assert len(answer.problems) == 5


@pytest.mark.parametrize(
    ("content", "refusal"),
    [(b"", AttendanceListEmpty), (b"\0\1\2", UnreadableSheet), (b"name,age\nx,1", NotAnAttendanceList)],
)
def test_what_is_no_list_is_not_kept(content: bytes, refusal: type[Refusal]) -> None:
    programme()
    event, before = training(), None
    before = heads()
    with pytest.raises(refusal):
        store(event, content)
    assert not AttendanceFile.objects.exists()
    assert heads() == before


def test_refuses_a_list_for_an_event_that_was_withdrawn() -> None:
    programme()
    event = training()
    evidence.withdraw(account=marat(), piece=event, reason="It did not take place.")
    event.refresh_from_db()
    with pytest.raises(AlreadyWithdrawn):
        store(event, listed(people(1)))


def test_answers_are_those_of_now(django_assert_max_num_queries) -> None:
    programme()
    event, rows = training(), people(2)
    kept = store(event, listed(rows))
    assert all(answer.good for answer in answers(kept))
    attended(event, rows[0])
    first, second = answers(kept)
    assert (first.good, second.good) == (False, True)
    with django_assert_max_num_queries(3):
        answers(kept)


def test_a_file_can_be_looked_at_by_those_who_see_the_event_alone() -> None:
    programme()
    event = training(dana())
    store(event, listed(people(1)))
    assert evidence.event(aigul(), event.pk).files.count() == 1
