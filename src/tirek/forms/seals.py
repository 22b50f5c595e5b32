"""Under which key and at which place each part of a submission is sealed: written once, for who seals and who opens."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from tirek.forms.models import Attachment, Reading, Submission
from tirek.sealing import Place, new_key, office_key, opened, unwrapped, wrapped


def place(model: type[Any], row: UUID, column: str = "content") -> Place:
    """This function will name where a sealed value is kept."""
    return Place(model._meta.db_table, str(row), column)


def fresh_key(office: str, model: type[Any], row: UUID) -> tuple[bytes, bytes]:
    """This function will make a data key for a row of an office, and give it bare and wrapped."""
    key = new_key()
    return key, wrapped(office_key(office), key, place(model, row, "wrapped_key"))


def key_of(submission: Submission) -> bytes:
    """This function will give the data key of a submission. Raises `KeyMissing`, `SealBroken`."""
    held = place(Submission, submission.pk, "wrapped_key")
    return unwrapped(office_key(submission.office_id), bytes(submission.wrapped_key), held)


def content_of(submission: Submission, key: bytes) -> bytes:
    """This function will give the answers of a submission as they came. Raises `SealBroken`."""
    return opened(key, bytes(submission.content), place(Submission, submission.pk))


def file_of(attachment: Attachment, key: bytes) -> bytes:
    """This function will give a file as it came; `key` is that of its submission. Raises `SealBroken`."""
    return opened(key, bytes(attachment.content), place(Attachment, attachment.pk))


def answers_in(reading: Reading, key: bytes) -> dict[str, Any]:
    """This function will give the answers that were read, by group and name; repeats are lists. Raises `SealBroken`."""
    told = opened(key, bytes(reading.answers), place(Reading, reading.pk, "answers"))
    answers: dict[str, Any] = json.loads(told)
    return answers
