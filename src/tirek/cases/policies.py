"""May it happen now?"""

from __future__ import annotations

from tirek.cases.errors import CaseIsClosed, CaseIsOpen, CaseReasonMissing
from tirek.cases.models import Case

LONGEST_REASON = 4000


def check_open(case: Case) -> None:
    """This function will refuse to act in a closed case (`CaseIsClosed`)."""
    if case.closed_at is not None:
        raise CaseIsClosed(number=case.number)


def check_closed(case: Case) -> None:
    """This function will refuse to reopen what is open (`CaseIsOpen`)."""
    if case.closed_at is None:
        raise CaseIsOpen(number=case.number)


def reason_given(reason: str) -> bytes:
    """This function will give a reason as bytes to seal, and refuse an empty one (`CaseReasonMissing`)."""
    if not reason.strip():
        raise CaseReasonMissing
    return reason.strip()[:LONGEST_REASON].encode()
