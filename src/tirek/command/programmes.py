"""A programme named on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tirek.command.errors import NoSuchProgramme

if TYPE_CHECKING:
    from tirek.plans import Programme


def programme_called(award: str) -> Programme:
    """This function will find the programme of an award number. Raises NoSuchProgramme."""
    from tirek.plans import Programme

    found = Programme.objects.filter(code=award).first()
    if found is None:
        raise NoSuchProgramme(award=award)
    return found
