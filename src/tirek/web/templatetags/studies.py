"""How lengths of time and shares of a log are said, and where to write what was found there."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django import template
from django.urls import reverse
from django.utils.translation import pgettext

from tirek import studies
from tirek.studies import Study

register = template.Library()


@register.filter
def took(seconds: float | str | None) -> str:
    """This filter will say a length of time in its two largest units: 3 d 4 h, 12 min, 0 s; and nothing for none."""
    return "" if isinstance(seconds, str) else studies.took(seconds)  # a template says "" for what is not there


@register.filter
def percent(share: float | None) -> str:
    """This filter will say a share of 0 to 1 in percent, with one decimal."""
    return "" if share is None else pgettext("share", "%(n)s %%") % {"n": studies.in_tenths(share * 100)}


@register.simple_tag(takes_context=True)
def finding_url(context: dict[str, Any], study: Study) -> str:
    """This tag will say where to write a finding of what this page shows; nothing for who may not."""
    request = context["request"]
    if not studies.can_keep(request.user, study):
        return ""
    seen = request.get_full_path().removeprefix(reverse("studies:study", args=(study.code,)))
    return f"{reverse('studies:findings', args=(study.code,))}?{urlencode({'seen': seen})}"
