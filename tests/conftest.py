"""Fixtures for every test; the words around them are in tests/database.py and tests/browser.py."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Generator

import pytest
from django.conf import settings

from tests.browser import OUTCOME, axe, browser, page, served
from tests.database import (
    clone,
    database_environment,
    django_db_setup,
    nothing_loaded,
    postgres,
    superuser_url,
    template,
    with_country,
)
from tests.demonstration import demo, demonstration

__all__ = [
    "axe",
    "browser",
    "clone",
    "database_environment",
    "demo",
    "demonstration",
    "django_db_setup",
    "nothing_loaded",
    "page",
    "postgres",
    "served",
    "superuser_url",
    "template",
    "with_country",
]

settings.SECRET_KEY = "only-for-tests"
settings.PASSWORD_HASHERS = ["tests.passwords.QuickArgon2"]
# Keys of the tests alone, gone with the process that made them.
KEYS = tempfile.TemporaryDirectory(prefix="tirek-keys-")
os.environ["TIREK_KEYS"] = KEYS.name
LOGS = tempfile.TemporaryDirectory(prefix="tirek-logs-")
os.environ["TIREK_LOGS"] = LOGS.name


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Keeps the outcome of the test itself, for fixtures that show what a failure looked like."""
    report = yield
    if report.when == "call":
        item.stash[OUTCOME] = report
    return report
