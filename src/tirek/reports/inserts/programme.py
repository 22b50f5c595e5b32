"""The programme in a few lines."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from tirek.reports.asked import Asked
from tirek.reports.copying import copied, line
from tirek.reports.inserts.period import text as period

WRITES = gettext_noop("The programme in a list: title, code, period, fund or party, outcome, gender marker")


def text(asked: Asked) -> str:
    """This function will name the programme, the period, and the fund or the party where the report is of one."""
    programme, plan = asked.programme, _("From the plan")
    rows = [
        (_("Programme"), line(programme.title, plan)),
        (_("Project number"), line(programme.code, plan)),
        (_("Period"), period(asked)),
        (_("Currency"), programme.currency),
    ]
    if asked.fund:
        rows.append((_("Fund"), line(f"{asked.fund.code} {asked.fund.title}", _("From the list of funds"))))
        rows.append((_("Donor"), line(asked.fund.donor, _("From the list of funds"))))
    if asked.party:
        rows.append((_("Responsible party"), line(asked.party, plan)))
    rows += [
        (_("Outcome"), line(programme.outcome, plan)),
        (_("Gender marker"), line(programme.gender_marker, plan)),
    ]
    return copied("\n".join(f"- **{label}:** {value}" for label, value in rows if value), plan)
