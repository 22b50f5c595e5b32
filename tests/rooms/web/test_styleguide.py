"""Every part of a page can be drawn, in every language; where people really work there is no such page."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _demo(settings) -> None:
    settings.DEMO = True


def test_it_works(client: Client) -> None:
    page = client.get("/style/").content.decode()
    assert page.count("<h1") == 1
    for part in ("tirek-tile", "tirek-figure", "tirek-typed", "tirek-finding", "tirek-scrolling", "tirek-beside"):
        assert part in page


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
@pytest.mark.parametrize("address", ["/style/", "/style/?errors=1"])
def test_is_drawn_in_every_language(client: Client, language: str, address: str) -> None:
    page = client.get(address, headers={"accept-language": language})
    assert page.status_code == 200
    assert f'lang="{language}"' in page.content.decode()


def test_pages_keep_the_rest_of_the_address(client: Client) -> None:
    page = client.get("/style/?errors=1&q=%D2%9B").content.decode()
    assert "?errors=1&amp;q=%D2%9B&amp;page=8" in page


def test_shows_the_pages_around_the_one_that_is_read(client: Client) -> None:
    page = client.get("/style/").content.decode()
    assert [n for n in range(1, 21) if f'aria-label="Page {n}"' in page] == [1, 5, 6, 7, 8, 9, 20]


def test_is_not_there_where_people_really_work(client: Client, settings) -> None:
    settings.DEMO = False
    assert client.get("/style/").status_code == 404
