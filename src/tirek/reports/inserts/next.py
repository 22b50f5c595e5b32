"""What comes next."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from tirek.monitoring import latest_progress
from tirek.plans import Activity, period_key, schedule, span_of
from tirek.reports.asked import Asked, named
from tirek.reports.copying import copied, line, table
from tirek.reports.publication import Language
from tirek.reports.rendering import formats

WRITES = gettext_noop(
    "What comes next: the next steps that were reported, and what the schedule plans for the time after"
)
Span = tuple[date, date]


def text(asked: Asked) -> str:
    """This function will write a row for each activity with a next step, or planned for the time after the period."""
    steps = {number: said.next_steps for number, said in latest_progress(asked.programme, asked.periods[-1]).items()}
    planned = {each.activity.number: each.expected for each in schedule(asked.programme, asked.ends)}
    after = _after(asked)
    rows = []
    for activity in asked.activities:
        span = planned.get(activity.number)
        ahead = span if span and span[0] <= after[1] and after[0] <= span[1] else None
        if steps.get(activity.number) or ahead:
            rows.append(_row(activity, steps.get(activity.number, ""), ahead, asked))
    if not rows:
        return _("Nothing is planned after this period.")
    return table((_("Activity"), _("Next steps"), _("Planned")), rows, words=3)


def _after(asked: Asked) -> Span:
    """The quarter after a quarterly report, the year after an annual one."""
    day = asked.ends + timedelta(days=1)
    return span_of(period_key(day) if "-" in asked.period else str(day.year))


def _row(activity: Activity, steps: str, span: Span | None, asked: Asked) -> tuple[str, ...]:
    language: Language = asked.language  # type: ignore[assignment]
    source = _("From the progress of activity %(number)s") % {"number": activity.number}
    days = f"{formats.day(span[0], language)} – {formats.day(span[1], language)}" if span else ""
    return named(activity), line(steps, source), copied(days, _("From the schedule")) if days else ""
