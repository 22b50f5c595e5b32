"""A donor sees the funds that were granted, in every list, sum and row, and nothing of the others."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from tests.cast import aigul, bolat, dana, gulnara, ingrid, marat, saule, viktor
from tests.programme import activity, programme
from tests.rooms.money.books import ask, budget, fund, printed, rate, row, spent, the_programme
from tirek import money
from tirek.directory import Account
from tirek.money import MEASURES, FundGrant, NoSuchMoney, Question

pytestmark = pytest.mark.django_db
STAFF = (aigul, marat, saule, viktor, bolat, gulnara, dana)


@pytest.fixture(autouse=True)
def _books() -> None:
    """Two funds with money of every kind, a line of neither, and a grant of the first."""
    programme()
    budget(row("1.1", "1000.00"), row("1.1", "2000.00", code="30001"))
    spent(
        printed("100.00", commitment="10"),
        printed("200.00", code="30001", commitment="20"),
        printed("7.00", code="99999", commitment="70"),
    )
    rate()
    for code in ("30000", "30001"):
        money.add_contribution(
            account=saule(), fund=fund(code), kind="received", day=date(2022, 7, 1), amount=Decimal(500)
        )
    money.grant_fund(account=saule(), fund=fund("30000"), donor=ingrid())


def seen(who: Account, measure: str, question: Question | None = None) -> str:
    limited = money.limited(who, question or ask())
    return str(money.amounts(measure, limited)[()])  # type: ignore[arg-type]


def test_it_works() -> None:
    assert [seen(ingrid(), each) for each in MEASURES] == ["1080.00", "100.00", "10.00", "500.00"]
    assert [seen(saule(), each) for each in MEASURES] == ["3240.00", "307.00", "100.00", "1000.00"]


@pytest.mark.parametrize("measure", MEASURES)
def test_to_ask_for_another_fund_finds_nothing(measure: str) -> None:
    for code in ("30001", "99999", "", " "):
        assert seen(ingrid(), measure, ask(fund=[code])) == "0.00"
    assert seen(ingrid(), measure, ask(fund=["30000", "30001"])) == seen(ingrid(), measure)


@pytest.mark.parametrize("measure", MEASURES)
def test_the_rows_behind_are_of_the_fund_alone(measure: str) -> None:
    rows = money.rows_behind(measure, money.limited(ingrid(), ask()))  # type: ignore[arg-type]
    assert {each.at_fund for each in rows} == {"30000"}


def test_a_line_that_is_assigned_to_the_fund_is_seen_and_one_that_leaves_it_is_not() -> None:
    from tests.programme import activity
    from tests.rooms.money.books import the_line

    place = {"activity": activity("1.1"), "account_code": "71300", "reason": "So it is."}
    money.assign_line(account=saule(), line=the_line(row=4), fund=fund("30000"), **place)
    assert seen(ingrid(), "expenditure") == "107.00"
    money.assign_line(account=saule(), line=the_line(row=2), fund=fund("30001"), **place)
    assert seen(ingrid(), "expenditure") == "7.00"


def test_lists_hold_the_granted_fund_alone() -> None:
    assert [each.code for each in money.funds_for(ingrid())] == ["30000"]
    assert {each.fund.code for each in money.contributions_for(ingrid())} == {"30000"}
    assert list(money.programmes_with_own_funds(ingrid())) == [the_programme()]


@pytest.mark.parametrize(
    "listed", [money.cost_reports_for, money.revisions_for, money.rates_for, money.variance_reasons_for]
)
def test_what_is_of_the_whole_programme_is_not_listed(listed: Callable[[Account], object]) -> None:
    assert not list(listed(ingrid()))  # type: ignore[call-overload]


def test_nor_shown_by_the_pages_that_begin_from_it() -> None:
    period = the_programme().periods.get(key="2022-Q3")
    money.explain_variance(account=saule(), activity=activity("1.1"), period=period, text="Prices rose.")
    assert money.rates(saule(), the_programme()).exists()
    assert money.variance_reasons(saule(), the_programme())
    assert not money.rates(ingrid(), the_programme()).exists()
    assert money.variance_reasons(ingrid(), the_programme()) == {}


def test_one_thing_at_a_time_neither() -> None:
    report = money.cost_reports(the_programme()).get()
    assert money.fund(ingrid(), "00143776", "30000") == fund("30000")
    for ask_for in (
        lambda: money.fund(ingrid(), "00143776", "30001"),
        lambda: money.fund(ingrid(), "00200000", "30000"),
        lambda: money.revision(ingrid(), the_programme(), 1),
        lambda: money.cost_report(ingrid(), the_programme(), report.pk),
        lambda: money.cost_line(ingrid(), the_programme(), report.lines.all()[0].pk),
    ):
        with pytest.raises(NoSuchMoney):
            ask_for()


def test_a_fund_of_the_same_code_in_another_programme_stays_unseen() -> None:
    other = programme("00200000")
    theirs = money.add_fund(account=saule(), programme=other, code="30000", title="Other")
    money.add_contribution(account=saule(), fund=theirs, kind="received", day=date(2022, 7, 1), amount=Decimal(9))
    assert seen(ingrid(), "contributions", Question.of(other)) == "0.00"
    assert theirs not in money.funds_for(ingrid())
    with pytest.raises(NoSuchMoney):
        money.fund(ingrid(), other.code, theirs.code)
    with pytest.raises(ValueError):
        money.limited(ingrid(), Question.of(the_programme(), other))


def test_a_grant_that_ended_shows_nothing() -> None:
    money.withdraw_grant(account=saule(), grant=FundGrant.objects.get(), reason="It ended.")
    assert [seen(ingrid(), each) for each in MEASURES] == ["0.00"] * 4
    assert not money.funds_for(ingrid()).exists()
    assert not money.programmes_with_own_funds(ingrid()).exists()


@pytest.mark.parametrize("who", STAFF)
def test_those_who_see_money_see_all_of_it(who: Callable[[], Account]) -> None:
    account = who()
    assert [seen(account, each) for each in MEASURES] == ["3240.00", "307.00", "100.00", "1000.00"]
    assert money.funds_for(account).count() == 2
    assert money.contributions_for(account).count() == 2
    assert money.cost_reports_for(account).count() == money.revisions_for(account).count() == 1
    assert not money.programmes_with_own_funds(account).exists()
