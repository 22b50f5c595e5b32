"""Read what was kept and is not read yet. What cannot be read is said to be so, and is never lost by it."""

from __future__ import annotations

import json
import logging
from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from tirek.forms.models import Reading, Submission
from tirek.forms.reading import read
from tirek.forms.seals import content_of, key_of, place
from tirek.packs import PackForm, fields_of
from tirek.refusals import Refusal
from tirek.sealing import KeyMissing, KeysNowhere, sealed
from tirek.xlsforms import Field

BATCH = 100

log = logging.getLogger(__name__)


def answers_of(submission: Submission) -> dict[str, Any]:
    """This function will give what a submission says, for the house itself: it leaves no line, and nobody is asked.

    Whoever shows any of it to a person asks who that is first. Raises `KeyMissing`, `SealBroken`,
    `SubmissionUnreadable`, `AnswersEncrypted`.
    """
    return read(content_of(submission, key_of(submission)), fields_of(submission.form)).answers


def read_waiting(*, batch: int = BATCH) -> int:
    """This function will read every submission that was not read yet, and give how many it read.

    Those of an office whose key is not here wait until it is back. One that cannot be read by a fault of ours is left
    for the next time, and holds up none behind it.
    """
    done = 0
    keyless: set[str] = set()
    beyond_us: set[UUID] = set()
    asked: dict[UUID, tuple[Field, ...]] = {}
    while waiting := list(_waiting(keyless, beyond_us)[:batch]):
        unknown = {each.form_id for each in waiting} - asked.keys()
        asked |= {form.pk: fields_of(form) for form in PackForm.objects.filter(pk__in=unknown).defer("xform")}
        readings = []
        for submission in waiting:
            try:
                readings.append(_reading(submission, asked[submission.form_id]))
            except (KeyMissing, KeysNowhere):
                log.error("The key of office %s is not here: what it received waits.", submission.office_id)
                keyless.add(submission.office_id)
            except Exception:
                log.exception("Submission %s could not be read.", submission.pk)
                beyond_us.add(submission.pk)
        Reading.objects.bulk_create(readings, ignore_conflicts=True)  # another worker may have read it meanwhile
        done += len(readings)
    return done


def _waiting(keyless: Collection[str], beyond_us: Collection[UUID]) -> QuerySet[Submission]:
    found = Submission.objects.filter(reading=None).exclude(office__in=keyless).exclude(pk__in=beyond_us)
    return found.order_by("received_at", "pk").only("form_id", "office_id", "wrapped_key", "content")


def _reading(submission: Submission, fields: tuple[Field, ...]) -> Reading:
    """The reading of one submission, sealed as it is. Raises `KeyMissing`, `KeysNowhere`."""
    now = timezone.now()
    try:
        key = key_of(submission)
        found = read(content_of(submission, key), fields)
    except (KeyMissing, KeysNowhere):
        raise
    except Refusal as refusal:
        return Reading(submission=submission, answers=b"", problem=refusal.id, read_at=now)
    told = json.dumps(found.answers, ensure_ascii=False, separators=(",", ":")).encode()
    return Reading(
        submission=submission,
        answers=sealed(key, told, place(Reading, submission.pk, "answers")),
        expected=list(found.expected),
        started_at=found.started_at,
        ended_at=found.ended_at,
        read_at=now,
    )
