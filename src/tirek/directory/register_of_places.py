"""What can be done in the register of places of detention."""

from __future__ import annotations

from collections.abc import Mapping

from django.core.exceptions import ValidationError

from tirek.directory import events
from tirek.directory.errors import PlaceIncomplete
from tirek.directory.models import Account, PlaceOfDetention
from tirek.directory.permissions import check_manage_places
from tirek.ledger import entry

KEPT = ("code", "name_en", "name_ru", "name_kk", "kind", "authority", "region", "capacity", "opened_on", "closed_on")
"""What people say of a place; its code stays what it was."""


def add_place(*, actor: Account, facts: Mapping[str, object]) -> PlaceOfDetention:
    """This function will enter a place; `facts` are its fields by name. Raises `NotPermitted`, `PlaceIncomplete`."""
    added = _with(PlaceOfDetention(), {name: facts.get(name) for name in KEPT})
    check_manage_places(actor, added.region)
    detail = {"place": added.code}
    with entry(event=events.PLACE_ADDED, office=actor.office_id, by=str(actor.pk), detail=detail) as trace:
        return trace.store(added)


def change_place(*, actor: Account, place: PlaceOfDetention, facts: Mapping[str, object]) -> PlaceOfDetention:
    """This function will change fields of a place, all but its code; what is the same leaves no entry.

    Raises `NotPermitted` for who keeps no places of its region, now or then, `PlaceIncomplete`, `RowHasChanged`.
    """
    before = place.region
    check_manage_places(actor, before)
    told = {name: facts[name] for name in KEPT if name in facts and name != "code"}
    changed = sorted(name for name, value in told.items() if getattr(place, name) != value)
    if not changed:
        return place
    _with(place, told)
    check_manage_places(actor, place.region)
    detail = {"place": place.code, "fields": ", ".join(changed)}
    with entry(event=events.PLACE_CHANGED, office=actor.office_id, by=str(actor.pk), detail=detail) as trace:
        return trace.change(place)


def _with(place: PlaceOfDetention, facts: Mapping[str, object]) -> PlaceOfDetention:
    try:
        for name, value in facts.items():
            setattr(place, name, value)
        place.full_clean()
    except ValidationError as fault:
        raise PlaceIncomplete(problem=" ".join(fault.messages)) from fault
    except ValueError as fault:  # an empty choice where a place needs one
        raise PlaceIncomplete(problem=str(fault)) from fault
    return place
