"""The pages must not be able to undo what the database holds: a role that could is refused at the start."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tirek.database_roles.errors import PowerfulRole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.apps import AppConfig
    from django.core.checks import CheckMessage
    from django.db.backends.base.base import BaseDatabaseWrapper

# Each power, and how the database is asked for it; `r` is the role, `d` the database. Being a member of a role that
# has a power is having it.
POWERS = (
    ("is a superuser", "r.rolsuper"),
    ("may bypass row-level security", "r.rolbypassrls"),
    ("may create and change roles", "r.rolcreaterole"),
    ("owns the database, or may act as its owner", "pg_has_role(r.oid, d.datdba, 'MEMBER')"),
    (
        "owns tables, or may act as their owner",
        "EXISTS (SELECT FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace"
        " AND c.relkind IN ('r', 'p', 'v', 'm') AND pg_has_role(r.oid, c.relowner, 'MEMBER'))",
    ),
    ("may create tables", "has_schema_privilege(r.oid, 'public', 'CREATE')"),
    (
        "may write everywhere",
        "EXISTS (SELECT FROM pg_roles p WHERE pg_has_role(r.oid, p.oid, 'MEMBER')"
        " AND p.rolname IN ('pg_write_all_data', 'pg_write_server_files', 'pg_execute_server_program'))",
    ),
)
_QUESTION = f"""
    SELECT r.rolname, ARRAY[{", ".join(f"({condition})" for _, condition in POWERS)}]
      FROM pg_roles r, pg_database d
     WHERE r.rolname IN (current_user, session_user) AND d.datname = current_database()
"""  # noqa: S608  only the constants above stand in it


def refuse_powerful_role(connection: BaseDatabaseWrapper | Any) -> None:
    """This function will raise PowerfulRole if whoever is connected could undo what the database holds.

    Powerful are: a superuser, BYPASSRLS, CREATEROLE, the owner of the database or of any table in schema public,
    whoever may create there, and a member of any such role. `connection` is Django's or psycopg's.
    """
    with connection.cursor() as cursor:
        cursor.execute(_QUESTION)
        for role, has in cursor.fetchall():
            for (power, _), powerful in zip(POWERS, has, strict=True):
                if powerful:
                    raise PowerfulRole(role=role, power=power)


def check_role(app_configs: Sequence[AppConfig] | None = None, **options: Any) -> list[CheckMessage]:
    """This function will say the same as a Django system check (`check --database default`)."""
    from django.core.checks import Error
    from django.db import connections

    found: list[CheckMessage] = []
    for alias in options.get("databases") or []:
        try:
            refuse_powerful_role(connections[alias])
        except PowerfulRole as refusal:
            found.append(Error(str(refusal), hint=refusal.hint, id="tirek.E001"))
    return found


def register_check() -> None:
    """This function will add that check to Django's; to be called when an app is ready."""
    from django.core.checks import Tags, register

    register(check_role, Tags.database)
