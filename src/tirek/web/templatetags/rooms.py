"""What the templates of the rooms need beside plain includes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django import template
from django.utils.formats import date_format, number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_noop as _

from tirek.directory import Account, can
from tirek.plans.reading import BudgetRow, WorkPlan

register = template.Library()
# The parts of a programme: name, word, address, and the deed that must be allowed.
SECTIONS = (
    ("programme", _("Overview"), "programmes:programme", "see programmes"),
    ("results", _("Results"), "results:index", "see figures"),
    ("money", _("Money"), "money:index", "see money"),
    ("monitoring", _("Monitoring"), "monitoring:index", "see monitoring"),
    ("figures", _("Figures"), "figures:index", "see figures"),
    ("reports", _("Reports"), "reports:index", "see figures"),
    ("exchange", _("Exchange"), "exchange:index", "see exports"),
)
COLOURS = {"error": "red", "question": "yellow", "note": "grey"}
CLAIMS = {"supported": "green", "contradicted": "red", "inconsistent": "orange", "unsupported": "yellow"}


@register.filter
def sections(account: Account) -> list[dict[str, str]]:
    """This filter will list the parts of a programme that an account may go to."""
    return [
        {"name": name, "label": gettext(label), "address": address}
        for name, label, address, deed in SECTIONS
        if can(account, deed)
    ]


@register.simple_tag
def severity_tag(severity: str) -> SafeString:
    """This tag will name a finding's severity."""
    names = {"error": gettext("Error"), "question": gettext("Question"), "note": pgettext("finding", "Note")}
    return format_html('<strong class="govuk-tag govuk-tag--{}">{}</strong>', COLOURS[severity], names[severity])


@register.simple_tag
def status_tag(status: str) -> SafeString:
    """This tag will name a claim's status."""
    names = {
        "supported": gettext("Supported"),
        "contradicted": gettext("Contradicted"),
        "inconsistent": gettext("Inconsistent"),
        "unsupported": gettext("Unsupported"),
    }
    return format_html('<strong class="govuk-tag govuk-tag--{}">{}</strong>', CLAIMS[status], names[status])


@register.simple_tag
def marks(row: BudgetRow, table: WorkPlan) -> str:
    """This tag will name the schedule columns that a row marks, as their headings print them."""
    found = [table.periods[mark] for mark in row.marks if mark < len(table.periods)]
    return ", ".join(f"{period.label} {period.year or ''}".strip() for period in found)


@register.simple_tag
def amount_of(row: BudgetRow, year: int) -> str:
    """This tag will give what a row prints for a year."""
    amount = row.amounts.get(year)
    return amount.text if amount else ""


@register.simple_tag
def refusal_sentence(refusal: Mapping[str, Any]) -> str:
    """This tag will say a kept refusal in the language of the page."""
    return str(gettext(refusal["sentence"]) % refusal["facts"])


@register.simple_tag
def refusal_hint(refusal: Mapping[str, Any]) -> str:
    """This tag will say what to do about a kept refusal."""
    return str(gettext(refusal["hint"]) % refusal["facts"]) if refusal["hint"] else ""


@register.simple_tag
def problem(template_text: str, facts: tuple[tuple[str, str], ...]) -> str:
    """This tag will say what is wrong with a row of an attendance list."""
    return gettext(template_text) % dict(facts)


@register.simple_tag
def noted(subject: Any) -> str:
    """This tag will say the note of a claim or a contradiction in the language of the page."""
    return gettext(subject.note_template) % dict(subject.note_facts) if subject.note_template else str(subject.note)


@register.simple_tag
def told(message: str, facts: Mapping[str, Any]) -> str:
    """This tag will fill a sentence that the ledger or a check keeps with what it keeps beside it."""
    return str(gettext(message) % facts)


@register.filter
def item(mapping: Mapping[Any, Any], key: Any) -> Any:
    """This filter will give what a mapping holds under a key, or None."""
    return mapping.get(key)


@register.filter
def shown(value: Any) -> str:
    """This filter will write a figure's value by the conventions of the page's language."""
    if value is None:
        return gettext("withheld")
    if isinstance(value, date):
        return date_format(value, "DATE_FORMAT")
    if isinstance(value, tuple):
        return "–".join(str(each) for each in value)
    if isinstance(value, Decimal):
        text = f"{value:f}"
        places = len(text.partition(".")[2].rstrip("0"))
        return number_format(value, decimal_pos=places, use_l10n=True, force_grouping=True)
    return str(value)
