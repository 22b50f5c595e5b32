"""What was done under every activity."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from tirek.monitoring import Progress, latest_progress
from tirek.plans import Activity, ReportingPeriod
from tirek.reports.asked import Asked, named
from tirek.reports.copying import copied, paragraphs
from tirek.reports.periods import period_name

WRITES = gettext_noop("What was done, by output and activity, as monitoring keeps it")


def text(asked: Asked) -> str:
    """This function will write each output as a heading and under it what was said of its activities, by quarter."""
    said = [(period, latest_progress(asked.programme, period)) for period in asked.periods]
    parts = []
    for output, activities in asked.framework:
        parts.append("### " + _("Output %(output)s") % {"output": named(output)})
        parts += [part for activity in activities for part in _activity(activity, said)]
    return "\n\n".join(parts) or _("No activity is in the plan.")


def _activity(activity: Activity, said: list[tuple[ReportingPeriod, dict[str, Progress]]]) -> list[str]:
    told = [(period, found[activity.number]) for period, found in said if activity.number in found]
    heading = f"**{named(activity)}**"
    if not told:
        return [f"{heading}: " + _("nothing was reported.")]
    if len(said) == 1:
        return [f"{heading}: {_said(told[0][1])}"]
    return [heading, *(f"*{copied(period_name(period.key), period.key)}*: {_said(each)}" for period, each in told)]


def _said(progress: Progress) -> str:
    source = _("From the progress of activity %(number)s") % {"number": progress.activity.number}
    return f"{progress.get_status_display().lower()}. {paragraphs(progress.text, source)}"
