"""What runs in the background beside the pages: the reminders, and the reading of what came in."""

from __future__ import annotations

import logging
import time
from typing import Any

from django.db import DatabaseError, transaction
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued, ConnectorException

log = logging.getLogger(__name__)


@app.periodic(cron="0 * * * *")
@app.task(name="monitoring.remind", queueing_lock="remind", pass_context=False)
def remind(timestamp: int) -> None:
    """This function will send the reminders of today, each hour of a working day in which some are not sent yet.

    The hour is asked here and not by cron, which knows only UTC: offices open at eight of their own time.
    """
    from tirek import monitoring, reports

    now = timezone.localtime()
    if not monitoring.sends_mail() or not monitoring.is_time_to_remind(now):
        return
    for _each in monitoring.remind(today=now.date(), reported=reports.formal_reports_done_in):
        pass  # each is sent when it is asked for


@app.periodic(cron="* * * * *")
@app.task(name="forms.read", lock="read", queueing_lock="read", pass_context=False)
def read(timestamp: int = 0) -> None:
    """This function will read the answered forms that were kept since; each minute, should nobody have asked for it."""
    from tirek import forms

    forms.read_waiting()


@app.periodic(cron="* * * * *")
@app.task(name="cases.go_on", lock="cases", queueing_lock="cases", pass_context=False)
def go_on(timestamp: int = 0) -> None:
    """This function will let cases go on whose time ran out, tell of limits, and finish what two decided to erase."""
    from tirek import cases

    cases.wake_timers()
    cases.warn()
    cases.finish_erasures()


WINDOW_SECONDS = 1.0
_asked: dict[str, float] = {"now": 0.0, "later": 0.0}


def read_soon() -> None:
    """This function will have answered forms read that were kept before it is asked: at once, in a rush a second later.

    One that waits is enough, for it begins after all that was kept before. That it cannot be asked for is no fault of
    who sent something: each minute it is done anyway.
    """
    now = time.monotonic()
    if now - _asked["now"] >= WINDOW_SECONDS:
        _asked["now"] = now
        _defer(queueing_lock="read")
    elif _asked["later"] <= now:
        _asked["later"] = now + WINDOW_SECONDS
        _defer(queueing_lock="read later", schedule_in={"seconds": WINDOW_SECONDS})


def _defer(**how: Any) -> None:
    try:
        with transaction.atomic():
            read.configure(**how).defer()
    except AlreadyEnqueued:
        return
    except (ConnectorException, DatabaseError):
        log.exception("The reading of what came in could not be asked for.")
