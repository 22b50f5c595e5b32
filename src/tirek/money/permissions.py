"""May this person? Deeds are named in the directory's table; the office that owns the programme decides with it."""

from __future__ import annotations

from tirek.directory import Account, can, sees_office
from tirek.plans import Programme, check_programme


def can_enter(account: Account, programme: Programme) -> bool:
    """This function will say whether the account may enter money of the programme."""
    return can(account, "enter money") and sees_office(account, programme.office)


def check_enter(account: Account, programme: Programme) -> None:
    """This function will refuse (`NotPermitted`, `NoSuchPlan`) where `can_enter` says no."""
    check_programme(account, "enter money", programme)


def can_review(account: Account, programme: Programme) -> bool:
    """This function will say whether the account may review what others entered for the programme."""
    return can(account, "review money") and sees_office(account, programme.office)


def check_review(account: Account, programme: Programme) -> None:
    """This function will refuse (`NotPermitted`, `NoSuchPlan`) where `can_review` says no."""
    check_programme(account, "review money", programme)
