"""How a formal report stands between those who write it and the second person who approves it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from tirek.directory import Verdict
from tirek.reports.models import Report, ReportText, ReviewAsked, TextReview

Somebody = TypeVar("Somebody")


class State(TextChoices):
    """What the newest version of a narrative waits for."""

    DRAFT = "draft", _("Draft")
    WAITING = "waiting", _("Waiting for review")
    SENT_BACK = "sent-back", _("Sent back")
    APPROVED = "approved", _("Approved")
    CHANGED = "changed", _("Changed after approval")


def state_of(report: Report) -> State:
    """This function will say how a report stands."""
    return states([report])[report.pk]


def states(reports: Iterable[Report]) -> dict[UUID, State]:
    """This function will say how each of some reports stands, in three queries however many there are."""
    keys = [each.pk for each in reports]
    texts = ReportText.objects.filter(report__in=keys).order_by("version").values_list("report", "version")
    asked = ReviewAsked.objects.filter(text__report__in=keys).order_by("text__version")
    said = TextReview.objects.filter(TextReview.counting(), text__report__in=keys).order_by("entered_position")
    newest: dict[UUID, int] = dict(texts)
    asked_of: dict[UUID, int] = dict(asked.values_list("text__report", "text__version"))
    verdicts: dict[UUID, dict[int, str]] = {key: {} for key in keys}
    for report, version, verdict in said.values_list("text__report", "text__version", "verdict"):
        verdicts[report][version] = verdict
    return {key: _state(newest[key], asked_of.get(key), verdicts[key]) for key in keys}


def _state(newest: int, asked: int | None, verdicts: dict[int, str]) -> State:
    """How a report stands by its newest version, the last one asked about, and the newest verdict on each version."""
    verdict = verdicts.get(newest)
    if verdict is not None:
        return State.APPROVED if verdict == Verdict.APPROVED else State.SENT_BACK
    if asked == newest:
        return State.WAITING
    return State.CHANGED if Verdict.APPROVED in verdicts.values() else State.DRAFT


def authors(version: int, written: Mapping[int, Iterable[Somebody]], approved: Iterable[int]) -> list[Somebody]:
    """This function will give who wrote a version, and any before it since the last one that was approved.

    `written` says who wrote each version, `approved` which versions a second person approved. A colleague's blank on
    top of somebody's text makes it nobody else's work: none of them is its second person.
    """
    last = max((each for each in approved if each < version), default=0)
    return [each for number, people in written.items() if last < number <= version for each in people]
