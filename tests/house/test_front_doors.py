"""A room is entered by its front door: its `__init__`, or that of one of its pure libraries, and no other file."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from types import ModuleType

import grimp
import pytest

ROOMS = (
    "web",
    "exchange",
    "reports",
    "studies",
    "monitoring",
    "indicators",
    "money",
    "evidence",
    "plans",
    "findings",
    "cases",
    "forms",
    "procedures",
    "packs",
    "directory",
    "ledger",
    "pictures",
    "sealing",
    "xlsforms",
    "mining",
    "safeguards",
    "expressions",
    "embedded",
    "database_roles",
)
# Libraries that know neither Django nor a database, each with a front door of its own: usable alone.
PURE = (
    "tirek.pictures",
    "tirek.sealing",
    "tirek.xlsforms",
    "tirek.mining",
    "tirek.safeguards",
    "tirek.expressions",
    "tirek.plans.reading",
    "tirek.plans.checks",
    "tirek.reports.claims",
    "tirek.reports.rendering",
)


@pytest.fixture
def graph() -> grimp.ImportGraph:
    return grimp.build_graph("tirek")


def room_of(module: str) -> str:
    return module.split(".")[1] if "." in module else ""


def side_entrances(graph: grimp.ImportGraph) -> Iterator[str]:
    """Every import of a room's inside from outside that room. A migration may name another's."""
    for imported in sorted(graph.modules):
        if room_of(imported) not in ROOMS or imported.count(".") < 2 or imported in PURE:
            continue
        if ".migrations" in imported or is_public(imported):
            continue
        for importer in sorted(graph.find_modules_that_directly_import(imported)):
            if room_of(importer) != room_of(imported):
                yield f"{importer} imports {imported}"


def is_public(module: str) -> bool:
    """Whether a front door gives something that has the name of the file it is written in, and means that."""
    front, name = module.rsplit(".", 1)
    given = getattr(import_module(front), name, None) if front in PURE or front.count(".") == 1 else None
    return given is not None and not isinstance(given, ModuleType)


def test_it_works(graph: grimp.ImportGraph) -> None:
    found = list(side_entrances(graph))
    assert not found, "\n".join(found)


def test_sees_a_side_entrance(graph: grimp.ImportGraph) -> None:
    graph.add_import(importer="tirek.web.urls", imported="tirek.ledger.models")
    assert "tirek.web.urls imports tirek.ledger.models" in list(side_entrances(graph))


def test_every_room_is_looked_at(graph: grimp.ImportGraph) -> None:
    packages = {module for module in graph.find_children("tirek") if graph.find_children(module)}
    assert packages == {f"tirek.{room}" for room in (*ROOMS, "command")}


@pytest.mark.parametrize("library", PURE)
def test_a_pure_library_knows_no_table_and_no_database(graph: grimp.ImportGraph, library: str) -> None:
    everything = grimp.build_graph("tirek", include_external_packages=True)
    upstream = everything.find_upstream_modules(library, as_package=True)
    assert not [name for name in upstream if name.endswith((".models", ".queries", ".operations"))]
    assert not upstream & {"psycopg", "procrastinate", "tirek.settings"}


def test_each_module_behind_a_door_can_be_the_first_that_is_asked_for() -> None:
    command = [sys.executable, "-m", "tests.house.first_comes"]
    variables = os.environ | {"DJANGO_SETTINGS_MODULE": "tirek.settings"}
    told = subprocess.run(command, env=variables, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout + told.stderr
    assert int(told.stdout.split()[-2]) > 100
