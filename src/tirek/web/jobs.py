"""What runs in the background beside the pages: the reminders, which need both monitoring and reports."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app


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
