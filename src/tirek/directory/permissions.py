"""Who may do what: one table of deeds and roles, asked everywhere by `can` and enforced by `check`."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from tirek.directory.errors import NotPermitted

if TYPE_CHECKING:
    from tirek.directory.models import Account, Office, Region


class Role(StrEnum):
    """The roles of the house."""

    COORDINATOR = "coordinator"
    MONITORING = "monitoring-officer"
    FINANCE = "finance-officer"
    VIEWER = "viewer"
    AUDITOR = "auditor"
    REVIEWER = "reviewer"
    DONOR = "donor"
    OFFICER = "officer"
    SUPERVISOR = "supervisor"
    MONITOR = "monitor"
    ADMINISTRATOR = "administrator"
    ANALYST = "analyst"


_C, _M, _F, _V, _A = Role.COORDINATOR, Role.MONITORING, Role.FINANCE, Role.VIEWER, Role.AUDITOR
_R, _D = Role.REVIEWER, Role.DONOR
_O, _S, _N, _T = Role.OFFICER, Role.SUPERVISOR, Role.MONITOR, Role.ADMINISTRATOR
_Y = Role.ANALYST

MAY: dict[str, frozenset[Role]] = {
    "see plans": frozenset({_C, _M, _F, _R, _A}),
    "take in plans": frozenset({_C}),
    "settle findings": frozenset({_C, _F}),
    "adopt plans": frozenset({_C}),
    "see programmes": frozenset({_C, _M, _F, _R, _V, _A}),
    "see own funds": frozenset({_D}),
    "add activities": frozenset({_C}),
    "change schedule": frozenset({_C, _M}),
    "close periods": frozenset({_C}),
    "see evidence": frozenset({_C, _M, _F, _R, _A}),
    "see persons": frozenset({_C, _M, _A}),
    "enter evidence": frozenset({_C, _M}),
    "see figures": frozenset({_C, _M, _F, _R, _V, _A}),
    "define figures": frozenset({_C}),
    "enter values": frozenset({_C, _M}),
    "review values": frozenset({_C, _R}),
    "see money": frozenset({_C, _M, _F, _R, _V, _A}),
    "enter money": frozenset({_C, _F}),
    "review money": frozenset({_C, _R}),
    "see monitoring": frozenset({_C, _M, _F, _R, _V, _A}),
    "keep monitoring": frozenset({_C, _M}),
    "see drafts": frozenset({_C, _M, _R, _A}),
    "write reports": frozenset({_C, _M}),
    "review reports": frozenset({_C, _R}),
    "publish reports": frozenset({_C}),
    "see exports": frozenset({_C, _A}),
    "import programmes": frozenset({_C}),
    "check claims": frozenset({_C, _M, _F, _R, _V, _A}),
    "see ledger": frozenset({_A}),
    "manage accounts": frozenset(),
    "see mechanisms": frozenset({_C, _M, _R, _V, _A, _O, _S, _N, _T, _Y}),
    "install mechanisms": frozenset({_T}),
    "review mechanisms": frozenset({_C, _R}),
    "fill forms": frozenset({_O, _S, _N}),
    "see answers": frozenset({_O, _S, _N}),
    "manage devices": frozenset({_S, _T}),
    "see cases": frozenset({_O, _S, _N}),
    "work on cases": frozenset({_O, _S, _N}),
    "lead cases": frozenset({_S}),
    "see findings": frozenset({_O, _S, _N}),
    "keep findings": frozenset({_O, _S, _N}),
    "manage places": frozenset({_S, _N, _T}),
    "see studies": frozenset({_C, _M, _R, _A, _Y}),
    "keep studies": frozenset({_C, _Y}),
}


def can(account: Account, deed: str) -> bool:
    """This function will say whether any role of the account may do the deed; an unknown deed is a KeyError."""
    roles = MAY[deed]
    return bool(account.is_authenticated and account.is_active and account.roles & roles)


def check(account: Account, deed: str) -> None:
    """This function will refuse a deed that the account may not do (`NotPermitted`)."""
    if not can(account, deed):
        raise NotPermitted(deed=deed)


def sees_office(account: Account, office: Office) -> bool:
    """This function will say whether the account works in the office or in the national one, which sees all."""
    return account.office_id == office.pk or account.office.is_national


def can_see_places(account: Account) -> bool:
    """This function will say whether the account reads the register of places and the list of authorities."""
    return can(account, "see findings") or can(account, "manage places")


def check_see_places(account: Account) -> None:
    """This function will refuse who may not read the register of places (`NotPermitted`)."""
    if not can_see_places(account):
        raise NotPermitted(deed="see findings")


def can_manage_places(account: Account, region: Region | None) -> bool:
    """This function will say whether the account keeps the places of a region; the national office keeps all."""
    office = account.office
    return can(account, "manage places") and (
        office.is_national or (region is not None and office.region_id == region.pk)
    )


def check_manage_places(account: Account, *regions: Region) -> None:
    """This function will refuse who may not keep the places of each of these regions (`NotPermitted`)."""
    check(account, "manage places")
    if not all(can_manage_places(account, region) for region in regions):
        raise NotPermitted(deed="manage places")
