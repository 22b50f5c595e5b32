"""Who sees which study: one query set, which list, page, figure and export all begin from."""

from __future__ import annotations

from django.db.models import QuerySet

from tirek.directory import Account, can
from tirek.studies.models import Drawing, ReportedFigure, RuleTable, Study, StudyLog, Work


def studies_for(account: Account) -> QuerySet[Study]:
    """This function will give the studies that the account sees: its office's, or all for the national one."""
    found = Study.objects.filter(Study.standing()).select_related("office")
    if not can(account, "see studies"):
        return found.none()
    return found if account.office.is_national else found.filter(office=account.office_id)


def logs_for(account: Account) -> QuerySet[StudyLog]:
    """This function will give the logs of studies that the account sees, without those withdrawn."""
    found = StudyLog.objects.filter(StudyLog.standing(), study__in=studies_for(account))
    return found.select_related("study", "reading")


def drawings_for(account: Account) -> QuerySet[Drawing]:
    """This function will give the drawings of studies that the account sees."""
    return Drawing.objects.filter(Drawing.standing(), study__in=studies_for(account)).select_related("study")


def works_for(account: Account) -> QuerySet[Work]:
    """This function will give the work in the background for studies that the account sees."""
    return Work.objects.filter(study__in=studies_for(account)).select_related("study", "log")


def rules_for(account: Account, study: Study) -> RuleTable | None:
    """This function will give the newest rules of a study that the account sees, or None where none are written."""
    return RuleTable.objects.filter(RuleTable.standing(), study=study, study__in=studies_for(account)).first()


def before_of(account: Account, log: StudyLog) -> StudyLog | None:
    """This function will give the newest log before the change, where the log is one after it; None without one."""
    if log.of != StudyLog.Of.AFTER:
        return None
    return logs_for(account).filter(study=log.study_id, of=StudyLog.Of.BEFORE, reading__isnull=False).last()


def figures_for(account: Account) -> QuerySet[ReportedFigure]:
    """This function will give what was reported out of studies, to whoever sees the study and figures at all."""
    found = ReportedFigure.objects.filter(log__study__in=studies_for(account))
    found = found.select_related("log__study", "value__programme", "value__period", "value__late_for")
    return found if can(account, "see figures") else found.none()
