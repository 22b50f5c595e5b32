"""The risk register."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, pgettext

from tirek.monitoring import RiskRow, risk_register
from tirek.reports.asked import Asked
from tirek.reports.copying import copied, line, table

WRITES = gettext_noop("The risk register: cause, event and impact, the score and where it moves, what is done about it")


def text(asked: Asked) -> str:
    """This function will write a row a risk as it stands now; a closed one says so."""
    rows = [_row(each) for each in risk_register(asked.programme)]
    if not rows:
        return _("No risk is recorded.")
    return table((_("Risk"), _("Likelihood × impact"), _("What is done, and by whom")), rows, words=3)


def _row(row: RiskRow) -> tuple[str, ...]:
    risk, latest = row.risk, row.latest
    number = f"R{risk.number}"
    source = _("From the risk register, %(number)s") % {"number": number}
    event = line(risk.event, source)
    rest = line(f"{_('Cause')}: {risk.cause} {_('Impact')}: {risk.impact}", source)
    score = copied(f"{latest.likelihood} × {latest.impact} = {latest.score}", source)
    treated = line(f"{latest.treatment} ({latest.owner})", source)
    return f"**{copied(number, source)}.** {event} {rest}", f"{score}, {_moved(row)}", treated


def _moved(row: RiskRow) -> str:
    if row.latest.closed:
        return pgettext("risk", "closed")
    if row.previous is None:
        return pgettext("risk", "new")
    before, now = row.previous.score, row.latest.score
    if now == before:
        return pgettext("risk", "unchanged")
    return pgettext("risk", "rose") if now > before else pgettext("risk", "fell")
