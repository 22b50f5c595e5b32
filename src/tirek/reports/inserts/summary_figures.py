"""The figures of money that a reader looks for first."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from tirek.reports.asked import Asked
from tirek.reports.copying import table

FLOWS = ("expenditure", "contributions", "fee-charged")
"""What comes and goes within a period; the others are of a year or of a day."""

WRITES = gettext_noop("The money at a glance: budget, expenditure, delivery, commitments, contributions, fee")


def text(asked: Asked) -> str:
    """This function will write each figure of money within the period and to date."""
    names = {
        "budget": _("Budget"),
        "expenditure": _("Expenditure"),
        "delivery": _("Delivery rate, %"),
        "commitments": _("Commitments"),
    }
    if not asked.party:  # contributions and fees belong to a fund and to no activity
        names |= {
            "contributions": _("Contributions received"),
            "fee-charged": _("Fee charged"),
            "fee-due": _("Fee due"),
        }
    first = _("Amounts in %(currency)s") % {"currency": asked.programme.currency}
    if not asked.period:
        return table((first, _("To date")), [(name, asked.to_date(code)) for code, name in names.items()])
    rows = [(name, asked.in_period(code) if code in FLOWS else "", asked.to_date(code)) for code, name in names.items()]
    return table((first, _("In the period"), _("To date")), rows)
