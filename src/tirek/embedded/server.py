"""The life cycle of one PostgreSQL: prepared, started, found running, stopped."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tirek.database_roles import DATABASE, urls
from tirek.embedded.binaries import Binaries, find
from tirek.embedded.data import data_directory, kept_secrets, locked
from tirek.embedded.errors import ClusterNotMade, ClusterNotStarted, PasswordsLost
from tirek.embedded.system_user import Runner, prepare, readable, runner

ATTEMPTS = 4
PATIENCE_SECONDS = 3.0
LONGEST_SOCKET_DIRECTORY = 90  # the kernel allows 107 bytes for the whole name of a socket
SUPERUSER = "postgres"
LOCALE = {"LC_ALL": "C.UTF-8", "PATH": "/usr/sbin:/usr/bin:/sbin:/bin"}


@dataclass(frozen=True, slots=True)
class Server:
    """A running server. `started_here` is False when it was found running already."""

    data: Path
    port: int
    started_here: bool
    passwords: Mapping[str, str] = field(repr=False)

    def superuser_url(self, database: str = "postgres") -> str:
        """This function will give the URL of the superuser, for creating roles and databases only."""
        return f"postgresql://{SUPERUSER}:{self.passwords['superuser']}@127.0.0.1:{self.port}/{database}"

    def environment(self, database: str = DATABASE) -> dict[str, str]:
        """This function will give what the application reads from its environment: three URLs and the secret key."""
        places = urls(self.passwords, port=self.port, database=database)
        return {**places, "TIREK_SECRET_KEY": self.passwords["secret_key"], "TIREK_DATA": str(self.data)}


def start(data: Path | None = None, options: Mapping[str, str] | None = None) -> Server:
    """This function will start the database in `data`, preparing it if it is new, or find it running already.

    `options` are PostgreSQL settings for this run. Raises a Refusal of `tirek.embedded.errors`.
    """
    data = data or data_directory()
    user = runner()
    prepare(data, user)
    with locked(data):
        if port := _running_port(data):
            return Server(data, port, False, kept_secrets(data))
        _refuse_lost_passwords(data)
        binaries = readable(find(major=_major(data)), user)
        passwords = kept_secrets(data)
        if not _cluster(data).exists():
            _prepare_cluster(data, binaries, user, passwords["superuser"])
        _clear_remains(data)
        return Server(data, _launch(data, binaries, user, options or {}), True, passwords)


def running(data: Path | None = None) -> Server | None:
    """This function will find the server running in `data`, or None."""
    data = data or data_directory()
    port = _running_port(data)
    return Server(data, port, False, kept_secrets(data)) if port else None


def stop(data: Path | None = None) -> bool:
    """This function will stop the server in `data`: open sessions are ended. False when none was running."""
    data = data or data_directory()
    if not _cluster(data).is_dir():
        return False
    with locked(data):
        if not _running_port(data):
            return False
        user = runner()
        binaries = readable(find(major=_major(data)), user)
        command = [binaries.program("pg_ctl"), "stop", "-D", str(_cluster(data)), "-w", "-t", "30", "-m"]
        for mode in ("fast", "immediate"):
            if subprocess.run([*command, mode], capture_output=True, check=False, **user.identity).returncode == 0:
                return True
    return False


def remove(data: Path | None = None) -> None:
    """This function will stop the server in `data` and remove all that it held, its passwords too."""
    data = data or data_directory()
    stop(data)
    if data.is_dir():
        with locked(data):
            shutil.rmtree(_cluster(data), ignore_errors=True)
            (data / "secrets.json").unlink(missing_ok=True)


def _cluster(data: Path) -> Path:
    return data / "postgres"


def _major(data: Path) -> int | None:
    version = _cluster(data) / "PG_VERSION"
    return int(version.read_text()) if version.exists() else None


def _refuse_lost_passwords(data: Path) -> None:
    if _cluster(data).exists() and not (data / "secrets.json").exists():
        raise PasswordsLost(directory=data)


def _prepare_cluster(data: Path, binaries: Binaries, user: Runner, password: str) -> None:
    """A cluster half made is thrown away: only the finished one gets its name."""
    fresh, told = data / "postgres.new", data / "postgres.password"
    shutil.rmtree(fresh, ignore_errors=True)
    told.unlink(missing_ok=True)
    fresh.mkdir(mode=0o700)
    told.touch(mode=0o600)
    told.write_text(password)
    user.own(fresh)
    user.own(told)
    settings = ["--auth=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8", "--lc-messages=C", "--no-sync"]
    command = [binaries.program("initdb"), "-D", str(fresh), "-U", SUPERUSER, f"--pwfile={told}", *settings]
    try:
        made = subprocess.run(
            command, capture_output=True, text=True, check=False, env=LOCALE, cwd="/", **user.identity
        )
    finally:
        told.unlink()
    if made.returncode:
        shutil.rmtree(fresh, ignore_errors=True)
        raise ClusterNotMade(directory=data, reason=(made.stderr.strip().splitlines() or ["?"])[-1])
    fresh.rename(_cluster(data))


def _launch(data: Path, binaries: Binaries, user: Runner, options: Mapping[str, str]) -> int:
    """Retried: the free port can be taken by another, and what a killed server left behind takes a moment to go."""
    for attempt in range(ATTEMPTS):
        time.sleep(attempt * 0.5)
        port = _free_port()
        if _launched(data, binaries, user, {"port": str(port), **options}):
            return port
    raise ClusterNotStarted(directory=_cluster(data), reason=_last_words(data))


def _launched(data: Path, binaries: Binaries, user: Runner, options: Mapping[str, str]) -> bool:
    cluster = _cluster(data)
    sockets = str(cluster) if len(os.fsencode(cluster)) <= LONGEST_SOCKET_DIRECTORY else ""
    settings = {"listen_addresses": "127.0.0.1", "unix_socket_directories": sockets, **options}
    arguments = " ".join(f"-c {shlex.quote(f'{name}={value}')}" for name, value in settings.items())
    log = cluster / "server.log"
    log.unlink(missing_ok=True)
    command = [binaries.program("pg_ctl"), "start", "-D", str(cluster), "-w", "-t", "30"]
    # The server inherits what pg_ctl is given: a pipe would stay open as long as the server lives.
    done = subprocess.run(
        [*command, "-l", str(log), "-o", arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
        env=LOCALE,
        cwd="/",
        **user.identity,
    )
    return done.returncode == 0


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _last_words(data: Path) -> str:
    log = _cluster(data) / "server.log"
    lines = log.read_text(errors="replace").splitlines() if log.exists() else []
    told = [line for line in lines if "FATAL" in line or "PANIC" in line] or lines
    return told[-1] if told else "it said nothing"


def _running_port(data: Path) -> int | None:
    """The pid file says process, port and readiness; the process counts only if it is a postgres of this cluster."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        lines = _pid_file(data)
        if not lines or int(lines[0]) not in _processes_of(_cluster(data)):
            return None
        if len(lines) > 7 and lines[7].strip() == "ready":
            return int(lines[3])
        time.sleep(0.05)
    return None


def _pid_file(data: Path) -> list[str]:
    try:
        return (_cluster(data) / "postmaster.pid").read_text().splitlines()
    except FileNotFoundError:
        return []


def _processes_of(cluster: Path) -> set[int]:
    """Every process of a server has its cluster as working directory, the postmaster's orphans too."""
    found = set()
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            if (entry / "cwd").readlink() == cluster and (entry / "comm").read_text().strip() == "postgres":
                found.add(int(entry.name))
        except OSError:
            continue  # ended meanwhile, or not ours to look at
    return found


def _clear_remains(data: Path) -> None:
    """After kill -9 the orphans still hold the shared memory: they get a moment, then they are ended.

    Only then may a pid file go whose number another process bears by now; before, it is what tells PostgreSQL of them.
    """
    cluster = _cluster(data)
    deadline = time.monotonic() + PATIENCE_SECONDS
    while (orphans := _processes_of(cluster)) and time.monotonic() < deadline:
        time.sleep(0.05)
    for orphan in orphans:
        os.kill(orphan, signal.SIGKILL)
    while _processes_of(cluster):
        time.sleep(0.05)
    for remains in (cluster / "postmaster.pid", *cluster.glob(".s.PGSQL.*")):
        remains.unlink(missing_ok=True)
