"""Take in a log: its bytes are sealed and on disk before anything reads them."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from tirek.directory import Account
from tirek.ledger import entry
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
    key, data_key = uuid4(), new_key()
    place = key_place(key)
    folder = log_files.folder_of(key)
    try:
        kept = log_files.keep_sealed(folder, data_key, str(key), chunks)
        if not kept:
            raise LogFileMissing
        with (
            transaction.atomic(),
            entry(
                event=events.LOG_RECEIVED, office=study.office_id, by=str(actor.pk), detail={"study": study.code}
            ) as trace,
        ):
            return trace.store(
                StudyLog(
                    pk=key,
                    entered_position=trace.position,
                    study=study,
                    of=StudyLog.Of(of),
                    name=name[-200:],
                    size=kept,
                    wrapped_key=wrapped(make_office_key(study.office_id), data_key, place),
                    received_by=actor,
                    received_at=timezone.now(),
                    synthetic=synthetic or study.synthetic,
                )
            )
    except BaseException:
        log_files.remove(key)
        erase_key(place)
        raise


def key_place(log: object) -> Place:
    """This function will say at which place the key of a log is wrapped."""
    return Place("studies_studylog", str(log), "wrapped_key")
