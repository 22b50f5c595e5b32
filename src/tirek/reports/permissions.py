"""May this person?"""

from tirek.directory import Account, can, check, sees_office
from tirek.reports.errors import NoSuchReport
from tirek.reports.models import Report


def can_on(account: Account, deed: str, report: Report) -> bool:
    """This function will say whether the account may do the deed on a report of an office that it sees."""
    return can(account, deed) and sees_office(account, report.office)


def check_on(account: Account, deed: str, report: Report) -> None:
    """This function will refuse (`NotPermitted`, `NoSuchReport`) where `can_on` says no."""
    check(account, deed)
    if not can_on(account, deed, report):
        raise NoSuchReport
