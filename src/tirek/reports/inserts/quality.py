"""How the quality of the programme was assessed."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from tirek.monitoring import QualityReview, criteria, quality, ratings
from tirek.reports.asked import Asked
from tirek.reports.copying import copied, line, paragraphs, table
from tirek.reports.publication import Language
from tirek.reports.rendering import formats

WRITES = gettext_noop("The newest assessment of quality: a rating for each criterion")


def text(asked: Asked) -> str:
    """This function will write the newest assessment that was made by the end of the period."""
    found = next((each for each in quality(asked.programme) if each.day <= asked.ends or not asked.period), None)
    return _assessment(found, asked) if found else _("The quality has not been assessed yet.")


def _assessment(assessment: QualityReview, asked: Asked) -> str:
    language: Language = asked.language  # type: ignore[assignment]
    source = _("From the assessment of quality")
    when = copied(formats.day(assessment.day, language), source)
    names, grades = criteria(), ratings()
    rows = [
        (line(names.get(each, each), source), line(grades.get(rating, rating), source))
        for each, rating in sorted(assessment.ratings.items(), key=lambda pair: _place(pair[0], names))
    ]
    told = f"\n\n{paragraphs(assessment.text, source)}" if assessment.text else ""
    headers = (_("Criterion"), _("Rating"))
    return f"{assessment.get_stage_display()}, {when}.\n\n{table(headers, rows, words=2)}{told}"


def _place(criterion: str, names: dict[str, str]) -> tuple[int, str]:
    order = list(names)
    return (order.index(criterion) if criterion in order else len(order)), criterion
