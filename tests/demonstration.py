"""The demonstration, loaded once a session into a database of its own that every test copies."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator

import psycopg
import pytest
from psycopg import sql

from tirek import embedded
from tirek.database_roles import grant

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
    environment = copy_of(postgres, name)
    before = dict(connections.settings["default"])
    connections.close_all()
    connections.settings["default"].update(database(environment["DATABASE_URL"]) | {"OPTIONS": {}})
    with django_db_blocker.unblock():
        yield environment
        connections.close_all()
    connections.settings["default"].update(before)


def copy_of(postgres: embedded.Server, name: str, of: str = DEMONSTRATION) -> dict[str, str]:
    """A fresh copy of the demonstration's database, or of another, under a name; and its environment."""
    with psycopg.connect(postgres.superuser_url(), autocommit=True) as connection:
        target, source = sql.Identifier(name), sql.Identifier(of)
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(target))
        connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(target, source))
    grant(postgres.superuser_url(), name)
    return postgres.environment(name)
