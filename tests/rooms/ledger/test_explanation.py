"""The page that explains the ledger leaves nothing out."""

from __future__ import annotations

from pathlib import Path

import pytest

from tirek.ledger.differences import SENTENCES
from tirek_verifier.checking import HEADER

PAGE = (Path(__file__).parents[3] / "docs" / "explain" / "ledger.md").read_text(encoding="utf-8")


def test_it_works() -> None:
    assert PAGE.startswith("# The ledger\n")


@pytest.mark.parametrize("kind", SENTENCES)
def test_every_kind_of_difference_is_explained(kind: str) -> None:
    assert PAGE.count(f"| `{kind}` |") == 1


@pytest.mark.parametrize("name", HEADER)
def test_every_part_of_the_header_is_named(name: str) -> None:
    assert f"`{name}`" in PAGE
