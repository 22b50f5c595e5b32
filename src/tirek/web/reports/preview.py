"""What a narrative would be if it were published now, as the editor shows it; remembered until something is written.

Binding holds every figure beside all that the programme published: of a long report that takes as long as ten pages.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone

from tirek import reports
from tirek.refusals import Refusal
from tirek.reports import Report
from tirek.web.remembered import remembered


@dataclass(frozen=True, slots=True)
class Told:
    """A refusal as a page tells it: its words, not yet in any language, and what fills them."""

    sentence: str
    hint: str
    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Preview:
    """The text as a page, and all that stands against publishing it.

    `typed` are numbers typed by hand, `unknown` keys that lead nowhere, `apart` what would tell of a few people and
    `changes` totals that changed by a few since they were published.
    """

    html: str
    typed: tuple[Any, ...]
    unknown: tuple[str, ...]
    apart: tuple[Told, ...]
    changes: tuple[tuple[str, str, str], ...]


def preview_of(report: Report, narrative: str) -> Preview:
    """This function will bind a narrative and give what it would look like, once as long as nothing is written."""
    return remembered("preview", (report.pk, narrative, timezone.localdate()), lambda: _preview(report, narrative))


def _preview(report: Report, narrative: str) -> Preview:
    bound = reports.drafted(report, narrative)
    told = {str(each): _told(each) for each in map(reports.refusal_of, bound.apart)}
    return Preview(
        html=reports.draft_html(report, narrative, bound, figure_url=_figure_address(report)),
        typed=bound.typed,
        unknown=bound.unknown,
        apart=tuple(told.values()),
        changes=tuple(reports.changes_of(bound)),
    )


def _told(refusal: Refusal) -> Told:
    return Told(refusal.sentence, refusal.hint, refusal.facts)


def _figure_address(report: Report) -> Any:
    return lambda key: reverse("figures:figure", args=[report.programme.code, key])
