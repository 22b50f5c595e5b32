"""What stands around every page: the way around, who is there, which language, whether the data are made up."""

import re

import pytest
from django.test import Client

from tirek.directory import Account, Office, Role, open_account

STUDIES = {"/studies/", "/findings/"}
PROGRAMME = {"/", "/monitoring/", "/plans/", "/programmes/", "/published/", "/claims/", "/mechanisms/"} | STUDIES
ALL = PROGRAMME | {"/ledger/"}
CASES = {"/forms/", "/forms/answers/", "/cases/", "/findings/"}


def navigation(page: str) -> set[str]:
    return set(re.findall(r'govuk-service-navigation__link" href="([^"]+)"', page))


def as_role(office: Office, role: Role) -> Client:
    name = role.value
    client = Client()
    client.force_login(
        open_account(username=name, password="x" * 12, office=office, roles=frozenset({role}), language="en")
    )
    return client


def test_it_works(signed_in: Client) -> None:
    page = signed_in.get("/here/").content.decode()
    assert navigation(page) == PROGRAMME
    assert 'href="#main"' in page
    assert 'id="main"' in page


@pytest.mark.parametrize(
    ("role", "missing"),
    [
        (Role.COORDINATOR, {"/ledger/"}),
        (Role.MONITORING, {"/ledger/"}),
        (Role.FINANCE, {"/findings/", "/ledger/", "/mechanisms/", "/studies/"}),
        (Role.VIEWER, {"/findings/", "/ledger/", "/plans/", "/studies/"}),
        (Role.AUDITOR, set()),
    ],
)
def test_leads_only_to_where_the_role_may_go(office: Office, role: Role, missing: set[str]) -> None:
    client = as_role(office, role)
    shown = navigation(client.get("/here/").content.decode())
    assert shown == ALL - missing
    assert {client.get(address).status_code for address in shown} == {200}
    assert {client.get(address).status_code for address in missing} <= {403}


@pytest.mark.parametrize(
    ("role", "places"),
    [
        (Role.OFFICER, CASES),
        (Role.SUPERVISOR, CASES | {"/devices/", "/places/"}),
        (Role.MONITOR, CASES | {"/places/"}),
        (Role.ADMINISTRATOR, {"/devices/", "/places/"}),
        (Role.ANALYST, STUDIES),
    ],
)
def test_leads_those_of_the_mechanisms_to_their_own_places(office: Office, role: Role, places: set[str]) -> None:
    client = as_role(office, role)
    shown = navigation(client.get("/here/").content.decode())
    assert shown == {"/", "/published/", "/mechanisms/"} | places
    assert {client.get(address).status_code for address in shown} == {200}


@pytest.mark.parametrize(("language", "words"), [("ru", "Планы"), ("kk", "Жоспарлар")])
def test_names_the_places_in_the_language_of_the_page(
    signed_in: Client, account: Account, language: str, words: str
) -> None:
    Account.objects.update(language=language)
    assert f'href="/plans/">{words}</a>' in signed_in.get("/here/").content.decode()


@pytest.mark.django_db
def test_leads_a_visitor_nowhere_but_in(client: Client) -> None:
    page = client.get("/here/").content.decode()
    assert navigation(page) == set()
    assert 'href="/account/sign-in/"' in page


def test_marks_where_one_is(signed_in: Client) -> None:
    page = signed_in.get("/plans/").content.decode()
    current = re.findall(r'href="([^"]+)" aria-current="true"', page)
    assert current == ["/plans/"]


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/here/", "/account/sign-in/", "/nowhere/", "/refusing/not-permitted/"])
def test_says_on_every_page_that_the_data_are_made_up(client: Client, settings, address: str) -> None:
    settings.DEMO = True
    assert "Synthetic data" in client.get(address).content.decode()


@pytest.mark.django_db
def test_does_not_say_so_of_real_data(client: Client, settings) -> None:
    settings.DEMO = False
    assert "Synthetic data" not in client.get("/here/").content.decode()


def test_says_who_is_there_and_for_which_office(signed_in: Client, account: Account) -> None:
    page = signed_in.get("/here/").content.decode()
    assert "aigerim" in page
    assert "National Centre for Human Rights" in page


@pytest.mark.django_db
def test_names_each_language_in_itself(client: Client) -> None:
    page = client.get("/here/").content.decode()
    for code, name in (("en", "English"), ("kk", "Қазақша"), ("ru", "Русский")):
        assert re.search(rf'value="{code}" lang="{code}"[^>]*>.*?{name}', page)
    assert re.findall(r'value="(\w\w)" lang="\w\w" aria-current="true"', page) == ["en"]


@pytest.mark.django_db
def test_carries_no_style_or_script_of_its_own(client: Client, settings) -> None:
    settings.DEMO = True
    answer = client.get("/style/")
    page = answer.content.decode()
    assert not re.search(r"<style|<script(?![^>]*\bsrc=)|\sstyle=|\son[a-z]+=|javascript:", page)
    assert not re.search(r'(?:src|href|action|hx-\w+)="(?:https?:)?//', page)
    assert "unsafe" not in answer["Content-Security-Policy"]


def test_costs_a_page_few_queries(signed_in: Client, django_assert_max_num_queries) -> None:
    signed_in.get("/here/")
    with django_assert_max_num_queries(4):  # session, account, office, roles
        signed_in.get("/here/")
