"""May this happen now?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from tirek.monitoring.errors import (
    ActionAlreadyDone,
    AlreadySaid,
    AlreadyWithdrawn,
    CauseMissing,
    DayImpossible,
    FileTooLarge,
    MonitoringIncomplete,
    NotComingRound,
    OfAnotherProgramme,
    PeriodClosed,
    PeriodNotBegun,
    StatusContradicted,
)
from tirek.monitoring.frequency import frequency_of
from tirek.monitoring.models import ActionDone, CourseCorrection, Progress, Status
from tirek.monitoring.quality_scale import criteria, ratings
from tirek.monitoring.risk_scale import categories
from tirek.monitoring.rounds import Round, rounds
from tirek.plans import MonitoringAction, Programme, ReasonMissing, ReportingPeriod

MEGABYTES = 25
OURS = ("entered_position", "said_by", "said_at", "recorded_by", "recorded_at", "number", "file")
"""What the house fills in itself, or has checked before."""


def check_complete(row: Any, *needed: str) -> None:
    """This function will refuse a row with a field that is empty, too long or unknown (`MonitoringIncomplete`)."""
    if blank := [name for name in needed if not getattr(row, name).strip()]:
        raise MonitoringIncomplete(field=", ".join(blank))
    fields = row._meta.concrete_fields
    left_out = [each.name for each in fields if each.is_relation or (each.null and getattr(row, each.name) is None)]
    try:
        row.clean_fields(exclude=(*OURS, *left_out))
    except ValidationError as fault:
        raise MonitoringIncomplete(field=", ".join(fault.message_dict)) from fault


def check_day(*days: date | None) -> None:
    """This function will refuse days in the future or out of order (`DayImpossible`); one not given is passed over."""
    given = [day for day in days if day is not None]
    if any(day > timezone.localdate() for day in given) or given != sorted(given):
        raise DayImpossible


def check_of(programme: Programme, **things: Any) -> None:
    """This function will refuse, by name, what belongs to another programme (`OfAnotherProgramme`)."""
    for name, thing in things.items():
        if thing is not None and thing.programme_id != programme.pk:
            raise OfAnotherProgramme(field=name)


def check_period(period: ReportingPeriod) -> None:
    """This function will refuse a period that is closed or has not begun (`PeriodClosed`, `PeriodNotBegun`)."""
    if period.closed_at is not None:
        raise PeriodClosed(period=str(period))
    if period.begins > timezone.localdate():
        raise PeriodNotBegun(period=str(period))


def check_status(progress: Progress) -> None:
    """This function will refuse a status that the days beside it contradict (`StatusContradicted`)."""
    begun, ended = progress.began is not None, progress.ended is not None
    started = progress.status != Status.NOT_STARTED
    over = progress.status in (Status.DONE, Status.STOPPED)
    if (begun and not started) or (ended and not (over and begun)):
        raise StatusContradicted


def check_category(edition: str, category: str) -> None:
    """This function will refuse a category that the edition does not have (`MonitoringIncomplete`)."""
    if category not in categories(edition):
        raise MonitoringIncomplete(field="category")


def check_scores(likelihood: int, impact: int) -> None:
    """This function will refuse a score beside the five points (`MonitoringIncomplete`)."""
    for name, score in (("likelihood", likelihood), ("impact", impact)):
        if score not in range(1, 6):
            raise MonitoringIncomplete(field=name)


def check_ratings(given: Mapping[str, str]) -> None:
    """This function will refuse ratings unless each criterion has a known one (`MonitoringIncomplete`)."""
    known = ratings()
    if wrong := [name for name in criteria() if given.get(name) not in known]:
        raise MonitoringIncomplete(field=", ".join(wrong))
    if unknown := sorted(given.keys() - criteria().keys()):
        raise MonitoringIncomplete(field=", ".join(unknown))


def check_cause(correction: CourseCorrection, programme: Programme) -> None:
    """This function will refuse a correction without a cause, or with another programme's (`CauseMissing`,
    `OfAnotherProgramme`)."""
    finding = correction.finding
    if finding is None and correction.risk is None and not correction.figure:
        raise CauseMissing
    if finding is not None and finding.document_id != programme.document_id:
        raise OfAnotherProgramme(field="finding")
    check_of(programme, risk=correction.risk)


def check_round(action: MonitoringAction, period: ReportingPeriod | None, key: str, day: date) -> Round | None:
    """This function will give the time that an action is done for, None where it comes round on no day.

    Without a key it is the one in the period that the day lies in, or the last. Raises `NotComingRound`.
    """
    frequency = frequency_of(action.frequency, action.purpose, action.expected_action)
    if not frequency.comes_round:
        if key:
            raise NotComingRound
        return None
    if period is None:
        raise NotComingRound
    of_period = (period.key, period.key[:4])  # any quarter of a year stands for the year
    all_of_them = rounds(frequency, list(action.programme.periods.all()))
    found = [each for each in all_of_them if each.period == period or each.key in of_period]
    if not key and found:
        return next((each for each in found if day <= each.day), found[-1])
    named = next((each for each in found if each.key == key), None)
    if named is None:
        raise NotComingRound
    return named


def check_not_done(action: MonitoringAction, key: str) -> None:
    """This function will refuse to mark an action done twice for the same time (`ActionAlreadyDone`)."""
    if key and ActionDone.objects.filter(action=action, round=key, withdrawn_position=None).exists():
        raise ActionAlreadyDone(round=key)


def check_not_said(newest: Any, row: Any, *fields: str) -> None:
    """This function will refuse what the newest row already says, field by field (`AlreadySaid`)."""
    if newest is not None and all(getattr(newest, name) == getattr(row, name) for name in fields):
        raise AlreadySaid


def check_file(content: bytes | None) -> None:
    """This function will refuse a file beyond the limit (`FileTooLarge`)."""
    if content and len(content) > MEGABYTES * 1024 * 1024:
        raise FileTooLarge(limit=MEGABYTES)


def check_reason(reason: str) -> None:
    """This function will refuse a withdrawal without its reason (`ReasonMissing`)."""
    if not reason.strip():
        raise ReasonMissing


def check_standing(row: Any) -> None:
    """This function will refuse what was withdrawn (`AlreadyWithdrawn`)."""
    if row.withdrawn_position is not None:
        raise AlreadyWithdrawn
