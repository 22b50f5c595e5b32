"""What findings can be asked: each within `sight_of(account)`, and of what the account sees of cases and studies."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from tirek.cases import cases_for
from tirek.directory import Account, can
from tirek.findings.models import Finding, FollowUp, Recommendation, Response
from tirek.findings.permissions import can_see_findings

BAND = 30
"""Silence is told in bands of so many days."""


def findings_for(account: Account) -> QuerySet[Finding]:
    """This function will give the findings that the account sees and that stand."""
    if not can_see_findings(account):
        return Finding.objects.none()
    found = Finding.objects.filter(Finding.standing(), _seen_by(account))
    return found.select_related("place", "case", "office")


def recommendations_for(account: Account) -> QuerySet[Any]:
    """This function will give the recommendations that the account sees, each with its newest answer and look.

    `answer` and `answered_on` are those of the newest answer that stands, `seen` the verdict of the newest look, and
    `repeated` whether a later one repeats it.
    """
    if not can_see_findings(account):
        return Recommendation.objects.none()
    return recommendations_told().filter(_seen_by(account, "finding__"))


def _seen_by(account: Account, finding: str = "") -> Q:
    """Of cases what hangs on a case that the account sees; of studies those of its office, or all for the national one.

    The database holds the same rule (migration 0004). Cases are asked row by row: there are many, and few findings.
    """
    of_study = Q(case=None)
    if not account.office.is_national:
        of_study &= Q(**{f"{finding}office": account.office_id})
    if not can(account, "see findings"):
        return of_study
    return of_study | Q(Exists(cases_for(account).filter(pk=OuterRef("case"))))


def recommendations_told() -> QuerySet[Any]:
    """This function will give all recommendations that stand, told as above: for counts, in whose sight one asks."""
    answers = Response.objects.filter(Response.standing(), recommendation=OuterRef("pk"))
    newest = answers.order_by("-received_on", "-written_at")
    first = answers.order_by("received_on", "written_at")
    looks = FollowUp.objects.filter(FollowUp.standing(), recommendation=OuterRef("pk"))
    again = Recommendation.objects.filter(Recommendation.standing(), repeats=OuterRef("pk"))
    found = Recommendation.objects.filter(Recommendation.standing(), Finding.standing(prefix="finding__"))
    told: QuerySet[Any] = found.select_related("addressee", "case", "finding").annotate(
        answer=Subquery(newest.values("verdict")[:1]),
        answered_on=Subquery(first.values("received_on")[:1]),
        seen=Subquery(looks.order_by("-looked_on", "-written_at").values("verdict")[:1]),
        repeated=Exists(again),
    )
    return told


STATES = ("waiting", "silent", "accepted", "partly", "refused", "late", "repeated")


def in_state(rows: QuerySet[Any], state: str, today: date) -> QuerySet[Any]:
    """This function will narrow recommendations to a state, one of `STATES`; any other word narrows nothing."""
    states = {
        "waiting": Q(answer=None, due_on__gte=today),
        "silent": Q(answer=None, due_on__lt=today),
        "accepted": Q(answer="accepted"),
        "partly": Q(answer="partly"),
        "refused": Q(answer="refused"),
        "late": Q(answered_on__gt=F("due_on")),
        "repeated": Q(repeated=True),
    }
    return rows.filter(states[state]) if state in states else rows


def silence(due_on: date, answered_on: date | None, today: date) -> int:
    """This function will say in which band of silence a recommendation is: 0 where it is answered or not due yet.

    1 is up to 30 days after the limit, 2 up to 60, and so on.
    """
    late = (today - due_on).days
    return 0 if answered_on is not None or late <= 0 else (late - 1) // BAND + 1


@dataclass(frozen=True, slots=True)
class Standing:
    """How an authority stands with what it was asked."""

    asked: int
    accepted: int
    partly: int
    refused: int
    silent: int
    late: int
    repeated: int
    bands: dict[int, int]


def standing(rows: QuerySet[Any], today: date) -> Standing:
    """This function will count recommendations as `recommendations_for` gives them; the list and its counts agree.

    `silent` are those past their limit without an answer, `late` those answered after it.
    """
    answers: Counter[str] = Counter()
    bands: Counter[int] = Counter()
    late = repeated = asked = 0
    for due_on, answer, answered_on, again in rows.values_list("due_on", "answer", "answered_on", "repeated"):
        asked += 1
        answers[answer or ""] += 1
        late += answered_on is not None and answered_on > due_on
        repeated += again
        if band := silence(due_on, answered_on, today):
            bands[band] += 1
    return Standing(
        asked=asked,
        accepted=answers["accepted"],
        partly=answers["partly"],
        refused=answers["refused"],
        silent=sum(bands.values()),
        late=late,
        repeated=repeated,
        bands=dict(sorted(bands.items())),
    )
