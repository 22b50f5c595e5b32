"""May this person?"""

from tirek.directory import Account, can, check, sees_office
from tirek.evidence.errors import NoSuchEvidence
from tirek.evidence.models import Evidence


def can_enter(account: Account, piece: Evidence | None = None) -> bool:
    """This function will say whether the account may enter evidence, or change this piece of its own office."""
    return can(account, "enter evidence") and (piece is None or sees_office(account, piece.office))


def check_enter(account: Account, piece: Evidence | None = None) -> None:
    """This function will refuse (`NotPermitted`, `NoSuchEvidence`) where `can_enter` says no."""
    check(account, "enter evidence")
    if not can_enter(account, piece):
        raise NoSuchEvidence
