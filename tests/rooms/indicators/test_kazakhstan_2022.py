"""What the figures of the demonstration come to: the totals that its results page prints, and what each reader sees."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tirek import indicators, plans
from tirek.directory import Account
from tirek.indicators import FigureValue, Scope

pytestmark = pytest.mark.usefixtures("demo")

FIGURES = Path(__file__).resolve().parents[3] / "programmes" / "kazakhstan-2022" / "figures"
# What the year adds to them: money to the cent, and what people reported.
OF_THE_YEAR = {
    "budget": 150_000,
    "commitments": 0,
    "contributions": 150_000,
    "delivery": 99,
    "expenditure": Decimal("148556.90"),
    "fee-charged": Decimal("11096.80"),
    "fee-due": Decimal("10996.80"),
    "residents-consulted": 424,
    "trust-in-police": Decimal("47.5"),
}
PRINTED = {
    "academies-with-course": 3,
    "baseline-assessment-delivered": 1,
    "bhr-in-national-plan": 1,
    "capacity-assessment-delivered": 1,
    "commissioner-staff-trained": 32,
    "company-representatives-trained": 104,
    "inspectors-gender-based-violence": 50,
    "institutions-with-course": 6,
    "law-adopted": 1,
    "npm-participants-trained": 25,
    "police-attendances": 175,
    "police-community-policing": 125,
    "police-trained": 125,
    "regional-offices": 20,
    "services-analysed": 7,
    "training-days": 49,
    "video-language-versions": 5,
    "women-in-police": Decimal("14.6"),
}


def account(name: str = "coordinator") -> Account:
    return Account.objects.select_related("office").get(username=name)


def programme() -> plans.Programme:
    return plans.programme(account(), "00143776")


def value(code: str) -> FigureValue:
    found = programme()
    return indicators.evaluate(indicators.figure_definition(found, code).definition, Scope(found.pk))


def cells(code: str, dimension: str) -> dict[str, Any]:
    (split,) = [split for split in value(code).splits if split.dimension == dimension]
    return split.cells


def test_it_works() -> None:
    definitions = list(indicators.definitions(programme()))
    found = {code: value.number for code, value in indicators.values_now(definitions).items()}
    assert found == PRINTED | OF_THE_YEAR


def test_every_definition_of_the_folder_is_tried_here() -> None:
    assert sorted(PRINTED) == sorted(path.stem for path in FIGURES.glob("*.yaml"))


def test_forty_four_of_the_officers_are_women() -> None:
    assert cells("police-trained", "sex") == {"female": 44, "male": 81}


@pytest.mark.parametrize(
    ("code", "day"), [("law-adopted", date(2022, 11, 5)), ("bhr-in-national-plan", date(2023, 12, 8))]
)
def test_a_single_decision_is_known_by_its_day(code: str, day: date) -> None:
    assert value(code).day == day


def test_seventeen_offices_are_in_regions_and_three_in_cities() -> None:
    assert cells("regional-offices", "kind") == {"city": 3, "region": 17}


def test_every_officer_of_175_attendances_is_one_of_125() -> None:
    trained, attendances = value("police-trained"), value("police-attendances")
    assert (trained.number, trained.record_count) == (125, 175)
    assert (attendances.number, attendances.record_count) == (175, 175)


@pytest.mark.parametrize("code", ["police-trained", "police-attendances", "company-representatives-trained"])
def test_the_cells_of_every_split_add_up_to_the_total(code: str) -> None:
    found = value(code)
    assert found.splits
    for split in found.splits:
        assert sum(number or 0 for number in split.cells.values()) == found.number


def test_the_pilot_region_with_three_officers_is_withheld_with_others() -> None:
    (regions,) = [split for split in indicators.shown_splits(value("police-trained")) if split.dimension == "region"]
    assert [name for name, number in regions.cells.items() if number is None] == ["KZ-39", "KZ-55", "KZ-62"]
    assert regions.cells["KZ-35"] == 25


def test_nothing_that_the_claims_check_knows_is_withheld() -> None:
    known = {definition.code: cells for definition, _number, _day, cells in indicators.known_figures(programme())}
    assert known["police-trained"]["sex=female"] == 44
    assert "region=KZ-62" not in known["police-trained"]
    assert known["police-trained"]["region=KZ-35"] == 25


@pytest.mark.parametrize("code", PRINTED)
def test_an_auditor_can_follow_every_figure_to_all_its_records(code: str) -> None:
    definition = indicators.figure_definition(programme(), code).definition
    table = list(
        indicators.as_table(definition, indicators.records_for(account("auditor"), definition, Scope(programme().pk)))
    )
    assert len(table) - 1 == value(code).record_count > 0
    assert all(len(row) == len(table[0]) for row in table)


@pytest.mark.parametrize("code", ["police-trained", "police-attendances"])
@pytest.mark.parametrize("name", ["viewer", "finance", "aktobe"])
def test_the_records_of_people_are_shown_to_nobody_who_may_not_see_them(name: str, code: str) -> None:
    definition = indicators.figure_definition(programme(), code).definition
    assert not indicators.records_for(account(name), definition, Scope(programme().pk)).exists()
