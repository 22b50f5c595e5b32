"""Nothing that was acknowledged is lost: not when the database or the server is killed, not when the disk is full.

On a real database that waits for its disk (fsync on) and the real server, clients sending all the while. A kill takes
from the database all that lay in its own memory, but not what it gave to the system; that fsync is called for each
commit is looked up in the database's own counters, for no test can cut the power.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from tests.rooms.forms.faulty import (
    CAREFUL,
    CARELESS,
    LAZY,
    SAFE,
    Clients,
    House,
    Post,
    Prepared,
    lost,
    prepared,
    send,
    send_raw,
)
from tests.rooms.forms.posts import TYPE, basic
from tirek.embedded.server import _processes_of
from tirek.embedded.system_user import runner

Make = Callable[..., House]


@pytest.fixture(scope="module")
def made() -> Iterator[Prepared]:
    with prepared() as found:
        yield found


@pytest.fixture
def house(made: Prepared) -> Iterator[Make]:
    """Makes a served house, by the settings of its database."""
    there: list[House] = []
    places: list[Path] = []

    def make(settings: dict[str, str], application: str = CAREFUL, place: Path | None = None) -> House:
        if place is None:
            place = Path(tempfile.mkdtemp(prefix="tirek-fault-"))
            places.append(place)
        there.append(House(made, place, settings, application))
        there[-1].serve()
        return there[-1]

    yield make
    for each in there:
        each.stop()
    for place in places:
        shutil.rmtree(place, ignore_errors=True)


def test_killed_database_and_killed_server_lose_nothing_that_was_acknowledged(house: Make) -> None:
    """The database's own default is the careless one: the house asks for the disk itself."""
    one = house(LAZY)
    with Clients(one) as clients:
        clients.wait_for(40)
        command = one.kill_database()
        before = len(clients.acknowledged)
        assert [status for status, _post in clients.others if status == 201] == []
        one.start_database(command)
        clients.wait_for(10)  # the same server goes on
        one.kill_server()
    assert before >= 40
    assert {status for status, _post in clients.others} <= {0, 503}
    one.serve()
    assert lost(clients.acknowledged, one.look()) == []
    for _status, post in clients.others:  # who was not acknowledged sends again
        assert send(one, post) in (201, 202)
    kept = one.look()
    everything = clients.acknowledged | {post.instance: post for _status, post in clients.others}
    assert lost(everything, kept) == []
    assert set(kept) == set(everything)  # each once, and nothing besides


def test_the_control_without_the_disk_does_lose(house: Make) -> None:
    """The same server but for one line, on the same database: what it acknowledged was in memory alone."""
    one = house(LAZY, CARELESS)
    with Clients(one) as clients:
        clients.wait_for(40)
        command = one.kill_database()
    one.start_database(command)
    assert lost(clients.acknowledged, one.look()) != []


def test_each_acknowledgement_waits_for_the_disk(house: Make) -> None:
    one = house(LAZY)
    before = synced(one)
    for _time in range(20):
        assert send(one, Post()) == 201
    deadline = time.monotonic() + 15  # each session of the database adds what it counted after a while
    while (after := synced(one)) - before < 20 and time.monotonic() < deadline:
        time.sleep(0.2)
    assert after - before >= 20


def synced(one: House) -> int:
    """How often the database has had its log put on the disk; from its version 18 on it counts that elsewhere."""
    with psycopg.connect(one.database.superuser_url(), autocommit=True) as connection:
        newer = connection.info.server_version >= 180_000
        asked = (
            "SELECT sum(fsyncs) FROM pg_stat_io WHERE object = 'wal'" if newer else "SELECT wal_sync FROM pg_stat_wal"
        )
        (count,) = connection.execute(asked).fetchone() or (0,)
        return int(count)


def test_a_full_disk_acknowledges_nothing_and_loses_nothing(house: Make, small_disk: Path | None) -> None:
    """A disk of its own that fills up, where one can be mounted; else the largest file that the database may write."""
    one = house(SAFE, place=small_disk)
    command = one.command()
    ballast = one.place / "ballast"
    if small_disk:
        ballast.write_bytes(b"x" * 40_000_000)
    else:
        limit_files(one, "24000000")
    with Clients(one, many=2, size=1_000_000) as clients:
        deadline = time.monotonic() + 40
        while len(clients.others) < 6 and time.monotonic() < deadline:
            time.sleep(0.1)
        assert len(clients.others) >= 6, "the disk did not fill up"
        assert {status for status, _post in clients.others} == {503}
        # Full it is once the database finds no room for one more segment of its log.
        assert small_disk is None or shutil.disk_usage(small_disk).free < 16 * 1024 * 1024
        if small_disk:
            ballast.unlink()
        else:
            limit_files(one, "unlimited")
        one.revive_database(command)
        clients.wait_for(2)
    assert lost(clients.acknowledged, one.look()) == []


def limit_files(one: House, largest: str) -> None:
    """No process of the database may write a larger file from now on."""
    for process in _processes_of(one.cluster):
        command = ["prlimit", "--pid", str(process), f"--fsize={largest}:unlimited"]
        subprocess.run(command, check=True, **runner().identity)


@pytest.fixture
def small_disk() -> Iterator[Path | None]:
    """A disk of 330 MB, or None where none may be mounted."""
    place = Path(tempfile.mkdtemp(prefix="tirek-disk-"))
    command = ["mount", "-t", "tmpfs", "-o", "size=330m", "tmpfs", str(place)]
    mounted = os.geteuid() == 0 and subprocess.run(command, capture_output=True, check=False).returncode == 0
    yield place if mounted else None
    if mounted:
        subprocess.run(["umount", "--lazy", str(place)], check=True)
    place.rmdir()


def test_what_is_cut_off_on_its_way_is_neither_acknowledged_nor_kept(house: Make) -> None:
    one = house(SAFE)
    post = Post(size=5000)
    head = (
        f"POST /collect/submission HTTP/1.1\r\nHost: 127.0.0.1:{one.port}\r\nContent-Type: {TYPE}\r\n"
        f"Authorization: {basic(one.made.device, one.made.secret)}\r\nConnection: close\r\n"
    )
    whole = f"{head}Content-Length: {len(post.body)}\r\n\r\n".encode() + post.body
    start, end = len(whole) - len(post.body), len(whole)
    marks = {"answers": whole.index(b"<question_50>"), "file": end - 2000, "first boundary": start + 5}
    marks |= {"headers of a part": start + 60, "last boundary": end - 6, "last byte": end - 1, "head": start - 30}
    for cut in (*marks.values(), start, end - 5000, end - 100):
        answer = send_raw(one, whole[:cut], hang_up=True)
        assert b" 201 " not in answer.split(b"\r\n")[0], (cut, answer[:200])
    for told in (len(post.body) - 10, len(post.body) // 2, 10, 0):  # a length that says less than was sent
        answer = send_raw(one, f"{head}Content-Length: {told}\r\n\r\n".encode() + post.body)
        assert b" 201 " not in answer.split(b"\r\n")[0], (told, answer[:200])
    assert one.look() == {}
    assert b" 201 " in send_raw(one, whole)
    in_chunks = b"".join(f"{len(part):x}\r\n".encode() + part + b"\r\n" for part in pieces(Post().body))
    chunked = f"{head}Transfer-Encoding: chunked\r\n\r\n".encode() + in_chunks
    assert b" 201 " not in send_raw(one, chunked[:-500], hang_up=True)
    assert b" 201 " in send_raw(one, chunked + b"0\r\n\r\n")
    assert len(one.look()) == 2


def pieces(body: bytes, size: int = 700) -> list[bytes]:
    return [body[start : start + size] for start in range(0, len(body), size)]
