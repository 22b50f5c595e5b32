"""Write down what was learned."""

from __future__ import annotations

from tirek.directory import Account
from tirek.ledger import Kept
from tirek.monitoring import events
from tirek.monitoring.errors import OfAnotherProgramme
from tirek.monitoring.models import Lesson
from tirek.monitoring.operations.saying import entry_of, say
from tirek.monitoring.permissions import check_keep
from tirek.monitoring.policies import check_complete, check_not_said, check_of, check_period
from tirek.plans import Activity, Programme, ReportingPeriod

SAYS = ("activity_id", "text", "advice")


def keep_lesson(
    *,
    account: Account,
    programme: Programme,
    period: ReportingPeriod,
    text: str,
    advice: str = "",
    activity: Activity | None = None,
) -> Lesson:
    """This function will write down a lesson of a period, of the programme or of one activity.

    Raises `NotPermitted`, `NoSuchPlan`, `OfAnotherProgramme`, `MonitoringIncomplete`, `PeriodClosed`,
    `PeriodNotBegun`, `AlreadySaid`.
    """
    check_keep(account, programme)
    check_of(programme, period=period)
    if activity is not None and activity.output.programme_id != programme.pk:
        raise OfAnotherProgramme(field="activity")
    lesson = Lesson(programme=programme, period=period, text=text.strip(), advice=advice.strip(), activity=activity)
    check_complete(lesson, "text")
    with entry_of(account, programme, events.LESSON_KEPT, {"period": period.key}) as trace:
        check_period(ReportingPeriod.objects.get(pk=period.pk))
        same = Lesson.objects.filter(Kept.standing(), programme=programme, period=period, text=lesson.text)
        for each in same:
            check_not_said(each, lesson, *SAYS)
        return say(trace, account, lesson)
