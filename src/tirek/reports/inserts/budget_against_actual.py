"""Budget against actual of every activity, with the reason where they differ."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from tirek.money import VarianceReason
from tirek.reports.asked import Asked, named
from tirek.reports.copying import line, table

WRITES = gettext_noop("Budget against actual of every activity, with the reason that finance gave for a difference")


def text(asked: Asked) -> str:
    """This function will write a row an activity: budget, actual, delivery, the newest reason of the period.

    A reason is said of an activity, whoever pays for it; in a report of one fund it could name another fund's money,
    and is left out.
    """
    reasons = {} if asked.fund else _reasons(asked)
    rows = [
        (
            named(activity),
            asked.to_date("budget", activity=activity.number),
            asked.to_date("expenditure", activity=activity.number),
            asked.to_date("delivery", activity=activity.number),
            line(
                reasons.get(activity.number, ""),
                _("From the reasons for variance, activity %(number)s") % {"number": activity.number},
            ),
        )
        for activity in asked.activities
    ]
    first = _("Amounts in %(currency)s") % {"currency": asked.programme.currency}
    headers = (first, _("Budget"), _("Actual"), _("Delivery, %"), _("Reason for the difference"))
    if asked.fund:
        return table(headers[:4], [row[:4] for row in rows])
    return table(headers, rows, last_words=True)


def _reasons(asked: Asked) -> dict[str, str]:
    """The newest reason of each activity for the latest quarter of the period that has one."""
    found = VarianceReason.objects.filter(
        VarianceReason.standing(), activity__output__programme=asked.programme, period__in=asked.periods
    )
    ordered = found.order_by("period__begins", "entered_position")
    return dict(ordered.values_list("activity__number", "text"))
