"""Checks `services/*/synthetic.yaml`: whether logs can be made of it, and whether what it plants fits the drawings."""

from __future__ import annotations

from collections.abc import Iterator

from tirek.packs.pack import Pack
from tirek.packs.services import services_of
from tirek.packs.synthetic import synthetic_of
from tirek.packs.yaml_files import Fault, lines_of
from tirek.refusals import Problem, Refusal


def check(pack: Pack, path: str) -> Iterator[Problem]:
    """This function will say the first thing for which no log can be made. A faulty drawing says more itself."""
    service = next(each for each in services_of(pack) if path.startswith(each.folder))
    try:
        lines = lines_of(pack.text(path))
    except Fault:
        return
    try:
        synthetic_of(service)
    except Refusal as fault:
        way = tuple(str(fault.facts.get("key", "")).split("."))
        while way and way not in lines:
            way = way[:-1]
        yield Problem(fault, file=path, row=lines.get(way, 0))
