"""The good rows of a kept list become attendances, once; every row is answered."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.cast import AKTOBE, NATIONAL, aigul, dana, marat
from tests.programme import attended, listed, people, person, programme, training
from tirek import evidence
from tirek.directory import Person
from tirek.evidence import Attendance, AttendanceFile, Event, record_attendance
from tirek.evidence.errors import AlreadyWithdrawn, FileAlreadyRecorded, NothingToRecord
from tirek.ledger import entries, heads, verify

pytestmark = pytest.mark.django_db
FOLDER = Path(__file__).parents[3] / "programmes" / "kazakhstan-2022" / "evidence"


def kept(event: Event, content: bytes) -> AttendanceFile:
    return evidence.store_attendance_file(account=marat(), event=event, name="list.csv", content=content)


def test_it_works() -> None:
    programme()
    event = training()
    file = kept(
        event, listed([person("KZ-7F3K2", unit="Academy", region="KZ-15", role="inspector"), person(sex="male")])
    )
    answers = record_attendance(account=marat(), file=file)
    assert all(answer.good for answer in answers)
    first = Attendance.objects.get(person__code="KZ-7F3K2")
    assert (first.event, first.unit, first.region_id, first.role) == (event, "Academy", "KZ-15", "inspector")
    assert (first.file, first.file_row, first.person.sex) == (file, 2, "female")
    assert verify().ok


def test_leaves_one_entry_with_how_many_and_not_who() -> None:
    programme()
    event, rows = training(), people(3)
    file = kept(event, listed([*rows, person(sex="x")]))
    before = heads()[NATIONAL]
    record_attendance(account=marat(), file=file)
    assert heads()[NATIONAL] == before + 1
    line = entries(limit=1)[0]
    assert line.detail == {"activity": "2.2", "recorded": 3, "refused": 1}
    assert line.sentence == "Attendances recorded for activity 2.2: 3; rows left out: 1."
    assert set(event.attendances.values_list("entered_position", flat=True)) == {before + 1}


def test_the_list_with_three_bad_rows_records_the_others() -> None:
    programme()
    event = training(topic="gender-based-violence")
    answers = record_attendance(
        account=marat(), file=kept(event, (FOLDER / "attendance-with-bad-rows.csv").read_bytes())
    )
    bad = [answer for answer in answers if not answer.good]
    assert len(bad) == 3
    assert event.attendances.count() == len(answers) - 3


def test_a_person_known_before_stays_one_person() -> None:
    programme()
    attended(training(), person("KZ-7F3K2"))
    attended(training(), person("kz-7f3k2"))
    assert Person.objects.get(code="KZ-7F3K2").attendances.count() == 2


def test_a_person_known_with_another_sex_is_not_recorded() -> None:
    programme()
    attended(training(), person("KZ-7F3K2", "female"))
    event = training()
    wrong, right = attended(event, person("KZ-7F3K2", "male"), person())
    assert (wrong.good, right.good) == (False, True)
    assert event.attendances.count() == 1
    assert Person.objects.get(code="KZ-7F3K2").sex == "female"


def test_a_person_on_the_list_already_is_not_recorded_again() -> None:
    programme()
    event = training()
    attended(event, person("KZ-7F3K2"))
    answers = attended(event, person("KZ-7F3K2"), person())
    assert [answer.good for answer in answers] == [False, True]
    assert event.attendances.count() == 2


@pytest.mark.parametrize(("day", "good"), [(date(2022, 6, 7), False), (date(2022, 6, 8), True)])
def test_a_region_must_exist_on_the_day_of_the_event(day: date, good: bool) -> None:
    programme()
    answers = attended(training(day=day), person(), person(region="KZ-10"))
    assert answers[1].good is good


def test_refuses_a_list_of_which_no_row_is_good_and_stores_nobody() -> None:
    programme()
    event = training()
    file = kept(event, listed([person(sex="x"), person(role="cook")]))
    before = heads()
    with pytest.raises(NothingToRecord):
        record_attendance(account=marat(), file=file)
    assert not Attendance.objects.exists()
    assert not Person.objects.exists()
    assert heads() == before


def test_refuses_to_record_a_list_twice() -> None:
    programme()
    event = training()
    file = kept(event, listed(people(2)))
    record_attendance(account=marat(), file=file)
    before = heads()
    with pytest.raises(FileAlreadyRecorded):
        record_attendance(account=marat(), file=file)
    assert event.attendances.count() == 2
    assert heads() == before


def test_refuses_to_record_a_list_again_whose_people_were_withdrawn() -> None:
    programme()
    event = training()
    file = kept(event, listed(people(1)))
    record_attendance(account=marat(), file=file)
    evidence.withdraw(account=marat(), piece=event.attendances.get(), reason="Did not sign.")
    with pytest.raises(FileAlreadyRecorded):
        record_attendance(account=marat(), file=file)


def test_somebody_withdrawn_by_mistake_can_be_entered_again() -> None:
    programme()
    event = training()
    attended(event, person("KZ-7F3K2"))
    evidence.withdraw(account=marat(), piece=event.attendances.get(), reason="Wrong list.")
    (answer,) = attended(event, person("KZ-7F3K2"))
    assert answer.good
    assert event.attendances.filter(withdrawn_position=None).count() == 1
    assert event.attendances.count() == 2


def test_refuses_when_the_event_was_withdrawn_since() -> None:
    programme()
    event = training()
    file = kept(event, listed(people(1)))
    evidence.withdraw(account=marat(), piece=Event.objects.get(), reason="It did not take place.")
    with pytest.raises(AlreadyWithdrawn):
        record_attendance(account=marat(), file=file)
    assert not Attendance.objects.exists()


def test_the_national_office_may_record_for_a_region_and_it_stays_the_regions() -> None:
    programme()
    event = training(dana())
    attended(event, *people(2), by=aigul())
    assert {row.stored_chain for row in event.attendances.all()} == {AKTOBE}
    assert evidence.attendances(dana(), event).count() == 2
    assert verify().ok


def test_a_thousand_rows_take_as_many_questions_as_ten(django_assert_max_num_queries) -> None:
    programme()
    small, large = (kept(training(), listed(people(size))) for size in (10, 1000))
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counts = []
    for file in (small, large):
        with CaptureQueriesContext(connection) as asked:
            record_attendance(account=marat(), file=file)
        counts.append(len(asked))
    assert counts[1] <= counts[0] + 6  # rows go in and are read back by the thousand
