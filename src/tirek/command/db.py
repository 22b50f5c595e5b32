"""`tirek db`: the embedded database of this checkout, and the roles of any other."""

from __future__ import annotations

import argparse
import re
import secrets
from pathlib import Path
from urllib.parse import urlsplit

from tirek.command.failures import FINDINGS, FINE
from tirek.command.output import print_json
from tirek.command.verbs import Commands, group, verb


def add_to(commands: Commands) -> None:
    """This function will add the verbs."""
    verbs = group(commands, "db", "The embedded database (demo and tests only), and the roles of any database.")
    for name, run, about, reading in (
        ("start", start, "Start the embedded database, making it if it is new.", False),
        ("stop", stop, "Stop the embedded database.", False),
        ("remove", remove, "Stop the embedded database and throw away all that it holds.", False),
        ("status", status, "Say whether the embedded database runs; exit status 1 when it does not.", True),
        ("environment", environment, "Print the variables with which programs reach it, passwords included.", True),
    ):
        verb(verbs, name, run, about, reading=reading).add_argument(
            "--data", type=Path, metavar="DIRECTORY", help="where its data lies, if not in TIREK_DATA or .tirek/"
        )
    roles_verb = verb(
        verbs, "roles", roles, "Print the SQL that makes the three roles and their rights, or apply it.", reading=False
    )
    roles_verb.add_argument("--superuser-url", metavar="URL", help="apply it here; new passwords are printed as URLs")
    roles_verb.add_argument(
        "--database", type=_name, default="tirek", metavar="NAME", help="the database (default: tirek)"
    )


def _name(text: str) -> str:
    if not re.fullmatch(r"[a-z_][a-z0-9_]{0,62}", text):
        raise argparse.ArgumentTypeError("small letters, digits and _ only")
    return text


def start(options: argparse.Namespace) -> int:
    """This function will start the embedded database, with its roles."""
    from tirek import embedded

    server = embedded.serving(options.data)
    print(f"PostgreSQL {'started' if server.started_here else 'is running already'} on 127.0.0.1:{server.port}.")
    return FINE


def stop(options: argparse.Namespace) -> int:
    """This function will stop the embedded database."""
    from tirek import embedded

    print("PostgreSQL stopped." if embedded.stop(options.data) else "PostgreSQL was not running.")
    return FINE


def remove(options: argparse.Namespace) -> int:
    """This function will stop the embedded database and remove its data."""
    from tirek import embedded

    embedded.remove(options.data)
    print("The embedded database is gone.")
    return FINE


def status(options: argparse.Namespace) -> int:
    """This function will say whether the embedded database runs, and where."""
    from tirek import embedded

    server = embedded.running(options.data)
    data = options.data or embedded.data_directory()
    if options.json:
        print_json({"running": server is not None, "data": str(data), "port": server.port if server else None})
    elif server:
        print(f"PostgreSQL is running on 127.0.0.1:{server.port}; its data is in {data}.")
    else:
        print(f"PostgreSQL is not running; its data would be in {data}.")
    return FINE if server else FINDINGS


def environment(options: argparse.Namespace) -> int:
    """This function will print what a program must have in its environment to work on the embedded database."""
    from tirek import embedded

    server = embedded.running(options.data)
    if server is None:
        raise embedded.NotRunning(directory=options.data or embedded.data_directory())
    variables = server.environment()
    if options.json:
        print_json(variables)
    else:
        print("\n".join(f"{name}={value}" for name, value in variables.items()))
    return FINE


def roles(options: argparse.Namespace) -> int:
    """This function will print the script that makes the roles, or with a superuser's URL run it.

    Run, it gives the roles new passwords and prints their URLs once.
    """
    from tirek.database_roles import URL_NAMES, establish, script, urls

    if options.superuser_url is None:
        print(script(options.database), end="")
        return FINE
    passwords = {role: secrets.token_urlsafe(32) for role in URL_NAMES}
    establish(options.superuser_url, passwords=passwords, database=options.database)
    place = urlsplit(options.superuser_url)
    found = urls(passwords, host=place.hostname or "127.0.0.1", port=place.port or 5432, database=options.database)
    print("\n".join(f"{name}={url}" for name, url in found.items()))
    return FINE
