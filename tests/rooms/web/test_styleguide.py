"""Every part of a page can be drawn, in every language."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _demo(settings) -> None:
    settings.DEMO = True


def test_it_works(client: Client) -> None:
    page = client.get("/style/")
    assert page.status_code == 200
    assert "<h1" in page.content.decode()
