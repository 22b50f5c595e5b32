"""A second house: an empty database of the same country, to which a test can move."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import pytest

from tests.cast import COUNTRY
from tests.database import copy_of
from tirek.directory import Office, Role, load_country, open_account

PEOPLE = {
    "coordinator": Role.COORDINATOR,
    "monitoring": Role.MONITORING,
    "finance": Role.FINANCE,
    "viewer": Role.VIEWER,
    "auditor": Role.AUDITOR,
    "reviewer": Role.REVIEWER,
    "donor": Role.DONOR,
}

House = Callable[[], AbstractContextManager[dict[str, str]]]


@pytest.fixture(scope="session")
def furnished(clone: Callable[[str], dict[str, str]], django_db_blocker: Any) -> dict[str, str]:
    """The environment of a database with country and accounts, and no programme; copy it before writing into it."""
    environment = clone("furnished")
    with django_db_blocker.unblock(), moved(environment):
        load_country(folder=COUNTRY)
        for username, role in PEOPLE.items():
            office = Office.objects.get(pk="HRC")
            open_account(
                username=username, password="a-password-of-the-tests", office=office, roles={role}, language="en"
            )
        for _ in range(3):  # so that nothing stands at the position that it had
            load_country(folder=COUNTRY)
        open_account(
            username="aktobe",
            password="a-password-of-the-tests",
            office=Office.objects.get(pk="HRC-15"),
            roles={Role.COORDINATOR},
            language="en",
        )
    return environment


@pytest.fixture
def second_house(postgres: Any, furnished: dict[str, str]) -> House:
    """A block in which Django works in the empty house; what is written there is kept until the test ends."""
    environment = copy_of(postgres, "second_house", "furnished")

    @contextmanager
    def house() -> Iterator[dict[str, str]]:
        with moved(environment):
            yield environment

    return house


@contextmanager
def moved(environment: dict[str, str]) -> Iterator[None]:
    """Moves Django to another database, and back. Caches are of one house only."""
    from django.core.cache import cache
    from django.db import connections

    from tirek.settings import database

    before = dict(connections.settings["default"])
    connections.close_all()
    connections.settings["default"].update(database(environment["DATABASE_URL"]) | {"OPTIONS": {}})
    cache.clear()
    try:
        yield
    finally:
        connections.close_all()
        connections.settings["default"].update(before)
        cache.clear()
