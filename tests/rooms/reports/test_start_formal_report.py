"""Starting a formal report."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from tests.cast import aigul, bolat, dana, gulnara, ingrid, marat, saule, viktor
from tests.programme import programme, store
from tests.rooms.reports.a_quarter import fund, lived, narrative, published, started, the_programme
from tirek import indicators, ledger, reports
from tirek.directory import NotPermitted
from tirek.indicators import Scope
from tirek.plans import NoSuchPlan, ReportingPeriod
from tirek.reports.errors import (
    FundOrParty,
    NoSuchKind,
    NoSuchLanguage,
    NoSuchPeriod,
    NoSuchView,
    PeriodNotBegun,
    StartedAlready,
    TextTooLong,
    TitleTooLong,
)

pytestmark = pytest.mark.django_db


def values(report: reports.PublishedReport) -> dict[str, str]:
    return {each["key"]: each["value"] for each in report.figures}


def test_it_works() -> None:
    lived()
    report = started()
    frozen = published(report)
    assert (report.kind, report.period, report.title) == ("quarterly", "2022-Q3", "Quarterly progress report, Q3 2022")
    assert values(frozen)["expenditure@2022-Q3"] == "18961"
    assert reports.verify(frozen) == []


def test_every_figure_of_it_recomputes() -> None:
    made = lived()
    frozen = published(started())
    standing = {each.code: each.definition for each in indicators.definitions(made)}
    assert len(frozen.figures) > 40
    for each in frozen.figures:
        key = indicators.parse_key(each["key"])
        found = indicators.evaluate(standing[key.code], Scope(made.pk, frozen.as_of, key.period))
        cells = {(split.dimension, name): number for split in found.splits for name, number in split.cells.items()}
        number = cells[key.cell] if key.cell else found.number
        assert f"{number.normalize():f}" == each["value"], each["key"]


def test_its_totals_are_those_of_the_books() -> None:
    lived()
    found = values(published(started(kind="final", period="")))
    assert found["expenditure"] == "28594.63"
    assert found["expenditure:output=1"] == "12349.37"
    assert found["expenditure:output=2"] == "15343.03"
    assert found["expenditure:output=none"] == "902.23"
    assert found["budget"] == "258122.59"
    assert found["delivery"] == "11.1"
    assert found["contributions"] == "88000.83"


def test_a_figure_stays_as_it_was_when_more_is_spent() -> None:
    from tests.rooms.reports import a_quarter

    lived()
    frozen = published(started())
    a_quarter.COSTS["2023-Q1"] = (("2.2", "TRAC", "72100", "2023-02-01", "7111.11", "0.00"),)
    try:
        a_quarter.spent("2023-Q1")
    finally:
        del a_quarter.COSTS["2023-Q1"]
    assert reports.verify(reports.published_report(frozen.pk)) == []


@pytest.mark.parametrize(
    ("kind", "period", "language", "spent"),
    [
        ("annual", "2022", "en", "28,594.63"),
        ("quarterly", "2022-Q3", "ru", "18\xa0961,00"),
        ("final", "", "kk", "28\xa0594,63"),
    ],
)
def test_every_kind_can_be_published_as_it_begins(kind: str, period: str, language: str, spent: str) -> None:
    lived()
    frozen = published(started(kind=kind, period=period, language=language))
    assert reports.verify(frozen) == []
    assert reports.pdf(frozen).startswith(b"%PDF")
    assert reports.word(frozen).startswith(b"PK")
    assert spent in reports.page_html(frozen, figure_url=lambda key: key)


def test_it_begins_from_a_programme_of_which_nothing_was_kept() -> None:
    programme()
    frozen = published(started())
    assert "| 1.1 Activity 1.1 | – | – | – | – |" in frozen.narrative
    assert reports.verify(frozen) == []


def test_one_entry_starts_it_and_the_ledger_verifies() -> None:
    lived()
    started()
    before = ledger.heads()["HRC"]
    started(kind="annual", period="2022")
    assert ledger.heads()["HRC"] == before + 1  # the figures were defined with the first
    assert ledger.verify().ok


def test_a_title_may_be_given() -> None:
    programme()
    assert started(title="  Third quarter ").title == "Third quarter"


@pytest.mark.parametrize(
    ("asked", "title"),
    [
        ({"kind": "annual", "period": "2022"}, "Annual report, 2022"),
        ({"kind": "final", "period": ""}, "Final narrative and financial report"),
        ({"party": "Ministry"}, "Quarterly progress report, Q3 2022: Ministry"),
    ],
)
def test_it_is_named_by_kind_period_and_view(asked: dict[str, str], title: str) -> None:
    lived()
    assert started(**asked).title == title


@pytest.mark.parametrize("somebody", [saule, viktor, bolat, gulnara, ingrid])
def test_refuses_whoever_writes_no_reports(somebody) -> None:
    programme()
    with pytest.raises(NotPermitted):
        started(somebody())


def test_refuses_an_officer_of_another_office() -> None:
    programme()
    with pytest.raises(NoSuchPlan):
        started(dana())


@pytest.mark.parametrize("somebody", [aigul, marat])
def test_whoever_writes_reports_starts_one_where_no_figure_of_money_was_defined(somebody) -> None:
    made = programme()
    started(somebody())
    assert {"budget", "expenditure", "delivery"} <= {each.code for each in indicators.definitions(made)}


@pytest.mark.parametrize("kind", ["page", "", "weekly"])
def test_refuses_a_kind_that_is_none(kind: str) -> None:
    programme()
    with pytest.raises(NoSuchKind):
        started(kind=kind)


def test_refuses_a_language_that_reports_are_not_written_in() -> None:
    programme()
    with pytest.raises(NoSuchLanguage):
        started(language="de")


@pytest.mark.parametrize(
    ("kind", "period"),
    [
        ("quarterly", "2022-Q1"),  # before the programme
        ("quarterly", "2024-Q1"),
        ("quarterly", "2022"),
        ("quarterly", ""),
        ("quarterly", "2022-Q9"),
        ("annual", "2021"),
        ("annual", "2022-Q3"),
        ("annual", ""),
        ("final", "2022"),
    ],
)
def test_refuses_a_period_that_the_programme_does_not_report_by(kind: str, period: str) -> None:
    programme()
    with pytest.raises(NoSuchPeriod):
        started(kind=kind, period=period)


def ahead() -> ReportingPeriod:
    made = programme()
    begins = timezone.localdate() + timedelta(days=1)
    period = ReportingPeriod(programme=made, key="2099-Q1", begins=begins, ends=date(2099, 3, 31), due=date(2099, 4, 1))
    store(period)
    return period


def test_refuses_a_quarter_that_has_not_begun() -> None:
    period = ahead()
    with pytest.raises(PeriodNotBegun) as refused:
        started(period=period.key)
    assert refused.value.facts["begins"] == period.begins


def test_refuses_a_year_that_has_not_begun() -> None:
    ahead()
    with pytest.raises(PeriodNotBegun):
        started(kind="annual", period="2099")


def test_refuses_a_fund_and_a_party_at_once() -> None:
    lived()
    with pytest.raises(FundOrParty):
        started(fund=fund(), party="Ministry")


def test_refuses_a_party_that_carries_nothing() -> None:
    lived()
    with pytest.raises(NoSuchView):
        started(party="Nobody")


def test_refuses_a_fund_of_another_programme() -> None:
    lived()
    foreign = fund()
    other = programme("00200000")
    with pytest.raises(NoSuchView):
        reports.start_formal_report(
            account=marat(), programme=other, kind="quarterly", period="2022-Q3", language="en", fund=foreign
        )


def test_refuses_a_title_that_is_too_long() -> None:
    programme()
    with pytest.raises(TitleTooLong):
        started(title="x" * 201)


def test_refuses_the_same_report_twice() -> None:
    programme()
    first = started()
    with pytest.raises(StartedAlready) as refused:
        started(aigul())
    assert refused.value.facts["title"] == first.title


@pytest.mark.parametrize(
    "other", [{"language": "ru"}, {"period": "2022-Q4"}, {"kind": "annual", "period": "2022"}, {"party": "Ministry"}]
)
def test_another_language_period_kind_or_view_is_another_report(other: dict[str, str]) -> None:
    lived()
    assert started().pk != started(**other).pk


def test_nothing_is_left_of_a_start_that_is_refused() -> None:
    programme()
    by = marat()
    before = ledger.heads()["HRC"]
    with pytest.raises(NoSuchPeriod):
        started(by, period="2024-Q1")
    assert ledger.heads()["HRC"] == before
    assert not the_programme().reports.exists()


def test_refuses_what_would_be_longer_than_a_report_may_be(monkeypatch: pytest.MonkeyPatch) -> None:
    from tirek.reports import policies

    lived()
    monkeypatch.setattr(policies, "CHARACTERS", 500)
    with pytest.raises(TextTooLong):
        started()


def test_a_results_page_is_started_from_a_text_as_before() -> None:
    made = programme()
    page = reports.start_report(
        account=marat(), programme=made, title="Results", language="en", narrative="Nothing yet."
    )
    again = reports.start_report(
        account=marat(), programme=made, title="Results", language="en", narrative="Nothing yet."
    )
    assert (page.kind, page.pk != again.pk, narrative(page)) == ("page", True, "Nothing yet.")
