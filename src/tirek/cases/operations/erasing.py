"""Erase a case or a party of it: asked for by one, decided by a second, and done by destroying what opens the key.

The rows stay as they are, noise from then on, so that the ledger verifies; the share of each key is destroyed outside
the database, so that no backup of the database brings anything back. With a party go all answered forms of its case,
for nobody can say of a form which of its words are about whom. Notes and documents are under the key of the case and
stay: where they name the person, the whole case is to be erased.
"""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from tirek.cases import events
from tirek.cases.errors import CaseReasonMissing, ErasureAsked, ErasureReviewed
from tirek.cases.models import Case, Erasure, ErasureReview, Party, SearchKey
from tirek.cases.permissions import case_for, check_lead
from tirek.cases.seals import erase
from tirek.cases.visibility import sight_of, sight_of_the_house
from tirek.directory import Account, NotFound, Verdict, check, check_second_person, sees_office
from tirek.forms import Submission, erase_answers
from tirek.ledger import entry


def ask_erasure(*, actor: Account, number: str, ground: Erasure.Ground, party: UUID | None = None) -> Erasure:
    """This function will ask to erase a case, or a party of it with all that was answered.

    Raises `NotFound`, `NotPermitted`, `ErasureAsked`.
    """
    with sight_of(actor):
        case = case_for(actor, number)
        check_lead(actor, case)
        who = None
        if party is not None and (who := Party.objects.filter(Party.standing(), case=case, pk=party).first()) is None:
            raise NotFound
        asked = Erasure.objects.filter(case=case, party=who)
        if asked.filter(Q(reviews=None) | Q(reviews__verdict=Verdict.APPROVED)).exists():
            raise ErasureAsked
        detail = {"case": case.number, "what": _what(who), "ground": ground}
        with entry(event=events.ERASURE_ASKED, office=case.chain, by=str(actor.pk), detail=detail) as trace:
            given = {"asked_by": actor, "asked_at": timezone.now(), "entered_position": trace.position}
            return trace.store(Erasure(case=case, party=who, ground=ground, **given))


def review_erasure(*, actor: Account, erasure: UUID, verdict: Verdict, reason: str = "") -> ErasureReview:
    """This function will approve an erasure, which is done at once and for ever, or send it back with a reason.

    A second person decides: who leads the office that has the case, or the national office. Raises `NotFound`,
    `NotPermitted`, `SamePerson`, `ErasureReviewed`, `CaseReasonMissing`.
    """
    check(actor, "lead cases")
    with sight_of_the_house():
        asked = _decidable(actor, erasure)
        if verdict == Verdict.RETURNED and not reason.strip():
            raise CaseReasonMissing
        detail = {"case": asked.case.number, "what": _what(asked.party), "verdict": verdict}
        office = asked.case.chain
        with entry(event=events.ERASURE_REVIEWED, office=office, by=str(actor.pk), detail=detail) as trace:
            if asked.reviews.exists():  # asked once the chain of the case is ours
                raise ErasureReviewed
            said = {"verdict": verdict, "reason": reason.strip() if verdict == Verdict.RETURNED else ""}
            when = {"reviewed_by": actor, "reviewed_at": timezone.now(), "entered_position": trace.position}
            review = trace.store(ErasureReview(erasure=asked, **said, **when))
            if verdict == Verdict.APPROVED:
                _forget(asked)
        if verdict == Verdict.APPROVED:
            transaction.on_commit(lambda: _destroy(asked))
        return review


def erasures_to_decide(actor: Account) -> list[Erasure]:
    """This function will list the erasures that wait for the account. Raises `NotPermitted`."""
    check(actor, "lead cases")
    with sight_of_the_house():
        waiting = Erasure.objects.filter(reviews=None).exclude(asked_by=actor).select_related("case__office", "party")
        return [each for each in waiting if sees_office(actor, each.case.office)]


def erasure_to_decide(actor: Account, erasure: UUID) -> Erasure:
    """This function will give an erasure that the account may decide. Raises `NotPermitted`, `NotFound`, `SamePerson`,
    `ErasureReviewed`."""
    check(actor, "lead cases")
    with sight_of_the_house():
        asked = _decidable(actor, erasure)
        if asked.reviews.exists():
            raise ErasureReviewed
        return asked


def erasures_of(case: Case) -> list[Erasure]:
    """This function will give the erasures that were asked for in a case and are not decided; ask within `sight_of`."""
    return list(Erasure.objects.filter(case=case, reviews=None).select_related("party", "asked_by__office"))


def finish_erasures() -> int:
    """This function will destroy what was approved and is not destroyed yet, and give how many keys that were.

    For a house that went down between the decision and the deed, or whose keys came back from a copy.
    """
    with sight_of_the_house():
        approved = list(Erasure.objects.filter(reviews__verdict=Verdict.APPROVED).select_related("case", "party"))
    return sum(map(_destroy, approved))


def _decidable(actor: Account, erasure: UUID) -> Erasure:
    asked = Erasure.objects.select_related("case__office", "party", "asked_by").filter(pk=erasure).first()
    if asked is None or not sees_office(actor, asked.case.office):
        raise NotFound
    check_second_person(actor, asked.asked_by)
    return asked


def _what(party: Party | None) -> str:
    return "the case" if party is None else "a party"


def _forget(erasure: Erasure) -> None:
    """In the database: nothing is found any more by the words that go."""
    keys = SearchKey.objects.filter(case=erasure.case_id)
    if erasure.party_id is not None:
        keys = keys.filter(party=erasure.party_id)
    keys.delete()


def _destroy(erasure: Erasure) -> int:
    """Outside the database, after it has kept the decision: again and again comes to the same."""
    with sight_of_the_house():
        answered = Q(tasks__case=erasure.case_id) | Q(pk__in=erasure.case.happenings.values("submission"))
        submissions = list(Submission.objects.filter(answered).order_by().distinct().only("pk"))
        parties = Party.objects.filter(case=erasure.case_id).only("pk")
        if erasure.party_id is not None:
            parties = parties.filter(pk=erasure.party_id)
        rows: list[Case | Party] = list(parties)
    if erasure.party_id is None:
        rows.append(erasure.case)
    return sum(map(erase, rows)) + sum(map(erase_answers, submissions))
