"""Roles, database and rights, set up by a superuser before the first migration, and as often as one likes after it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from tirek.database_roles.errors import RolesNotMade

if TYPE_CHECKING:
    import psycopg

DATABASE = "tirek"
OWNER, APP, AUDITOR = "tirek_owner", "tirek_app", "tirek_auditor"
URL_NAMES = {APP: "DATABASE_URL", OWNER: "DATABASE_OWNER_URL", AUDITOR: "DATABASE_AUDITOR_URL"}
_HERE = Path(__file__).parent


def urls(
    passwords: Mapping[str, str], *, host: str = "127.0.0.1", port: int = 5432, database: str = DATABASE
) -> dict[str, str]:
    """This function will give each role's URL under the name the environment knows it by."""
    return {name: f"postgresql://{role}:{passwords[role]}@{host}:{port}/{database}" for role, name in URL_NAMES.items()}


def script(database: str = DATABASE) -> str:
    """This function will give the same as a script for psql, for an administrator who runs nothing unread."""
    create = f"SELECT 'CREATE DATABASE {database} OWNER {OWNER}'\n WHERE NOT EXISTS"
    create += f" (SELECT FROM pg_database WHERE datname = '{database}') \\gexec"
    passwords = "\n".join(f"\\password {role}" for role in URL_NAMES)
    return f"{_sql('roles').decode()}{passwords}\n{create}\n\\connect {database}\n{_sql('database').decode()}"


def establish(superuser_url: str, *, passwords: Mapping[str, str], database: str = DATABASE) -> None:
    """This function will make the roles with these passwords, the database if it is missing, and the rights in it.

    `superuser_url` may name any database of the server. Raises RolesNotMade.
    """
    import psycopg
    from psycopg import sql

    try:
        with psycopg.connect(superuser_url, autocommit=True) as connection:
            connection.execute(_sql("roles"))
            for role in URL_NAMES:
                _set_password(connection, role, passwords[role])
            if not connection.execute("SELECT FROM pg_database WHERE datname = %s", [database]).rowcount:
                name, owner = sql.Identifier(database), sql.Identifier(OWNER)
                connection.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(name, owner))
        grant(superuser_url, database)
    except psycopg.Error as fault:
        raise RolesNotMade(reason=str(fault).strip().splitlines()[0]) from fault


def grant(superuser_url: str, database: str) -> None:
    """This function will set the rights within one database: a copy of a database does not bring all of its own."""
    import psycopg

    with psycopg.connect(superuser_url, dbname=database) as connection:
        connection.execute("SET client_min_messages = warning")
        connection.execute(_sql("database"))


def _set_password(connection: psycopg.Connection[tuple[object, ...]], role: str, password: str) -> None:
    """The server is sent the verifier only, so that no log of it can hold the password."""
    from psycopg import sql

    verifier = connection.pgconn.encrypt_password(password.encode(), role.encode(), b"scram-sha-256").decode()
    statement = sql.SQL("ALTER ROLE {} PASSWORD {}").format(sql.Identifier(role), sql.Literal(verifier))
    connection.execute(statement)


def _sql(name: str) -> bytes:
    return (_HERE / f"{name}.sql").read_bytes()
