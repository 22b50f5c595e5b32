"""Who takes part: organisations that somebody listed, and donors by name; nobody else."""

from __future__ import annotations

import pytest
from lxml import etree

from tests.programme import programme, store
from tests.rooms.money.books import fund
from tirek.exchange.iati.organisations import Taking, taking_part, write_contact, write_participants
from tirek.exchange.iati.publisher import publisher
from tirek.plans import Activity, Output, Programme

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def the_programme() -> Programme:
    return programme()


def carried_out_by(*parties: str) -> None:
    output = Output.objects.get(number="1")
    for at, party in enumerate(parties):
        store(Activity(output=output, number=f"1.{at + 7}", title="More", line=9, responsible_party=party))


def taking() -> Taking:
    return taking_part(Programme.objects.get(), publisher())


def names(role: str) -> list[str]:
    return [each.organisation.name["en"] for each in taking().part if each.role == role]


def test_it_works() -> None:
    fund("30000", donor="Norway")
    carried_out_by("UNDP", "MIA")
    assert names("1") == ["Norway"]
    assert names("2") == names("3") == ["United Nations Development Programme"]
    assert names("4") == [
        "Ministry of Internal Affairs of the Republic of Kazakhstan",
        "United Nations Development Programme",
    ]


def test_without_funds_and_parties_it_is_the_one_who_reports() -> None:
    assert names("1") == names("4") == ["United Nations Development Programme"]
    assert taking().unknown == ()


def test_a_party_that_nobody_listed_might_be_a_person_and_is_not_named() -> None:
    carried_out_by("UNDP", "Aigul S.", "UNDP / Ministry of Justice; A. Person")
    assert taking().unknown == ("A. Person", "Aigul S.")
    assert "Ministry of Justice of the Republic of Kazakhstan" in names("4")
    activity = etree.Element("iati-activity")
    write_participants(activity, taking())
    assert b"Aigul" not in etree.tostring(activity)


def test_each_is_named_once_in_a_role() -> None:
    fund("30000", donor="UNDP")
    fund("11888", title="Core", donor="UNDP")
    carried_out_by("UNDP", "undp", "UNDP Kazakhstan")
    assert names("1") == names("4") == ["United Nations Development Programme"]


def test_a_listed_donor_has_its_identifier_and_another_its_name() -> None:
    fund("30000", donor="Norway")
    fund("11888", title="Core", donor="UNDP")
    activity = etree.Element("iati-activity")
    write_participants(activity, taking())
    norway, undp = (each for each in activity if each.get("role") == "1")
    assert dict(norway.attrib) == {"role": "1"}
    assert dict(undp.attrib) == {"ref": "XM-DAC-41114", "type": "40", "role": "1"}


def test_what_is_said_of_a_donor_beside_its_name_stays_in_the_house() -> None:
    fund("30000", donor="Norway", donor_reference="KAZ-22/0014")
    activity = etree.Element("iati-activity")
    write_participants(activity, taking())
    assert b"KAZ-22" not in etree.tostring(activity)


def test_the_way_to_reach_the_organisation_is_its_website() -> None:
    activity = etree.Element("iati-activity")
    write_contact(activity, publisher())
    assert [each.tag for each in activity[0]] == ["organisation", "website"]


def test_another_programme_brings_no_parties() -> None:
    other = programme(code="00999999")
    store(Activity(output=other.outputs.get(number="1"), number="1.9", title="X", line=1, responsible_party="MIA"))
    found = taking_part(Programme.objects.get(code="00143776"), publisher())
    assert [each.organisation.name["en"] for each in found.part if each.role == "4"] == [
        "United Nations Development Programme"
    ]
