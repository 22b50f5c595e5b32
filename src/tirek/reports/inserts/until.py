"""The time until the end of the period as a figure's key names it."""

from __future__ import annotations

from django.utils.translation import gettext_noop

from tirek.reports.asked import Asked

WRITES = gettext_noop("From the start until the end of the period, as a figure’s key has it: [[budget@{{ until }}]]")


def text(asked: Asked) -> str:
    """This function will write "..2022-Q3", the last quarter of the period."""
    return f"..{asked.periods[-1].key}"
