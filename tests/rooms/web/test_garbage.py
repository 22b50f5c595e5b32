"""The collector walks past what is loaded, what a later page loaded too; garbage is freed all the same."""

from __future__ import annotations

import os
import subprocess
import sys

TRIED = """
import gc, weakref
import django
django.setup()
from django.core.signals import request_finished
from tirek.web.garbage import spare_what_is_loaded

class Circle:
    def __init__(self):
        self.itself = self

def a_circle_left_behind():
    return weakref.ref(Circle())

left = a_circle_left_behind()
spare_what_is_loaded()
assert left() is None, "garbage was set aside with the rest"
first = gc.get_freeze_count()
assert first > 10_000, first

before = gc.get_freeze_count()
request_finished.send(None)
assert gc.get_freeze_count() <= before, "nothing was loaded, nothing is to be set aside"

import wsgiref.simple_server
left = a_circle_left_behind()
request_finished.send(None)
assert left() is None, "garbage was set aside with what a page loaded"
assert gc.get_freeze_count() > first
"""


def test_what_is_loaded_is_set_aside_and_garbage_is_freed() -> None:
    variables = os.environ | {"DJANGO_SETTINGS_MODULE": "tirek.settings"}
    tried = subprocess.run([sys.executable, "-c", TRIED], env=variables, capture_output=True, text=True, check=False)
    assert tried.returncode == 0, tried.stderr
