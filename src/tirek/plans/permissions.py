"""May this person? Deeds are named in the directory's table; here they meet the office that owns the thing."""

from tirek.directory import Account, check, sees_office
from tirek.plans.errors import NoSuchPlan
from tirek.plans.models import PlanDocument, Programme


def check_document(account: Account, deed: str, document: PlanDocument) -> None:
    """This function will refuse a deed on a document of an office that the account does not see."""
    check(account, deed)
    if not sees_office(account, document.office):
        raise NoSuchPlan


def check_programme(account: Account, deed: str, programme: Programme) -> None:
    """This function will refuse a deed on a programme of an office that the account does not see."""
    check(account, deed)
    if not sees_office(account, programme.office):
        raise NoSuchPlan


def check_see(account: Account) -> None:
    """This function will refuse those whose role does not let them see plan documents (`NotPermitted`)."""
    check(account, "see plans")
