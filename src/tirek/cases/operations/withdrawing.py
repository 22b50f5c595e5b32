"""Take back what was entered in a case: a party, a document, a note, a link. It stays in the ledger, withdrawn."""

from __future__ import annotations

from typing import Any, Literal
from uuid import UUID

from django.db.models import Q, QuerySet, TextChoices
from django.utils.translation import gettext_lazy as _

from tirek.cases import events
from tirek.cases.models import Case, Document, Link, Note, Party
from tirek.cases.permissions import case_for, check_work_on
from tirek.cases.search_words import rebuild
from tirek.cases.visibility import sight_of
from tirek.directory import Account, NotFound
from tirek.ledger import WITHDRAWING, entry

Entered = Literal["parties", "documents", "notes", "links"]


class WithdrawalGround(TextChoices):
    """Why something is withdrawn. One of a list: words of one's own would name somebody, and this stands in clear."""

    MISTAKE = "mistake", _("It was entered by mistake")
    TWICE = "twice", _("It was entered twice")
    CHANGED = "changed", _("It is no longer so")
    ELSEWHERE = "elsewhere", _("It belongs to another case")


def withdraw_entered(*, actor: Account, number: str, kind: Entered, key: UUID, ground: WithdrawalGround) -> None:
    """This function will withdraw something that was entered in a case; a party is found by no word any more.

    A link by which two cases were made one stays. Raises `NotFound`, `NotPermitted`.
    """
    with sight_of(actor):
        case = case_for(actor, number)
        check_work_on(actor, case)
        row = _standing(case, kind, key)
        detail = {"case": case.number, "what": kind}
        with entry(event=events.WITHDRAWN, office=case.chain, by=str(actor.pk), detail=detail) as trace:
            row.withdrawn_position, row.withdrawn_because = trace.position, ground.value
            trace.change(row)
        if kind == "parties":
            rebuild(case)


def _standing(case: Case, kind: Entered, key: UUID) -> Party | Document | Note | Link:
    """A link is withdrawn from the case that it was entered in, whose chain holds it."""
    undecided = Q(reviews=None) | ~Q(reviews__verdict="approved")
    rows: dict[Entered, QuerySet[Any]] = {
        "parties": Party.objects.filter(Party.standing(), case=case),
        "documents": Document.objects.filter(Document.standing(), case=case),
        "notes": Note.objects.filter(Note.standing(), case=case),
        "links": Link.objects.filter(Link.standing(), undecided, case=case),
    }
    found: Party | Document | Note | Link | None = rows[kind].filter(pk=key).only(*WITHDRAWING).first()
    if found is None:
        raise NotFound
    return found
