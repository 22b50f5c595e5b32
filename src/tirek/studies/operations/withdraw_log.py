"""Withdraw a log: its row stays in the record, its events do not."""

from __future__ import annotations

from django.db import transaction

from tirek.directory import Account
from tirek.ledger import WITHDRAWING, entry
from tirek.plans import ReasonMissing
from tirek.sealing import erase_key
from tirek.studies import events, log_files
from tirek.studies.models import StudyLog, Work
from tirek.studies.operations.take_in_log import key_place
from tirek.studies.permissions import check_keep

LONGEST_REASON = 1000


def withdraw_log(*, actor: Account, log: StudyLog, reason: str) -> None:
    """This function will withdraw a log with a reason, destroy its key and remove its events.

    Figures that were told of it stay as they were told. Raises `NotPermitted`, `ReasonMissing`.
    """
    check_keep(actor, log.study)
    if not reason.strip():
        raise ReasonMissing
    detail = {"study": log.study.code}
    with (
        transaction.atomic(),
        entry(event=events.LOG_WITHDRAWN, office=log.study.office_id, by=str(actor.pk), detail=detail) as trace,
    ):
        kept: StudyLog = StudyLog.objects.only(*WITHDRAWING).get(pk=log.pk)
        kept.withdrawn_position = trace.position
        kept.withdrawn_because = reason.strip()[:LONGEST_REASON]
        trace.change(kept)
        Work.objects.filter(log=log).exclude(state__in=Work.OVER).update(cancelling=True)
    erase_key(key_place(log.pk))
    log_files.remove(log.pk)
