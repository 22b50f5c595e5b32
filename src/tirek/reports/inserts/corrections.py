"""Where the course was changed."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from tirek.monitoring import CourseCorrection, corrections
from tirek.reports.asked import Asked
from tirek.reports.copying import copied, line
from tirek.reports.publication import Language
from tirek.reports.rendering import formats

WRITES = gettext_noop("The course corrections of the period: what was changed, why, and who was asked")


def text(asked: Asked) -> str:
    """This function will write a line a correction of the period, the earliest first.

    The figure that caused one is not repeated: it may be of all of the programme, which a report of a view does not
    tell, and the corrected text says what it means.
    """
    begins = asked.periods[0].begins
    found = [each for each in corrections(asked.programme) if not asked.period or begins <= each.day <= asked.ends]
    found.sort(key=lambda each: each.number)
    return "\n".join(_correction(each, asked) for each in found) or _("The course was not changed in this period.")


def _correction(correction: CourseCorrection, asked: Asked) -> str:
    language: Language = asked.language  # type: ignore[assignment]
    number = f"C{correction.number}"
    source = _("From the course corrections, %(number)s") % {"number": number}
    named = copied(f"{number}, {formats.day(correction.day, language)}", source)
    parts = [
        f"**{named}.** {line(correction.change, source)}",
        f"*{_('Reason')}:* {line(correction.reason, source)}",
    ]
    if correction.risk:
        parts.append(copied(_("It answers risk R%(number)s.") % {"number": correction.risk.number}, source))
    if correction.consulted:
        parts.append(f"*{_('Consulted')}:* {line(correction.consulted, source)}")
    return f"- {' '.join(parts)}"
