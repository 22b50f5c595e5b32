"""A database of a measurement's own, Django connected to it as the pages are."""

from __future__ import annotations

import logging
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any


@contextmanager
def fresh(*command: str) -> Iterator[None]:
    """This function will start a database, make its tables, or run another command of `tirek`, and connect to it."""
    from tirek import embedded

    data = Path(tempfile.mkdtemp(prefix="tirek-bench-"))
    data.chmod(0o711)
    server = embedded.serving(data)
    try:
        os.environ.update(server.environment() | {"TIREK_DEMO": "1", "DJANGO_SETTINGS_MODULE": "tirek.settings"})
        making = [sys.executable, "-m", "tirek.command", *(command or ("migrate",))]
        subprocess.run(making, check=True, env=os.environ, stdout=subprocess.DEVNULL)
        _connect(os.environ["DATABASE_URL"])
        yield
        _disconnect()
    finally:
        embedded.stop(data)
        shutil.rmtree(data)


def _connect(url: str) -> None:
    import django

    django.setup()
    from django.conf import settings
    from django.db import connections

    from tirek.settings import database
    from tirek.web.garbage import spare_what_is_loaded

    spare_what_is_loaded()  # as the server does
    logging.disable(logging.WARNING)  # what no page answers is no news here
    _disconnect()
    connections.settings["default"].update(database(url))
    settings.ALLOWED_HOSTS = ["testserver"]


def _disconnect() -> None:
    from django.db import connections

    connection: Any
    for connection in connections.all():
        connection.close()
        connection.close_pool()
