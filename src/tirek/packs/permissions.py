"""Who may see mechanisms, and who may install and change them."""

from __future__ import annotations

from tirek.directory import Account, can, check


def can_see(account: Account) -> bool:
    """This function will say whether the account may read mechanisms."""
    return can(account, "see mechanisms")


def check_see(account: Account) -> None:
    """This function will refuse who may not read mechanisms (`NotPermitted`)."""
    check(account, "see mechanisms")


def can_install(account: Account) -> bool:
    """This function will say whether the account may install, change and upgrade mechanisms."""
    return can(account, "install mechanisms")


def check_install(account: Account) -> None:
    """This function will refuse who may not install, change and upgrade mechanisms (`NotPermitted`)."""
    check(account, "install mechanisms")


def can_review(account: Account) -> bool:
    """This function will say whether the account may approve, as a second person, who may see what."""
    return can(account, "review mechanisms")


def check_review(account: Account) -> None:
    """This function will refuse who may not approve who may see what (`NotPermitted`)."""
    check(account, "review mechanisms")
