"""May this person?"""

from tirek.directory import Account, can, check, sees_office
from tirek.plans import Programme, check_programme


def can_see(account: Account) -> bool:
    """This function will say whether the account may see the monitoring of programmes."""
    return can(account, "see monitoring")


def check_see(account: Account) -> None:
    """This function will refuse those whose role does not see monitoring (`NotPermitted`)."""
    check(account, "see monitoring")


def can_keep(account: Account, programme: Programme) -> bool:
    """This function will say whether the account may write in the monitoring of a programme."""
    return can(account, "keep monitoring") and sees_office(account, programme.office)


def check_keep(account: Account, programme: Programme) -> None:
    """This function will refuse (`NotPermitted`, `NoSuchPlan`) where `can_keep` says no."""
    check_programme(account, "keep monitoring", programme)
