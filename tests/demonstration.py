"""The demonstration, loaded once a session into a database of its own that every test copies."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest

from tests.database import copy_of
from tirek import embedded

DEMONSTRATION = "demonstration"
PASSWORD = "tirek-demo-tests"


@pytest.fixture(scope="session")
def demonstration(postgres: embedded.Server, clone: Callable[[str], dict[str, str]]) -> dict[str, str]:
    """The environment of a database that holds the demonstration; copy it before writing into it."""
    environment = clone(DEMONSTRATION)
    command = [sys.executable, "-m", "tirek.command", "demo", "--fill"]
    variables = os.environ | environment | {"TIREK_DEMO": "1", "TIREK_DEMO_PASSWORD": PASSWORD}
    done = subprocess.run(command, env=variables, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return environment


@pytest.fixture
def demo(postgres: embedded.Server, demonstration: dict[str, str], django_db_blocker) -> Iterator[dict[str, str]]:
    """A copy of the demonstration for one test, Django connected to it as the app; what is written is committed."""
    from django.db import connections

    from tirek.settings import database

    name = "demonstration_copy"
    environment = copy_of(postgres, name, DEMONSTRATION)
    before = dict(connections.settings["default"])
    connections.close_all()
    connections.settings["default"].update(database(environment["DATABASE_URL"]) | {"OPTIONS": {}})
    with django_db_blocker.unblock():
        yield environment
        connections.close_all()
    connections.settings["default"].update(before)
