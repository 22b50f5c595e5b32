"""Send the reminders of a day, none of them twice."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction

from tirek.monitoring.errors import MailNotConfigured
from tirek.monitoring.models import ReminderSent
from tirek.monitoring.reminding import DAYS, Reminder, Reported, reminders

LOG = logging.getLogger(__name__)
HEADERS = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}  # RFC 3834: answer it with nothing


@dataclass(frozen=True, slots=True)
class Sending:
    """What became of a reminder: sent, sent before on this day, or not taken by the mail server."""

    reminder: Reminder
    state: Literal["sent", "already", "failed"]


def remind(*, today: date, reported: Reported, days: int = DAYS) -> Iterator[Sending]:
    """This function will send the reminders of a day, as each is asked for; one that fails keeps none of the others.

    Raises `MailNotConfigured` where the installation sends no mail.
    """
    if not sends_mail():
        raise MailNotConfigured
    return (Sending(each, _send(each, today)) for each in reminders(today, reported=reported, days=days))


def sends_mail() -> bool:
    """This function will say whether the installation sends mail anywhere."""
    return not settings.EMAIL_BACKEND.endswith(".dummy.EmailBackend")


def _send(reminder: Reminder, today: date) -> Literal["sent", "already", "failed"]:
    """Noted first and sent second, as one: who asks at the same moment waits, and is told that it was sent."""
    try:
        with transaction.atomic():
            ReminderSent.objects.create(account=reminder.account, day=today)
            EmailMessage(reminder.subject, reminder.text, to=[reminder.account.email], headers=HEADERS).send()
    except IntegrityError:
        return "already"
    except (OSError, ValueError) as fault:  # no server, a refusal of it (SMTPException is an OSError), a bad address
        LOG.warning("A reminder to %s could not be sent: %s", reminder.account.pk, type(fault).__name__)
        return "failed"
    return "sent"
