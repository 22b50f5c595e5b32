"""May this happen now?"""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone

from tirek.directory import Region, regions_on
from tirek.evidence.errors import (
    AlreadyWithdrawn,
    DaysImpossible,
    EvidenceIncomplete,
    FileAlreadyRecorded,
    FileTooLarge,
    RegionNotThere,
)
from tirek.evidence.models import Attendance, AttendanceFile, Evidence
from tirek.ledger import Kept
from tirek.plans import ReasonMissing

MEGABYTES = 25
OURS = ("activity", "office", "entered_by", "entered_at", "entered_position", "region")
"""What the house fills in itself, or has checked before."""


def check_days(*days: date) -> None:
    """This function will refuse days in the future or out of order (`DaysImpossible`)."""
    if any(day > timezone.localdate() for day in days) or list(days) != sorted(days):
        raise DaysImpossible


def check_region(region: Region | None, day: date) -> None:
    """This function will refuse a region that did not exist on the day (`RegionNotThere`)."""
    if region is not None and not regions_on(day).filter(pk=region.pk).exists():
        raise RegionNotThere(region=region.name)


def check_complete(piece: Evidence) -> None:
    """This function will refuse a piece with a field that is empty, too long or no number (`EvidenceIncomplete`)."""
    try:
        piece.clean_fields(exclude=OURS)
    except ValidationError as fault:
        raise EvidenceIncomplete(field=", ".join(fault.message_dict)) from fault


def check_file(content: bytes | None) -> None:
    """This function will refuse a file beyond the limit (`FileTooLarge`)."""
    if content and len(content) > MEGABYTES * 1024 * 1024:
        raise FileTooLarge(limit=MEGABYTES)


def check_reason(reason: str) -> None:
    """This function will refuse a withdrawal without its reason (`ReasonMissing`)."""
    if not reason.strip():
        raise ReasonMissing


def check_not_recorded(file: AttendanceFile) -> None:
    """This function will refuse to record the rows of a file twice (`FileAlreadyRecorded`)."""
    if Attendance.objects.filter(file=file).exists():
        raise FileAlreadyRecorded


def check_standing(piece: Kept) -> None:
    """This function will refuse what was withdrawn (`AlreadyWithdrawn`)."""
    if piece.withdrawn_position is not None:
        raise AlreadyWithdrawn
