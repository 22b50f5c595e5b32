"""What figures come to on the demonstration, as of any moment, for whoever may see what."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tirek import evidence, indicators, ledger, plans
from tirek.directory import Account
from tirek.indicators import FigureValue, Scope

pytestmark = pytest.mark.usefixtures("demo")

# What the results page prints.
PRINTED = {
    "police-trained": 125,
    "police-community-policing": 125,
    "police-attendances": 175,
    "inspectors-gender-based-violence": 50,
    "commissioner-staff-trained": 32,
    "npm-participants-trained": 25,
    "company-representatives-trained": 104,
    "services-analysed": 7,
    "regional-offices": 20,
    "video-language-versions": 5,
    "capacity-assessment-delivered": 1,
    "baseline-assessment-delivered": 1,
    "academies-with-course": 3,
}


def account(name: str) -> Account:
    return Account.objects.select_related("office").get(username=name)


def programme() -> plans.Programme:
    return plans.programme(account("coordinator"), "00143776")


def value(code: str, as_of: dict[str, int] | None = None) -> FigureValue:
    found = programme()
    return indicators.evaluate(indicators.figure_definition(found, code).definition, Scope(found.pk, as_of))


def cells(code: str, dimension: str) -> dict[str, Any]:
    (split,) = [split for split in value(code).splits if split.dimension == dimension]
    return split.cells


def more(name: str, *codes: str, day: date = date(2023, 5, 2), region: str = "KZ-71") -> evidence.Event:
    activity = plans.activity(programme(), "2.2")
    event = evidence.add_event(
        account=account(name), activity=activity, title="More", topic="community-policing", starts=day, ends=day
    )
    lines = [f"{code},female,Unit,{region},police-officer" for code in codes]
    content = "\n".join(["person,sex,unit,region,role", *lines]).encode()
    file = evidence.store_attendance_file(account=account(name), event=event, name="more.csv", content=content)
    evidence.record_attendance(account=account(name), file=file)
    return event


@pytest.mark.parametrize("code", PRINTED)
def test_it_works(code: str) -> None:
    assert value(code).number == PRINTED[code]


def test_forty_four_of_the_officers_are_women() -> None:
    assert cells("police-trained", "sex") == {"female": 44, "male": 81}


def test_the_law_is_known_by_its_day() -> None:
    assert value("law-adopted").day == date(2022, 11, 5)


def test_seventeen_offices_are_in_regions_and_three_in_cities() -> None:
    assert cells("regional-offices", "kind") == {"city": 3, "region": 17}


@pytest.mark.parametrize("dimension", ["sex", "region", "role", "unit"])
def test_the_cells_of_a_split_of_people_add_up_to_the_total(dimension: str) -> None:
    assert sum(cells("police-trained", dimension).values()) == 125


def test_a_person_who_comes_again_is_one_person_and_one_attendance_more() -> None:
    code = evidence.Attendance.objects.filter(role="police-officer", person__sex="female")[0].person.code
    more("monitoring", code)
    assert value("police-trained").number == 125
    assert value("police-attendances").number == 176


def test_a_person_is_split_by_where_they_came_last() -> None:
    first = cells("police-trained", "region").get("KZ-75", 0)
    more("monitoring", "KZ-NEW01", day=date(2023, 5, 2), region="KZ-71")
    more("monitoring", "KZ-NEW01", day=date(2023, 5, 9), region="KZ-75")
    assert cells("police-trained", "region")["KZ-75"] == first + 1


def test_as_of_an_earlier_position_nothing_later_counts() -> None:
    before = ledger.heads()
    event = more("monitoring", "KZ-NEW01", "KZ-NEW02")
    between = ledger.heads()
    evidence.withdraw(account=account("monitoring"), piece=event, reason="It did not take place.")
    assert value("police-trained", before).number == 125
    assert value("police-trained", between).number == 127
    assert value("police-trained").number == 125
    assert value("police-trained", ledger.heads()).number == 125


def test_one_withdrawn_attendance_leaves_the_person_if_they_came_elsewhere() -> None:
    before = ledger.heads()
    twice = evidence.Attendance.objects.filter(event__topic="gender-based-violence", role="inspector")[0]
    evidence.withdraw(account=account("monitoring"), piece=twice, reason="Did not sign.")
    assert value("police-trained").number == 125
    assert value("police-attendances").number == 174
    assert value("police-attendances", before).number == 175


def test_evidence_of_several_offices_counts_and_each_chain_has_its_own_as_of() -> None:
    more("aktobe", "KZ-NEW01")
    middle = ledger.heads()
    more("coordinator", "KZ-NEW02")
    assert value("police-trained").number == 127
    assert value("police-trained", middle).number == 126
    assert value("police-trained", {"HRC": middle["HRC"]}).number == 125


def test_the_records_behind_a_figure_are_those_the_account_may_see() -> None:
    more("aktobe", "KZ-NEW01")
    definition, scope = indicators.figure_definition(programme(), "police-trained").definition, Scope(programme().pk)
    seen = {
        name: indicators.records_for(account(name), definition, scope).count() for name in ("coordinator", "aktobe")
    }
    assert seen == {"coordinator": 176, "aktobe": 1}
    assert indicators.records_for(account("viewer"), definition, scope).count() == 0


def test_the_records_behind_a_cell_add_up_to_those_behind_the_figure() -> None:
    definition, scope = indicators.figure_definition(programme(), "police-trained").definition, Scope(programme().pk)
    by_sex = [indicators.records_behind(definition, scope, ("sex", sex)).count() for sex in ("female", "male")]
    assert sum(by_sex) == indicators.records_behind(definition, scope).count() == 175


def test_a_table_of_records_holds_its_allowed_columns_and_no_other() -> None:
    definition, scope = indicators.figure_definition(programme(), "police-trained").definition, Scope(programme().pk)
    table = list(indicators.as_table(definition, indicators.records_for(account("auditor"), definition, scope)))
    assert table[0] == (
        "person code", "person sex", "unit", "region", "role", "event title", "event starts", "event activity number",
    )  # fmt: skip
    assert len(table) == 176


def test_small_cells_are_withheld_by_how_many_people_they_stand_for() -> None:
    (split,) = [each for each in indicators.shown_splits(value("police-attendances")) if each.dimension == "region"]
    few = {name for name, people in split.people.items() if 0 < people < indicators.SMALLEST}
    assert few
    assert all(split.cells[name] is None for name in few)


@pytest.mark.parametrize("code", ["police-trained", "police-attendances", "services-analysed", "regional-offices"])
def test_the_number_of_queries_does_not_grow_with_the_evidence(code: str) -> None:
    def queries() -> int:
        definition = indicators.figure_definition(programme(), code).definition
        scope = Scope(programme().pk)
        with CaptureQueriesContext(connection) as counted:
            indicators.evaluate(definition, scope)
        return len(counted)

    few = queries()
    more("coordinator", *(f"KZ-N{number:05d}" for number in range(500)))
    assert queries() == few <= 2


def test_values_of_now_follow_every_write() -> None:
    definitions = list(indicators.definitions(programme()))
    assert indicators.values_now(definitions)["police-trained"].number == 125
    more("coordinator", "KZ-NEW01")
    assert indicators.values_now(definitions)["police-trained"].number == 126
