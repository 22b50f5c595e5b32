"""A real PostgreSQL for the tests: one cluster a session, one migrated template, a copy of it wherever one is needed.

The `db` fixture of pytest-django connects as tirek_app, so that every test also proves the grants. The country is
there, loaded once for all tests; `nothing_loaded` is for those of an empty house.
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

__all__ = [
    "clone",
    "database_environment",
    "django_db_setup",
    "nothing_loaded",
    "postgres",
    "superuser_url",
    "template",
    "with_country",
]

# What a test writes is mostly undone: statistics gathered meanwhile would tell the planner of empty tables.
FAST = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "max_connections": "100",
}
TEMPLATE, WITH_COUNTRY, MAIN = "tirek", "tirek_country", "test_tirek"

Clone = Callable[[str], dict[str, str]]
Begin = Callable[[str], None]


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
def clone(postgres: embedded.Server, template: str) -> Clone:
    """A function that makes a fresh copy of the template under a name, and gives its environment (URLs by role)."""

    def copy(name: str) -> dict[str, str]:
        return copy_of(postgres, name, template)

    return copy


@pytest.fixture(scope="session")
def with_country(clone: Clone, django_db_blocker) -> str:
    """The name of a database into which the country was loaded and nothing else was done."""
    from tests.cast import COUNTRY
    from tirek.directory import load_country

    with django_db_blocker.unblock():
        _connect_django(clone(WITH_COUNTRY)["DATABASE_URL"])
        load_country(folder=COUNTRY, with_synthetic=True)
        _disconnect_django()
    return WITH_COUNTRY


@pytest.fixture(scope="session")
def django_db_setup(postgres: embedded.Server, with_country: str, django_db_blocker) -> Iterator[Begin]:
    """In place of pytest-django's: the `db` fixture works in a copy of the country's database, as tirek_app.

    The app may not TRUNCATE, so a test that commits (`transactional_db`) leaves a fresh copy instead of a flushed one.
    It gives a function that begins again with a copy of another database.
    """
    from django.db import connection

    def begin(source: str) -> None:
        connection.ops.execute_sql_flush = lambda statements: begin(source)
        with django_db_blocker.unblock():
            connection.close()
            _connect_django(copy_of(postgres, MAIN, source)["DATABASE_URL"])

    begin(with_country)
    yield begin
    with django_db_blocker.unblock():
        _disconnect_django()


@pytest.fixture(scope="module")
def nothing_loaded(django_db_setup: Begin, template: str, with_country: str) -> Iterator[None]:
    """For the tests of a module: `db` works in a house in which nothing was ever done."""
    django_db_setup(template)
    yield
    django_db_setup(with_country)


@pytest.fixture(scope="session")
def database_environment(django_db_setup: Begin, postgres: embedded.Server) -> dict[str, str]:
    """The environment of the database that `db` works in: for a command in a process of its own, or another role.

    Use it with `transactional_db`: what `db` writes is not committed, and nobody else sees it.
    """
    return postgres.environment(MAIN)


@pytest.fixture(scope="session")
def superuser_url(django_db_setup: Begin, postgres: embedded.Server) -> str:
    """The superuser's URL of the database that `db` works in: for playing the one who tampers with it."""
    return postgres.superuser_url(MAIN)


def copy_of(postgres: embedded.Server, name: str, source: str) -> dict[str, str]:
    """A fresh copy of a database, to which nobody is connected, under a name; and its environment."""
    with psycopg.connect(postgres.superuser_url(), autocommit=True) as connection:
        drop, create = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)"), sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        connection.execute(drop.format(sql.Identifier(name)))
        connection.execute(create.format(sql.Identifier(name), sql.Identifier(source)))
    grant(postgres.superuser_url(), name)
    return postgres.environment(name)


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
