"""A real PostgreSQL for the tests: one cluster a session, one migrated template, a copy of it wherever one is needed.

The `db` fixture of pytest-django connects as tirek_app, so that every test also proves the grants.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from tirek import embedded
from tirek.database_roles import grant

__all__ = ["clone", "database_environment", "django_db_setup", "postgres", "superuser_url", "template"]

# What a test writes is mostly undone: statistics gathered meanwhile would tell the planner of empty tables.
FAST = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "max_connections": "100",
}
TEMPLATE, MAIN = "tirek", "test_tirek"


@pytest.fixture(scope="session")
def postgres() -> Iterator[embedded.Server]:
    """An embedded server of the session's own. Not in pytest's own directory, which is closed to the server's user."""
    data = Path(tempfile.mkdtemp(prefix="tirek-tests-"))
    data.chmod(0o711)
    yield embedded.serving(data, FAST)
    embedded.stop(data)
    shutil.rmtree(data)


@pytest.fixture(scope="session")
def template(postgres: embedded.Server, django_test_environment: None, django_db_blocker) -> str:
    """The name of a database that the owner has migrated and nobody is connected to."""
    from django.core.management import call_command

    with django_db_blocker.unblock():
        _connect_django(postgres.environment(TEMPLATE)["DATABASE_OWNER_URL"])
        call_command("migrate", interactive=False, verbosity=0, skip_checks=True)
        _disconnect_django()
    return TEMPLATE


@pytest.fixture(scope="session")
def clone(postgres: embedded.Server, template: str) -> Callable[[str], dict[str, str]]:
    """A function that makes a fresh copy of the template under a name, and gives its environment (URLs by role)."""

    def copy(name: str) -> dict[str, str]:
        with psycopg.connect(postgres.superuser_url(), autocommit=True) as connection:
            target, source = sql.Identifier(name), sql.Identifier(template)
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(target))
            connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(target, source))
        grant(postgres.superuser_url(), name)
        return postgres.environment(name)

    return copy


@pytest.fixture(scope="session")
def django_db_setup(clone: Callable[[str], dict[str, str]], django_db_blocker) -> Iterator[None]:
    """In place of pytest-django's: the `db` fixture works in a copy of the template, as tirek_app.

    The app may not TRUNCATE, so a test that commits (`transactional_db`) leaves a fresh copy instead of a flushed one.
    """
    from django.db import connection

    def fresh_copy(statements: list[str]) -> None:
        connection.close()
        clone(MAIN)

    with django_db_blocker.unblock():
        _connect_django(clone(MAIN)["DATABASE_URL"])
        connection.ops.execute_sql_flush = fresh_copy
        yield
        _disconnect_django()


@pytest.fixture(scope="session")
def database_environment(django_db_setup: None, postgres: embedded.Server) -> dict[str, str]:
    """The environment of the database that `db` works in: for a command in a process of its own, or another role.

    Use it with `transactional_db`: what `db` writes is not committed, and nobody else sees it.
    """
    return postgres.environment(MAIN)


@pytest.fixture(scope="session")
def superuser_url(django_db_setup: None, postgres: embedded.Server) -> str:
    """The superuser's URL of the database that `db` works in: for playing the one who tampers with it."""
    return postgres.superuser_url(MAIN)


def ask(url: str, question: str) -> object:
    """The value that a statement answers with, None where it answers with no row."""
    with psycopg.connect(url) as connection:
        cursor = connection.execute(question.encode())
        row = cursor.fetchone() if cursor.description else None
        return row[0] if row else None


def _connect_django(url: str) -> None:
    from django.db import connections

    from tirek.settings import database

    _disconnect_django()
    connections.settings["default"].update(database(url) | {"OPTIONS": {}})


def _disconnect_django() -> None:
    from django.db import connections

    connections.close_all()
