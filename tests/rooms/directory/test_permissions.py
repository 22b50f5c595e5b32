"""One table says which role may do what; the house asks it everywhere."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser

from tests.cast import PASSWORD, aigul, office, somebody
from tirek.directory import Account, Role, can, check, open_account
from tirek.directory.errors import NotPermitted
from tirek.directory.permissions import MAY

pytestmark = pytest.mark.django_db

WRITES = {
    "work on cases",
    "lead cases",
    "keep findings",
    "keep studies",
    "manage places",
    "take in plans",
    "settle findings",
    "adopt plans",
    "add activities",
    "enter evidence",
    "define figures",
    "write reports",
    "publish reports",
    "change schedule",
    "close periods",
    "enter values",
    "review values",
    "enter money",
    "review money",
    "keep monitoring",
    "review reports",
    "import programmes",
    "manage accounts",
    "install mechanisms",
    "review mechanisms",
    "fill forms",
    "manage devices",
}


def deeds_of(role: Role) -> set[str]:
    return {deed for deed, roles in MAY.items() if role in roles}


def test_it_works() -> None:
    assert can(aigul(), "publish reports")
    check(aigul(), "publish reports")


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("deed", list(MAY))
def test_an_account_may_do_what_its_role_may(role: Role, deed: str) -> None:
    account = somebody(f"a {role}", role)
    if role in MAY[deed]:
        assert can(account, deed)
        check(account, deed)
    else:
        assert not can(account, deed)
        with pytest.raises(NotPermitted):
            check(account, deed)


@pytest.mark.parametrize("role", [Role.VIEWER, Role.AUDITOR])
def test_who_looks_on_writes_nothing(role: Role) -> None:
    assert not deeds_of(role) & WRITES


def test_the_table_names_no_write_that_this_test_does_not_know() -> None:
    assert {deed for deed in MAY if not deed.startswith(("see ", "check "))} == WRITES


@pytest.mark.parametrize("role", [Role.FINANCE, Role.VIEWER])
def test_persons_are_seen_only_by_those_who_work_with_them(role: Role) -> None:
    assert "see persons" not in deeds_of(role)


def test_the_auditor_alone_sees_the_ledger() -> None:
    assert MAY["see ledger"] == {Role.AUDITOR}


def test_who_may_publish_may_write() -> None:
    assert MAY["publish reports"] <= MAY["write reports"] <= MAY["see drafts"]


def test_a_visitor_may_do_nothing() -> None:
    assert not any(can(AnonymousUser(), deed) for deed in MAY)  # type: ignore[arg-type]


def test_an_account_that_is_closed_may_do_nothing() -> None:
    account = aigul()
    Account.objects.filter(pk=account.pk).update(is_active=False)
    assert not any(can(aigul(), deed) for deed in MAY)


def test_an_account_without_a_role_may_do_nothing() -> None:
    account = open_account(username="new", password=PASSWORD, office=office(), roles=frozenset(), language="en")
    assert not any(can(account, deed) for deed in MAY)


def test_a_deed_that_nobody_has_heard_of_is_a_mistake_of_ours() -> None:
    with pytest.raises(KeyError):
        can(aigul(), "publish everything")
