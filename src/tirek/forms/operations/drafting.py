"""Drafts: kept sealed for who began them, so that signing out loses nothing, and gone when they are sent.

A draft is no evidence and leaves no trace in the ledger: it changes with every key that is pressed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from tirek.directory import Account, NotFound
from tirek.forms.errors import DraftChangedMeanwhile, DraftTooLarge
from tirek.forms.models import Draft
from tirek.forms.permissions import check_fill
from tirek.forms.seals import fresh_key, place
from tirek.packs import PackForm
from tirek.sealing import office_key, opened, sealed, unwrapped

MOST_BYTES = 60 * 1024 * 1024
"""The answers of a draft and all its files: a little less than what one request may bring."""


@dataclass(frozen=True, slots=True)
class OpenedDraft:
    """A draft as its author left it."""

    draft: Draft
    content: bytes


def keep_draft(*, actor: Account, key: UUID, form: PackForm, content: bytes, since: datetime | None) -> Draft:
    """This function will keep a draft, in place of how the actor kept it before; the id is made by who fills.

    `since` is when the version was kept that the actor went on from, nothing for a draft that is new. Raises
    `NotPermitted`, `NotFound` for a draft of somebody else, `DraftChangedMeanwhile`, `DraftTooLarge`.
    """
    check_fill(actor, form)
    if len(content) > MOST_BYTES:
        raise DraftTooLarge(most=MOST_BYTES // 1024**2)
    data_key, wrapping = fresh_key(actor.office_id, Draft, key)
    with transaction.atomic():
        known = Draft.objects.select_for_update().filter(pk=key).first()
        if known and known.account_id != actor.pk:
            raise NotFound
        if known and known.changed_at != since:
            raise DraftChangedMeanwhile
        draft = Draft(
            id=key,
            account=actor,
            form=form,
            changed_at=timezone.now(),
            wrapped_key=wrapping,
            content=sealed(data_key, content, place(Draft, key)),
        )
        draft.save(force_update=known is not None, force_insert=known is None)
    return draft


def drafts_of(account: Account) -> QuerySet[Draft]:
    """This function will give the drafts of an account, the last changed first, without what they say."""
    return Draft.objects.filter(account=account).select_related("form").defer("content", "wrapped_key")


def open_draft(*, actor: Account, key: UUID) -> OpenedDraft:
    """This function will give a draft to who began it. Raises `NotFound`, `KeyMissing`, `SealBroken`."""
    draft = Draft.objects.select_related("form", "account").filter(account=actor, pk=key).first()
    if draft is None:
        raise NotFound
    held = place(Draft, key, "wrapped_key")
    data_key = unwrapped(office_key(actor.office_id), bytes(draft.wrapped_key), held)
    return OpenedDraft(draft, opened(data_key, bytes(draft.content), place(Draft, key)))


def discard_draft(*, actor: Account, key: UUID, since: datetime | None = None) -> None:
    """This function will discard a draft of the actor's; one that is not there, or not theirs, is nobody's business.

    With `since` it goes only as it was kept then: what another device wrote into it later stays.
    """
    found = Draft.objects.filter(account=actor, pk=key)
    (found.filter(changed_at=since) if since else found).delete()
