"""What can be done with findings: found, recommended, answered, looked after."""

from __future__ import annotations

import re
from datetime import date
from typing import TypeVar
from uuid import UUID

from django.utils import timezone

from tirek.cases import Case, Document, cases_for, rules_of, sight_of
from tirek.directory import (
    Account,
    Authority,
    NotFound,
    NotPermitted,
    Office,
    PlaceOfDetention,
    authorities_on,
    can,
    country,
    sees_office,
)
from tirek.findings import events
from tirek.findings.errors import (
    AnotherAddressee,
    AuthorityNotThere,
    DocumentOfAnotherCase,
    FindingDayWrong,
    FindingTextMissing,
    LimitTooShort,
    NoLimitOfAnswer,
    RecommendationsStand,
    SeenInUnclear,
    WithdrawalReasonMissing,
)
from tirek.findings.models import Finding, FollowUp, Recommendation, Response
from tirek.findings.permissions import can_keep_findings, check_keep_finding
from tirek.findings.queries import findings_for, recommendations_for
from tirek.findings.seals import finding_of, fresh_key, seal_text
from tirek.findings.themes import check_theme
from tirek.ledger import WITHDRAWING, Event, entry
from tirek.procedures import ClockRule
from tirek.safeguards import calendar_of

Written = TypeVar("Written", Finding, Recommendation, Response, FollowUp)
LONGEST_REASON, LONGEST_SEEN_IN = 1000, 2000
SEEN_IN = re.compile(r"[\w.-]+/(?:[\w.-]+/)*[\w.-]*(?:\?[\w%&=+.,:;~!*()'/{}\[\]-]*)?", re.ASCII)
"""An address from that of a study on, such as `logs/<log>/waiting/?only=…`."""


def find(
    *,
    actor: Account,
    case: UUID,
    theme: str,
    right: str,
    text: str,
    rules: str = "",
    found_on: date,
    place: PlaceOfDetention | None = None,
) -> Finding:
    """This function will keep what was found in a case.

    Raises `NotFound`, `NotPermitted`, `UnknownTheme`, `FindingDayWrong`, `FindingTextMissing`.
    """
    with sight_of(actor):
        within = _case(actor, case)
        check_theme(theme, right)
        _check_day(found_on)
        made = Finding(case=within, theme=theme, right=right, place=place, found_on=found_on)
        detail = {"theme": theme, "right": right}
        return _kept(actor, made, {"text": text, "rules": rules.strip()}, events.FINDING_MADE, detail)


def find_in_study(
    *,
    actor: Account,
    study: str,
    office: Office,
    theme: str,
    right: str,
    text: str,
    rules: str = "",
    found_on: date,
    seen_in: str = "",
) -> Finding:
    """This function will keep what was found in a study of an office, named by its code, which the caller has seen.

    `seen_in` is the address of the page where it was seen, from that of the study on. Raises `NotPermitted`,
    `UnknownTheme`, `FindingDayWrong`, `FindingTextMissing`, `SeenInUnclear`.
    """
    if not can(actor, "keep studies") or not sees_office(actor, office):
        raise NotPermitted(deed="keep studies")
    check_theme(theme, right)
    _check_day(found_on)
    told = {"text": text, "rules": rules.strip(), "seen_in": _within_study(seen_in.strip())}
    with sight_of(actor):
        made = Finding(study=study, office=office, theme=theme, right=right, found_on=found_on)
        return _kept(actor, made, told, events.FINDING_MADE, {"theme": theme, "right": right})


def _within_study(seen_in: str) -> str:
    segments = seen_in.partition("?")[0].split("/")
    unclear = not SEEN_IN.fullmatch(seen_in) or not {".", ".."}.isdisjoint(segments)
    if seen_in and (unclear or len(seen_in) > LONGEST_SEEN_IN):
        raise SeenInUnclear(seen=seen_in[:60])
    return seen_in


def recommend(
    *,
    actor: Account,
    finding: UUID,
    addressee: Authority,
    text: str,
    sent_on: date,
    due_on: date | None = None,
    repeats: UUID | None = None,
) -> Recommendation:
    """This function will keep a recommendation that went to an authority, which has its limit from the mechanism.

    It is that of the case's edition, in the version in force when the letter went; `due_on` gives more time, or a day
    where the mechanism says none, as for a study. Raises `NotFound`, `NotPermitted`, `AuthorityNotThere`,
    `AnotherAddressee`, `FindingDayWrong`, `FindingTextMissing`, `NoLimitOfAnswer`, `LimitTooShort`.
    """
    with sight_of(actor):
        found = findings_for(actor).filter(pk=finding).first()
        if found is None:
            raise NotFound
        check_keep_finding(actor, found)
        _check_day(sent_on, found.found_on)
        if not authorities_on(sent_on).filter(pk=addressee.pk).exists():
            raise AuthorityNotThere(authority=addressee.pk, day=sent_on.isoformat())
        due_on, limit = _due(found.case, sent_on, due_on)
        made = Recommendation(
            case=found.case,
            finding=found,
            addressee=addressee,
            repeats=_repeated(actor, repeats, addressee),
            sent_on=sent_on,
            limit=limit,
            due_on=due_on,
        )
        detail = {"authority": addressee.pk, "due": due_on.isoformat()}
        return _kept(actor, made, {"text": text}, events.RECOMMENDED, detail)


def answer(
    *, actor: Account, recommendation: UUID, verdict: str, text: str, received_on: date, document: UUID | None = None
) -> Response:
    """This function will keep what an authority answered; one that answers again has changed its mind.

    Raises `NotFound`, `NotPermitted`, `FindingDayWrong`, `FindingTextMissing`, `DocumentOfAnotherCase`.
    """
    with sight_of(actor):
        asked = _recommendation(actor, recommendation)
        _check_day(received_on, asked.sent_on)
        made = Response(
            case=asked.case,
            recommendation=asked,
            verdict=Response.Verdict(verdict),
            received_on=received_on,
            document=_document(asked.case, document),
        )
        detail = {"authority": asked.addressee_id, "verdict": verdict}
        return _kept(actor, made, {"text": text}, events.ANSWERED, detail)


def follow_up(
    *,
    actor: Account,
    recommendation: UUID,
    verdict: str,
    text: str,
    looked_on: date,
    next_look: date | None = None,
    document: UUID | None = None,
) -> FollowUp:
    """This function will keep what was seen to have been done, and when to look again.

    Raises `NotFound`, `NotPermitted`, `FindingDayWrong`, `FindingTextMissing`, `DocumentOfAnotherCase`.
    """
    with sight_of(actor):
        asked = _recommendation(actor, recommendation)
        _check_day(looked_on, asked.sent_on)
        if next_look is not None and next_look <= looked_on:
            raise FindingDayWrong(day=next_look.isoformat())
        made = FollowUp(
            case=asked.case,
            recommendation=asked,
            verdict=FollowUp.Verdict(verdict),
            looked_on=looked_on,
            next_look=next_look,
            document=_document(asked.case, document),
        )
        detail = {"authority": asked.addressee_id, "verdict": verdict}
        return _kept(actor, made, {"text": text}, events.FOLLOWED_UP, detail)


def answer_due(case: Case, sent_on: date) -> tuple[date | None, ClockRule | None]:
    """This function will give the day by which a letter is to be answered by law, and the rule that says so."""
    rule = rules_of(case.edition).answer_limit(case.procedure, sent_on)
    return (calendar_of(country().holidays).last_day(rule.limit, sent_on), rule) if rule else (None, None)


def _due(case: Case | None, sent_on: date, asked: date | None) -> tuple[date, str]:
    by_law, rule = answer_due(case, sent_on) if case else (None, None)
    if asked is None:
        if by_law is None or rule is None:
            raise NoLimitOfAnswer(day=sent_on.isoformat())
        return by_law, rule.limit_text
    if asked < sent_on:
        raise FindingDayWrong(day=asked.isoformat())
    if by_law is not None and asked < by_law:
        raise LimitTooShort(due=by_law.isoformat())
    return asked, ""


def withdraw_finding(*, actor: Account, finding: UUID, reason: str) -> None:
    """This function will withdraw a finding that should not stand, with a reason that names nobody.

    Raises `NotFound`, `NotPermitted`, `RecommendationsStand`, `WithdrawalReasonMissing`.
    """
    with sight_of(actor):
        found = findings_for(actor).filter(pk=finding).first()
        if found is None:
            raise NotFound
        _withdrawn(actor, found, reason, events.FINDING_WITHDRAWN)


def withdraw_recommendation(*, actor: Account, recommendation: UUID, reason: str) -> None:
    """This function will withdraw a recommendation, with a reason that names nobody; its answers are told no more.

    Raises `NotFound`, `NotPermitted`, `WithdrawalReasonMissing`.
    """
    with sight_of(actor):
        _withdrawn(actor, _recommendation(actor, recommendation), reason, events.RECOMMENDATION_WITHDRAWN)


def _withdrawn(actor: Account, row: Finding | Recommendation, reason: str, event: Event) -> None:
    finding = finding_of(row)
    check_keep_finding(actor, finding)
    if not reason.strip():
        raise WithdrawalReasonMissing
    event, facts = _said(event, finding)
    with entry(event=event, office=finding.chain, by=str(actor.pk), detail=facts) as trace:
        if isinstance(row, Finding) and row.recommendations.filter(Recommendation.standing()).exists():
            raise RecommendationsStand  # asked once the chain of the finding is ours
        kept: Finding | Recommendation = type(row).objects.only(*WITHDRAWING).get(pk=row.pk)
        kept.withdrawn_position, kept.withdrawn_because = trace.position, reason.strip()[:LONGEST_REASON]
        trace.change(kept)


def _said(event: Event, finding: Finding) -> tuple[Event, dict[str, str]]:
    """The event as it is called of a case or of a study, and what it names."""
    if finding.case is not None:
        return event, {"case": finding.case.number}
    return events.OF_STUDIES[event], {"study": str(finding.study)}


def _case(actor: Account, key: UUID) -> Case:
    case = cases_for(actor).filter(pk=key).first()
    if case is None:
        raise NotFound
    if not can_keep_findings(actor, case):
        raise NotPermitted(deed="keep findings")
    return case


def _recommendation(actor: Account, key: UUID) -> Recommendation:
    found: Recommendation | None = recommendations_for(actor).filter(pk=key).first()
    if found is None:
        raise NotFound
    check_keep_finding(actor, found.finding)
    return found


def _repeated(actor: Account, key: UUID | None, addressee: Authority) -> Recommendation | None:
    if key is None:
        return None
    found: Recommendation | None = recommendations_for(actor).filter(pk=key).first()
    if found is None:
        raise NotFound
    if found.addressee_id != addressee.pk:
        raise AnotherAddressee
    return found


def _document(case: Case | None, key: UUID | None) -> Document | None:
    if key is None:
        return None
    found = Document.objects.filter(Document.standing(), pk=key, case=case).first() if case else None
    if found is None:
        raise DocumentOfAnotherCase
    return found


def _check_day(day: date, after: date | None = None) -> None:
    if day > timezone.localdate() or (after is not None and day < after):
        raise FindingDayWrong(day=day.isoformat())


def _kept(actor: Account, row: Written, told: dict[str, str], event: Event, detail: dict[str, str]) -> Written:
    if not told["text"].strip():
        raise FindingTextMissing
    finding = finding_of(row)
    event, facts = _said(event, finding)
    with entry(event=event, office=finding.chain, by=str(actor.pk), detail=facts | detail) as trace:
        if isinstance(row, Recommendation):  # counted once the chain of the finding is ours
            row.ordinal = finding.recommendations.count() + 1
        elif isinstance(row, Finding) and row.case is None:
            fresh_key(row)
        seal_text(row, told)
        row.written_by, row.written_at = actor, trace.at
        row.entered_position = trace.position
        return trace.store(row)
