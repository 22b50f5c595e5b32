"""What money comes to, by every dimension, in any span of days, as of any head."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import combinations
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cast import saule
from tests.programme import activity, programme
from tests.rooms.money.books import ask, budget, by, fund, printed, row, sheet, spent, the_line, the_programme, total
from tirek import money
from tirek.ledger import heads
from tirek.money import DIMENSIONS, MEASURES, Contribution, CostLine, CostReport, Fund, Question
from tirek.money.queries import Totals
from tirek.plans import Programme

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _programme() -> None:
    programme()


def received(
    amount: str = "500.00", kind: str = "received", code: str = "30000", day: date = date(2022, 7, 4)
) -> Contribution:
    return money.add_contribution(account=saule(), fund=fund(code), kind=kind, day=day, amount=Decimal(amount))


def test_it_works() -> None:
    budget(row("1.1", "1000.00"), row("2.1", "500.00", code="30001", year=2023))
    spent(printed("100.00"), printed("50.00", number="2.1", code="30001"), printed("12.00", account="75100"))
    received()
    assert [str(total(each)) for each in MEASURES] == ["1620.00", "162.00", "0.00", "500.00"]
    assert {key: str(value) for key, value in by("expenditure", "output").items()} == {
        "": "12.00",
        "1": "100.00",
        "2": "50.00",
    }
    assert by("expenditure", "fund", "year") == {("30000", "2022"): Decimal(112), ("30001", "2022"): Decimal(50)}
    assert by("contributions", "fund") == {"30000": Decimal(500)}


def test_nothing_comes_to_nothing() -> None:
    for measure in MEASURES:
        assert str(total(measure)) == "0.00"
        assert by(measure, "activity", "year") == {}


def test_a_question_may_be_limited_by_every_dimension() -> None:
    budget(row("1.1", "1000.00"), row("2.1", "500.00", code="30001", year=2023))
    spent(printed("100.00"), printed("50.00", number="2.1", code="30001", account="72100"), printed("7", number="?"))
    assert str(total(where_activity := "expenditure", activity=["1.1"])) == "100.00"
    assert str(total(where_activity, activity=["1.1", "2.1"])) == "150.00"
    assert str(total(where_activity, activity=[""])) == "7.00"
    assert str(total(where_activity, output=["2"])) == "50.00"
    assert str(total(where_activity, fund=["30001"], account=["72100"])) == "50.00"
    assert str(total(where_activity, fund=["30001"], account=["71300"])) == "0.00"
    assert str(total(where_activity, period=["2022-Q3"], kind=["direct"], year=["2022"])) == "157.00"
    assert str(total("budget", year=["2023"], kind=["fee"])) == "40.00"
    with pytest.raises(KeyError):
        total("budget", colour=["red"])


def test_expenditure_of_a_span_is_that_of_its_days_and_budget_that_of_its_years() -> None:
    budget(row("1.1", "1000.00"), row("1.1", "500.00", year=2023), fee_rate=Decimal(0))
    spent(printed("1.00", day="2022-07-01"), printed("2.00", day="2022-09-30"))
    spent(printed("4.00", day="2022-10-01"), quarter="2022-Q4")
    quarter = {"begins": date(2022, 7, 1), "ends": date(2022, 9, 30)}
    assert str(total(**quarter)) == "3.00"
    assert str(total(begins=date(2022, 9, 30))) == "6.00"
    assert str(total(ends=date(2022, 9, 29))) == "1.00"
    assert str(total("budget", **quarter)) == "1000.00"
    assert str(total("budget", begins=date(2022, 12, 31), ends=date(2023, 1, 1))) == "1500.00"
    assert str(total("budget", begins=date(2024, 1, 1))) == "0.00"


def test_commitments_are_a_stock_of_the_newest_report() -> None:
    fund()
    spent(printed(commitment="100.00"), printed(commitment="20.00", number="1.2"))
    spent(printed(commitment="70.00", day="2022-10-01"), quarter="2022-Q4")
    assert str(total("commitments")) == "70.00"
    assert by("commitments", "activity", ends=date(2022, 9, 30)) == {"1.1": Decimal(100), "1.2": Decimal(20)}
    assert str(total("commitments", ends=date(2022, 12, 30))) == "120.00"
    assert str(total("commitments", ends=date(2022, 9, 29))) == "0.00"
    assert str(total("commitments", begins=date(2023, 1, 1))) == "0.00"
    money.withdraw_cost_report(account=saule(), report=CostReport.objects.get(begins=date(2022, 10, 1)), reason="No.")
    assert str(total("commitments")) == "120.00"


def test_the_stock_of_many_days_is_what_the_measure_says_of_each(django_assert_num_queries) -> None:
    budget()
    spent(printed(commitment="100.00"), printed(commitment="20.00", number="1.2", code="99999"))
    line = CostLine.objects.get(fund_code="99999")
    newest = spent(printed(commitment="70.00", day="2022-10-01"), printed(day="2022-10-02"), quarter="2022-Q4")
    before = heads()["HRC"]
    money.assign_line(
        account=saule(), line=line, activity=activity("1.2"), fund=fund(), account_code="71300", reason="Meant."
    )
    money.withdraw_cost_report(account=saule(), report=newest, reason="No.")
    days = [date(2022, 9, 29), date(2022, 9, 30), date(2022, 12, 30), date(2022, 12, 31), date(2023, 6, 1)]
    of = the_programme()
    for head in (None, before):
        with django_assert_num_queries(2):
            found = money.stocks(of, days, head)
        assert found == {day: by("commitments", "fund", ends=day, head=head) for day in days}
    assert found[days[1]] == {"": Decimal(20), "30000": Decimal(100)}
    assert found[days[-1]] == {"30000": Decimal(70)}


def test_only_what_was_received_and_stands_is_a_contribution() -> None:
    received("500.00")
    received("900.00", "pledged")
    wrong = received("50.00", day=date(2023, 1, 5))
    before = wrong.entered_position
    money.withdraw_contribution(account=saule(), contribution=wrong, reason="It did not come.")
    assert (str(total("contributions")), str(total("contributions", head=before))) == ("500.00", "550.00")
    assert str(total("contributions", begins=date(2023, 1, 1), head=before)) == "50.00"


def test_the_rows_behind_an_amount_add_up_to_it() -> None:
    budget()
    spent(printed("100.00", commitment="5"), printed("50.00", number="2.1"))
    received()
    for measure in MEASURES:
        rows = list(money.rows_behind(measure, ask()))  # type: ignore[arg-type]
        assert rows
        assert sum(each.value for each in rows) == total(measure)


def test_the_fee_due_is_that_of_the_budget_in_force_on_what_was_spent() -> None:
    budget(row(), row(code="30001"))
    spent(printed("100.10"), printed("50.00", code="30001"), printed("12.00", account="75100"))
    assert {key: str(due) for key, due in money.fees_due(ask()).items()} == {("30000",): "8.01", ("30001",): "4.00"}
    assert {key: str(due) for key, due in money.fees_due(ask(fund=["30001"]), ()).items()} == {(): "4.00"}


def test_without_a_budget_no_fee_is_due() -> None:
    spent(printed("100.10"))
    assert money.fees_due(ask()) == {}


def test_the_money_of_many_programmes_at_once() -> None:
    budget(row("1.1", "1000.00"), fee_rate=Decimal(0))
    spent(printed("100.00", commitment="9"))
    spent(printed("233.35", day="2022-10-01", commitment="7"), quarter="2022-Q4")
    empty = programme("00200000")
    full = Programme.objects.get(code="00143776")
    assert money.totals_by_programme([full.pk, empty.pk]) == {
        full.pk: Totals(Decimal(1000), Decimal("333.35"), Decimal(7), Decimal("33.3")),
        empty.pk: Totals(Decimal(0), Decimal(0), Decimal(0), None),
    }
    assert money.totals_by_programme([]) == {}


def test_programmes_are_told_apart() -> None:
    first = the_programme()
    spent(printed("100.00"))
    second = programme("00200000")
    money.take_in_cost_report(
        account=saule(),
        programme=second,
        name="x",
        content=sheet(printed("7.00")),
        begins=date(2022, 7, 1),
        ends=date(2022, 9, 30),
    )
    sums = [money.amounts("expenditure", Question.of(*each))[()] for each in ((first,), (second,), (first, second))]
    assert [str(each) for each in sums] == ["100.00", "7.00", "107.00"]


def test_what_the_sum_of_a_report_says_is_what_its_lines_say() -> None:
    for quarter, day in (("2022-Q3", "2022-08-15"), ("2022-Q4", "2022-10-15")):
        spent(printed("100.00", day=day), printed("-3.33", day=day, commitment="4.44"), quarter=quarter)
    sums = money.totals_by_programme([the_programme().pk])[the_programme().pk]
    assert (sums.expenditure, sums.commitments) == (total(), total("commitments"))


NUMBERS = st.sampled_from(["1.1", "1.2", "2.1", "2.2", "9.9", ""])
FUNDS = st.sampled_from(["30000", "30001", "99999"])
ACCOUNTS = st.sampled_from(["71300", "72100", "75100"])
DAYS = st.dates(date(2022, 7, 1), date(2022, 9, 30))
CENTS = st.integers(-(10**7), 10**7)
LINES = st.lists(st.tuples(NUMBERS, FUNDS, ACCOUNTS, DAYS, CENTS, CENTS), min_size=1, max_size=15)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(LINES, st.booleans())
def test_by_any_dimensions_amounts_add_up_to_the_total(lines: list[tuple[Any, ...]], assigned: bool) -> None:
    for code in ("30000", "30001"):
        fund(code)
    for report in CostReport.objects.filter(CostReport.standing()):
        money.withdraw_cost_report(account=saule(), report=report, reason="Another one.")
    made = [
        printed(f"{cents / 100:.2f}", number=n, code=f, account=a, day=day, commitment=f"{promised / 100:.2f}")
        for n, f, a, day, cents, promised in lines
    ]
    report = spent(*made)
    if assigned:
        money.assign_line(
            account=saule(),
            line=the_line(report=report, row=2),
            activity=activity("2.2"),
            fund=Fund.objects.get(code="30001"),
            account_code="72100",
            reason="So it is.",
        )
    whole = Decimal(sum(each[4] for each in lines)).scaleb(-2)
    assert total() == report.amount == whole
    for measure in ("expenditure", "commitments"):
        for size in (1, 2, len(DIMENSIONS)):
            for dimensions in combinations(DIMENSIONS, size):
                assert sum(by(measure, *dimensions).values()) == total(measure)
