"""Figures of a quarter in a report: bound, frozen with that quarter's records, verified, and never isolating a few."""

from __future__ import annotations

from datetime import date

import pytest

from tests.cast import aigul, gulnara, marat
from tests.programme import attended, people, programme, training
from tests.rooms.indicators.reporting import RESIDENTS, TEXTS, approved, by_sex, defined, reported, the
from tests.rooms.money.books import budget, fund, printed, row, spent
from tirek import evidence, indicators, ledger, reports
from tirek.reports.errors import FewPeopleApart, FigureUnknown

pytestmark = pytest.mark.django_db
PEOPLE = TEXTS | {"code": "people", "counts": "people", "split_by": ["sex", "region"]}


@pytest.fixture(autouse=True)
def _figures() -> None:
    programme()
    defined(PEOPLE, RESIDENTS)
    indicators.ensure_standard_figures(aigul(), the())


def published(narrative: str, language: str = "en") -> reports.PublishedReport:
    report = reports.start_report(
        account=marat(), programme=the(), title="A report", language=language, narrative=narrative
    )
    return reports.publish_report(account=aigul(), report=report, number=1, version=1)


def two_quarters() -> None:
    attended(training(day=date(2022, 8, 1)), *people(7), *people(8, "male"))
    attended(training(day=date(2022, 11, 1)), *people(9), *people(6, "male"))


def test_it_works() -> None:
    two_quarters()
    keys = ("people@2022-Q3", "people@..2022-Q4", "people@2022:sex=female")
    frozen = published(" ".join(f"[[{key}]]" for key in keys))
    assert {each["key"]: (each["value"], len(each["records"])) for each in frozen.figures} == {
        "people@2022-Q3": ("15", 15),
        "people@..2022-Q4": ("30", 30),
        "people@2022:sex=female": ("16", 16),
    }
    assert reports.verify(frozen) == []
    assert ledger.verify().ok


@pytest.mark.parametrize(
    ("key", "title"),
    [
        ("people@2022-Q3", "X in Q3 2022"),
        ("people@2022", "X in 2022"),
        ("people@..2022-Q3", "X until Q3 2022"),
        ("people@..2022-Q3:sex=female", "X until Q3 2022: women"),
        ("people", "X"),
    ],
)
def test_a_figure_is_named_with_its_period(key: str, title: str) -> None:
    two_quarters()
    (bound,) = reports.bind(f"[[{key}]]", the(), language="en").figures
    assert (bound.key, bound.title) == (key, title)


def test_the_days_of_a_figure_are_those_of_its_period_within_the_programme() -> None:
    two_quarters()
    narrative = "[[people@2022]] [[people@..2022-Q3]] [[people]]"
    days = [each.period for each in reports.bind(narrative, the(), language="en").figures]
    assert days == ["1 May 2022 – 31 December 2022", "1 May 2022 – 30 September 2022", "1 May 2022 – 31 December 2023"]


@pytest.mark.parametrize("key", ["people@2022-Q5", "people@soon", "nobody@2022", "people@2022:sex=other", "people@"])
def test_a_key_that_leads_nowhere_stops_publication_by_name(key: str) -> None:
    two_quarters()
    if key == "people@":  # no key at all: it stays what was typed
        assert reports.bind(f"[[{key}]]", the(), language="en").unknown == ()
        return
    with pytest.raises(FigureUnknown) as refused:
        published(f"[[people@2022]] and [[{key}]]")
    assert refused.value.facts["keys"] == key


def test_what_was_entered_later_into_a_quarter_does_not_change_what_was_published_of_it() -> None:
    two_quarters()
    frozen = published("[[people@2022-Q3]]")
    attended(training(day=date(2022, 8, 2)), *people(5))
    event = evidence.Event.objects.order_by("starts")[0]
    evidence.withdraw(account=marat(), piece=event, reason="It was another day.")
    assert reports.verify(frozen) == []
    (now,) = reports.bind("[[people@2022-Q3]]", the(), language="en").figures
    assert now.value == 5


def test_two_periods_that_differ_by_a_few_people_are_not_published_beside_one_another() -> None:
    attended(training(day=date(2022, 8, 1)), *people(20))
    attended(training(day=date(2022, 11, 1)), *people(3))
    with pytest.raises(FewPeopleApart) as refused:
        published("[[people@..2022-Q3]] [[people@..2022-Q4]]")
    assert refused.value.facts == {"smaller": "people@..2022-Q3", "larger": "people@..2022-Q4"}
    assert published("[[people@..2022-Q4]]").figures[0]["value"] == "23"


def test_a_quarter_with_a_few_people_is_not_published() -> None:
    attended(training(day=date(2022, 8, 1)), *people(20))
    attended(training(day=date(2022, 11, 1)), *people(3))
    with pytest.raises(FewPeopleApart):
        published("[[people@2022-Q4]]")


def test_splits_of_two_periods_that_would_isolate_a_few_are_withheld() -> None:
    attended(training(day=date(2022, 8, 1)), *people(10, region="KZ-71"), *people(10, region="KZ-15"))
    attended(training(day=date(2022, 11, 1)), *people(2, region="KZ-71"), *people(9, region="KZ-15"))
    frozen = published("[[people@..2022-Q3]] [[people@..2022-Q4]]")
    regions = [
        {dimension: [number for _label, number in cells] for dimension, _title, cells in each["splits"]}["region"]
        for each in frozen.figures
    ]
    assert [None, None] in regions
    assert reports.verify(frozen) == []


def test_reported_values_and_money_are_bound_frozen_and_verified() -> None:
    fund()
    budget(row("1.1", 1000))
    spent(printed("100.50"))
    approved("residents", "2022-Q3", 30, splits=by_sex(17, 13))
    approved("residents", "2022-Q4", 20, splits=by_sex(10, 10))
    waiting = reported("residents", "2022-Q4", 99, splits=by_sex(90, 9), base=1)
    keys = (
        "residents@..2022-Q4",
        "residents@2022-Q3:sex=female",
        "expenditure@2022-Q3",
        "expenditure@2022:activity=1.1",
        "budget@2022",
        "delivery@2022",
        "fee-due@..2022-Q3",
    )
    frozen = published(" ".join(f"[[{key}]]" for key in keys))
    assert {each["key"]: each["value"] for each in frozen.figures} == dict(
        zip(keys, ["50", "17", "100.5", "100.5", "1080", "9.3", "8.04"], strict=True)
    )
    assert reports.verify(frozen) == []
    indicators.review_value(account=gulnara(), value=waiting, verdict="approved")
    spent(printed(900, day="2022-12-01"), quarter="2022-Q4")
    assert reports.verify(frozen) == []
    (now,) = reports.bind("[[residents]]", the(), language="en").figures
    assert now.value == 129


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_money_is_split_under_words_of_each_language(language: str) -> None:
    spent(printed("100.50"), printed(7, number="9.9"))
    (bound,) = reports.bind("[[expenditure]]", the(), language=language).figures
    titles = {dimension: title for dimension, title, _cells in bound.splits}
    assert set(titles) == {"output", "activity", "fund", "account", "year"}
    cells = {dimension: [cell.label for cell in cells] for dimension, _title, cells in bound.splits}
    assert cells["activity"][0] == "1.1"
    assert cells["activity"][1] != "none"


# A sum of several beside one: who is left over.


def three_quarters() -> None:
    for day, count in ((date(2022, 8, 1), 10), (date(2022, 11, 1), 3), (date(2023, 2, 1), 10)):
        attended(training(day=day), *people(count, region="KZ-71"), *people(10, region="KZ-15"))


def test_quarters_that_leave_a_few_of_the_whole_are_not_published_with_it() -> None:
    defined(PEOPLE | {"code": "came", "counts": "attendances", "split_by": ["region"]})
    for day, count in ((date(2022, 8, 1), 10), (date(2022, 11, 1), 3), (date(2023, 2, 1), 10)):
        attended(training(day=day), *people(count))
    with pytest.raises(FewPeopleApart) as refused:
        published("[[came@2022-Q3]] [[came@2023-Q1]] [[came@..2023-Q1]]")
    assert refused.value.facts == {"smaller": "came@2022-Q3 + came@2023-Q1", "larger": "came@..2023-Q1"}
    assert len(published("[[came@2022-Q3]] [[came@2023-Q1]]").figures) == 2


def test_quarters_that_leave_enough_are_published_with_the_whole() -> None:
    three_quarters()
    narrative = "[[people@2022-Q3]] [[people@2022-Q4]] [[people@2023-Q1]] [[people@..2023-Q1]] [[people]]"
    frozen = published(narrative)
    assert [each["value"] for each in frozen.figures] == ["20", "13", "20", "53", "53"]
    assert reports.verify(frozen) == []


def test_a_split_that_other_quarters_leave_a_few_of_is_withheld() -> None:
    three_quarters()
    frozen = published("[[people@2022-Q3]] [[people@2023-Q1]] [[people@..2023-Q1]]")
    shown = {
        each["key"]: {dimension: cells for dimension, _title, cells in each["splits"]}["region"]
        for each in frozen.figures
    }
    assert {number for _label, number in shown["people@..2023-Q1"]} == {None}
    assert {number for _label, number in shown["people@2022-Q3"]} == {"10"}
    assert reports.verify(frozen) == []


def test_a_cell_that_other_quarters_leave_a_few_of_is_not_published() -> None:
    three_quarters()
    with pytest.raises((FewPeopleApart, FigureUnknown)):
        published("[[people@2022-Q3:region=KZ-71]] [[people@2023-Q1:region=KZ-71]] [[people@..2023-Q1:region=KZ-71]]")


def residents_of_two_quarters() -> None:
    """Twenty in the second quarter of 2022, twelve in the third: two of them women."""
    approved("residents", "2022-Q2", 20, splits=by_sex(10, 10))
    approved("residents", "2022-Q3", 12, splits=by_sex(2, 10))


def test_the_splits_of_reported_numbers_do_not_find_anybody_between_two_periods() -> None:
    residents_of_two_quarters()
    bound = reports.bind("[[residents@..2022-Q2]] [[residents@..2022-Q3]]", the(), language="en")
    shown = {figure.key: [cell.value for _, _, cells in figure.splits for cell in cells] for figure in bound.figures}
    assert shown == {"residents@..2022-Q2": [10, 10], "residents@..2022-Q3": [None, None]}


def test_refuses_reported_numbers_of_a_few_people_and_those_that_differ_by_a_few() -> None:
    approved("residents", "2022-Q2", 20, splits=by_sex(10, 10))
    approved("residents", "2022-Q3", 3, splits=by_sex(1, 2))
    approved("residents", "2022-Q4", 30, splits=by_sex(15, 15))
    refused = [
        "[[residents@2022-Q3]]",
        "[[residents@..2022-Q2]] [[residents@..2022-Q3]]",
        "[[residents@2022-Q2]] [[residents@2022-Q4]] [[residents@..2022-Q4]]",
    ]
    for narrative in refused:
        with pytest.raises(FewPeopleApart):
            published(narrative)
    assert published("[[residents@2022-Q2]] [[residents@2022-Q4]]")


def test_a_reported_number_that_is_not_of_people_may_be_small() -> None:
    defined(TEXTS | {"code": "laws", "counts": "reported"})
    approved("laws", "2022-Q2", 2)
    assert published("[[laws@2022-Q2]]").figures[0]["value"] == "2"
