"""Pictures of a programme on any page: the drawing with its words and its table."""

from __future__ import annotations

from typing import Any, Literal

from django import template
from django.utils import timezone

from tirek.directory import Account
from tirek.indicators import IndicatorRow
from tirek.money import Fund
from tirek.plans import Programme
from tirek.web.programmes import drawn

register = template.Library()


@register.inclusion_tag("programmes/_burn.html")
def burn(account: Account, programme: Programme, fund: Fund | Literal[""] | None = None) -> dict[str, Any]:
    """This tag will draw money against time: of one fund, or of all that the account may see."""
    return {"picture": drawn.burn(account, programme, timezone.localdate(), fund or None)}


@register.inclusion_tag("programmes/_picture.html")
def small_multiples(rows: list[IndicatorRow]) -> dict[str, Any]:
    """This tag will draw each row of a results framework as a small chart of its quarters."""
    return {"picture": drawn.small_multiples(rows)}


@register.inclusion_tag("programmes/_picture.html")
def results_chain(programme: Programme, rows: list[IndicatorRow]) -> dict[str, Any]:
    """This tag will draw a results framework as a chain from outcome to indicators."""
    return {"picture": drawn.results_chain(programme, rows)}
