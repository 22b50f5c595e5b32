"""Define a figure whose values people report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from tirek.directory import Account
from tirek.indicators.errors import CodeTaken
from tirek.indicators.models import FigureDefinition
from tirek.indicators.operations.define_figures import define_figures
from tirek.plans import Programme, check_programme


@transaction.atomic
def define_reported(
    *,
    account: Account,
    programme: Programme,
    code: str,
    texts: Mapping[str, Mapping[str, str]],
    number: str = "count",
    combine: str = "sum",
    cells: Mapping[str, Sequence[str]] | None = None,
) -> FigureDefinition:
    """This function will define a figure of kind “reported”. `texts` holds its title, question and unit by language.

    The same again gives what is there. Raises `NotPermitted`, `NoSuchPlan`, `BadDefinition`, and `CodeTaken` where a
    figure of that code is another one.
    """
    check_programme(account, "define figures", programme)
    spec: dict[str, Any] = {"code": code, **{name: dict(each) for name, each in texts.items()}}
    spec |= {"counts": "reported", "number": number, "combine": combine}
    if cells:
        spec["cells"] = {name: list(values) for name, values in cells.items()}
    Programme.objects.select_for_update(no_key=True).get(pk=programme.pk)
    before = FigureDefinition.objects.filter(programme=programme, code=code).order_by("-version").first()
    if before is None:
        (made,) = define_figures(account=account, programme=programme, specs=[spec])
        return made
    if before.spec != spec:
        raise CodeTaken(code=code)
    return before
