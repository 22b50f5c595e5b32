"""The served house of the journeys: the real server, its own copy of the demonstration, stopped as a whole."""

from __future__ import annotations

import os
import subprocess
import sys
import urllib.request

from tests.browser import Served
from tests.database import ask


def test_it_works(served: Served) -> None:
    with urllib.request.urlopen(served.url, timeout=10) as answer:
        assert answer.status == 200
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_serves_as_the_role_that_changes_no_table(served: Served) -> None:
    who = "SELECT string_agg(DISTINCT usename, ' ') FROM pg_stat_activity WHERE datname = current_database()"
    assert ask(served.environment["DATABASE_URL"], who) == "tirek_app"


def test_will_not_be_served_by_a_powerful_role(served: Served) -> None:

    powerful = os.environ | served.environment | {"DATABASE_URL": served.environment["DATABASE_OWNER_URL"]}
    command = [sys.executable, "-c", "import tirek.web.wsgi"]
    told = subprocess.run(command, env=powerful, capture_output=True, text=True, check=False)
    assert told.returncode != 0
    assert "Tirek does not serve pages with such power" in told.stderr
