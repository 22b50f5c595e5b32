"""`tirek migrate`: bring the tables up to date, as their owner."""

from __future__ import annotations

import argparse

from tirek.command.house import open_house
from tirek.command.verbs import Commands, verb


def add_to(commands: Commands) -> None:
    """This function will add the verb."""
    about = "Bring the database's tables up to date, as their owner (DATABASE_OWNER_URL)."
    verb(commands, "migrate", migrate, about, reading=False)


def migrate(options: argparse.Namespace) -> int:
    """This function will run the migrations that the database has not seen.

    Django's checks are left to the pages' start: one of them refuses the very role that a migration needs.
    """
    open_house(as_owner=True)
    from django.core.management import call_command

    call_command("migrate", interactive=False, skip_checks=True)
    return 0
