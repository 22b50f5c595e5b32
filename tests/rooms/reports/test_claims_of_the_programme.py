"""The results page held against the records of the programme that it reports on."""

from __future__ import annotations

from pathlib import Path

import pytest

from tirek import plans, reports
from tirek.directory import Account

ROOT = Path(__file__).resolve().parents[3]
RETOLD = ROOT / "programmes" / "kazakhstan-2022" / "results-page.md"
SEEDS = ROOT.parent / "shared" / "seeds"

pytestmark = pytest.mark.usefixtures("demo")


def held(path: Path) -> dict[str, set[str]]:
    programme = plans.programme(Account.objects.get(username="coordinator"), "00143776")
    claims, _contradictions = reports.check_claims(path.read_text("utf-8"), programme)
    found: dict[str, set[str]] = {}
    for claim in claims:
        found.setdefault(claim.status, set()).add(f"{claim.figure}: {claim.quote}")
    return found


@pytest.mark.parametrize("path", [RETOLD, next(SEEDS.glob("000*.txt"))], ids=["retold", "original"])
def test_it_works(path: Path) -> None:
    found = held(path)
    figures = {each.partition(":")[0] for each in found["supported"]}
    expected = {"commissioner-staff-trained", "npm-participants-trained", "services-analysed", "regional-offices"}
    assert expected <= figures


@pytest.mark.parametrize("path", [RETOLD, next(SEEDS.glob("000*.txt"))], ids=["retold", "original"])
def test_the_year_of_the_law_is_contradicted_by_the_decision_on_record(path: Path) -> None:
    assert "law-adopted" in {each.partition(":")[0] for each in held(path)["contradicted"]}
