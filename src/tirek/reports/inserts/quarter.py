"""The period as a figure's key names it."""

from __future__ import annotations

from django.utils.translation import gettext_noop

from tirek.reports.asked import Asked

WRITES = gettext_noop("The period as a figure’s key has it: [[police-trained@{{ quarter }}]]")


def text(asked: Asked) -> str:
    """This function will write "2022-Q3" or "2022"; of a final report, all until the last quarter."""
    return asked.period or f"..{asked.periods[-1].key}"
