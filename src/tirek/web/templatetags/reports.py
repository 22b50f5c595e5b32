"""What the pages of reports need."""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from tirek.reports import State

register = template.Library()
COLOURS = {
    State.DRAFT: "grey",
    State.WAITING: "yellow",
    State.SENT_BACK: "red",
    State.APPROVED: "green",
    State.CHANGED: "orange",
}


@register.simple_tag
def report_state(state: State) -> SafeString:
    """This tag will name how a formal report stands with the second person."""
    return format_html('<strong class="govuk-tag govuk-tag--{}">{}</strong>', COLOURS[state], state.label)
