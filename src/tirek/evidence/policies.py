"""May this happen now?"""

from datetime import date

from django.utils import timezone

from tirek.evidence.errors import AlreadyWithdrawn, EvidenceIncomplete, FileAlreadyRecorded, FileTooLarge
from tirek.evidence.models import Attendance, AttendanceFile, Kept

MEGABYTES = 25


def check_dates(*days: date) -> None:
    """This function will refuse days in the future or out of order (`EvidenceIncomplete`)."""
    if any(day > timezone.localdate() for day in days) or list(days) != sorted(days):
        raise EvidenceIncomplete(field="date")


def check_title(title: str) -> None:
    """This function will refuse a piece of evidence without a title (`EvidenceIncomplete`)."""
    if not title.strip():
        raise EvidenceIncomplete(field="title")


def check_file(content: bytes | None) -> None:
    """This function will refuse a file beyond the limit (`FileTooLarge`)."""
    if content and len(content) > MEGABYTES * 1024 * 1024:
        raise FileTooLarge(limit=MEGABYTES)


def check_not_recorded(file: AttendanceFile) -> None:
    """This function will refuse to record the rows of a file twice (`FileAlreadyRecorded`)."""
    if Attendance.objects.filter(file=file).exists():
        raise FileAlreadyRecorded


def check_standing(piece: Kept) -> None:
    """This function will refuse to withdraw twice (`AlreadyWithdrawn`)."""
    if piece.withdrawn_position is not None:
        raise AlreadyWithdrawn
