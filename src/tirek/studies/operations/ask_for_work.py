"""Ask for long work in the background, and call it off."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from procrastinate.contrib.django import app

from tirek.directory import Account
from tirek.studies.errors import LogReadAlready, WorkIsOver
from tirek.studies.models import LogReading, Study, StudyLog, Work
from tirek.studies.permissions import check_keep


@transaction.atomic
def ask_for_work(
    *, actor: Account, study: Study, kind: str, asked: Mapping[str, Any], log: StudyLog | None = None
) -> Work:
    """This function will have work done in the background; the same again while it runs gives what runs.

    Raises `NotPermitted`.
    """
    check_keep(actor, study)
    Study.objects.select_for_update(no_key=True).get(pk=study.pk)
    same = Work.objects.filter(study=study, log=log, kind=kind, asked=dict(asked)).exclude(state__in=Work.OVER)
    if running := same.filter(cancelling=False).first():
        return running
    made = Work.objects.create(study=study, log=log, kind=kind, asked=dict(asked), asked_by=actor)
    app.configure_task(name="studies.work").defer(work=str(made.pk))
    return made


def ask_to_read(*, actor: Account, log: StudyLog, columns: Mapping[str, Any]) -> Work:
    """This function will have a log read with the columns that were confirmed: a role each, and `kept` for the others.

    A format that says itself what is what (XES) needs none. Raises `NotPermitted`, `LogReadAlready`.
    """
    if LogReading.objects.filter(log=log).exists():
        raise LogReadAlready
    return ask_for_work(actor=actor, study=log.study, log=log, kind="import", asked=columns)


def cancel_work(*, actor: Account, work: Work) -> None:
    """This function will call work off; it ends at its next step. Raises `NotPermitted`, `WorkIsOver`."""
    check_keep(actor, work.study)
    waits = Work.objects.filter(pk=work.pk).exclude(state__in=Work.OVER)
    if not waits.update(cancelling=True):
        raise WorkIsOver
    waits.filter(state="waiting").update(state="cancelled")
