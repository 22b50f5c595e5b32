"""What donors gave."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from tirek.money import Fund, funds
from tirek.reports.asked import Asked
from tirek.reports.copying import line, table

WRITES = gettext_noop("Contributions received in the period and to date, by fund and donor")


def text(asked: Asked) -> str:
    """This function will write a row a fund: its donor, and what was received."""
    if asked.party:
        return _("Contributions are made to a fund, not to a responsible party.")
    shown = [fund for fund in funds(asked.programme) if asked.fund is None or fund == asked.fund]
    if not shown:
        return _("No fund is recorded.")
    first = _("Amounts in %(currency)s") % {"currency": asked.programme.currency}
    received = [_("Received in the period"), _("Received to date")] if asked.period else [_("Received")]
    return table((first, _("Donor"), *received), [*(_row(fund, asked) for fund in shown), _total(asked)], words=2)


def _row(fund: Fund, asked: Asked) -> tuple[str, ...]:
    source = _("From the list of funds")
    return (
        line(f"{fund.code} {fund.title}", source),
        line(f"{fund.donor} {fund.donor_reference}", source),
        *([asked.in_period("contributions", fund=fund.code)] if asked.period else []),
        asked.to_date("contributions", fund=fund.code),
    )


def _total(asked: Asked) -> tuple[str, ...]:
    in_period = [asked.in_period("contributions")] if asked.period else []
    return (f"**{_('Total')}**", " ", *in_period, asked.to_date("contributions"))
