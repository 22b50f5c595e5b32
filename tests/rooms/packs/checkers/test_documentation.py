"""What the pages say can be written is read."""

from __future__ import annotations

import re
from pathlib import Path

from tests.rooms.packs.checkers.mechanism import problems, said
from tirek.expressions.functions import FUNCTIONS
from tirek.packs.checkers import clocks, safeguards
from tirek.safeguards import rule_of

PAGES = Path(__file__).parents[4] / "docs" / "explain"
MECHANISMS = (PAGES / "mechanisms.md").read_text(encoding="utf-8")


def test_the_indicator_of_the_page_is_one() -> None:
    block = re.search(r"```yaml\n(.*?)```", MECHANISMS, re.DOTALL)

    assert block
    assert said(problems("indicators/torture.yaml", block[1])) == []


def test_the_safeguards_of_the_page_are_rules() -> None:
    block = re.search(r"```\n(.*?)```", MECHANISMS, re.DOTALL)
    table = re.findall(r"^\| `([^`]+)` \|", MECHANISMS, re.MULTILINE)

    assert block
    rules = [rule_of(rule) for rule in (*block[1].strip().split("\n"), *table)]
    assert {type(rule).__name__ for rule in rules} == {"Response", "Order", "Ceiling", "Separation"}


def test_the_page_names_the_columns_and_severities() -> None:
    for word in (*safeguards.COLUMNS, *safeguards.SEVERITIES, *clocks.COLUMNS):
        assert f"`{word}`" in MECHANISMS


def test_the_page_names_every_function_and_no_other() -> None:
    page = (PAGES / "expressions.md").read_text(encoding="utf-8")
    named = re.search(r"`(true false [^`]*)`", page)

    assert named
    assert set(named[1].split()) == set(FUNCTIONS)
