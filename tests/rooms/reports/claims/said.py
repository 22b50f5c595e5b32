"""Short ways for the tests to say what a text claims, and where the original documents lie."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from tirek.reports.claims import Claim, Contradiction, extract, hold_against_itself

ROOT = Path(__file__).parents[4]
SEEDS = ROOT / ".." / "shared" / "seeds"
RESULTS_PAGE = SEEDS / "000_64a4cef04319b75f.txt"
PLAN = SEEDS / "001_4401e3ce12bc8f4e.txt"
RETOLD = ROOT / "programmes" / "kazakhstan-2022" / "results-page.md"


def only(text: str) -> Claim:
    """This function will give the one claim of a text."""
    (claim,) = extract(text)
    return claim


def counts(text: str) -> list[tuple[str, int | float, str, str]]:
    """This function will give the counted claims of a text: qualifier, value, unit, and what it is a part of."""
    return [
        (claim.qualifier, _plain(claim.value), claim.unit, claim.part_of or "")
        for claim in extract(text)
        if isinstance(claim.value, Decimal)
    ]


def times(text: str) -> list[tuple[str, str, str]]:
    """This function will give the times of a text: qualifier, value as text, unit."""
    return [
        (claim.qualifier, _time(claim), claim.unit) for claim in extract(text) if not isinstance(claim.value, Decimal)
    ]


def disagreements(text: str, kind: str | None = None) -> list[tuple[str, tuple[str, ...]]]:
    """This function will give the kind and values of each contradiction of a text."""
    return [(each.kind, each.values) for each in contradictions(text) if kind in (None, each.kind)]


def contradictions(text: str) -> list[Contradiction]:
    """This function will give the contradictions of a text."""
    return hold_against_itself(text, extract(text))[1]


def _plain(value: object) -> int | float:
    assert isinstance(value, Decimal)
    return int(value) if value == int(value) else round(float(value), 4)


def _time(claim: Claim) -> str:
    if isinstance(claim.value, tuple):
        return "-".join(str(year) for year in dict.fromkeys(claim.value))
    return str(claim.value)
