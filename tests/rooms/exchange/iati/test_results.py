"""Results: what the framework promises, and what was reached by the end of each period, if it may be said."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from lxml import etree

from tests.cast import aigul
from tests.programme import activity, attended, people, programme, training
from tests.rooms.indicators.figures import TEXT
from tests.rooms.indicators.reporting import (
    PLAIN,
    RESIDENTS,
    TRUST,
    approved,
    by_sex,
    defined,
    placed,
    quarter,
    reported,
)
from tirek import indicators, ledger
from tirek.exchange.iati.publisher import publisher
from tirek.exchange.iati.results import Indicator, Result, plain, results_of, write_results
from tirek.plans import Output, Programme

pytestmark = pytest.mark.django_db

D = Decimal
AFTER = date(2024, 6, 1)
TRAINED: dict[str, Any] = {"code": "trained", "title": TEXT, "question": TEXT, "unit": TEXT, "counts": "people",
                           "split_by": ["sex"]}  # fmt: skip


@pytest.fixture(autouse=True)
def the_programme() -> Programme:
    return programme()


def results(today: date = AFTER, as_of: dict[str, int] | None = None) -> tuple[Result, ...]:
    return results_of(Programme.objects.get(code="00143776"), publisher(), as_of=as_of, today=today)


def indicator(**given: Any) -> Indicator:
    ((one,),) = (each.indicators for each in results(**given))
    return one


def target(code: str, value: object, key: str = "") -> None:
    found = indicators.FrameworkIndicator.objects.get(code=code)
    period = quarter(key) if key else None
    indicators.set_target(account=aigul(), indicator=found, period=period, value=D(str(value)))


def reached(one: Indicator) -> dict[str, tuple[str, str]]:
    """Target and actual by the end of each period."""
    return {
        each.ends.isoformat(): ("" if each.target is None else plain(each.target), plain(each.actual or D(0)))
        for each in one.periods
    }


def test_it_works() -> None:
    defined(RESIDENTS)
    placed("residents", output=Output.objects.get(number="1"), baseline=D(0), baseline_on=date(2022, 5, 1))
    target("residents", 400)
    target("residents", 150, "2022-Q4")
    approved("residents", "2022-Q3", 96, splits=by_sex(51, 45))
    approved("residents", "2022-Q4", 118, splits=by_sex(60, 58))
    (result,) = results()
    assert (result.type, result.title) == ("1", {"en": "Output 1"})
    (one,) = result.indicators
    assert one.baseline == (date(2022, 5, 1), D(0), "")
    found = {each.ends: (each.target, each.actual) for each in one.periods}
    assert found[date(2022, 9, 30)] == (None, D(96))
    assert found[date(2022, 12, 31)] == (D(150), D(214))  # until then, as the target is
    assert found[date(2023, 12, 31)] == (D(400), D(214))
    assert {each.begins for each in one.periods} == {date(2022, 5, 1)}
    assert {(cell, number) for _sex, cell, number in one.periods[-1].splits} == {("female", D(111)), ("male", D(103))}


def test_a_framework_without_indicators_has_no_results() -> None:
    assert results() == ()


def test_only_approved_values_are_published() -> None:
    defined(PLAIN)
    placed("plain")
    reported("plain", "2022-Q3", 96)
    assert indicator().periods == ()


def test_a_value_changed_after_its_approval_stays_what_was_approved() -> None:
    defined(PLAIN)
    placed("plain")
    approved("plain", "2022-Q3", 96)
    reported("plain", "2022-Q3", 500, base=1)
    assert {each.actual for each in indicator().periods} == {D(96)}


def test_it_is_as_of_then() -> None:
    defined(PLAIN)
    placed("plain")
    approved("plain", "2022-Q3", 96)
    then = ledger.heads()
    approved("plain", "2022-Q4", 4)
    assert indicator(as_of=then).periods[-1].actual == D(96)
    assert indicator().periods[-1].actual == D(100)
    assert results(as_of={}) == ()


def test_a_period_that_is_not_over_has_a_target_and_no_actual() -> None:
    defined(PLAIN)
    placed("plain")
    target("plain", 60, "2022-Q4")
    target("plain", 120)
    approved("plain", "2022-Q3", 10)
    found = indicator(today=date(2022, 12, 31)).periods
    assert [(each.ends, each.target, each.actual) for each in found] == [
        (date(2022, 9, 30), None, D(10)),
        (date(2022, 12, 31), D(60), None),
        (date(2023, 12, 31), D(120), None),
    ]


def test_the_target_of_the_last_period_is_that_of_the_programme_where_it_has_none() -> None:
    defined(PLAIN)
    placed("plain")
    target("plain", 60, "2023-Q4")
    assert [each.target for each in indicator().periods] == [D(60)]
    target("plain", 80)
    assert [each.target for each in indicator().periods] == [D(80)]


def test_a_share_is_a_percentage_and_the_latest_counts() -> None:
    defined(TRUST)
    placed("trust", baseline=D("41.5"), baseline_on=date(2022, 5, 1), baseline_source="Survey")
    approved("trust", "2022-Q4", "44.0")
    approved("trust", "2023-Q2", "47.5")
    one = indicator()
    assert (one.measure, one.baseline) == ("2", (date(2022, 5, 1), D("41.5"), "Survey"))
    assert one.periods[-1].actual == D("47.5")


def test_people_are_counted_once_however_often_they_came() -> None:
    defined(TRAINED)
    placed("trained", activity=activity("2.2"))
    again = people(20)
    attended(training(day=date(2022, 8, 1)), *again)
    attended(training(day=date(2023, 2, 1)), *again, *people(10))
    found = reached(indicator())
    assert found["2022-09-30"] == ("", "20")
    assert found["2023-12-31"] == ("", "30")


def test_what_is_kept_back_is_counted_and_not_published() -> None:
    defined(TRAINED)
    placed("trained", activity=activity("2.2"))
    attended(training(day=date(2022, 8, 1)), *people(20))
    attended(training(day=date(2023, 2, 1)), *people(3))
    one = indicator()
    assert "2022-09-30" not in reached(one)
    assert reached(one)["2023-12-31"] == ("", "23")
    assert one.withheld == 2  # until the end of September, and of December


def test_few_residents_in_a_quarter_cannot_be_found_by_subtracting() -> None:
    defined(RESIDENTS)
    placed("residents")
    approved("residents", "2022-Q3", 96, splits=by_sex(51, 45))
    approved("residents", "2022-Q4", 3, splits=by_sex(2, 1))
    found = reached(indicator())
    assert "2022-09-30" not in found
    assert found["2022-12-31"] == ("", "99")


def test_an_indicator_stands_under_the_output_of_its_activity_and_the_outcome_comes_last() -> None:
    defined(PLAIN, TRUST, RESIDENTS)
    placed("plain")
    placed("trust", activity=activity("2.2"))
    placed("residents", output=Output.objects.get(number="1"))
    assert [(each.type, each.title["en"], len(each.indicators)) for each in results()] == [
        ("1", "Output 1", 1),
        ("1", "Output 2", 1),
        ("2", "Rights", 1),
    ]


def test_an_indicator_that_was_withdrawn_is_not_published() -> None:
    defined(PLAIN)
    found = placed("plain")
    indicators.withdraw(account=aigul(), row=found, reason="Placed by mistake.")
    assert results() == ()


def test_another_programme_has_its_own() -> None:
    defined(PLAIN)
    placed("plain")
    assert results_of(programme(code="00999999"), publisher(), as_of=None, today=AFTER) == ()


def written(found: tuple[Result, ...]) -> etree._Element:
    root = etree.Element("iati-activity")
    write_results(root, found)
    return root


def test_it_is_written_in_three_languages_with_numbers_that_are_plain() -> None:
    defined(RESIDENTS | {"title": {"en": "Residents", "ru": "Жители", "kk": "Тұрғындар"}})
    placed("residents", baseline=D("5.0000"), baseline_on=date(2022, 5, 1), baseline_source="A survey")
    target("residents", "400.0000")
    approved("residents", "2022-Q3", "96", splits=by_sex(51, 45))
    root = written(results())
    one = root.find("result/indicator")
    assert one is not None
    assert [each.text for each in one.find("title")] == ["Residents", "Жители", "Тұрғындар"]
    assert dict(one.find("baseline").attrib) == {"year": "2022", "iso-date": "2022-05-01", "value": "5"}
    assert one.findtext("baseline/comment/narrative") == "A survey"
    whole = one.findall("period")[-1]
    assert [(each.tag, each.get("value")) for each in whole[2:]] == [
        ("target", "400"), ("actual", "96"), ("actual", "51"), ("actual", "45")
    ]  # fmt: skip
    assert [dict(each.attrib) for each in whole.iter("dimension")] == [
        {"name": "sex", "value": "female"}, {"name": "sex", "value": "male"}
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("number", "text"),
    [("120.0000", "120"), ("100", "100"), ("41.50", "41.5"), ("0.0000", "0"), ("1E+3", "1000"), ("-0.10", "-0.1")],
)
def test_a_number_is_written_plainly(number: str, text: str) -> None:
    assert plain(D(number)) == text


def test_the_note_of_a_value_stays_in_the_house() -> None:
    defined(PLAIN)
    placed("plain")
    approved("plain", "2022-Q3", 96, note="As A. Person told us")
    assert b"Person" not in etree.tostring(written(results()))
