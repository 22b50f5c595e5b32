"""What the pages of results need: who did it, how an indicator stands, how its numbers combine."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext

from tirek.directory import Account, Role
from tirek.indicators import Definition, plain
from tirek.plans import ReportingPeriod
from tirek.reports import cell_labels, dimension_title, period_name
from tirek.web.accounts.views import ROLES
from tirek.web.templatetags.rooms import shown

register = template.Library()
STATES = {"on-target": "green", "behind": "red", "under-way": "blue", "no-data": "yellow", "no-target": "grey"}


@register.simple_tag
def state_tag(state: str) -> SafeString:
    """This tag will say how an indicator stands."""
    names = {
        "on-target": pgettext("indicator", "On target"),
        "behind": pgettext("indicator", "Behind"),
        "under-way": pgettext("indicator", "Under way"),
        "no-data": pgettext("indicator", "No data"),
        "no-target": pgettext("indicator", "No target"),
    }
    return format_html('<strong class="govuk-tag govuk-tag--{}">{}</strong>', STATES[state], names[state])


@register.filter
def combining_name(combining: str) -> str:
    """This filter will say how the numbers of quarters become that of the whole time."""
    names = {
        "sum": pgettext("combining", "quarters are added up"),
        "latest": pgettext("combining", "the latest counts"),
        "distinct": pgettext("combining", "each person once"),
        "count": pgettext("combining", "counted as it stands"),
    }
    return names[combining]


@register.filter
def quarter(period: ReportingPeriod | None) -> str:
    """This filter will name a period in the language of the page; none is the end of the programme."""
    return period_name(period.key) if period else gettext("End of the programme")


@register.filter
def spoken(account: Account) -> str:
    """This filter will name who did something: by role and office, never by name. Prefetch the grants."""
    held = {Role(grant.role) for grant in account.grants.all()}
    if not held and not account.is_active:  # who came with a file and never signed in here
        return gettext("an account of another installation")
    roles = ", ".join(str(name) for role, name in ROLES.items() if role in held)
    return f"{roles or gettext('without a role now')}, {account.office}"


@register.filter
def number(value: Decimal | str | None) -> str:
    """This filter will write a number of an indicator, and a dash where there is none, or nothing to have it."""
    return shown(Decimal(plain(value))) if isinstance(value, Decimal) else "–"


@register.filter
def told_splits(splits: dict[str, dict[str, str]], definition: Definition) -> list[tuple[str, list[tuple[str, str]]]]:
    """This filter will say the splits of a reported value in the language of the page."""
    label = cell_labels()
    return [
        (
            dimension_title(name),
            [(label(name, cell), shown(Decimal(cells[cell]))) for cell in _ordered(cells, name, definition)],
        )
        for name, cells in splits.items()
    ]


def _ordered(cells: dict[str, str], dimension: str, definition: Definition) -> list[str]:
    """The cells as the definition lists them, then those that it no longer has."""
    listed = definition.cells.get(dimension, ())
    return [*(cell for cell in listed if cell in cells), *(cell for cell in cells if cell not in listed)]


@register.simple_tag
def reviewed_tag(value: Any) -> SafeString:
    """This tag will say what became of a version."""
    standing = [each for each in value.all_reviews if each.withdrawn_position is None]
    if value.withdrawn_position is not None:
        colour, name = "grey", gettext("withdrawn")
    elif not standing:
        colour, name = "yellow", pgettext("value", "Waits for a second person")
    elif standing[0].verdict == "approved":
        colour, name = "green", pgettext("value", "Approved")
    else:
        colour, name = "red", pgettext("value", "Sent back")
    return format_html('<strong class="govuk-tag govuk-tag--{}">{}</strong>', colour, name)
