"""Funds, contributions, rates, reasons of variance: what is entered one by one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.cast import aigul, bolat, dana, gulnara, ingrid, marat, office, saule, somebody, timur, viktor
from tests.programme import activity, programme
from tests.rooms.money.books import fund, rate, the_programme
from tirek import money
from tirek.directory import Account, NotPermitted, Role
from tirek.ledger import entries, history, verify
from tirek.money import Contribution, ExchangeRate, Fund, FundCodeTaken, NoSuchMoney, VarianceReason
from tirek.money.errors import (
    AlreadyWithdrawn,
    AmountImpossible,
    ContributionEntered,
    ContributionImpossible,
    FundAlreadyGranted,
    FundIncomplete,
    NotADonor,
    RateAlreadySet,
    RateImpossible,
)
from tirek.plans import BudgetLine, NoSuchPlan, ReasonMissing, ReportingPeriod

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _programme() -> None:
    programme()


def contribution(**given: Any) -> Contribution:
    given = {"kind": "received", "day": date(2022, 7, 4), "amount": Decimal("500.00")} | given
    return money.add_contribution(account=given.pop("account", saule()), fund=fund(), **given)


def explained(text: str = "Prices rose.", by: Account | None = None) -> VarianceReason:
    period = ReportingPeriod.objects.get(key="2022-Q3")
    return money.explain_variance(account=by or saule(), activity=activity("1.1"), period=period, text=text)


def test_it_works() -> None:
    money.grant_fund(account=saule(), fund=fund(donor="Norway", donor_reference="KAZ-22/1"), donor=ingrid())
    contribution()
    rate()
    explained()
    assert [each.code for each in money.funds(the_programme())] == ["30000"]
    assert verify().ok


DEEDS: dict[str, Callable[[Account], object]] = {
    "add_fund": lambda who: money.add_fund(account=who, programme=the_programme(), code="31000", title="X"),
    "correct_fund": lambda who: money.correct_fund(account=who, fund=fund(), title="Y"),
    "grant_fund": lambda who: money.grant_fund(account=who, fund=fund(), donor=ingrid()),
    "add_contribution": lambda who: contribution(account=who),
    "withdraw_contribution": lambda who: money.withdraw_contribution(
        account=who, contribution=contribution(), reason="No."
    ),
    "set_rate": lambda who: money.set_rate(
        account=who, base="USD", currency="KZT", month=date(2022, 8, 1), units=Decimal(400), source="UN"
    ),
    "withdraw_rate": lambda who: money.withdraw_rate(account=who, rate=rate(), reason="No."),
    "explain_variance": lambda who: explained(by=who),
}


@pytest.mark.parametrize("deed", DEEDS)
@pytest.mark.parametrize("who", [saule, aigul])
def test_those_who_enter_money_do_it(deed: str, who: Callable[[], Account]) -> None:
    DEEDS[deed](who())


@pytest.mark.parametrize("deed", DEEDS)
@pytest.mark.parametrize("who", [marat, viktor, bolat, gulnara, ingrid, dana])
def test_others_do_not(deed: str, who: Callable[[], Account]) -> None:
    with pytest.raises(NotPermitted):
        DEEDS[deed](who())


@pytest.mark.parametrize("deed", [each for each in DEEDS if each != "set_rate"])
def test_to_the_finance_officer_of_a_region_the_national_programme_is_not_there(deed: str) -> None:
    with pytest.raises(NoSuchMoney if "rate" in deed else NoSuchPlan):
        DEEDS[deed](somebody("saken", Role.FINANCE, "HRC-15"))


def test_a_rate_is_that_of_ones_own_office() -> None:
    saken = somebody("saken", Role.FINANCE, "HRC-15")
    DEEDS["set_rate"](saken)
    assert ExchangeRate.objects.get().office_id == "HRC-15"
    assert not money.rates(saule(), the_programme()).exists()
    with pytest.raises(NoSuchMoney):
        money.set_rate(
            account=saken,
            base="USD",
            currency="KZT",
            month=date(2022, 8, 1),
            units=Decimal(400),
            source="UN",
            office=office("HRC"),
        )


def test_a_code_names_one_fund_of_a_programme() -> None:
    fund("abc")
    for code in ("abc", "ABC"):
        with pytest.raises(FundCodeTaken):
            money.add_fund(account=saule(), programme=the_programme(), code=code, title="X")
    assert money.add_fund(account=saule(), programme=programme("00200000"), code="abc", title="X").code == "abc"


@pytest.mark.parametrize(("code", "title"), [("", "X"), ("3 0", "X"), ("x" * 21, "X"), ("30000", " "), ("3<b>", "X")])
def test_refuses_a_fund_without_code_or_title(code: str, title: str) -> None:
    with pytest.raises(FundIncomplete):
        money.add_fund(account=saule(), programme=the_programme(), code=code, title=title)


def test_what_a_fund_is_called_is_corrected_and_the_ledger_says_what_it_was() -> None:
    given = fund(title="Norwey", donor="Norway", donor_reference="KAZ-22/1")
    money.correct_fund(account=saule(), fund=given, title=" Norway ", donor="Kingdom of Norway")
    now = Fund.objects.get(pk=given.pk)
    assert (now.code, now.title, now.donor, now.donor_reference) == ("30000", "Norway", "Kingdom of Norway", "")
    (told,) = entries(event="fund-corrected")
    assert "it was: Norwey · Norway · KAZ-22/1." in told.sentence
    assert verify().ok
    money.correct_fund(account=saule(), fund=now, title="Norway", donor="Kingdom of Norway")
    assert len(entries(event="fund-corrected")) == 1
    assert len(history(now)) == 2


def test_a_fund_is_not_left_without_a_title() -> None:
    with pytest.raises(FundIncomplete):
        money.correct_fund(account=saule(), fund=fund(), title=" ")


@pytest.mark.parametrize("who", [aigul, marat, viktor, dana, timur])
def test_sight_of_a_fund_is_given_to_donors_alone(who: Callable[[], Account]) -> None:
    with pytest.raises(NotADonor):
        money.grant_fund(account=saule(), fund=fund(), donor=who())


def test_sight_of_a_fund_is_given_once_and_may_end() -> None:
    grant = money.grant_fund(account=saule(), fund=fund(), donor=ingrid())
    with pytest.raises(FundAlreadyGranted):
        money.grant_fund(account=aigul(), fund=fund(), donor=ingrid())
    assert money.grants(the_programme()) == {fund().pk: [grant]}
    with pytest.raises(ReasonMissing):
        money.withdraw_grant(account=saule(), grant=grant, reason="")
    money.withdraw_grant(account=saule(), grant=grant, reason="The agreement ended.")
    with pytest.raises(AlreadyWithdrawn):
        money.withdraw_grant(account=saule(), grant=grant, reason="The agreement ended.")
    assert money.grants(the_programme()) == {}
    money.grant_fund(account=saule(), fund=fund(), donor=ingrid())


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"kind": "hoped"}, ContributionImpossible),
        ({"day": date(2999, 1, 1)}, ContributionImpossible),
        ({"amount": Decimal("0.00")}, AmountImpossible),
        ({"amount": Decimal("-5")}, AmountImpossible),
        ({"amount": Decimal("5.001")}, AmountImpossible),
        ({"amount": Decimal("NaN")}, AmountImpossible),
        ({"amount": Decimal("1e13")}, AmountImpossible),
    ],
)
def test_refuses_a_contribution_that_cannot_be(given: dict[str, Any], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        contribution(**given)


def test_the_same_contribution_is_entered_once_unless_its_reference_differs() -> None:
    first = contribution(reference="Letter 5")
    with pytest.raises(ContributionEntered):
        contribution(reference=" Letter 5 ", account=aigul())
    contribution(reference="Letter 6")
    contribution(kind="pledged", reference="Letter 5")
    money.withdraw_contribution(account=saule(), contribution=first, reason="No.")
    contribution(reference="Letter 5")
    assert Contribution.objects.filter(Contribution.standing()).count() == 3


def test_what_is_pledged_may_be_still_to_come() -> None:
    assert contribution(kind="pledged", day=date(2999, 1, 1)).kind == "pledged"


def test_a_contribution_is_withdrawn_once_and_with_a_reason() -> None:
    entered = contribution()
    with pytest.raises(ReasonMissing):
        money.withdraw_contribution(account=saule(), contribution=entered, reason=" ")
    money.withdraw_contribution(account=saule(), contribution=entered, reason="It went to another.")
    with pytest.raises(AlreadyWithdrawn):
        money.withdraw_contribution(account=saule(), contribution=entered, reason="It went to another.")


@pytest.mark.parametrize(
    "given",
    [
        {"currency": "USD"},
        {"currency": "tenge"},
        {"currency": "K2T"},
        {"units": Decimal(0)},
        {"units": Decimal(-1)},
        {"units": Decimal("NaN")},
        {"units": Decimal("0.0000001")},
        {"units": Decimal("1e12")},
        {"source": " "},
    ],
)
def test_refuses_a_rate_that_is_none(given: dict[str, Any]) -> None:
    whole = {"base": "USD", "currency": "KZT", "month": date(2022, 8, 1), "units": Decimal(400), "source": "UN"} | given
    with pytest.raises(RateImpossible):
        money.set_rate(account=saule(), **whole)


def test_a_rate_is_of_a_month_and_never_written_over() -> None:
    first = rate("447.05", date(2022, 8, 17), "kzt")
    assert (first.month, first.currency) == (date(2022, 8, 1), "KZT")
    with pytest.raises(RateAlreadySet) as refused:
        rate("450.00")
    assert str(refused.value) == "There is already a rate of KZT for 2022-08: 447.05."
    money.withdraw_rate(account=saule(), rate=first, reason="Mistyped.")
    with pytest.raises(AlreadyWithdrawn):
        money.withdraw_rate(account=saule(), rate=first, reason="Mistyped.")
    rate("450.00")
    assert [str(each.units.normalize()) for each in money.rates(saule(), the_programme())] == ["447.05", "4.5E+2"]


def test_the_newest_reason_of_variance_is_shown() -> None:
    first = explained("Prices rose.")
    assert explained(" Prices rose. ") == first
    second = explained("Prices rose, and a seminar was put off.")
    assert money.variance_reasons(saule(), the_programme()) == {("1.1", "2022-Q3"): second}
    assert money.variance_reasons(saule(), the_programme(), first.entered_position) == {("1.1", "2022-Q3"): first}


def test_refuses_an_empty_reason_and_the_activity_of_another_programme() -> None:
    with pytest.raises(ReasonMissing):
        explained(" ")
    period = ReportingPeriod.objects.get(key="2022-Q3")
    theirs = activity("1.1", programme("00200000"))
    with pytest.raises(NoSuchMoney):
        money.explain_variance(account=saule(), activity=theirs, period=period, text="x")


def test_the_rows_of_a_first_budget_are_what_the_plan_prints_by_year() -> None:
    from tests.programme import MADE
    from tirek.ledger import entry

    first, second, undated = activity("1.1"), activity("1.2"), activity("2.1")
    with entry(event=MADE, office="HRC", by="tests") as trace:
        for each, year, amount in (
            (first, 2022, "100.00"),
            (first, 2022, "50.00"),
            (first, 2023, "70.00"),
            (first, None, "220.00"),
            (second, 2023, "0.00"),
            (undated, None, "30.00"),
            (None, 2022, "999.00"),
        ):
            kind = "activity" if each else "total"
            trace.store(
                BudgetLine(
                    programme=the_programme(),
                    activity=each,
                    kind=kind,
                    year=year,
                    amount=Decimal(amount),
                    printed="",
                    line=1,
                )
            )
    rows = money.plan_rows(the_programme(), fund())
    assert [(each.activity.number, each.year, str(each.amount), each.account_code) for each in rows] == [
        ("1.1", 2022, "150.00", ""),
        ("1.1", 2023, "70.00", ""),
        ("2.1", 2022, "30.00", ""),
    ]
