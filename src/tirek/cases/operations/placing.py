"""Say which place a case is about: a visit goes there, a complaint comes from there."""

from __future__ import annotations

from tirek.cases import events
from tirek.cases.models import Case
from tirek.cases.permissions import case_for, check_work_on
from tirek.cases.policies import check_open
from tirek.cases.search_words import rebuild
from tirek.cases.visibility import sight_of
from tirek.directory import Account, PlaceOfDetention
from tirek.ledger import entry


def say_place(*, actor: Account, number: str, place: PlaceOfDetention | None) -> Case:
    """This function will say which place of detention a case is about, or that it is about none.

    The ledger tells that it was said and not which: that a place will be visited is nobody's to know before. Raises
    `NotFound`, `NotPermitted`, `CaseIsClosed`.
    """
    with sight_of(actor):
        case = case_for(actor, number)
        check_work_on(actor, case)
        check_open(case)
        if case.place_id == (place.pk if place else None):
            return case
        with entry(event=events.PLACE_SAID, office=case.chain, by=str(actor.pk), detail={"case": case.number}) as trace:
            case.place = place
            trace.change(case)
        rebuild(case)
        return case
