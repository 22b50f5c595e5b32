"""Two who act at the same moment: what happens is what would happen one after the other."""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection

from tests.cast import aigul, dana, marat, timur
from tests.programme import MADE, listed, people, person, programme, training
from tirek import evidence
from tirek.directory import Account, Person, register_persons
from tirek.evidence import Attendance, AttendanceFile, Event
from tirek.evidence.errors import AlreadyWithdrawn, FileAlreadyRecorded, NothingToRecord
from tirek.ledger import entry, verify

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*deeds: Callable[[], Any]) -> list[Any]:
    """What each deed gives or raises, begun in threads at the same moment."""
    found: dict[int, Any] = {}
    start = Barrier(len(deeds))

    def run(number: int, deed: Callable[[], Any]) -> None:
        try:
            start.wait()
            found[number] = deed()
        except Exception as fault:  # whatever it is, the test says whether it may be
            found[number] = fault
        finally:
            connection.close()

    threads = [Thread(target=run, args=each) for each in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return [found[number] for number in range(len(deeds))]


def kept(event: Event, *rows: tuple[str, str, str, str, str], by: Account) -> AttendanceFile:
    return evidence.store_attendance_file(account=by, event=event, name="list.csv", content=listed(rows))


def recording(file: AttendanceFile, by: Account) -> Callable[[], Any]:
    return lambda: evidence.record_attendance(account=by, file=AttendanceFile.objects.get(pk=file.pk))


def kinds(results: list[Any]) -> list[str]:
    return sorted(type(result).__name__ for result in results)


def test_it_works() -> None:
    """Four clicks at the same moment record one set."""
    programme()
    event = training()
    file = kept(event, *people(3), by=marat())
    results = at_once(*[recording(file, marat())] * 4)
    assert kinds(results) == [FileAlreadyRecorded.__name__] * 3 + ["list"]
    assert event.attendances.count() == 3
    assert verify().ok


def test_two_lists_with_the_same_person_give_one_attendance() -> None:
    programme()
    event = training()
    files = [kept(event, person("KZ-TWICE"), *people(1), by=marat()) for _ in range(3)]
    results = at_once(*(recording(file, marat()) for file in files))
    assert kinds(results) == ["list"] * 3
    assert sorted(answers[0].good for answers in results) == [False, False, True]
    assert Attendance.objects.filter(person__code="KZ-TWICE", withdrawn_position=None).count() == 1
    assert event.attendances.count() == 4
    assert verify().ok


def test_two_lists_of_the_same_person_alone_are_one_list_and_one_refusal() -> None:
    programme()
    event = training()
    files = [kept(event, person("KZ-TWICE"), by=marat()) for _ in range(2)]
    assert kinds(at_once(*(recording(file, marat()) for file in files))) == [NothingToRecord.__name__, "list"]


def test_two_offices_register_the_same_new_person_once() -> None:
    programme()
    rows = [person(f"KZ-{number:05}") for number in range(40)]
    files = [
        kept(training(by), *order, by=by) for by, order in ((dana(), rows), (timur(), rows[::-1]), (marat(), rows))
    ]
    results = at_once(*(recording(file, file.received_by) for file in files))
    assert kinds(results) == ["list"] * 3
    assert Person.objects.count() == 40
    assert Attendance.objects.count() == 120
    assert verify().ok


def test_two_offices_that_differ_about_a_person_do_not_both_record_them() -> None:
    programme()
    files = [
        kept(training(by), person("KZ-7F3K2", sex), *people(1), by=by)
        for by, sex in ((dana(), "female"), (timur(), "male"))
    ]
    results = at_once(*(recording(file, file.received_by) for file in files))
    assert kinds(results) == ["list"] * 2
    assert sorted(answers[0].good for answers in results) == [False, True]
    assert Attendance.objects.filter(person__code="KZ-7F3K2").count() == 1


def test_rows_are_answered_when_nobody_else_registers_persons() -> None:
    """Almaty is registering a man; Aktobe's list, which says a woman, must wait for that and then be answered."""
    programme()
    file = kept(training(dana()), person("KZ-7F3K2", "female"), *people(1), by=dana())
    found: list[Any] = []
    aktobe = Thread(target=lambda: found.extend(at_once(recording(file, dana()))))
    with entry(event=MADE, office=timur().office_id, by="tests") as trace:
        register_persons(trace=trace, sexes={"KZ-7F3K2": "male"})
        aktobe.start()
        while not waits_for_an_advisory_lock():
            assert aktobe.is_alive()
            time.sleep(0.01)
    aktobe.join(timeout=60)
    assert [answer.good for answer in found[0]] == [False, True]


def waits_for_an_advisory_lock() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted)")
        return bool(cursor.fetchone()[0])


def test_a_piece_is_withdrawn_once() -> None:
    programme()
    event = training()

    def withdrawing() -> None:
        evidence.withdraw(account=marat(), piece=Event.objects.get(pk=event.pk), reason="It did not take place.")

    results = at_once(*[withdrawing] * 4)
    assert kinds(results) == [AlreadyWithdrawn.__name__] * 3 + ["NoneType"]
    assert verify().ok


def test_recording_and_withdrawing_an_event_do_not_wait_for_each_other_for_ever() -> None:
    programme()
    for _ in range(4):
        event = training(dana())
        file = kept(event, *people(20), by=dana())
        _, recorded = at_once(
            lambda event=event: evidence.withdraw(
                account=aigul(), piece=Event.objects.get(pk=event.pk), reason="It did not take place."
            ),
            recording(file, dana()),
        )
        event.refresh_from_db()
        assert event.withdrawn_position
        assert isinstance(recorded, list | AlreadyWithdrawn)
    assert verify().ok
