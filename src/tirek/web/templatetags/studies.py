"""How lengths of time and shares of a log are said."""

from __future__ import annotations

from django import template
from django.utils.formats import number_format
from django.utils.translation import pgettext

register = template.Library()
UNITS = ((86_400, "d"), (3_600, "h"), (60, "min"), (1, "s"))


@register.filter
def took(seconds: float | str | None) -> str:
    """This filter will say a length of time in its two largest units: 3 d 4 h, 12 min, 0 s; and nothing for none."""
    if seconds is None or isinstance(seconds, str):  # a template says "" for what is not there
        return ""
    left, said = round(abs(seconds)), []
    for size, unit in UNITS:
        count, left = divmod(left, size)
        if count:
            said.append(_unit(unit) % {"n": number_format(count, use_l10n=True, force_grouping=True)})
        if len(said) == 2 or (said and not count):
            break
    text = " ".join(said) or _unit("s") % {"n": 0}
    return f"−{text}" if seconds < 0 else text


def _unit(unit: str) -> str:
    return {
        "d": pgettext("length of time", "%(n)s d"),
        "h": pgettext("length of time", "%(n)s h"),
        "min": pgettext("length of time", "%(n)s min"),
        "s": pgettext("length of time", "%(n)s s"),
    }[unit]


@register.filter
def percent(share: float | None) -> str:
    """This filter will say a share of 0 to 1 in percent, with one decimal."""
    return "" if share is None else pgettext("share", "%(n)s %%") % {"n": number_format(share * 100, 1)}
