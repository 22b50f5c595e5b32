"""Open the answers of one submission. Whoever reads what somebody told an office leaves a line in the ledger."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction

from tirek.directory import Account, NotFound
from tirek.forms import events
from tirek.forms.answers import FILES, hidden_paths
from tirek.forms.models import Aside, Attachment, Reading, Submission
from tirek.forms.queries import submission_for
from tirek.forms.seals import answers_in, content_of, file_of, key_of, place
from tirek.forms.visibility import Sight, sight_of_one
from tirek.ledger import entry
from tirek.packs import fields_of
from tirek.sealing import opened


@dataclass(frozen=True, slots=True)
class Opened:
    """A submission that was opened for a reader: what the reader sees of it, and the answers, None while unread."""

    submission: Submission
    sight: Sight
    reading: Reading | None
    answers: dict[str, Any] | None


@transaction.atomic
def open_submission(*, account: Account, key: UUID) -> Opened:
    """This function will open a submission for reading, and say so in the ledger.

    Raises `NotFound`, `NotPermitted`, `KeyMissing`, `SealBroken`.
    """
    submission = submission_for(account, key)
    seen = sight_of_one(account, submission)
    reading = Reading.objects.filter(submission=submission).first()
    answers = answers_in(reading, key_of(submission)) if reading and not reading.problem else None
    _written(account, submission, events.ANSWERS_OPENED)
    return Opened(submission, seen, reading, answers)


@transaction.atomic
def open_attachment(*, account: Account, key: UUID, name: str) -> tuple[Attachment, bytes]:
    """This function will open a file of a submission, where the question that asked for it is not hidden.

    A file that no question names is given only to who sees everything, and so is the record of how the form was filled
    (`audit`): it may tell every answer, and those that were changed. Raises `NotFound`, `NotPermitted`.
    """
    submission = submission_for(account, key)
    seen = sight_of_one(account, submission)
    attachment = submission.attachments.filter(name=name).first()
    if attachment is None or (seen.hidden and not _is_shown(submission, name, seen)):
        raise NotFound
    content = file_of(attachment, key_of(submission))
    _written(account, submission, events.ATTACHMENT_OPENED)
    return attachment, content


@transaction.atomic
def open_aside(*, account: Account, key: UUID, aside: UUID) -> tuple[Aside, bytes]:
    """This function will open what came later under the name of a submission, for who sees all of its answers.

    It may answer another form than the submission does: only who sees everything may look. Raises `NotFound`,
    `NotPermitted`.
    """
    submission = submission_for(account, key)
    seen = sight_of_one(account, submission)
    kept = submission.asides.filter(pk=aside).first()
    if kept is None or seen.hidden:
        raise NotFound
    content = opened(key_of(submission), bytes(kept.content), place(Aside, kept.pk))
    _written(account, submission, events.ASIDE_OPENED)
    return kept, content


@transaction.atomic
def open_instance(*, account: Account, key: UUID) -> bytes:
    """This function will give the answers as they came, for who corrects them and sees everything.

    Raises `NotFound`, `NotPermitted`.
    """
    submission = submission_for(account, key)
    seen = sight_of_one(account, submission)
    if seen.hidden or not seen.corrects:
        raise NotFound
    _written(account, submission, events.ANSWERS_OPENED)
    return content_of(submission, key_of(submission))


def _is_shown(submission: Submission, name: str, seen: Sight) -> bool:
    reading = Reading.objects.filter(submission=submission).first()
    if reading is None or reading.problem:
        return False
    fields = fields_of(submission.form)
    out_of_sight = hidden_paths(fields, seen.hidden)
    shown = {each.path for each in fields if each.kind in FILES and each.kind != "audit"} - out_of_sight
    answers = answers_in(reading, key_of(submission))
    return name in _values(answers, shown) and name not in _values(answers, out_of_sight)


def _values(told: Any, paths: Collection[str], path: str = "") -> set[str]:
    """The texts that were answered to some fields."""
    if isinstance(told, str):
        return {told} if path in paths else set()
    if isinstance(told, list):
        return {text for each in told for text in _values(each, paths, path)}
    below = (_values(each, paths, f"{path}/{name}".lstrip("/")) for name, each in told.items())
    return {text for texts in below for text in texts}


def _written(account: Account, submission: Submission, event: Any) -> None:
    detail: dict[str, object] = {"form": submission.form.form_id, "submission": str(submission.pk)}
    with entry(event=event, office=submission.office_id, by=str(account.pk), detail=detail):
        pass
