"""Opening the house: Django, on the database that the environment names or on our own if it runs."""

from __future__ import annotations

import os

from tirek.command.errors import NoOwner


def open_house(*, as_owner: bool = False) -> None:
    """This function will set Django up, connected as the app, or as the owner of the tables for a migration.

    The environment's DATABASE_URL counts first; without it, the embedded database of this checkout if it runs.
    Raises NotRunning or NoOwner.
    """
    if "DATABASE_URL" not in os.environ and "DATABASE_OWNER_URL" not in os.environ:
        _use_embedded()
    if as_owner:
        if "DATABASE_OWNER_URL" not in os.environ:
            raise NoOwner
        os.environ["DATABASE_URL"] = os.environ["DATABASE_OWNER_URL"]
    import django

    django.setup()


def _use_embedded() -> None:
    from tirek import embedded

    server = embedded.running()
    if server is None:
        raise embedded.NotRunning(directory=embedded.data_directory())
    for name, value in server.environment().items():
        os.environ.setdefault(name, value)
