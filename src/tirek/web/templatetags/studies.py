"""How lengths of time and shares of a log are said."""

from __future__ import annotations

from django import template
from django.utils.formats import number_format
from django.utils.translation import pgettext

from tirek import studies

register = template.Library()


@register.filter
def took(seconds: float | str | None) -> str:
    """This filter will say a length of time in its two largest units: 3 d 4 h, 12 min, 0 s; and nothing for none."""
    return "" if isinstance(seconds, str) else studies.took(seconds)  # a template says "" for what is not there


@register.filter
def percent(share: float | None) -> str:
    """This filter will say a share of 0 to 1 in percent, with one decimal."""
    return "" if share is None else pgettext("share", "%(n)s %%") % {"n": number_format(share * 100, 1)}
