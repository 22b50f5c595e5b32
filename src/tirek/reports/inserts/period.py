"""The period in words, within a line."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from tirek.reports.asked import Asked
from tirek.reports.copying import copied
from tirek.reports.periods import period_name
from tirek.reports.publication import Language
from tirek.reports.rendering import formats

WRITES = gettext_noop("The period in words, with its first and last day; within a line")


def text(asked: Asked) -> str:
    """This function will write the period with its days; of a final report, those of the programme."""
    language: Language = asked.language  # type: ignore[assignment]
    begins = asked.periods[0].begins if asked.period else asked.programme.starts
    days = f"{formats.day(begins, language)} – {formats.day(asked.ends, language)}"
    said = f"{period_name(asked.period)} ({days})" if asked.period else days
    return copied(said, _("The period of the report"))
