"""A PostgreSQL of our own, for the demo and the tests, never for real data: it only needs a directory of programs."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tirek.embedded.data import checkout, data_directory
from tirek.embedded.errors import NotRunning
from tirek.embedded.server import Server, remove, running, start, stop

__all__ = ["NotRunning", "Server", "checkout", "data_directory", "remove", "running", "serving", "start", "stop"]


def serving(data: Path | None = None, options: Mapping[str, str] | None = None) -> Server:
    """This function will start the database and see to its roles, its database and their rights."""
    from tirek.database_roles import establish

    server = start(data, options)
    establish(server.superuser_url(), passwords=server.passwords)
    return server
