"""The served house of the journeys: the real server, its own copy of the demonstration, stopped as a whole."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from tests.browser import Served, free_port, wait_until_ready
from tests.database import ask


def test_it_works(served: Served) -> None:
    with urllib.request.urlopen(served.url, timeout=10) as answer:
        assert answer.status == 200
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_serves_as_the_role_that_changes_no_table(served: Served) -> None:
    who = "SELECT string_agg(DISTINCT usename, ' ') FROM pg_stat_activity WHERE datname = current_database()"
    assert ask(served.environment["DATABASE_URL"], who) == "tirek_app"


def test_will_not_be_served_by_a_powerful_role(served: Served) -> None:

    powerful = os.environ | served.environment | {"DATABASE_URL": served.environment["DATABASE_OWNER_URL"]}
    command = [sys.executable, "-c", "import tirek.web.wsgi"]
    told = subprocess.run(command, env=powerful, capture_output=True, text=True, check=False)
    assert told.returncode != 0
    assert "Tirek does not serve pages with such power" in told.stderr


@pytest.mark.parametrize("told", ["Ctrl-C", "SIGTERM"])
def test_when_it_is_told_to_stop_nothing_of_it_stays(served: Served, told: str, tmp_path: Path) -> None:
    port = free_port()
    command = [sys.executable, "-m", "tirek.command", "serve", "--port", str(port)]
    log = tmp_path / "log"
    with log.open("w") as out:
        server = subprocess.Popen(
            command, env=os.environ | served.environment, stdout=out, stderr=out, start_new_session=True
        )
    wait_until_ready(f"http://127.0.0.1:{port}", server, log)
    assert len(session_of(server.pid)) > 3
    if told == "Ctrl-C":
        os.killpg(server.pid, signal.SIGINT)
    else:
        server.terminate()
    assert server.wait(30) == (130 if told == "Ctrl-C" else 0)
    assert session_of(server.pid) == []
    assert "Traceback" not in log.read_text()


def test_where_it_is_is_told_once_it_answers(served: Served) -> None:
    port = free_port()
    telling = f"pages({port}, 1, when_ready=lambda: print('here', flush=True))"
    command = [sys.executable, "-c", f"from tirek.command.serve import pages; {telling}"]
    with subprocess.Popen(
        command, env=os.environ | served.environment, stdout=subprocess.PIPE, text=True, start_new_session=True
    ) as server:
        assert server.stdout is not None
        try:
            assert server.stdout.readline() == "here\n"
            with urllib.request.urlopen(f"http://127.0.0.1:{port}", timeout=20) as answer:
                assert answer.status == 200
        finally:
            os.killpg(server.pid, signal.SIGINT)


def session_of(leader: int) -> list[str]:
    """The living processes that a process started, however deep."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            state, _, _, session = (entry / "stat").read_text().rpartition(")")[2].split()[:4]
        except OSError:
            continue  # ended meanwhile
        if int(session) == leader and state != "Z":
            found.append((entry / "cmdline").read_text().replace("\0", " "))
    return found
