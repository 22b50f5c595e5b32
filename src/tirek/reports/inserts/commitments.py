"""What is promised to suppliers and not yet paid."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from tirek.reports.asked import Asked, named
from tirek.reports.copying import table

WRITES = gettext_noop("Commitments: what is promised and not yet paid at the end of the period, by activity")


def text(asked: Asked) -> str:
    """This function will write what stood open at the end of the period, a row an activity."""
    first = _("Amounts in %(currency)s") % {"currency": asked.programme.currency}
    rows = [(named(each), asked.to_date("commitments", activity=each.number)) for each in asked.activities]
    return table((first, _("Commitments")), [*rows, (f"**{_('Total')}**", asked.to_date("commitments"))])
