"""What every entry in monitoring is given: who said it, when, and its place in the chain of the programme's office."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from typing import TypeVar

from django.utils import timezone

from tirek.directory import Account
from tirek.ledger import Event, OpenEntry, entry
from tirek.monitoring.models import Said
from tirek.plans import Programme

Word = TypeVar("Word", bound=Said)


def entry_of(
    account: Account, programme: Programme, event: Event, detail: Mapping[str, object]
) -> AbstractContextManager[OpenEntry]:
    """This function will open an entry in the chain of the programme's office."""
    about = {"programme": programme.code, **detail}
    return entry(event=event, office=programme.office_id, by=str(account.pk), detail=about)


def say(trace: OpenEntry, account: Account, said: Word) -> Word:
    """This function will store what somebody says, as said by them now."""
    said.said_by, said.said_at, said.entered_position = account, timezone.now(), trace.position
    return trace.store(said)
