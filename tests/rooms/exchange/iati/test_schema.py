"""The schema is the official one, and it is what a file is held against."""

from __future__ import annotations

import pytest
from lxml import etree

from tests.rooms.exchange.iati.files import GOOD, SHARED, spoilt
from tirek.exchange.iati.schema import schema_file, schema_problems

FILES = ("iati-activities-schema.xsd", "iati-common.xsd", "xml.xsd")


def faults(xml: bytes) -> list[str]:
    return [problem.sentence for problem in schema_problems(etree.ElementTree(etree.fromstring(xml)))]


def test_it_works() -> None:
    assert faults(GOOD.encode()) == []


@pytest.mark.parametrize("name", FILES)
def test_the_package_carries_the_official_files(name: str) -> None:
    assert schema_file(name).read_bytes() == (SHARED / name).read_bytes()


def test_the_annotated_example_is_valid() -> None:
    assert faults((SHARED / "example203.xml").read_bytes()) == []


def test_the_order_of_elements_counts() -> None:
    """Two thirds of what goes wrong with files written by hand."""
    status = '<activity-status code="2"/>'
    moved = GOOD.replace(f"    {status}\n", "").replace("<contact-info", f"{status}<contact-info")
    assert len(faults(moved.encode())) == 1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('iso-date="2023-12-31"', 'iso-date="31.12.2023"'),
        ('percentage="60"', 'percentage="sixty"'),
        (">1000.00<", ">1 000,00<"),
        ('<result type="1">', '<result kind="1">'),
        ("<iati-identifier>XM-DAC-41114-PROJECT-1</iati-identifier>", ""),
    ],
)
def test_what_the_schema_does_not_allow_is_said_with_its_line(old: str, new: str) -> None:
    xml = spoilt(old, new)
    problems = list(schema_problems(etree.ElementTree(etree.fromstring(xml))))
    assert problems
    assert all(each.severity == "error" and each.line > 0 and each.place for each in problems)
