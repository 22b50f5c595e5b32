"""Who may fill forms, read answers and issue devices: the house's own table first, then what the mechanism says."""

from __future__ import annotations

from tirek.directory import Account, NotPermitted, Office, can, check, sees_office
from tirek.packs import PackForm, access_of


def can_fill(account: Account, form: PackForm) -> bool:
    """This function will say whether the account may answer the form."""
    return can(account, "fill forms") and _does(account, form, "fill")


def check_fill(account: Account, form: PackForm) -> None:
    """This function will refuse who may not answer the form (`NotPermitted`)."""
    if not can_fill(account, form):
        raise NotPermitted(deed="fill forms")


def can_manage_devices(account: Account, office: Office) -> bool:
    """This function will say whether the account may issue and withdraw devices of the office."""
    return can(account, "manage devices") and sees_office(account, office)


def check_manage_devices(account: Account, office: Office) -> None:
    """This function will refuse who may not issue and withdraw devices of the office (`NotPermitted`)."""
    check(account, "manage devices")
    if not can_manage_devices(account, office):
        raise NotPermitted(deed="manage devices")


def _does(account: Account, form: PackForm, deed: str) -> bool:
    rows = access_of(form, frozenset(role.value for role in account.roles))
    return any(deed in row.does for row in rows)
