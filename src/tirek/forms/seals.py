"""Under which key and at which place each part of a submission is sealed: written once, for who seals and who opens."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from tirek.forms.models import Attachment, Draft, Reading, Submission
from tirek.sealing import (
    KeyMissing,
    OfficeKey,
    Place,
    any_office_key,
    erase_key,
    make_office_key,
    new_key,
    office_key,
    opened,
    unwrapped,
    wrapped,
)


def place(model: type[Any], row: UUID, column: str = "content") -> Place:
    """This function will name where a sealed value is kept."""
    return Place(model._meta.db_table, str(row), column)


def fresh_key(office: str, model: type[Any], row: UUID) -> tuple[bytes, bytes]:
    """This function will make a data key for a row of an office, and give it bare and wrapped. Raises `KeyMissing`."""
    key = new_key()
    return key, wrapped(sealing_key(office), key, place(model, row, "wrapped_key"))


def sealing_key(office: str) -> OfficeKey:
    """This function will give the key by which an office seals. Raises `KeyMissing`.

    The first that an office seals makes its key; later a key that is not there is away, and another is not made.

    Where anything is sealed and no key of any office lies there, the folder itself is away.
    """
    try:
        return office_key(office)
    except KeyMissing:
        if has_sealed(office) or (Submission.objects.exists() and not any_office_key()):
            raise
        return make_office_key(office)


def has_sealed(office: str) -> bool:
    """This function will say whether anything is kept that an office has sealed."""
    return Submission.objects.filter(office=office).exists() or Draft.objects.filter(account__office=office).exists()


def key_of(submission: Submission) -> bytes:
    """This function will give the data key of a submission. Raises `KeyMissing`, `SealBroken`."""
    held = place(Submission, submission.pk, "wrapped_key")
    return unwrapped(office_key(submission.office_id), bytes(submission.wrapped_key), held)


def erase_answers(submission: Submission) -> int:
    """This function will destroy what opens a submission, its files and what was read of it; 0 where that is done.

    Whoever calls it answers for the decision and its trace.
    """
    return erase_key(place(Submission, submission.pk, "wrapped_key"))


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
