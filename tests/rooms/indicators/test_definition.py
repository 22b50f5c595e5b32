"""A figure's definition is data: read whole or refused with what is wrong; its versions never change."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from tirek import indicators, ledger, plans
from tirek.directory import Account
from tirek.directory.errors import NotPermitted
from tirek.indicators import read_definition
from tirek.indicators.errors import BadDefinition, NoSuchFigure
from tirek.indicators.value import parse_key

FIGURES = Path(__file__).resolve().parents[3] / "programmes" / "kazakhstan-2022" / "figures"
TEXT = {"en": "X", "ru": "Х", "kk": "Х"}
GOOD: dict[str, Any] = {"code": "x", "title": TEXT, "question": TEXT, "unit": TEXT, "counts": "people"}


def test_it_works() -> None:
    definition = read_definition(GOOD | {"where": {"activities": ["2.1"]}, "split_by": ["sex"]})
    assert definition.where == {"activities": ("2.1",)}


@pytest.mark.parametrize("path", sorted(FIGURES.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_definition_of_the_programme_is_read(path: Path) -> None:
    assert read_definition(yaml.load(path.read_text("utf-8"), yaml.BaseLoader)).code == path.stem


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"counts": "wishes"}, "counts wishes"),
        ({"where": {"weather": ["fair"]}}, "where.weather"),
        ({"where": {"kinds": ["x"]}}, "where.kinds"),
        ({"split_by": ["age"]}, "split_by age"),
        ({"title": {"en": "X"}}, "title"),
        ({"unit": "people"}, "unit"),
        ({"period": {"from": "yesterday"}}, "period yesterday"),
    ],
)
def test_refuses_a_bad_definition_and_names_what_is_wrong(change: dict[str, Any], named: str) -> None:
    with pytest.raises(BadDefinition) as refused:
        read_definition(GOOD | change)
    assert named in str(refused.value)


@pytest.mark.parametrize("key", ["a:b", "a:b=", "a:=c"])
def test_refuses_a_key_that_names_half_a_cell(key: str) -> None:
    with pytest.raises(NoSuchFigure):
        parse_key(key)


def coordinator() -> Account:
    return Account.objects.get(username="coordinator")


def test_the_same_definition_again_is_no_new_version(demo: dict[str, str]) -> None:
    programme, before = plans.programme(coordinator(), "00143776"), ledger.heads()
    spec = indicators.figure_definition(programme, "police-trained").spec
    assert indicators.define_figures(account=coordinator(), programme=programme, specs=[spec]) == []
    assert ledger.heads() == before


def test_one_bad_definition_and_none_is_taken(demo: dict[str, str]) -> None:
    programme = plans.programme(coordinator(), "00143776")
    with pytest.raises(BadDefinition):
        indicators.define_figures(account=coordinator(), programme=programme, specs=[GOOD, GOOD | {"counts": "x"}])
    with pytest.raises(NoSuchFigure):
        indicators.figure_definition(programme, "x")


@pytest.mark.parametrize("name", ["monitoring", "finance", "viewer", "auditor", "aktobe"])
def test_refuses_all_but_the_coordinator(demo: dict[str, str], name: str) -> None:
    programme = plans.programme(coordinator(), "00143776")
    with pytest.raises(NotPermitted):
        indicators.define_figures(account=Account.objects.get(username=name), programme=programme, specs=[GOOD])
