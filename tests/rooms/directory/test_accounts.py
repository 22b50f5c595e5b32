"""Accounts are opened with their roles; a role granted counts at once."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.utils import translation

from tests.cast import AKTOBE, NATIONAL, PASSWORD, aigul, dana, office, viktor
from tirek.directory import (
    Account,
    Role,
    RoleGrant,
    can,
    choose_language,
    grant_role,
    open_account,
    sees_office,
)
from tirek.directory.errors import AccountIncomplete
from tirek.ledger import WriteWithoutTrace, entries, heads, verify

pytestmark = pytest.mark.django_db


def test_it_works() -> None:
    account = aigul()
    assert account.roles == {Role.COORDINATOR}
    assert account.check_password(PASSWORD)
    assert account.office.is_national


def test_the_password_is_kept_as_a_hash() -> None:
    assert PASSWORD not in aigul().password


def test_opening_an_account_leaves_one_entry_that_names_nobody() -> None:
    office()
    before = heads()[NATIONAL]
    account = open_account(
        username="aigul", password=PASSWORD, office=office(), roles=frozenset({Role.COORDINATOR}), language="en"
    )
    assert heads()[NATIONAL] == before + 1
    line = entries(chain=NATIONAL)[0]
    assert (line.event, line.by) == ("account-opened", "setup")
    assert account.username not in str(line)
    assert verify().ok


def test_opening_writes_into_the_chain_of_the_accounts_office() -> None:
    dana()
    assert heads()[AKTOBE] == 1


def test_an_account_may_hold_several_roles() -> None:
    roles = frozenset({Role.COORDINATOR, Role.FINANCE})
    account = open_account(username="both", password=PASSWORD, office=office(), roles=roles, language="ru")
    assert account.roles == roles
    assert can(account, "settle findings")
    assert can(account, "publish reports")


def test_two_accounts_cannot_have_one_name() -> None:
    aigul()
    with pytest.raises(AccountIncomplete, match="already exists"):
        open_account(username="aigul", password=PASSWORD, office=office(), roles=frozenset(), language="en")


def test_a_role_that_is_granted_counts_at_once() -> None:
    account = viktor()
    assert not can(account, "enter evidence")
    grant_role(account=account, role=Role.MONITORING)
    assert can(account, "enter evidence")
    assert entries(chain=NATIONAL)[0].sentence == "The role monitoring-officer was granted."


def test_granting_a_role_that_is_held_does_nothing() -> None:
    account = viktor()
    before = heads()
    grant_role(account=account, role=Role.VIEWER)
    assert heads() == before
    assert RoleGrant.objects.filter(account=account).count() == 1


def test_a_role_cannot_be_granted_past_the_ledger() -> None:
    account = viktor()
    with pytest.raises(WriteWithoutTrace):
        RoleGrant(account=account, role=Role.COORDINATOR.value).save()
    with pytest.raises(WriteWithoutTrace):
        RoleGrant.objects.bulk_create([RoleGrant(account=account, role=Role.COORDINATOR.value)])
    assert not can(viktor(), "publish reports")


def test_roles_are_read_once_for_each_request(django_assert_num_queries) -> None:
    account = aigul()
    with django_assert_num_queries(1):
        assert all([can(account, "see plans"), can(account, "adopt plans"), can(account, "see figures")])


def test_a_language_that_is_chosen_stays_and_the_ledger_is_not_told() -> None:
    account = viktor()
    before = heads()
    choose_language(account=account, language="kk")
    assert viktor().language == "kk"
    assert heads() == before


def test_the_national_office_sees_every_office() -> None:
    assert sees_office(aigul(), office(AKTOBE))
    assert sees_office(aigul(), office(NATIONAL))


def test_a_regional_office_sees_itself_alone() -> None:
    assert sees_office(dana(), office(AKTOBE))
    assert not sees_office(dana(), office(NATIONAL))
    assert not sees_office(dana(), office("HRC-75"))


@pytest.mark.parametrize(
    ("language", "name"),
    [("en", "Astana"), ("ru", "город Астана"), ("kk", "Астана қаласы"), ("kk-kz", "Астана қаласы"), ("de", "Astana")],
)
def test_a_name_is_given_in_the_language_of_the_page(language: str, name: str) -> None:
    region = office().region
    assert region
    with translation.override(language):
        assert region.name == str(region) == name


def test_a_name_is_given_in_english_where_no_language_is_set() -> None:
    region = office().region
    assert region
    translation.deactivate_all()
    try:
        assert region.name == "Astana"
    finally:
        translation.deactivate()


def test_who_signs_in_is_one_of_these_accounts() -> None:
    assert get_user_model() is Account
