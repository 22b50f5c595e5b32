"""What the templates of answers need."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from tirek.forms import Attachment
from tirek.web.forms.states import PICTURES, state_of

register = template.Library()
COLOURS = {"read": "green", "unread": "blue", "unreadable": "red", "incomplete": "yellow", "replaced": "grey"}


register.filter("state_of", state_of)


@register.filter
def state_tag(state: str) -> SafeString:
    """This filter will name how far the house is with a submission."""
    names = {
        "read": gettext("read"),
        "unread": gettext("not read yet"),
        "unreadable": gettext("could not be read"),
        "incomplete": gettext("files are missing"),
        "replaced": gettext("replaced by a newer version"),
    }
    return format_html('<strong class="govuk-tag govuk-tag--{}">{}</strong>', COLOURS[state], names[state])


@register.filter
def at_most(number: int, most: int) -> int:
    """This filter will give a number, and no more than the most."""
    return min(number, most)


@register.filter
def named(files: Mapping[str, Attachment], name: str) -> Attachment | None:
    """This filter will give the file of a name, if it came."""
    return files.get(name)


@register.filter
def is_picture(file: Attachment) -> Any:
    """This filter will say whether a file can be seen in place."""
    return file.media_type in PICTURES
