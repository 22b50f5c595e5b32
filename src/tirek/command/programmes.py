"""Finding a programme from the command line, where whoever runs the installation sees all."""

from __future__ import annotations

from tirek.command.errors import NoSuchProgramme
from tirek.plans import Programme


def programme_called(award: str) -> Programme:
    """This function will give the programme of an award number. Raises NoSuchProgramme."""
    found = Programme.objects.filter(code=award).first()
    if found is None:
        raise NoSuchProgramme(award=award)
    return found
