"""May this person? Each `check_…` has its `can_…`, so that page and operation cannot disagree."""

from __future__ import annotations

from tirek.cases import Case
from tirek.directory import Account, NotPermitted, can, check, sees_office
from tirek.findings.models import Finding


def can_see_findings(account: Account) -> bool:
    """This function will say whether a role of the account sees findings: those of cases, or those of studies alone."""
    return can(account, "see findings") or can(account, "see studies")


def check_see_findings(account: Account) -> None:
    """This function will refuse who sees no finding by any role (`NotPermitted`)."""
    if not can_see_findings(account):
        raise NotPermitted(deed="see findings")


def check_write_findings(account: Account) -> None:
    """This function will refuse who writes findings nowhere, neither in cases nor in studies (`NotPermitted`)."""
    if not can(account, "keep studies"):
        check(account, "keep findings")


def can_keep_findings(account: Account, case: Case) -> bool:
    """This function will say whether the account writes findings in a case that it sees: its office has it."""
    return can(account, "keep findings") and account.office_id == case.office_id


def can_keep_finding(account: Account, finding: Finding) -> bool:
    """This function will say whether the account writes on a finding that it sees, by its case or by its study."""
    if finding.case is not None:
        return can_keep_findings(account, finding.case)
    return finding.office is not None and can(account, "keep studies") and sees_office(account, finding.office)


def check_keep_finding(account: Account, finding: Finding) -> None:
    """This function will refuse who may not write on a finding (`NotPermitted`)."""
    if not can_keep_finding(account, finding):
        raise NotPermitted(deed="keep findings" if finding.case_id else "keep studies")
