"""The house does not start where it would harm: on a port that is taken, or without a secret."""

from __future__ import annotations

import os
import socket
import subprocess
import sys

import pytest

from tirek.command.errors import PortTaken
from tirek.command.serve import refuse_taken


def test_a_port_on_which_something_answers_is_refused() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(PortTaken):
            refuse_taken(port)
    refuse_taken(port)


def test_without_a_secret_key_nothing_is_served() -> None:
    environment = {name: value for name, value in os.environ.items() if name != "TIREK_SECRET_KEY"}
    environment["DJANGO_SETTINGS_MODULE"] = "tirek.settings"
    command = [sys.executable, "-c", "import tirek.web.wsgi"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "TIREK_SECRET_KEY is not set" in done.stderr
    assert "Traceback" not in done.stderr
