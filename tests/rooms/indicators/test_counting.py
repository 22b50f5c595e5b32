"""What a figure comes to: of people, of attendances, of things, under each condition and in each cell."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.cast import aigul, dana, marat
from tests.programme import DAY, activity, attended, people, person, programme, training
from tests.rooms.indicators.figures import EVERY, figure, number, seen, split, value
from tirek import evidence
from tirek.indicators import Definition, Scope, as_table, people_behind, records_behind, records_for
from tirek.plans import Programme

pytestmark = pytest.mark.django_db
PEOPLE, ATTENDANCES = figure(split_by=EVERY), figure("attendances", split_by=EVERY)
LATER = date(2023, 4, 1)


def made(**given: Any) -> evidence.Deliverable:
    common = {"title": "X", "kind": "report", "date": DAY} | given
    return evidence.add_deliverable(account=marat(), activity=activity(common.pop("number", "2.2")), **common)


def measured(amount: str, **given: Any) -> evidence.Measurement:
    common = {"title": "X", "kind": "days", "unit": "days", "date": DAY} | given
    return evidence.add_measurement(account=marat(), activity=activity(), value=Decimal(amount), **common)


def decided(**given: Any) -> evidence.Decision:
    common = {"title": "X", "kind": "law", "date": DAY} | given
    return evidence.add_decision(account=marat(), activity=activity(), **common)


def test_it_works() -> None:
    programme()
    attended(training(), *people(3), *people(2, "male"))
    assert number(PEOPLE) == 5
    assert split(PEOPLE, "sex").cells == {"female": 3, "male": 2}


# A person trained twice is one person and two attendances.


@pytest.fixture
def twice() -> Programme:
    """One who came in Astana and later in Aktobe in another role, and one who came to Astana alone."""
    made = programme()
    attended(training(), person("KZ-TWICE", unit="Academy"), person("KZ-ONCE0", "male"))
    attended(training(day=LATER), person("KZ-TWICE", unit="Institute", region="KZ-15", role="inspector"))
    return made


def test_one_who_came_twice_is_one_person_and_two_attendances(twice: Programme) -> None:
    assert (number(PEOPLE), number(ATTENDANCES)) == (2, 3)
    assert value(PEOPLE).record_count == value(ATTENDANCES).record_count == 3


def test_one_who_came_twice_is_counted_where_they_came_last(twice: Programme) -> None:
    assert split(PEOPLE, "region").cells == {"KZ-15": 1, "KZ-71": 1}
    assert split(PEOPLE, "role").cells == {"inspector": 1, "police-officer": 1}
    assert split(PEOPLE, "unit").cells == {"Institute": 1, "Police Department": 1}
    assert split(PEOPLE, "sex").cells == {"female": 1, "male": 1}


def test_attendances_are_counted_where_they_were(twice: Programme) -> None:
    regions = split(ATTENDANCES, "region")
    assert regions.cells == {"KZ-15": 1, "KZ-71": 2}
    assert regions.people == {"KZ-15": 1, "KZ-71": 2}
    assert regions.overlapping
    assert not split(ATTENDANCES, "sex").overlapping


def test_attendances_stand_for_how_many_different_people_there_are(twice: Programme) -> None:
    women = split(ATTENDANCES, "sex")
    assert (women.cells["female"], women.people["female"]) == (2, 1)


def test_the_records_behind_a_person_are_both_attendances(twice: Programme) -> None:
    assert [each.person.code for each in seen(PEOPLE)].count("KZ-TWICE") == 2
    assert len(seen(PEOPLE, cell=("region", "KZ-15"))) == 2
    assert {each.person.code for each in seen(PEOPLE, cell=("region", "KZ-71"))} == {"KZ-ONCE0"}


def test_the_records_behind_a_cell_of_attendances_are_those_of_the_cell(twice: Programme) -> None:
    (only,) = seen(ATTENDANCES, cell=("region", "KZ-15"))
    assert (only.person.code, only.unit) == ("KZ-TWICE", "Institute")


def test_a_table_has_a_row_for_each_attendance(twice: Programme) -> None:
    scope = Scope(twice.pk)
    table = list(as_table(PEOPLE, records_for(aigul(), PEOPLE, scope)))
    headings = ("person code", "person sex", "unit", "region", "role", "event title", "event starts")
    assert table[0] == (*headings, "event activity number")
    assert sorted(row[0] for row in table[1:]) == ["KZ-ONCE0", "KZ-TWICE", "KZ-TWICE"]
    assert ("KZ-TWICE", "female", "Institute", "KZ-15", "inspector", "A training", LATER, "2.2") in table


def test_the_people_behind_a_figure_are_different_people(twice: Programme) -> None:
    scope = Scope(twice.pk)
    assert len(people_behind(PEOPLE, scope)) == 2
    assert people_behind(PEOPLE, scope, ("region", "KZ-15")) < people_behind(PEOPLE, scope)
    assert people_behind(figure("deliverables"), scope) == frozenset()


def test_on_one_day_the_list_recorded_last_is_where_they_came_last() -> None:
    programme()
    attended(training(), person("KZ-TWICE", region="KZ-71"))
    attended(training(), person("KZ-TWICE", region="KZ-15"))
    assert split(PEOPLE, "region").cells == {"KZ-15": 1}


def test_one_trained_by_two_offices_is_one_person() -> None:
    programme()
    attended(training(), person("KZ-TWICE"))
    attended(training(dana(), day=LATER), person("KZ-TWICE", region="KZ-15"), by=dana())
    assert (number(PEOPLE), number(ATTENDANCES)) == (1, 2)
    assert split(PEOPLE, "region").cells == {"KZ-15": 1}


@pytest.mark.parametrize("definition", [PEOPLE, ATTENDANCES], ids=["people", "attendances"])
def test_the_cells_of_each_split_add_up_and_so_do_their_records(twice: Programme, definition: Definition) -> None:
    found = value(definition)
    for each in found.splits:
        assert sum(number or 0 for number in each.cells.values()) == found.number
        behind = [len(seen(definition, cell=(each.dimension, name))) for name in each.cells]
        assert sum(behind) == found.record_count


# Conditions.


def test_only_the_activities_named_are_counted() -> None:
    programme()
    attended(training(number="2.1"), *people(2))
    attended(training(number="2.2"), *people(3))
    assert number(figure(where={"activities": ["2.1"]})) == 2
    assert number(figure(where={"activities": ["2.1", "2.2"]})) == 5
    assert number(figure(where={"activities": ["1.1"]})) == 0


def test_only_the_topics_and_roles_named_are_counted() -> None:
    programme()
    attended(training(topic="a"), *people(2), *people(1, role="trainer"))
    attended(training(topic="b"), *people(4))
    assert number(figure(where={"topics": ["a"]})) == 3
    assert number(figure(where={"topics": ["a"], "roles": ["police-officer"]})) == 2


def test_another_programme_is_another_programme() -> None:
    first = programme()
    attended(training(), *people(2))
    second = programme("00999999")
    assert records_behind(PEOPLE, Scope(first.pk)).count() == 2
    assert records_behind(PEOPLE, Scope(second.pk)).count() == 0


def test_an_event_counts_when_all_its_days_are_in_the_period() -> None:
    programme()
    event = evidence.add_event(
        account=marat(), activity=activity(), title="X", starts=date(2023, 3, 1), ends=date(2023, 3, 5)
    )
    attended(event, *people(2))
    for first, last, expected in (("01", "05", 2), ("02", "05", 0), ("01", "04", 0)):
        period = {"from": f"2023-03-{first}", "to": f"2023-03-{last}"}
        assert number(figure(period=period)) == expected


@pytest.mark.parametrize(("day", "expected"), [("2023-02-28", 0), ("2023-03-01", 1), ("2023-03-02", 0)])
def test_the_first_and_the_last_day_of_a_period_count(day: str, expected: int) -> None:
    programme()
    made()
    assert number(figure("deliverables", period={"from": day, "to": day})) == expected


# Things.


def test_deliverables_are_counted_by_kind_and_language() -> None:
    programme()
    made(kind="film", language="kk")
    made(kind="film", language="ru")
    made(number="1.1")
    definition = figure("deliverables", split_by=["kind", "language"])
    assert number(definition) == 3
    assert split(definition, "kind").cells == {"film": 2, "report": 1}
    assert split(definition, "language").cells == {"": 1, "kk": 1, "ru": 1}
    assert number(figure("deliverables", where={"kinds": ["film"]})) == 2


def test_measurements_are_summed_or_the_latest_is_taken() -> None:
    programme()
    measured("2.5", date=date(2023, 3, 2))
    measured("4", date=date(2023, 3, 1))
    measured("1", date=date(2023, 2, 1), kind="nights")
    total, latest = figure("measurement"), figure("measurement", combine="latest")
    assert (number(total), number(latest)) == (Decimal("7.5"), Decimal("2.5"))
    assert value(total).record_count == 3


def test_a_measurement_is_split_into_measurements() -> None:
    programme()
    measured("2.5", date=date(2023, 3, 2))
    measured("4", date=date(2023, 3, 1))
    measured("1", kind="nights")
    assert split(figure("measurement", split_by=["kind"]), "kind").cells == {"days": Decimal("6.5"), "nights": 1}
    latest = figure("measurement", split_by=["kind"], combine="latest")
    assert split(latest, "kind").cells == {"days": Decimal("2.5"), "nights": 1}


def test_of_two_measurements_of_one_day_the_later_entered_is_the_latest() -> None:
    programme()
    measured("3")
    measured("2")
    assert number(figure("measurement", combine="latest")) == 2


def test_nothing_measured_is_no_number() -> None:
    programme()
    assert number(figure("measurement")) is None
    assert value(figure("measurement", split_by=["kind"])).splits[0].cells == {}


def test_a_single_decision_gives_its_day_and_several_their_number() -> None:
    programme()
    decided()
    assert (value(figure("decisions")).number, value(figure("decisions")).day) == (1, DAY)
    decided(date=LATER)
    assert (value(figure("decisions")).number, value(figure("decisions")).day) == (2, None)


def test_offices_are_those_of_the_country_by_the_territory_they_serve() -> None:
    programme()
    regional = figure("offices", where={"kinds": ["regional"]}, split_by=["kind"])
    assert number(regional) == 20
    assert split(regional, "kind").cells == {"city": 3, "region": 17}
    assert len(seen(regional, cell=("kind", "city"))) == 3
    assert number(figure("offices")) == 21


@pytest.mark.parametrize("counts", ["people", "attendances", "deliverables", "decisions"])
def test_nothing_is_a_number_too(counts: str) -> None:
    programme()
    found = value(figure(counts, split_by=["sex"] if counts in ("people", "attendances") else ["kind"]))
    assert (found.number, found.record_count, found.day) == (0, 0, None)
    assert found.splits[0].cells == {}


# Who sees which records.


def test_a_region_sees_its_own_records_and_the_national_office_all() -> None:
    programme()
    attended(training(), *people(3))
    attended(training(dana()), *people(2, region="KZ-15"), by=dana())
    assert (len(seen(PEOPLE)), len(seen(PEOPLE, dana()))) == (5, 2)
    assert {each.event.office_id for each in seen(PEOPLE, dana())} == {"HRC-15"}
    assert len(seen(PEOPLE, dana(), ("region", "KZ-71"))) == 0


def test_a_cell_is_that_of_the_whole_country_whoever_looks() -> None:
    """Who came last in Astana is no record of Aktobe's cell, even where Aktobe cannot see Astana's list."""
    programme()
    attended(training(dana()), person("KZ-TWICE", region="KZ-15"), by=dana())
    attended(training(day=LATER), person("KZ-TWICE", region="KZ-71"))
    assert seen(PEOPLE, dana(), ("region", "KZ-15")) == []
    assert len(seen(PEOPLE, dana(), ("region", "KZ-71"))) == 1


def test_files_stay_in_the_database_when_records_are_listed() -> None:
    programme()
    made(file_name="x.txt", file=b"x" * 1000)
    (record,) = seen(figure("deliverables"))
    assert "file" in record.get_deferred_fields()
