"""Budget, expenditure and delivery by output and activity."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from tirek.reports.asked import Asked, named
from tirek.reports.copying import table

WRITES = gettext_noop("Budget, expenditure of the period and to date, delivery rate, by output and activity")


def text(asked: Asked) -> str:
    """This function will write a row for each output and each of its activities, and the total."""
    rows = []
    for output, activities in asked.framework:
        rows.append(_row(f"**{named(output)}**", asked, output=output.number))
        rows += [_row(named(activity), asked, activity=activity.number) for activity in activities]
    first = _("Amounts in %(currency)s") % {"currency": asked.programme.currency}
    spent = [_("Spent in the period"), _("Spent to date")] if asked.period else [_("Spent")]
    return table(
        (first, _("Budget"), *spent, _("Delivery, %")), [*rows, *_rest(asked), _row(f"**{_('Total')}**", asked)]
    )


def _row(name: str, asked: Asked, **cell: str) -> tuple[str, ...]:
    spent = [asked.in_period("expenditure", **cell)] if asked.period else []
    return (
        name,
        asked.to_date("budget", **cell),
        *spent,
        asked.to_date("expenditure", **cell),
        asked.to_date("delivery", **cell),
    )


def _rest(asked: Asked) -> list[tuple[str, ...]]:
    """What stands in the total and under no output: the fee, and lines that are matched with no activity yet."""
    return [] if asked.party else [_row(_("Fee, and what belongs to no activity"), asked, output="none")]
