"""May this person? Each `check_…` has its `can_…`, so that page and operation cannot disagree."""

from __future__ import annotations

from tirek.directory import Account, NotPermitted, can, check, sees_office
from tirek.studies.models import Study


def check_see(account: Account) -> None:
    """This function will refuse who may see no study (`NotPermitted`)."""
    check(account, "see studies")


def can_keep(account: Account, study: Study | None = None) -> bool:
    """This function will say whether the account may work on a study, or begin one."""
    return can(account, "keep studies") and (study is None or sees_office(account, study.office))


def check_keep(account: Account, study: Study | None = None) -> None:
    """This function will refuse who may not work on a study (`NotPermitted`)."""
    if not can_keep(account, study):
        raise NotPermitted(deed="keep studies")
