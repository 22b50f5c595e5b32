"""Read a log that was taken in: opened for as long as it is read, by a child process that cannot be greedy.

What lies there afterwards is the columns that were chosen; cases are numbered.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from tirek.bounded import Progress, run_bounded
from tirek.ledger import entry
from tirek.sealing import Place, office_key, opened, sealed, unwrapped
from tirek.studies import events, log_files
from tirek.studies.errors import LogNotRead
from tirek.studies.models import LogReading, StudyLog, Work
from tirek.studies.operations.take_in_log import key_place

SECONDS, MEGABYTES, DISK = 3600.0, 12_000, 40_000
Told = Mapping[str, Any]


def look_at_log(work: Work, progress: Progress) -> Told:
    """This function will say which columns a log has and which is likely what; some of their cells it seals."""
    log = _log(work)
    with _opened(log, progress) as file:
        answer = _in_a_child("look", file, progress, name=log.name)
    cells = json.dumps({each["name"]: each["samples"] for each in answer["columns"]}).encode()
    kept = b64encode(sealed(_key(log), cells, _samples_place(work))).decode()
    return {"columns": [each["name"] for each in answer["columns"]], "guessed": answer["guessed"], "samples": kept}


def samples_of(work: Work) -> dict[str, list[str]]:
    """This function will open the cells that a look at a log found, by column. Raises `KeyMissing`, `KeyErased`."""
    kept = (work.result or {}).get("samples", "")
    if not kept:
        return {}
    cells: dict[str, list[str]] = json.loads(opened(_key(_log(work)), b64decode(kept), _samples_place(work)))
    return cells


def _samples_place(work: Work) -> Place:
    return Place("studies_work", str(work.pk), "samples")


def _key(log: StudyLog) -> bytes:
    return unwrapped(office_key(log.study.office_id), bytes(log.wrapped_key), key_place(log.pk))


def read_log(work: Work, progress: Progress) -> Told:
    """This function will read a log into the layout that questions are asked of. Doing it again does nothing."""
    log = _log(work)
    if LogReading.objects.filter(log=log).exists():
        return {}
    folder = log_files.folder_of(log.pk)
    with _opened(log, progress) as file:
        answer = _in_a_child("read", file, progress, name=log.name, asked=work.asked)
        made = file.parent / log_files.LAYOUT
        shutil.rmtree(folder / log_files.LAYOUT, ignore_errors=True)
        made.rename(folder / log_files.LAYOUT)
    _keep(log, answer, work)
    return {}


@transaction.atomic
def _keep(log: StudyLog, answer: Told, work: Work) -> None:
    detail = {"study": log.study.code, "cases": answer["cases"], "events": answer["events"]}
    with entry(event=events.LOG_READ, office=log.study.office_id, by=str(work.asked_by_id), detail=detail) as trace:
        trace.store(
            LogReading(
                log=log,
                cases=answer["cases"],
                events=answer["events"],
                activities=answer["activities"],
                begins=_moment(answer["begins"]),
                ends=_moment(answer["ends"]),
                faults=answer["faults"]["count"],
                columns=answer["columns"],
                notices=[*work.asked.get("notices", ()), *answer["notices"]],
                read_at=timezone.now(),
            )
        )


def _log(work: Work) -> StudyLog:
    if work.log is None or work.log.withdrawn_position is not None:
        raise LogNotRead
    return work.log


@contextmanager
def _opened(log: StudyLog, progress: Progress) -> Iterator[Path]:
    """The file as it came, in a place of its own that goes at the end; what a crash left of such places goes first."""
    folder = log_files.folder_of(log.pk)
    for left in folder.glob("opened-*"):
        shutil.rmtree(left, ignore_errors=True)
    key = _key(log)
    with tempfile.TemporaryDirectory(prefix="opened-", dir=folder) as place:
        file = Path(place) / (Path(log.name).name or "log")  # refusals name it
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as target:
            for piece in log_files.open_sealed(folder, key, str(log.pk)):
                target.write(piece)
                progress(target.tell(), log.size, "opening")
        yield file


def _in_a_child(what: str, file: Path, progress: Progress, **arguments: Any) -> Told:
    answer = run_bounded(
        f"tirek.studies.reading_apart:{what}",
        b"",
        seconds=SECONDS,
        megabytes=MEGABYTES,
        disk=DISK,
        progress=progress,
        file=str(file),
        **arguments,
    )
    told: Told = json.loads(answer)
    return told


def _moment(microseconds: int) -> datetime:
    return datetime.fromtimestamp(microseconds / 1_000_000, UTC)


DOING: dict[str, Callable[[Work, Progress], Told]] = {"look": look_at_log, "import": read_log}
