"""What the templates of money need: amounts to the cent, shares, and what states are called."""

from __future__ import annotations

from decimal import Decimal

from django import template
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from tirek.directory import Account
from tirek.web.money.parts import PARTS

register = template.Library()
STATES = {
    "waiting": ("yellow", _("Waiting for review")),
    "in-force": ("green", _("In force")),
    "replaced": ("grey", _("Replaced")),
    "returned": ("red", _("Sent back")),
    "withdrawn": ("grey", _("Withdrawn")),
}
PROBLEMS = {
    "unknown-activity": _("No such activity"),
    "unknown-fund": _("No such fund"),
    "account-not-budgeted": _("Account not budgeted"),
    "year-not-budgeted": _("Year not budgeted"),
}


@register.filter
def amount(value: Decimal | None) -> str:
    """This filter will write money to the cent by the conventions of the page's language; nothing for None."""
    if value is None:
        return ""
    text = number_format(abs(value), decimal_pos=2, use_l10n=True, force_grouping=True)
    return f"\u2212{text}" if value < 0 else text


@register.filter
def amount_or_dash(value: Decimal | None) -> str:
    """This filter will write money, and a dash for none at all: a table of noughts is hard to read."""
    return amount(value) if value else "–"


@register.filter
def percent(value: Decimal | None) -> str:
    """This filter will write a percentage with one decimal, and a dash where there is none."""
    return "–" if value is None else f"{number_format(value, decimal_pos=1, use_l10n=True)}\u00a0%"


@register.filter
def rate(value: Decimal) -> str:
    """This filter will write an exchange rate or a fee's rate with the decimals that it has."""
    text = f"{value.normalize():f}"
    return number_format(value, decimal_pos=len(text.partition(".")[2]), use_l10n=True, force_grouping=True)


@register.simple_tag
def state_tag(state: str) -> SafeString:
    """This tag will name the state of a budget revision."""
    colour, words = STATES[state]
    return format_html('<strong class="govuk-tag govuk-tag--{}">{}</strong>', colour, gettext(words))


@register.simple_tag
def problem_tag(problem: str) -> SafeString:
    """This tag will say why a cost line matches no row of the budget, or that it does."""
    colour, words = ("red", PROBLEMS[problem]) if problem else ("green", _("matches"))
    return format_html('<strong class="govuk-tag govuk-tag--{}">{}</strong>', colour, gettext(words))


@register.simple_tag
def cell_problem(what: str, cell: str) -> str:
    """This tag will say what is wrong with a row of a cost report."""
    return gettext(what) % {"cell": cell}


@register.filter
def money_parts(account: Account) -> list[dict[str, str]]:
    """This filter will list the parts of a programme's money."""
    return [{"name": name, "label": gettext(label), "address": address} for name, label, address in PARTS]
