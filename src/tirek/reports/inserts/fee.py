"""The organisation's fee: its rate, what is due and what was charged."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from tirek.money import FeeBase, budget_in_force, funds
from tirek.reports.asked import Asked
from tirek.reports.copying import copied, line, table
from tirek.reports.publication import Language
from tirek.reports.rendering import formats

WRITES = gettext_noop("The fee: rate and base, what is due and what was charged, by fund")


def text(asked: Asked) -> str:
    """This function will write the rate with its base, and a row a fund: charged, due."""
    if asked.party:
        return _("A fee is charged to a fund, not to a responsible party.")
    budget = budget_in_force(asked.programme)
    if budget is None:
        return _("No budget is in force, so no fee is due.")
    language: Language = asked.language  # type: ignore[assignment]
    rate = formats.number(budget.fee_rate, language)
    base = FeeBase(budget.fee_base).label
    said = _("The fee is %(rate)s %% %(base)s.") % {"rate": rate, "base": base}
    return f"{copied(said, _('From the budget in force'))}\n\n{_table(asked)}"


def _table(asked: Asked) -> str:
    rows = [
        (
            line(f"{fund.code} {fund.title}", _("From the list of funds")),
            *([asked.in_period("fee-charged", fund=fund.code)] if asked.period else []),
            asked.to_date("fee-charged", fund=fund.code),
            asked.to_date("fee-due", fund=fund.code),
        )
        for fund in funds(asked.programme)
        if asked.fund is None or fund == asked.fund
    ]
    total = (
        f"**{_('Total')}**",
        *([asked.in_period("fee-charged")] if asked.period else []),
        asked.to_date("fee-charged"),
        asked.to_date("fee-due"),
    )
    charged = [_("Charged in the period"), _("Charged to date")] if asked.period else [_("Charged")]
    first = _("Amounts in %(currency)s") % {"currency": asked.programme.currency}
    return table((first, *charged, _("Due")), [*rows, total])
