"""Taking in a cost report."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.cast import aigul, dana, saule
from tests.programme import activity, programme
from tests.rooms.money.books import (
    budget,
    by,
    fund,
    printed,
    rate,
    sheet,
    spent,
    the_line,
    the_programme,
    total,
    workbook,
)
from tirek import money
from tirek.directory import NotPermitted
from tirek.ledger import entries, verify
from tirek.money import CostLine, CostReport, CostReportOverlaps, CostReportTaken, RatesMissing, RowsUnreadable
from tirek.money.errors import AmountImpossible, CostReportDaysImpossible
from tirek.money.operations import cost_reports

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _programme() -> None:
    programme()


def test_it_works() -> None:
    budget()
    report = spent(printed("1,000.50"), printed("(200.00)", commitment="50"), printed("80.04", account="75100"))
    assert (report.line_count, str(report.amount), str(report.commitment)) == (3, "880.54", "50.00")
    assert str(total()) == "880.54"
    assert {key: str(value) for key, value in by("expenditure", "activity", "kind").items()} == {
        ("", "fee"): "80.04",
        ("1.1", "direct"): "800.50",
    }
    assert entries()[0].sentence == "A cost report of programme 00143776 was taken in: lines 3, 2022-07-01–2022-09-30."
    assert verify().ok


def test_every_part_of_a_line_is_kept_as_it_is_printed() -> None:
    fund()
    spent(printed("1 234.50", commitment="7.10", description="A study", day="15.08.2022"))
    line = the_line()
    assert (line.row, line.activity_code, line.fund_code, line.account_code) == (2, "1.1", "30000", "71300")
    assert (line.description, line.day, line.currency, line.rate) == ("A study", date(2022, 8, 15), "USD", Decimal(1))
    assert (str(line.printed_amount), str(line.printed_commitment)) == ("1234.50", "7.10")
    assert (str(line.amount), str(line.commitment), line.kind) == ("1234.50", "7.10", "direct")
    assert (line.activity, line.fund.code) == (activity("1.1"), "30000")
    assert line.programme_id == the_programme().pk


def test_a_line_in_another_currency_takes_the_rate_of_its_month() -> None:
    rate("400.00", date(2022, 7, 1))
    rate("447.05", date(2022, 8, 1))
    rate("999.00", date(2022, 8, 1), "EUR")
    fund()
    spent(
        printed("100 000.00", currency="KZT", day="2022-07-31", commitment="1000"),
        printed("-100000", currency="KZT", day="2022-08-01"),
        printed("10.00"),
    )
    lines = CostLine.objects.order_by("row")
    assert [str(line.amount) for line in lines] == ["250.00", "-223.69", "10.00"]
    assert [str(line.printed_amount) for line in lines] == ["100000.00", "-100000.00", "10.00"]
    assert [str(line.rate.normalize()) for line in lines] == ["4E+2", "447.05", "1"]
    assert str(lines[0].commitment) == "2.50"
    assert str(total()) == "36.31"


def test_a_month_without_a_rate_is_named_and_nothing_is_taken() -> None:
    rate("400.00", date(2022, 7, 1))
    with pytest.raises(RatesMissing) as refused:
        spent(
            printed(currency="KZT", day="2022-07-01"),
            printed(currency="KZT", day="2022-09-30"),
            printed(currency="EUR"),
        )
    assert refused.value.facts["missing"] == "EUR 2022-08, KZT 2022-09"
    assert not CostReport.objects.exists()
    assert not CostLine.objects.exists()


def test_a_withdrawn_rate_and_that_of_another_base_are_none() -> None:
    money.withdraw_rate(account=saule(), rate=rate(), reason="Mistyped.")
    money.set_rate(
        account=saule(), base="EUR", currency="KZT", month=date(2022, 8, 1), units=Decimal(450), source="NBK"
    )
    with pytest.raises(RatesMissing):
        spent(printed(currency="KZT"))


def test_the_rate_of_a_line_stays_what_it_was() -> None:
    first = rate("400.00")
    fund()
    spent(printed("400", currency="KZT"))
    money.withdraw_rate(account=saule(), rate=first, reason="Mistyped.")
    rate("200.00")
    assert str(total()) == "1.00"


@pytest.mark.parametrize(
    ("printed_as", "number"),
    [("1.1", "1.1"), ("Activity 1.1", "1.1"), ("ACTIVITY1.1", "1.1"), ("1.1 Training", "1.1"), ("2.2.", "2.2")],
)
def test_an_activity_is_found_by_its_number(printed_as: str, number: str) -> None:
    spent(printed(number=printed_as))
    assert the_line().activity == activity(number)


@pytest.mark.parametrize("printed_as", ["", "9.9", "Rent", "11.1", "1.1.1", "1"])
def test_an_activity_that_there_is_not_is_left_open(printed_as: str) -> None:
    spent(printed(number=printed_as))
    line = the_line()
    assert (line.activity, line.activity_code) == (None, printed_as)
    assert str(by("expenditure", "activity")[""]) == "100.00"


@pytest.mark.parametrize(("code", "printed_as"), [("04000", "4000"), ("30000", "30000 Cost sharing"), ("abC", "ABC")])
def test_a_fund_is_found_by_its_code(code: str, printed_as: str) -> None:
    found = fund(code)
    spent(printed(code=printed_as))
    assert the_line().fund == found


def test_a_fund_that_there_is_not_is_left_open() -> None:
    spent(printed(code="99999"))
    assert (the_line().fund, the_line().fund_code) == (None, "99999")


def test_the_fee_belongs_to_its_fund_and_to_no_activity() -> None:
    fund()
    spent(printed("8.00", account="75100", number="1.1"))
    line = the_line()
    assert (line.kind, line.activity, line.activity_code, line.fund.code) == ("fee", None, "1.1", "30000")


def test_a_workbook_is_taken_in_too() -> None:
    fund()
    report = spent(content=workbook(printed(1234.5, day=date(2022, 8, 15)), printed(-0.5)))
    assert str(report.amount) == "1234.00"


def test_one_bad_row_and_nothing_is_taken() -> None:
    with pytest.raises(RowsUnreadable):
        spent(printed(), printed("?"))
    assert not CostReport.objects.exists()


def test_the_same_file_is_not_taken_twice() -> None:
    spent(printed())
    with pytest.raises(CostReportTaken) as refused:
        spent(printed(), quarter="2022-Q4")
    assert refused.value.facts["begins"] == date(2022, 7, 1)


def test_a_file_that_was_withdrawn_may_come_again() -> None:
    money.withdraw_cost_report(account=saule(), report=spent(printed()), reason="The wrong days.")
    spent(printed())
    assert str(total()) == "100.00"


@pytest.mark.parametrize(
    ("begins", "ends"),
    [
        (date(2022, 7, 1), date(2022, 9, 30)),
        (date(2022, 9, 30), date(2022, 12, 31)),
        (date(2022, 1, 1), date(2022, 7, 1)),
        (date(2022, 8, 15), date(2022, 8, 15)),
        (date(2022, 1, 1), date(2022, 12, 31)),
    ],
)
def test_days_that_another_report_covers_are_refused(begins: date, ends: date) -> None:
    spent(printed())
    with pytest.raises(CostReportOverlaps):
        money.take_in_cost_report(
            account=saule(),
            programme=the_programme(),
            name="x",
            content=sheet(printed("1.00")),
            begins=begins,
            ends=ends,
        )


def test_the_next_quarter_and_another_programme_are_not_refused() -> None:
    spent(printed())
    spent(printed(day="2022-10-01"), quarter="2022-Q4")
    other = programme("00200000")
    report = money.take_in_cost_report(
        account=saule(),
        programme=other,
        name="x",
        content=sheet(printed()),
        begins=date(2022, 7, 1),
        ends=date(2022, 9, 30),
    )
    assert report.programme == other


@pytest.mark.parametrize(
    ("begins", "ends"), [(date(2022, 9, 30), date(2022, 7, 1)), (date(2999, 1, 1), date(2999, 3, 31))]
)
def test_days_that_cannot_be_are_refused(begins: date, ends: date) -> None:
    with pytest.raises(CostReportDaysImpossible):
        money.take_in_cost_report(
            account=saule(), programme=the_programme(), name="x", content=sheet(printed()), begins=begins, ends=ends
        )


def test_who_may_not_is_told_before_the_file_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise AssertionError

    monkeypatch.setattr(cost_reports, "read_sheet", fail)
    with pytest.raises(NotPermitted):
        spent(printed(), by=dana())


def test_withdrawn_it_counts_no_more_and_as_of_before_it_does() -> None:
    fund()
    report = spent(printed(commitment="5"))
    before = report.entered_position
    money.withdraw_cost_report(account=aigul(), report=report, reason="A newer one came.")
    spent(printed("150.00"))
    assert (str(total()), str(total(head=before))) == ("150.00", "100.00")
    assert (str(total("commitments")), str(total("commitments", head=before))) == ("0.00", "5.00")
    assert str(total(head=before - 1)) == "0.00"
    assert verify().ok


@pytest.mark.parametrize(("below", "kept"), [("1,080.00", "1080.00"), ("1,100.00", "1100.00"), ("about", None)])
def test_a_printed_total_is_kept_beside_what_the_lines_add_up_to(below: str, kept: str | None) -> None:
    fund()
    report = spent(content=sheet(printed("1,000.00"), printed("80.00")) + f'Total,,,,,,,"{below}",\n'.encode())
    report.refresh_from_db()
    told = (report.printed_total, report.printed_sum)
    assert told == ((Decimal(kept), Decimal("1080.00")) if kept else (None, None))


def test_a_total_of_several_currencies_is_compared_with_nothing() -> None:
    fund()
    rate("460")
    content = sheet(printed("1,000.00"), printed("460.00", currency="KZT")) + b"Total,,,,,,,1460.00,\n"
    report = spent(content=content)
    assert report.printed_total is None


def test_refuses_what_a_rate_makes_larger_than_any_money() -> None:
    rate("0.000001")
    with pytest.raises(AmountImpossible):
        spent(printed("999999999999.99", currency="KZT"))
    assert not CostReport.objects.exists()
