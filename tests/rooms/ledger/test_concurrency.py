"""Many at once, and a machine that dies in the middle."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import psycopg
import pytest
from django.db import connection

from tests.rooms.ledger.conftest import AKTOBE, ASTANA, NOTED, a_person, correct, note
from tirek.directory import Person
from tirek.ledger import RowHasChanged, entry, heads, verify
from tirek.ledger.models import Entry, RowDigest

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*tasks: Callable[[], object]) -> list[object]:
    """Runs the tasks each in a thread with a connection of its own, all from the same moment on."""
    start = Barrier(len(tasks))

    def run(task: Callable[[], object]) -> object:
        try:
            start.wait()
            return task()
        except Exception as fault:
            return fault
        finally:
            connection.close()

    with ThreadPoolExecutor(len(tasks)) as pool:
        return list(pool.map(run, tasks))


def test_it_works() -> None:
    assert at_once(note, lambda: note(office=AKTOBE)) != []
    assert heads() == {AKTOBE: 1, ASTANA: 1}
    assert verify().ok


def test_eight_at_once_on_two_chains_leave_no_gap() -> None:
    def work(office: str) -> Callable[[], None]:
        return lambda: [note(office=office) for _ in range(25)] and None

    assert at_once(*(work(office) for office in (ASTANA, AKTOBE) * 4)) == [None] * 8
    assert heads() == {AKTOBE: 100, ASTANA: 100}
    for chain in (ASTANA, AKTOBE):
        positions = Entry.objects.filter(chain=chain).order_by("id").values_list("position", flat=True)
        assert list(positions) == list(range(1, 101))
    assert Person.objects.count() == 200
    assert verify().ok


def test_the_first_entries_of_an_office_at_once_make_one_chain() -> None:
    for fault in at_once(*[note] * 8):
        assert not isinstance(fault, Exception), fault
    assert heads() == {ASTANA: 8}


def test_of_two_that_change_one_row_at_once_one_is_refused() -> None:
    person = a_person()
    note(person)
    seen = [Person.objects.get() for _ in range(4)]
    offices = (ASTANA, AKTOBE) * 2
    results = at_once(*(lambda p=p, o=o: correct(p, office=o) for p, o in zip(seen, offices, strict=True)))  # type: ignore[misc]
    assert sum(isinstance(result, RowHasChanged) for result in results) == 3
    assert RowDigest.objects.count() == 2
    assert verify().ok


def test_another_office_does_not_wait() -> None:
    opened, done = Event(), Event()

    def hold() -> bool:
        with entry(event=NOTED, office=ASTANA, by="coordinator"):
            opened.set()
            return done.wait(20)

    def go_past() -> None:
        opened.wait(20)
        note(office=AKTOBE)
        done.set()

    assert at_once(hold, go_past) == [True, None]


def test_an_entry_is_not_open_in_another_thread() -> None:
    with entry(event=NOTED, office=ASTANA, by="coordinator"):
        (other,) = at_once(lambda: note(office=AKTOBE).position)
    assert other == 1


WRITER = """
import sys, time, django
django.setup()
from tirek.directory import Person
from tirek.ledger import Event, entry
number = int(sys.argv[1])
while True:
    number += 1
    with entry(event=Event("persons-noted", "Noted persons."), office="KZ-NATIONAL", by="coordinator") as open_entry:
        open_entry.store_many([Person(code=f"KZ-{number:05}{place:02}", sex="male") for place in range(20)])
        if sys.argv[2] == "hold":
            print("holding", flush=True)
            time.sleep(60)
    print(number, flush=True)
"""


@pytest.fixture
def writer(database_environment: dict[str, str]) -> Callable[..., subprocess.Popen[str]]:
    """Starts a process of its own that writes entry after entry, until it is killed."""
    environment = {**os.environ, **database_environment, "DJANGO_SETTINGS_MODULE": "tirek.settings"}

    def start(first: int, way: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-c", WRITER, str(first), way]
        return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)

    return start


def kill(process: subprocess.Popen[str]) -> str:
    process.send_signal(signal.SIGKILL)
    return process.communicate()[0]


def wait_until_nobody_else_is_connected(superuser_url: str) -> None:
    others = "SELECT count(*) FROM pg_stat_activity WHERE usename = 'tirek_app' AND datname = current_database()"
    connection.close()
    with psycopg.connect(superuser_url, autocommit=True) as other:
        for _ in range(200):
            if other.execute(others).fetchone() == (0,):
                return
            time.sleep(0.05)
    raise AssertionError("the killed writer is still connected")


def test_killed_inside_an_entry_it_leaves_none(
    writer: Callable[..., subprocess.Popen[str]], superuser_url: str
) -> None:
    note()
    process = writer(0, "hold")
    assert process.stdout is not None
    assert process.stdout.readline() == "holding\n"
    kill(process)
    wait_until_nobody_else_is_connected(superuser_url)
    assert heads() == {ASTANA: 1}
    assert Person.objects.count() == 1
    assert verify().ok
    note()
    assert heads() == {ASTANA: 2}


def test_killed_at_any_moment_it_leaves_whole_entries(
    writer: Callable[..., subprocess.Popen[str]], superuser_url: str
) -> None:
    for turn in range(3):
        process = writer(turn * 1000, "on")
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(0.05 + 0.037 * turn)
        said = kill(process).split()
        wait_until_nobody_else_is_connected(superuser_url)
        assert heads()[ASTANA] >= len(said) + 1  # what it had been told is stored
    verification = verify()
    assert verification.ok
    assert verification.rows == verification.entries * 20
