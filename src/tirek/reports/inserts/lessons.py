"""What was learned."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from tirek.monitoring import Lesson, lessons
from tirek.reports.asked import Asked
from tirek.reports.copying import line

WRITES = gettext_noop("The lessons of the period, each with its advice")


def text(asked: Asked) -> str:
    """This function will write a line a lesson, the earliest first; of a view, those of its activities or of none."""
    keys, activities = {period.pk for period in asked.periods}, {each.pk for each in asked.activities}
    found = [
        each
        for each in lessons(asked.programme)
        if each.period_id in keys and (asked.is_whole or each.activity_id is None or each.activity_id in activities)
    ]
    found.sort(key=lambda each: (each.period.begins, each.entered_position))
    return "\n".join(_lesson(each) for each in found) or _("No lesson is recorded for this period.")


def _lesson(lesson: Lesson) -> str:
    source = _("From the lessons of %(period)s") % {"period": lesson.period.key}
    advice = f" *{_('Advice')}:* {line(lesson.advice, source)}" if lesson.advice else ""
    return f"- {line(lesson.text, source)}{advice}"
