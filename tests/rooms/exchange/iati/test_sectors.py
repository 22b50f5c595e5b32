"""Sectors weigh as much as the outputs they belong to, and come to a hundred; the gender marker is told twice."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tests.programme import programme
from tirek.exchange.iati.publisher import publisher
from tirek.exchange.iati.sectors import _percentages, sectors_of, write_gender, write_sectors, write_tags
from tirek.plans import Programme

D = Decimal


def deciding(**sectors: Any) -> Any:
    return replace(publisher(), sectors={"default": {"15160": 100}, "00143776": sectors})


def shares(weights: dict[str, Decimal] | None = None, **sectors: Any) -> dict[str, Decimal]:
    return sectors_of(Programme.objects.get(), deciding(**sectors), weights or {})


@pytest.mark.django_db
def test_it_works() -> None:
    programme()
    found = shares({"1": D("300"), "2": D("100")}, **{"1": {"15160": 50, "15130": 50}, "2": {"15132": 100}})
    assert found == {"15130": D("37.50"), "15132": D("25.00"), "15160": D("37.50")}


@pytest.mark.django_db
def test_without_a_budget_all_outputs_weigh_alike() -> None:
    programme()
    assert shares(**{"1": {"15160": 100}, "2": {"15132": 100}}) == {"15132": D("50.00"), "15160": D("50.00")}
    assert shares({"1": D(0), "2": D(0)}, **{"2": {"15132": 100}})["15132"] == D("50.00")


@pytest.mark.django_db
def test_an_output_without_money_weighs_nothing_beside_one_with_money() -> None:
    programme()
    assert shares({"1": D("5")}, **{"2": {"15132": 100}}) == {"15160": D("100.00")}


@pytest.mark.django_db
def test_a_programme_without_outputs_has_the_default() -> None:
    assert sectors_of(Programme(code="1"), deciding(), {}) == {"15160": D("100.00")}


@pytest.mark.django_db
def test_thirds_come_to_a_hundred() -> None:
    programme()
    found = shares({"1": D("2"), "2": D("1")}, **{"1": {"15130": 50, "15160": 50}, "2": {"15132": 100}})
    assert sorted(found.values()) == [D("33.33"), D("33.33"), D("33.34")]


@given(st.dictionaries(st.text("0123456789", min_size=5, max_size=5), st.decimals("0.01", "1e9", places=2), min_size=1))
def test_percentages_are_never_more_or_less_than_a_hundred(given: dict[str, Decimal]) -> None:
    found = _percentages(given)
    assert sum(found.values()) == 100
    assert all(abs(found[each] - share * 100 / sum(given.values())) < D("0.01") for each, share in given.items())


def marked(marker: str) -> list[dict[str, str]]:
    activity = etree.Element("iati-activity")
    write_gender(activity, Programme(gender_marker=marker), publisher())
    return [dict(each.attrib) for each in activity]


@pytest.mark.parametrize(("marker", "significance"), [("GEN0", "0"), ("GEN2", "1"), ("GEN3", "2")])
def test_the_gender_marker_is_told_as_the_dac_does_and_as_it_was_given(marker: str, significance: str) -> None:
    dac, own = marked(marker)
    assert dac == {"vocabulary": "1", "code": "1", "significance": significance}
    assert (own["vocabulary"], own["code"]) == ("99", marker)


def test_a_marker_that_the_dac_has_no_word_for_is_told_as_it_was_given() -> None:
    (own,) = marked("GEN1")
    assert own["code"] == "GEN1"


def test_a_plan_without_a_marker_has_none() -> None:
    assert marked("") == []


def test_its_own_vocabulary_is_explained() -> None:
    activity = etree.Element("iati-activity")
    write_gender(activity, Programme(gender_marker="GEN2"), publisher())
    assert "GEN2" in (activity[1].findtext("narrative") or "")


def test_goals_and_targets_are_tags_of_their_vocabularies() -> None:
    activity = etree.Element("iati-activity")
    write_tags(activity, Programme(code="00143776"), publisher())
    assert {(each.get("vocabulary"), each.get("code")) for each in activity} == {
        ("2", "5"), ("2", "16"), ("3", "5.2"), ("3", "16.3"), ("3", "16.a")
    }  # fmt: skip
    write_tags(activity, Programme(code="1"), publisher())
    assert len(activity) == 5


def test_sectors_are_written_in_percent() -> None:
    activity = etree.Element("iati-activity")
    write_sectors(activity, {"15160": D("100.00")})
    assert dict(activity[0].attrib) == {"vocabulary": "1", "code": "15160", "percentage": "100.00"}
