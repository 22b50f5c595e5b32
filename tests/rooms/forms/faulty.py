"""A house that can be killed: a database of its own that waits for its disk, the real server, clients that send.

`python -m tests.rooms.forms.faulty furnish` puts a form and a device into a database; `look` tells the digests of all
that is kept, opened; both print JSON and are run in processes of their own, so that no connection outlives a database.
"""

from __future__ import annotations

import hashlib
import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg

from tests.browser import free_port
from tirek import embedded
from tirek.embedded.server import _clear_remains, _processes_of
from tirek.embedded.system_user import runner

ROOT = Path(__file__).parents[3]
CAREFUL, CARELESS = "tirek.web.wsgi:application", "tests.rooms.forms.careless:application"
SAFE = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}
# What was committed may stay in the database's own memory for ten seconds: it waits for the disk where it is asked to.
LAZY = {**SAFE, "synchronous_commit": "off", "wal_writer_delay": "10s", "wal_writer_flush_after": "1GB"}


@dataclass
class Prepared:
    """A stopped database with a form and a device in it, to be copied."""

    data: Path
    device: str
    secret: str


@contextmanager
def prepared() -> Iterator[Prepared]:
    """Makes the database, once for all tests."""
    data = Path(tempfile.mkdtemp(prefix="tirek-faults-"))
    data.chmod(0o711)
    try:
        quick = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}  # nothing is promised yet
        server = embedded.serving(data, quick)
        environment = _environment(server)
        _run([sys.executable, "-m", "tirek.command", "migrate"], environment)
        issued = json.loads(_run([sys.executable, "-m", __name__, "furnish"], environment))
        embedded.stop(data)
        yield Prepared(data, issued["device"], issued["secret"])
    finally:
        embedded.stop(data)
        shutil.rmtree(data, ignore_errors=True)


class House:
    """A database and a server on it, each of which can be killed and started again where it was."""

    def __init__(self, made: Prepared, place: Path, settings: Mapping[str, str], application: str = CAREFUL) -> None:
        self.made, self.place, self.application = made, place, application
        subprocess.run(["cp", "-a", f"{made.data}/.", str(place)], check=True)
        place.chmod(0o711)
        self.database = embedded.start(place, settings)
        self.environment = _environment(self.database)
        self.port = free_port()
        self.log = place / "house.log"
        self.server: subprocess.Popen[bytes] | None = None

    @property
    def cluster(self) -> Path:
        return self.place / "postgres"

    def serve(self) -> None:
        """Starts the server as `tirek serve` does, in a session of its own."""
        command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1"]
        command += ["--port", str(self.port), "--workers", "2", "--blocking-threads", "4", "--no-ws", self.application]
        with self.log.open("a") as told:
            self.server = subprocess.Popen(
                command, env=self.environment, cwd=ROOT, stdout=told, stderr=told, start_new_session=True
            )
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            with suppress(OSError, http.client.HTTPException):
                if self.ask("GET", "/collect/formList")[0] == 200:
                    return
            assert self.server.poll() is None, self.log.read_text()
            time.sleep(0.1)
        raise AssertionError(f"The server does not answer:\n{self.log.read_text()}")

    def kill_server(self) -> None:
        """Every process of the server, at once and without a word."""
        assert self.server is not None
        with suppress(ProcessLookupError):
            os.killpg(self.server.pid, signal.SIGKILL)
        self.server.wait()

    def postmaster(self) -> int:
        """The number of the process that began the others of the database."""
        return int((self.cluster / "postmaster.pid").read_text().split()[0])

    def command(self) -> list[str]:
        """The command that started the database."""
        return Path(f"/proc/{self.postmaster()}/cmdline").read_text().rstrip("\0").split("\0")

    def kill_database(self) -> list[str]:
        """Every process of the database, at once and without a word; gives the command that started it."""
        postmaster, command = self.postmaster(), self.command()
        for process in (postmaster, *(_processes_of(self.cluster) - {postmaster})):
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        while _processes_of(self.cluster):
            time.sleep(0.02)
        return command

    def revive_database(self, command: list[str]) -> None:
        """Starts the database again where it ended itself, as it does when its log finds no room; else it goes on."""
        deadline = time.monotonic() + 30
        while _processes_of(self.cluster) and time.monotonic() < deadline:
            with suppress(psycopg.OperationalError):
                psycopg.connect(self.database.superuser_url(), connect_timeout=2).close()
                return
            time.sleep(0.1)
        self.start_database(command)

    def start_database(self, command: list[str]) -> None:
        """The database again, at the address that it had."""
        _clear_remains(self.place)
        with (self.cluster / "again.log").open("wb") as told:
            subprocess.Popen(
                command, cwd="/", stdin=subprocess.DEVNULL, stdout=told, stderr=told, start_new_session=True,
                env={"LC_ALL": "C.UTF-8", "PATH": "/usr/sbin:/usr/bin:/sbin:/bin"}, **runner().identity,
            )  # fmt: skip
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            with suppress(OSError):
                lines = (self.cluster / "postmaster.pid").read_text().splitlines()
                if len(lines) > 7 and lines[7].strip() == "ready":
                    return
            time.sleep(0.05)
        raise AssertionError((self.cluster / "again.log").read_text())

    def stop(self) -> None:
        """Ends both, for good."""
        if self.server is not None and self.server.poll() is None:
            self.kill_server()
        embedded.stop(self.place)

    def ask(self, method: str, path: str, body: bytes = b"", **headers: str) -> tuple[int, bytes]:
        """Asks the server as the device does."""
        from tests.rooms.forms.posts import basic

        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        signed = {"Authorization": basic(self.made.device, self.made.secret)} | headers
        try:
            connection.request(method, path, body=body, headers=signed)
            response = connection.getresponse()
            return response.status, response.read()
        finally:
            connection.close()

    def look(self) -> dict[str, dict[str, str]]:
        """The digests of all that is kept, by instance and by name, `answers` for the answers themselves."""
        found: dict[str, dict[str, str]] = json.loads(_run([sys.executable, "-m", __name__, "look"], self.environment))
        return found


@dataclass
class Post:
    """An answered form with a file, and the digests of both."""

    instance: str = field(default_factory=lambda: f"uuid:{uuid4()}")
    size: int = 2000

    def __post_init__(self) -> None:
        from tests.rooms.forms.filled import answers, many_answers
        from tests.rooms.forms.posts import a_post

        xml, picture = answers(many_answers(100), instance=self.instance), os.urandom(self.size)
        self.body = a_post(xml, [("cell.jpg", picture)])
        self.digests = {"answers": _digest(xml), "cell.jpg": _digest(picture)}


class Clients:
    """Clients that send without pause, each the next post as soon as the last was answered."""

    def __init__(self, house: House, many: int = 4, size: int = 2000) -> None:
        self.house, self.size = house, size
        self.acknowledged: dict[str, Post] = {}
        self.others: list[tuple[int, Post]] = []
        self.ended = threading.Event()
        self.threads = [threading.Thread(target=self._send, daemon=True) for _ in range(many)]

    def __enter__(self) -> Clients:
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_fault: object) -> None:
        self.ended.set()
        for thread in self.threads:
            thread.join()

    def _send(self) -> None:
        while not self.ended.is_set():
            post = Post(size=self.size)
            status = send(self.house, post)
            if status in (201, 202):
                self.acknowledged[post.instance] = post
            else:
                self.others.append((status, post))
                time.sleep(0.05)

    def wait_for(self, many: int) -> None:
        """Until so many more posts are acknowledged."""
        wanted = len(self.acknowledged) + many
        deadline = time.monotonic() + 60
        while len(self.acknowledged) < wanted:
            assert time.monotonic() < deadline, (len(self.acknowledged), wanted, self.house.log.read_text()[-3000:])
            time.sleep(0.01)


def send(house: House, post: Post) -> int:
    """Sends a post; 0 where no answer came."""
    from tests.rooms.forms.posts import TYPE

    try:
        return house.ask("POST", "/collect/submission", post.body, **{"Content-Type": TYPE})[0]
    except (OSError, http.client.HTTPException):
        return 0


def send_raw(house: House, content: bytes, *, hang_up: bool = False) -> bytes:
    """Sends these very bytes, and gives what comes back; a client that hangs up sends nothing more."""
    with socket.create_connection(("127.0.0.1", house.port), timeout=5) as connection:
        connection.sendall(content)
        if hang_up:
            connection.shutdown(socket.SHUT_WR)
        found = b""
        with suppress(OSError):
            while part := connection.recv(65536):
                found += part
        return found


def lost(acknowledged: Mapping[str, Post], kept: Mapping[str, Mapping[str, str]]) -> list[str]:
    """What was acknowledged and is not kept, byte for byte."""
    return [name for name, post in acknowledged.items() if dict(kept.get(name, {})) != post.digests]


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _environment(server: embedded.Server) -> dict[str, str]:
    kept = os.environ | server.environment()
    return kept | {"DJANGO_SETTINGS_MODULE": "tirek.settings", "PYTHONPATH": str(ROOT), "TIREK_LOG_LEVEL": "CRITICAL"}


def _run(command: list[str], environment: Mapping[str, str]) -> str:
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def _furnish() -> dict[str, Any]:
    from tests.cast import yerlan
    from tests.rooms.forms.filled import a_device, a_form

    a_form()
    issued = a_device(yerlan())
    return {"device": str(issued.device.pk), "secret": issued.secret}


def _look() -> dict[str, dict[str, str]]:
    from tirek.forms import Submission
    from tirek.forms.seals import content_of, file_of, key_of
    from tirek.ledger import verify

    found = {}
    for submission in Submission.objects.prefetch_related("attachments"):
        key = key_of(submission)
        files = {each.name: _digest(file_of(each, key)) for each in submission.attachments.all()}
        found[submission.instance_id] = {"answers": _digest(content_of(submission, key))} | files
    assert verify().ok
    return found


if __name__ == "__main__":
    import django

    django.setup()
    sys.stdout.write(json.dumps({"furnish": _furnish, "look": _look}[sys.argv[1]]()))
