"""A page speaks the reader's language: the account's, else the cookie's, else the browser's."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.utils import translation
from django.utils.formats import date_format

from tirek.directory import Account

pytestmark = pytest.mark.django_db


def lang_of(client: Client, **headers: str) -> str:
    page = client.get("/here/", headers=headers).content.decode()
    return page.split('<html class="govuk-template" lang="')[1].split('"')[0]


def test_it_works(client: Client) -> None:
    assert lang_of(client) == "en"


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_follows_what_the_browser_asks_for(client: Client, language: str) -> None:
    assert lang_of(client, accept_language=f"{language}-KZ,{language};q=0.9") == language


def test_speaks_english_to_a_browser_that_asks_for_none_of_its_languages(client: Client) -> None:
    assert lang_of(client, accept_language="fr") == "en"


def test_remembers_what_a_visitor_chose(client: Client) -> None:
    answer = client.post("/language/", {"language": "kk", "next": "/here/?page=2"})
    assert answer["Location"] == "/here/?page=2"
    assert lang_of(client, accept_language="ru") == "kk"


def test_keeps_the_choice_with_the_account(signed_in: Client, account: Account) -> None:
    signed_in.post("/language/", {"language": "ru", "next": "/"})
    account.refresh_from_db()
    assert account.language == "ru"


def test_prefers_the_account_to_cookie_and_browser(signed_in: Client, account: Account) -> None:
    signed_in.cookies["django_language"] = "ru"
    Account.objects.update(language="kk")
    assert lang_of(signed_in, accept_language="en") == "kk"


def test_does_not_leak_a_language_into_the_next_request(client: Client) -> None:
    assert lang_of(client, accept_language="kk") == "kk"
    assert lang_of(client) == "en"


@pytest.mark.parametrize("address", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)", ""])
def test_does_not_lead_elsewhere(client: Client, address: str) -> None:
    assert client.post("/language/", {"language": "ru", "next": address})["Location"] == "/"


def test_keeps_no_language_that_it_does_not_speak(signed_in: Client, account: Account) -> None:
    answer = signed_in.post("/language/", {"language": "xx", "next": "/"})
    account.refresh_from_db()
    assert (account.language, "django_language" in answer.cookies) == ("en", False)


def test_cannot_be_switched_by_a_link(client: Client) -> None:
    assert client.get("/language/").status_code == 405


def test_tells_caches_what_the_page_depends_on(client: Client) -> None:
    answer = client.get("/here/", headers={"accept-language": "ru"})
    assert answer["Content-Language"] == "ru"
    assert {"Accept-Language", "Cookie"} <= {each.strip() for each in answer["Vary"].split(",")}


@pytest.mark.parametrize(
    ("language", "said"), [("en", "5 November 2022"), ("ru", "5 ноября 2022 года"), ("kk", "2022 ж. 5 қараша")]
)
def test_writes_a_day_as_officials_do_and_no_full_stop_stands_twice(language: str, said: str) -> None:
    with translation.override(language):
        assert date_format(date(2022, 11, 5), "DATE_FORMAT") == said
        assert date_format(datetime(2022, 11, 5, 9, 3, tzinfo=UTC), "DATETIME_FORMAT") == f"{said}, 09:03"
        assert not said.endswith(".")
