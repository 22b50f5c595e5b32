"""The pages of the house, and an analyst who is signed in."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.cast import madina


@pytest.fixture(autouse=True)
def _addresses(settings) -> None:
    settings.ROOT_URLCONF = "tirek.web.urls"


@pytest.fixture
def analyst(client: Client) -> Client:
    client.force_login(madina())
    return client
