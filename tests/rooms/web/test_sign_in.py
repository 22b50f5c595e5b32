"""Signing in and out: nobody learns who exists, nobody opens an account, nobody tries for ever."""

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import NoReverseMatch, reverse

from tests.rooms.web.conftest import PASSWORD
from tirek.directory import Account

WRONG = "This user name and password do not belong together."


@pytest.fixture(autouse=True)
def _fresh_limits() -> None:
    cache.clear()


def enter(client: Client, username: str, password: str = PASSWORD, **query: str):
    return client.post("/account/sign-in/", {"login": username, "password": password, **query})


def test_it_works(client: Client, account: Account) -> None:
    answer = enter(client, "aigerim")
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert client.session["_auth_user_id"] == str(account.pk)


def test_returns_to_where_one_was_going(client: Client, account: Account) -> None:
    assert enter(client, "aigerim", next="/plans/")["Location"] == "/plans/"


def test_does_not_lead_elsewhere(client: Client, account: Account) -> None:
    assert enter(client, "aigerim", next="https://elsewhere.example/")["Location"] == "/"


@pytest.mark.parametrize("username", ["aigerim", "nobody"])
def test_says_the_same_whether_the_account_exists_or_not(client: Client, account: Account, username: str) -> None:
    page = enter(client, username, "not-the-password").content.decode()
    assert WRONG in page
    assert page.count(WRONG) == 2  # in the summary and at the form, and nothing else is said


@pytest.mark.parametrize("username", ["aigerim", "nobody"])
def test_stops_whoever_guesses_whether_the_account_exists_or_not(
    client: Client, account: Account, username: str
) -> None:
    pages = [enter(client, username, f"guess-{n}").content.decode() for n in range(8)]
    assert WRONG in pages[0]
    assert "Too many attempts" in pages[-1]


def test_does_not_let_a_closed_account_in(client: Client, account: Account) -> None:
    Account.objects.update(is_active=False)
    enter(client, "aigerim")
    assert "_auth_user_id" not in client.session


def test_signs_out_by_a_form_alone(signed_in: Client) -> None:
    assert signed_in.get("/account/sign-out/").status_code == 200
    assert "_auth_user_id" in signed_in.session
    signed_in.post("/account/sign-out/")
    assert "_auth_user_id" not in signed_in.session


def test_changes_a_password_for_whoever_knows_the_old_one(signed_in: Client, account: Account) -> None:
    new = "colder-than-the-sea"
    signed_in.post("/account/password/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    account.refresh_from_db()
    assert account.check_password(new)


def test_does_not_change_a_password_for_somebody_else(signed_in: Client, account: Account) -> None:
    new = "colder-than-the-sea"
    page = signed_in.post("/account/password/", {"oldpassword": "no", "password1": new, "password2": new})
    account.refresh_from_db()
    assert account.check_password(PASSWORD)
    assert "This is not your current password." in page.content.decode()


def test_asks_for_the_password_again(signed_in: Client) -> None:
    page = signed_in.get("/account/confirm/")
    assert page.status_code == 200
    assert 'name="password"' in page.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["account_signup", "account_reset_password", "account_email"])
def test_offers_no_way_to_open_or_recover_an_account(client: Client, name: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(name)


@pytest.mark.django_db
def test_is_closed_to_sign_up_even_if_an_address_were_added() -> None:
    from allauth.account.adapter import get_adapter

    assert get_adapter().is_open_for_signup(None) is False


def test_lists_the_logins_of_a_demonstration(client: Client, account: Account, settings) -> None:
    settings.DEMO = True
    page = client.get("/account/sign-in/").content.decode()
    assert "National Centre for Human Rights" in page
    assert 'href="?as=aigerim"' in page
    assert 'value="aigerim"' in client.get("/account/sign-in/?as=aigerim").content.decode()


def test_lists_nobody_where_people_really_work(client: Client, account: Account, settings) -> None:
    settings.DEMO = False
    assert "aigerim" not in client.get("/account/sign-in/").content.decode()
