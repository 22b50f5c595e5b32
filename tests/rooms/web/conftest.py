"""The national office, two accounts, and the house's pages with some that fail on purpose."""

from __future__ import annotations

import pytest
from django.test import Client

from tests import cast
from tirek.directory import Account, Office, Role, open_account

PASSWORD = "three-words-apart"


@pytest.fixture(autouse=True)
def _addresses(settings) -> None:
    settings.ROOT_URLCONF = "tests.rooms.web.addresses"


@pytest.fixture
def office(db) -> Office:
    return cast.office()


@pytest.fixture
def account(office: Office) -> Account:
    return open_account(
        username="aigerim",
        password=PASSWORD,
        office=office,
        roles=frozenset({Role.COORDINATOR}),
        language="en",
    )


@pytest.fixture
def signed_in(account: Account, client: Client) -> Client:
    client.force_login(account)
    return client
