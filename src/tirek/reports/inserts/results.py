"""The results framework with what was reached."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from tirek.indicators import IndicatorRow, results_framework
from tirek.reports.asked import Asked, mark
from tirek.reports.copying import copied, line, table
from tirek.reports.publication import Language
from tirek.reports.rendering import formats

WRITES = gettext_noop("The results framework: baseline, target, value in the period and to date of every indicator")


def text(asked: Asked) -> str:
    """This function will write one row an indicator; of a fund or a party, those of its outputs and activities."""
    rows = [row for row in results_framework(asked.programme) if _is_asked(row, asked)]
    if not rows:
        return _("No indicator is in the results framework.")
    until = [_("Target"), *([_("In the period")] if asked.period else []), _("To date")]
    return table((_("Indicator"), _("Baseline"), *until), [_row(row, asked) for row in rows])


def _is_asked(row: IndicatorRow, asked: Asked) -> bool:
    indicator = row.indicator
    if asked.is_whole:
        return True
    if indicator.activity_id:
        return indicator.activity_id in {activity.pk for activity in asked.activities}
    return indicator.output_id in {output.pk for output, _activities in asked.framework}


def _row(row: IndicatorRow, asked: Asked) -> tuple[str, ...]:
    code, source = row.definition.code, _("From the results framework")
    title = f"{row.definition.title} ({row.definition.unit})"
    values = [mark(code, asked.period)] if asked.period else []
    return (
        line(title, source),
        _number(row.indicator.baseline, asked, source),
        _number(_target(row, asked), asked, source),
        *values,
        mark(code, asked.until),
    )


def _target(row: IndicatorRow, asked: Asked) -> Decimal | None:
    """What was to be reached by the end of the period; where nothing is said of that, by the end of the programme."""
    keys = {period.key for period in asked.periods} if asked.period else set()
    by_period = [each.target for each in row.periods if each.target and each.period.key in keys]
    target = by_period[-1] if by_period else row.target
    return target.value if target else None


def _number(value: Decimal | None, asked: Asked, source: str) -> str:
    language: Language = asked.language  # type: ignore[assignment]
    return "" if value is None else copied(formats.number(value, language), source)
