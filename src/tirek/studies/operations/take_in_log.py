"""Take in a log: its bytes are sealed and on disk before anything reads them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from tirek.directory import Account
from tirek.ledger import Event, entry
from tirek.sealing import Place, erase_key, make_office_key, new_key, wrapped
from tirek.studies import events, log_files
from tirek.studies.errors import LogFileMissing, LogFileTooLarge
from tirek.studies.models import Study, StudyLog
from tirek.studies.permissions import check_keep

MEGABYTE = 1024 * 1024
LARGEST = 1024 * MEGABYTE


def take_in_log(
    *, actor: Account, study: Study, of: str, name: str, size: int, chunks: Iterable[bytes], synthetic: bool = False
) -> StudyLog:
    """This function will keep a log as it came, sealed, and give it to be read once its columns are known.

    `size` is what the sender says it is, asked before anything is read. Raises `NotPermitted`, `LogFileMissing`,
    `LogFileTooLarge`, `LogsNowhere`. Where it fails nothing stays, neither row nor file.
    """
    check_keep(actor, study)
    if size > LARGEST:
        raise LogFileTooLarge(limit=LARGEST // MEGABYTE)
    told = {"study": study.code}
    log = {"of": StudyLog.Of(of), "name": name[-200:], "synthetic": synthetic or study.synthetic}
    return keep_log(uuid4(), chunks, event=events.LOG_RECEIVED, told=lambda: told, actor=actor, study=study, **log)


def keep_log(
    key: UUID,
    chunks: Iterable[bytes],
    *,
    event: Event,
    told: Callable[[], Mapping[str, object]],
    actor: Account,
    study: Study,
    **log: Any,
) -> StudyLog:
    """This function will seal a log and keep its row under a key; `told` is asked for the detail once all is sealed.

    Who calls it has checked. Raises `LogFileMissing`, `LogsNowhere`. Where it fails nothing stays.
    """
    data_key, place = new_key(), key_place(key)
    try:
        kept = log_files.keep_sealed(log_files.folder_of(key), data_key, str(key), chunks)
        if not kept:
            raise LogFileMissing
        with (
            transaction.atomic(),
            entry(event=event, office=study.office_id, by=str(actor.pk), detail=told()) as trace,
        ):
            return trace.store(
                StudyLog(
                    pk=key,
                    entered_position=trace.position,
                    study=study,
                    size=kept,
                    wrapped_key=wrapped(make_office_key(study.office_id), data_key, place),
                    received_by=actor,
                    received_at=timezone.now(),
                    **log,
                )
            )
    except BaseException:
        log_files.remove(key)
        erase_key(place)
        raise


def key_place(log: object) -> Place:
    """This function will say at which place the key of a log is wrapped."""
    return Place("studies_studylog", str(log), "wrapped_key")
