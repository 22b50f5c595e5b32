"""Say that two cases have to do with each other, or are one and the same: that a second person decides."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from tirek.cases import events
from tirek.cases.errors import CaseReasonMissing, LinkedAlready, LinkReviewed, LinkToItself
from tirek.cases.models import Case, Closure, Link, LinkReview
from tirek.cases.operations.writing import close_case
from tirek.cases.permissions import case_for, check_lead, check_work_on
from tirek.cases.policies import check_open
from tirek.cases.visibility import cases_for, sight_of
from tirek.directory import Account, NotFound, Verdict, check, check_second_person
from tirek.ledger import entry


def link_cases(*, actor: Account, number: str, other: str, kind: Link.Kind) -> Link:
    """This function will link a case to another that the actor sees too.

    As a duplicate the other is to be closed, and this one goes on; that waits for a second person. Raises `NotFound`,
    `NotPermitted`, `LinkToItself`, `LinkedAlready`, `CaseIsClosed`.
    """
    with sight_of(actor):
        case, second = case_for(actor, number), case_for(actor, other)
        check_work_on(actor, case)
        if case.pk == second.pk:
            raise LinkToItself
        if kind == Link.Kind.DUPLICATE:
            check_open(case)
            check_open(second)
        detail = {"case": case.number, "other": second.number, "kind": kind.value}
        with entry(event=events.CASES_LINKED, office=case.chain, by=str(actor.pk), detail=detail) as trace:
            if _between(case, second).filter(kind=kind).exclude(reviews__verdict=Verdict.RETURNED).exists():
                raise LinkedAlready(number=second.number)
            when = {"linked_by": actor, "linked_at": timezone.now(), "entered_position": trace.position}
            return trace.store(Link(case=case, other=second, kind=kind, **when))


def review_link(*, actor: Account, link: UUID, verdict: Verdict, reason: str = "") -> LinkReview:
    """This function will say whether two cases are one: approved, the second is closed and goes on in the first.

    Who leads the office that has the second decides, and not who said it. Raises `NotFound`, `NotPermitted`,
    `SamePerson`, `LinkReviewed`, `CaseIsClosed`, `CaseReasonMissing`.
    """
    check(actor, "lead cases")
    with sight_of(actor):
        found = _decidable(actor, link)
        if verdict == Verdict.RETURNED and not reason.strip():
            raise CaseReasonMissing
        detail = {"case": found.case.number, "other": found.other.number, "verdict": verdict}
        with entry(event=events.LINK_REVIEWED, office=found.case.chain, by=str(actor.pk), detail=detail) as trace:
            if found.reviews.exists():
                raise LinkReviewed
            said = {"verdict": verdict, "reason": reason.strip() if verdict == Verdict.RETURNED else ""}
            when = {"reviewed_by": actor, "reviewed_at": timezone.now(), "entered_position": trace.position}
            review = trace.store(LinkReview(link=found, **said, **when))
        if verdict == Verdict.APPROVED:
            duplicate = Closure.Kind.DUPLICATE
            close_case(actor=actor, number=found.other.number, kind=duplicate, reason=found.case.number)
        return review


def merge_to_decide(actor: Account, link: UUID) -> Link:
    """This function will give a pair of cases of which the account decides whether they are one.

    Raises `NotPermitted`, `NotFound`, `SamePerson`, `LinkReviewed`.
    """
    check(actor, "lead cases")
    with sight_of(actor):
        found = _decidable(actor, link)
        if found.reviews.exists():
            raise LinkReviewed
        return found


def merges_to_decide(actor: Account) -> list[Link]:
    """This function will list the pairs of cases of which the account decides whether they are one.

    Raises `NotPermitted`.
    """
    check(actor, "lead cases")
    with sight_of(actor):
        waiting = _seen(actor).filter(kind=Link.Kind.DUPLICATE, reviews=None, other__office=actor.office_id)
        return list(waiting.exclude(linked_by=actor))


def links_of(account: Account, case: Case) -> list[Link]:
    """This function will give the links of a case, from either side; ask it within `sight_of`.

    A link to a case that the account does not see is not among them.
    """
    return list(_seen(account).filter(Q(case=case) | Q(other=case)).prefetch_related("reviews"))


def _decidable(actor: Account, link: UUID) -> Link:
    found = _seen(actor).filter(pk=link, kind=Link.Kind.DUPLICATE).first()
    if found is None:
        raise NotFound
    check_lead(actor, found.other)
    check_second_person(actor, found.linked_by)
    return found


def _seen(account: Account) -> QuerySet[Link]:
    seen = cases_for(account)
    rows = Link.objects.filter(Link.standing(), case__in=seen, other__in=seen)
    return rows.select_related("case__office", "other__office", "linked_by__office")


def _between(case: Case, other: Case) -> QuerySet[Link]:
    return Link.objects.filter(Link.standing()).filter(Q(case=case, other=other) | Q(case=other, other=case))
