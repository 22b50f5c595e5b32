"""Define figures, from data."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from tirek.directory import Account
from tirek.indicators import events
from tirek.indicators.definition import read_definition
from tirek.indicators.errors import BadDefinition
from tirek.indicators.models import FigureDefinition
from tirek.indicators.queries import definitions
from tirek.ledger import entry
from tirek.plans import Programme, check_programme


@transaction.atomic
def define_figures(
    *, account: Account, programme: Programme, specs: Iterable[Mapping[str, Any]]
) -> list[FigureDefinition]:
    """This function will define figures, or new versions of those whose data changed; the same again does nothing.

    Raises `NotPermitted`, `NoSuchPlan`, `BadDefinition`; one bad definition and none is taken.
    """
    check_programme(account, "define figures", programme)
    given = _by_code(specs)
    Programme.objects.select_for_update(no_key=True).get(pk=programme.pk)  # versions are counted one by one
    standing = {each.code: each for each in definitions(programme)}
    wanted = []
    for code, spec in given.items():
        before = standing.get(code)
        if before is None or before.spec != spec:
            version = before.version + 1 if before else 1
            wanted.append(FigureDefinition(programme=programme, code=code, version=version, spec=spec))
    if wanted:
        detail = {"programme": programme.code, "codes": ", ".join(each.code for each in wanted)}
        with entry(
            event=events.FIGURES_DEFINED, office=programme.office_id, by=str(account.pk), detail=detail
        ) as trace:
            trace.store_many(wanted)
    return wanted


def _by_code(specs: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """The specifications as they are stored, days as text."""
    found: dict[str, Any] = {}
    for spec in specs:
        code = read_definition(spec).code
        if code in found:
            raise BadDefinition(code=code, problem="code given twice")
        found[code] = json.loads(json.dumps(spec, default=str))
    return found
