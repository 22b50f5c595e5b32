"""Opening the house: Django, on the database that the environment names or on our own if it runs."""

from __future__ import annotations

import os

from tirek.command.errors import NoOwner


def open_house(*, as_owner: bool = False) -> None:
    """This function will set Django up, connected as the app, or as the owner of the tables for a migration.

    The environment's DATABASE_URL counts first; without it, the embedded database of this checkout if it runs.
    Raises NotRunning, NoOwner, or PowerfulRole where the app could do too much.
    """
    wanted = "DATABASE_OWNER_URL" if as_owner else "DATABASE_URL"
    if not os.environ.keys() & {wanted, "DATABASE_URL"}:
        _use_embedded()
    if wanted not in os.environ:
        raise NoOwner
    os.environ["DATABASE_URL"] = os.environ[wanted]
    _try(os.environ["DATABASE_URL"], as_owner=as_owner)
    import django

    django.setup()


def _try(url: str, *, as_owner: bool) -> None:
    """Once by hand, for the server's own words: the pool would try for long, and then say only that it had tried."""
    import psycopg

    from tirek.database_roles import refuse_powerful_role

    with psycopg.connect(url, connect_timeout=5) as connection:
        if not as_owner:
            refuse_powerful_role(connection)


def _use_embedded() -> None:
    from tirek import embedded

    server = embedded.running()
    if server is None:
        raise embedded.NotRunning(directory=embedded.data_directory())
    for name, value in server.environment().items():
        os.environ.setdefault(name, value)
