"""Faults planted in a good file, one at a time: each is found, by the rule that it breaks and by no other."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.rooms.exchange.iati.files import GOOD, NOW, SHARED, found, problems, spoilt
from tirek.exchange import iati_problems
from tirek.exchange.iati.problems import RULESET, rules_in_force
from tirek.exchange.iati.rules import KINDS, UnknownKindError
from tirek.exchange.iati.ruleset import OURS, STANDARD

OFFICERS = "<title><narrative>Officers</narrative></title>"
CONTACT = '<contact-info type="1"><organisation><narrative>UNDP</narrative></organisation>'
PROVIDER = '<provider-org ref="XM-DAC-41114"><narrative>UNDP</narrative></provider-org>'
REFERENCE = '<reference vocabulary="99" code="a"/>'

FAULTS = [
    # the three of the brief
    ('transaction-date iso-date="2022-09-30"', 'transaction-date iso-date="2023-06-16"', {"11.2.1"}),
    ('period-end iso-date="2022-12-31"/>\n      <value', 'period-end iso-date="2023-05-02"/>\n      <value', {"7.5.3"}),
    ('code="15132" percentage="40"', 'code="15132" percentage="30"', {"2.1.2"}),
    # identity
    ("<iati-identifier>XM-DAC-41114-PROJECT-1<", "<iati-identifier>XM-DAC-41114<", {"1.1.3", "1.1.21"}),
    ("<iati-identifier>XM-DAC-41114-PROJECT-1<", "<iati-identifier>XM-DAC-41114PROJECT-1<", {"1.1.21"}),
    ("<iati-identifier>XM-DAC-41114-PROJECT-1<", "<iati-identifier>XM-DAC-41114-PROJECT/1<", {"1.3.13"}),
    ("<iati-identifier>XM-DAC-41114-PROJECT-1<", "<iati-identifier>XM-DAC-41114-PROJECT-1 <", {"1.3.1"}),
    ('reporting-org ref="XM-DAC-41114"', 'reporting-org ref="XM|DAC"', {"1.14.13", "1.1.21"}),
    ('role="4" type="40" ref="XM-DAC-41114"', 'role="4" type="40" ref="XM?"', {"1.8.13"}),
    (OFFICERS, "<title><narrative/></title>", {"4.3.1"}),
    ("<narrative>Rights, and more rights</narrative>", "<narrative/>", {"4.4.1"}),
    ('<iati-activity xml:lang="en"', "<iati-activity", {"4.1.1"}),
    # organisations
    ('ref="XM-DAC-41114"><narrative>UNDP</narrative></participating-org>', "></participating-org>", {"6.10.1"}),
    (PROVIDER, "<provider-org/>", {"6.9.1"}),
    (PROVIDER, PROVIDER + "<receiver-org/>", {"6.9.2"}),
    # dates
    ('<activity-date iso-date="2022-05-01" type="1"/>\n    <activity-date iso-date="2022-05-02" type="2"/>\n', "",
     {"6.11.1"}),
    (' last-updated-datetime="2023-06-01T00:00:00Z"', ' last-updated-datetime="2023-06-16T00:00:00Z"', {"11.1.1"}),
    ('iso-date="2023-12-31" type="3"', 'iso-date="2022-04-30" type="3"', {"11.1.2"}),
    ('iso-date="2023-12-31" type="3"', 'iso-date="2022-04-30" type="4"', {"11.1.3"}),
    ('iso-date="2022-05-02" type="2"', 'iso-date="2023-06-16" type="2"', {"11.1.4"}),
    ('iso-date="2023-12-31" type="3"', 'iso-date="2023-12-31" type="4"', {"11.1.5"}),
    # classifications
    ('vocabulary="1" code="15160" percentage="60"', 'vocabulary="1" code="15160"', {"2.1.1"}),
    ('<sector vocabulary="1" code="15132" percentage="40"/>', "", {"2.1.4"}),
    ('<sector vocabulary="1" code="15132" percentage="40"/>', '<sector vocabulary="1" code="15132" percentage="400"/>',
     {"2.1.2", "12.3.1"}),
    ('<sector vocabulary="1" code="15132" percentage="40"/>',
     '<sector vocabulary="1" code="15132" percentage="40"/><sector vocabulary="99" code="a"/>', {"2.2.1"}),
    ('<sector vocabulary="1" code="15132" percentage="40"/>',
     '<sector vocabulary="1" code="15132" percentage="40"/>'
     '<sector vocabulary="2" code="151" percentage="60"/><sector vocabulary="2" code="152" percentage="60"/>',
     {"2.1.2"}),
    ('<sector vocabulary="1" code="15160" percentage="60"/>\n    <sector vocabulary="1" code="15132" percentage="40"/>',
     "", {"6.2.2", "6.7.2"}),
    ('<sector vocabulary="1" code="15160" percentage="60"/>\n    <sector vocabulary="1" code="15132" percentage="40"/>',
     '<sector vocabulary="2" code="151"/>', {"102.1.1"}),
    (PROVIDER, PROVIDER + '<sector vocabulary="1" code="15160"/>', {"6.6.2"}),
    (PROVIDER, PROVIDER + '<recipient-country code="KZ"/>', {"3.6.2"}),
    ('<recipient-country code="KZ"/>', "", {"3.7.1"}),
    ('<recipient-country code="KZ"/>', '<recipient-country code="KZ" percentage="90"/>', {"3.1.4"}),
    ('<recipient-country code="KZ"/>', '<recipient-country code="KZ" percentage="50"/><recipient-country code="KG"/>',
     {"3.1.1", "3.1.2"}),
    (' code="1" significance="1"/>', ' code="1"/>', {"6.14.1"}),
    ("<narrative>Gender marker GEN2</narrative>", "", {"6.13.1"}),
    # money
    ('default-currency="USD" ', "", set()),
    (' currency="USD" value-date="2022-05-01"', ' value-date="2022-05-01"', set()),
    (' value-date="2022-09-30"', ' value-date="2023-06-16"', {"11.2.2"}),
    ('<period-start iso-date="2022-05-01"/>\n      <period-end',
     '<period-start iso-date="2023-01-01"/>\n      <period-end', {"8.6.3"}),
    # results
    ('period-start iso-date="2022-05-01"/>\n          <period-end',
     'period-start iso-date="2023-01-01"/>\n          <period-end', {"8.6.1"}),
    (' iso-date="2022-05-01" value="0"', ' iso-date="2022-05-01"', {"8.8.1"}),
    ('<target value="60"/>', "<target/>", {"8.9.1"}),
    ('<actual value="64"/>', "<actual/>", {"8.10.1"}),
    (' iso-date="2022-05-01" value="0"', ' iso-date="2022-05-01" value="none"', {"8.8.2"}),
    ('<target value="60"/>', '<target value="sixty"/>', {"8.9.2"}),
    ('<actual value="64"/>', '<actual value="64 officers"/>', {"8.10.2"}),
    ('<indicator measure="1">', '<indicator measure="5">', {"8.8.3", "8.9.3", "8.10.3"}),
    # what we promise
    (CONTACT, CONTACT + "<person-name><narrative>A. B.</narrative></person-name>", {"tirek-no-person"}),
    (CONTACT, CONTACT + "<telephone>1</telephone>", {"tirek-no-person"}),
    (CONTACT, CONTACT + "<email>a@example.org</email>", {"tirek-no-person"}),
    ('<actual value="30">', '<actual value="4">', {"tirek-few-people"}),
    ('<dimension name="sex" value="female"/>', '<dimension name="unit" value="Station 3"/>', {"tirek-whole-split"}),
    # the schema and the lists
    ('<policy-marker vocabulary="1"', '<tag vocabulary="2" code="18"/><policy-marker vocabulary="1"', {"codelist"}),
    ('<policy-marker vocabulary="1"', '<tag vocabulary="3" code="16.c"/><policy-marker vocabulary="1"', {"codelist"}),
    ("<activity-status code=\"2\"/>", "", {"schema"}),
    ('<activity-status code="2"/>', '<activity-status code="7"/>', {"codelist"}),
    ('iati-activities version="2.03"', 'iati-activities version="2.02"', {"codelist"}),
    ('<recipient-country code="KZ"/>', '<recipient-country code="XQ"/>', {"codelist"}),
    ('code="15160"', 'code="15161x"', {"codelist"}),
    ('<narrative xml:lang="kk">', '<narrative xml:lang="qz">', {"codelist"}),
    ('default-currency="USD"', 'default-currency="BTC"', {"codelist"}),
]  # fmt: skip


def test_it_works() -> None:
    assert problems(GOOD.encode()) == []


@pytest.mark.parametrize(("old", "new", "expected"), FAULTS)
def test_a_planted_fault_is_found(old: str, new: str, expected: set[str]) -> None:
    assert found(spoilt(old, new)) == expected


def test_a_share_of_a_few_percent_is_no_group_of_a_few_people() -> None:
    share = GOOD.replace('<indicator measure="1">', '<indicator measure="2">').replace(
        '<actual value="30">', '<actual value="3">'
    )
    assert problems(share.encode()) == []


def test_an_amount_without_a_currency_or_a_day_is_found() -> None:
    bare = GOOD.replace(' default-currency="USD"', "").replace(' currency="USD" value-date="2022-09-30"', "")
    assert {"7.8.1", "7.5.2"} <= found(bare.encode())


def test_a_reference_in_two_places_is_found() -> None:
    twice = GOOD.replace("<narrative>Trained</narrative></title>", f"<narrative>Trained</narrative></title>{REFERENCE}")
    twice = twice.replace(OFFICERS, OFFICERS + REFERENCE)
    assert found(twice.encode()) == {"8.11.1"}


def test_every_fault_has_its_place_and_line_and_a_sentence() -> None:
    (problem,) = problems(spoilt('<activity-status code="2"/>', '<activity-status code="7"/>'))
    assert problem.place == "/iati-activities/iati-activity/activity-status"
    assert GOOD.splitlines()[problem.line - 1].strip() == '<activity-status code="2"/>'
    assert problem.sentence == "“7” is no code of the list ActivityStatus."


def test_the_worst_comes_first() -> None:
    both = GOOD.replace('ref="XM-DAC-41114"><narrative>UNDP</narrative></part', 'ref="XM? "><narrative/></part')
    severities = [each.severity for each in problems(both.replace('code="KZ"', 'code="XQ"').encode())]
    assert severities == sorted(severities)
    assert set(severities) == {"error", "warning"}


def test_what_is_no_xml_is_said_to_be_none() -> None:
    (problem,) = problems(b"<iati-activities><iati-activity>")
    assert (problem.severity, problem.rule) == ("error", "xml")


def test_a_file_that_declares_entities_is_not_looked_into() -> None:
    entity = '<!DOCTYPE a [<!ENTITY f SYSTEM "file:///etc/hostname">]><iati-activities'
    outside = GOOD.replace("<iati-activities", entity).replace("<narrative>Trained<", "<narrative>&f;<")
    (problem,) = problems(outside.encode())
    assert (problem.severity, problem.rule) == ("error", "xml")


def test_the_rules_have_ids_sentences_and_known_kinds() -> None:
    for rule in (*STANDARD, *OURS):
        assert rule.kind in KINDS
        assert rule.sentence.endswith(".")
        assert "%" not in rule.sentence
    assert len({rule.id for rule in STANDARD}) > 50


def test_the_annotated_example_of_the_standard_keeps_the_schema() -> None:
    """It breaks rules, on purpose: it shows every element at once, with a person to reach and sectors everywhere."""
    assert "schema" not in found((SHARED / "example203.xml").read_bytes())


def official(tmp_path: Path, kind: str = "no_more_than_one") -> Path:
    told = {"id": "77.1", "severity": "warning", "message": "One sector, please."}
    inside = {"paths": ["sector[@code='$1']", "sector"], "ruleInfo": told}
    rules = {
        "/iati-activities/iati-activity": {
            kind: {"cases": [{"paths": ["sector"], "ruleInfo": told}]},
            "loop": {"cases": [{"foreach": "sector/@code", "do": {kind: {"cases": [inside]}}, "subs": ["paths"]}]},
        },
        "/iati-organisations/iati-organisation": {"no such kind": {"cases": []}},
    }
    file = tmp_path / "standard.json"
    file.write_text(json.dumps(rules), "utf-8")
    return file


def test_a_ruleset_of_the_secretariat_is_applied_as_well(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(RULESET, str(official(tmp_path)))
    assert len(rules_in_force()) == len(STANDARD) + len(OURS) + 2
    assert [(each.rule, each.severity, each.sentence) for each in iati_problems(GOOD.encode(), now=NOW)] == [
        ("77.1", "warning", "One sector, please.")
    ] * 2


def test_a_ruleset_that_asks_for_the_unknown_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(RULESET, str(official(tmp_path, "no_such_kind")))
    with pytest.raises(UnknownKindError):
        iati_problems(GOOD.encode(), now=NOW)
