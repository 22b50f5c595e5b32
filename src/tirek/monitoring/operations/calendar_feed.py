"""Give an account the secret address of its calendar, or revoke it. Only the digest of the secret is kept."""

from __future__ import annotations

import secrets
from hashlib import sha256

from django.utils import timezone

from tirek.directory import Account
from tirek.ledger import entry
from tirek.monitoring import events
from tirek.monitoring.models import CalendarFeed
from tirek.monitoring.permissions import check_see

BYTES = 32


def open_calendar(*, account: Account) -> str:
    """This function will make a new secret address for the account's calendar; the one before stops to work.

    The secret is given this once: nobody can read it again. Raises `NotPermitted`.
    """
    check_see(account)
    token = secrets.token_urlsafe(BYTES)
    with entry(event=events.CALENDAR_OPENED, office=account.office_id, by=str(account.pk)) as trace:
        feed = CalendarFeed.objects.filter(account=account).first()
        if feed is None:
            trace.store(CalendarFeed(account=account, digest=digest_of(token), made_at=timezone.now()))
        else:
            feed.digest, feed.made_at = digest_of(token), timezone.now()
            trace.change(feed)
    return token


def close_calendar(*, account: Account) -> None:
    """This function will revoke the secret address of the account's calendar; without one it does nothing.

    Raises `NotPermitted`.
    """
    check_see(account)
    if not CalendarFeed.objects.filter(account=account).exists():
        return
    with entry(event=events.CALENDAR_CLOSED, office=account.office_id, by=str(account.pk)) as trace:
        for feed in CalendarFeed.objects.filter(account=account):
            trace.remove(feed)


def digest_of(token: str) -> str:
    """This function will give what is kept of a secret."""
    return sha256(token.encode()).hexdigest()
