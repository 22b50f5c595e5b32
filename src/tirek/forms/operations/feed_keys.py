"""Give a spreadsheet a key of its own to read with, and take it back. It opens what its owner may read, and no more."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from hashlib import sha256
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from tirek.directory import Account, NotFound, check
from tirek.forms import events
from tirek.forms.errors import FeedKeyUnnamed
from tirek.forms.models import FeedKey
from tirek.ledger import WITHDRAWING, entry

BYTES = 32
LASTS = timedelta(days=180)


@transaction.atomic
def issue_feed_key(*, account: Account, name: str) -> str:
    """This function will issue a key for the account's own spreadsheets, and give its secret, this once.

    Raises `NotPermitted`, `FeedKeyUnnamed`.
    """
    check(account, "see answers")
    if not name.strip():
        raise FeedKeyUnnamed
    secret = secrets.token_urlsafe(BYTES)
    now = timezone.now()
    with entry(event=events.FEED_KEY_ISSUED, office=account.office_id, by=str(account.pk)) as trace:
        trace.store(
            FeedKey(
                account=account,
                name=name.strip()[:60],
                secret_digest=_digest(secret),
                issued_at=now,
                ends_at=now + LASTS,
                entered_position=trace.position,
            )
        )
    return secret


@transaction.atomic
def withdraw_feed_key(*, account: Account, key: UUID) -> None:
    """This function will end a key of the account. One that has ended already stays as it is. Raises `NotFound`."""
    own = FeedKey.objects.filter(account=account, pk=key).only(*WITHDRAWING)
    chain = own.values_list("stored_chain", flat=True).first()
    if chain is None:
        raise NotFound
    with entry(event=events.FEED_KEY_WITHDRAWN, office=chain, by=str(account.pk)) as trace:
        for kept in own.filter(FeedKey.standing()):
            kept.withdrawn_position, kept.withdrawn_because = trace.position, "withdrawn by its owner"
            trace.change(kept)


def account_of_feed(username: str, secret: str, now: datetime | None = None) -> Account | None:
    """This function will give the account whose key this is, None where it is not known, has ended or was withdrawn."""
    standing = FeedKey.objects.filter(FeedKey.standing(), ends_at__gt=now or timezone.now())
    kept = standing.filter(secret_digest=_digest(secret)).select_related("account__office").first()
    if kept is None or kept.account.username != username or not kept.account.is_active:
        return None
    return kept.account


def _digest(secret: str) -> bytes:
    return sha256(secret.encode()).digest()
