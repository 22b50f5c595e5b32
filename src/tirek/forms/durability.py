"""Is what the database calls written really on disk? What is acknowledged rests on it."""

from __future__ import annotations

import logging

from django.db import connection

# By setting, the values with which a commit has reached the disk of this server when it is answered.
SAFE = {
    "fsync": ("on",),
    "full_page_writes": ("on",),
    "synchronous_commit": ("on", "local", "remote_write", "remote_apply"),
}

log = logging.getLogger(__name__)


def unsafe_settings() -> list[str]:
    """This function will name the settings of the database with which something acknowledged could be lost.

    As `fsync = off`. Intake asks for `synchronous_commit` itself; it is named because the rest of the house does not.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, setting FROM pg_settings WHERE name = ANY(%s) ORDER BY name", [list(SAFE)])
        return [f"{name} = {setting}" for name, setting in cursor.fetchall() if setting not in SAFE[name]]


def say_if_unsafe() -> None:
    """This function will say loudly, in the log, that the database does not wait for its disk."""
    if found := unsafe_settings():
        log.critical(
            "THE DATABASE DOES NOT WAIT FOR ITS DISK (%s): after a power cut, answers that were acknowledged can be "
            "gone. Set it right before real answers come in.",
            ", ".join(found),
        )
