"""The claims check can be run anywhere: no settings, no database."""

from __future__ import annotations

import subprocess
import sys

PROGRAM = """
import sys
from tirek.reports.claims import as_json, extract, hold_against, hold_against_itself
text = "It fed 12 guards. [[a]]"
print(len(as_json(hold_against(*hold_against_itself(text, extract(text))[:1], []), [])["claims"]))
from django.conf import settings
assert not settings.configured
assert "django.db" not in sys.modules
"""


def test_it_works() -> None:
    run = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, env={}, check=False)
    assert (run.stdout.strip(), run.stderr) == ("1", "")
