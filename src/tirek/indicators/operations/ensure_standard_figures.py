"""Define the figures of money, which every programme has."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import yaml

from tirek.directory import Account
from tirek.indicators.models import FigureDefinition
from tirek.indicators.operations.define_figures import define_figures
from tirek.plans import Programme


def ensure_standard_figures(account: Account, programme: Programme) -> list[FigureDefinition]:
    """This function will define the standard figures that a programme lacks; those that it has stay as they are.

    Raises `NotPermitted`, `NoSuchPlan`.
    """
    specs = standard_figures(programme.currency)
    there = set(FigureDefinition.objects.filter(programme=programme).values_list("code", flat=True))
    missing = [spec for spec in specs if spec["code"] not in there]
    return define_figures(account=account, programme=programme, specs=missing)


def standard_figures(currency: str) -> list[dict[str, Any]]:
    """This function will give the definitions that come with the house, in the order of their codes."""
    folder = files("tirek.indicators") / "standard"
    found = sorted(each.name for each in folder.iterdir() if each.name.endswith(".yaml"))
    texts = (folder.joinpath(name).read_text("utf-8").replace("{currency}", currency) for name in found)
    return [yaml.load(text, yaml.BaseLoader) for text in texts]  # noqa: S506  # makes text, lists and maps only
