"""What the templates of monitoring need: states and levels said in words, in a colour that is never alone."""

from __future__ import annotations

from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_noop as _

from tirek import monitoring
from tirek.monitoring import Due, Frequency, Progress
from tirek.plans import Programme

register = template.Library()
PARTS = (
    ("overview", _("Overview"), "monitoring:index"),
    ("progress", _("Progress"), "monitoring:progress-now"),
    ("risks", _("Risks"), "monitoring:risks"),
    ("lessons", _("Lessons"), "monitoring:lessons"),
    ("quality", _("Quality"), "monitoring:quality"),
    ("corrections", _("Course corrections"), "monitoring:corrections"),
)
STATES = {"late": "red", "due": "yellow", "done": "green", "later": "grey"}
STATUSES = {"not-started": "grey", "on-track": "green", "delayed": "orange", "done": "blue", "stopped": "red"}
LEVELS = {"low": "green", "moderate": "yellow", "substantial": "orange", "high": "red"}


def _tag(colour: str, words: object) -> SafeString:
    return format_html('<strong class="govuk-tag govuk-tag--{}">{}</strong>', colour, words)


@register.filter
def monitoring_parts(programme: Programme) -> list[dict[str, str]]:
    """This filter will list the pages of a programme's monitoring."""
    return [
        {"name": name, "label": gettext(label), "url": reverse(address, args=[programme.code])}
        for name, label, address in PARTS
    ]


@register.filter
def state_tag(due: Due) -> SafeString:
    """This filter will say whether a thing is late, due, done or for later."""
    words = {
        "late": pgettext("of a deadline", "Late"),
        "due": pgettext("of a deadline", "Due"),
        "done": pgettext("of a deadline", "Done"),
        "later": pgettext("of a deadline", "Later"),
    }
    return _tag(STATES[due.state], words[due.state])


@register.filter
def progress_tag(progress: Progress) -> SafeString:
    """This filter will say how an activity stands."""
    return _tag(STATUSES[progress.status], progress.get_status_display())


@register.filter
def level_tag(level: str) -> SafeString:
    """This filter will say the level of a risk."""
    return _tag(LEVELS[level], monitoring.levels()[level])


@register.filter
def level_name(level: str) -> str:
    """This filter will name the level of a risk."""
    return monitoring.levels()[level]


@register.filter
def level_of(assessment: Any) -> str:
    """This filter will give the level that an assessment comes to."""
    return monitoring.level_of(assessment.likelihood, assessment.impact)


@register.filter
def likelihood_name(assessment: Any) -> str:
    """This filter will name the likelihood of an assessment, with its points."""
    return f"{assessment.likelihood} – {monitoring.likelihoods()[assessment.likelihood]}"


@register.filter
def impact_name(assessment: Any) -> str:
    """This filter will name the impact of an assessment, with its points."""
    return f"{assessment.impact} – {monitoring.impacts()[assessment.impact]}"


@register.filter
def category_name(risk: Any) -> str:
    """This filter will name the category of a risk."""
    return monitoring.category_name(risk.category)


@register.filter
def rating_name(rating: str) -> str:
    """This filter will name a rating of quality."""
    return monitoring.ratings().get(rating, rating)


@register.filter
def frequency_name(frequency: Frequency) -> str:
    """This filter will name how often an action comes round."""
    names = {
        Frequency.MONTHLY: gettext("every month"),
        Frequency.QUARTERLY: gettext("every quarter"),
        Frequency.ANNUAL: gettext("every year"),
        Frequency.AS_NEEDED: gettext("as needed"),
        Frequency.NONE: gettext("does not apply"),
        Frequency.UNREAD: gettext("not understood: on no calendar"),
    }
    return names[frequency]


@register.simple_tag
def time_name(key: str, programme: Programme) -> str:
    """This tag will name a time that an action came round."""
    return monitoring.time_named(key, programme) if key else ""


@register.filter
def due_link(due: Due) -> str:
    """This filter will give the address of the page on which a thing is done."""
    return monitoring.due_path(due)
