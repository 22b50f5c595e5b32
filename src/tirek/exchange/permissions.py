"""May this person? A programme leaves and comes as a whole, with its people: so both ask for all of it."""

from __future__ import annotations

from collections.abc import Iterable

from tirek.directory import Account, check
from tirek.exchange.errors import OtherOffices
from tirek.plans import Programme, check_programme


def check_export(account: Account, programme: Programme) -> None:
    """This function will refuse an export by those who may not see all that is in it.

    Attendances name persons by code, so persons and evidence must be among what the account sees. Raises
    `NotPermitted`, `NoSuchPlan`.
    """
    check_programme(account, "see exports", programme)
    for deed in ("see evidence", "see persons", "see drafts"):
        check(account, deed)


def check_import(account: Account) -> None:
    """This function will refuse an import by those who may not (`NotPermitted`)."""
    check(account, "import programmes")


def check_offices(account: Account, offices: Iterable[str]) -> None:
    """This function will refuse what concerns the chains of offices that the account does not see (`OtherOffices`)."""
    others = sorted(set(offices) - {account.office_id})
    if others and not account.office.is_national:
        raise OtherOffices(offices=", ".join(others))
