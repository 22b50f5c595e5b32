"""Pictures on pages: the results chain, money against time, indicators by quarter."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from tests.cast import aigul, bolat, dana, gulnara, ingrid, marat, saule, viktor
from tests.programme import activity, programme
from tests.rooms.money.books import budget, fund, printed, row, spent, the_programme
from tests.rooms.web.programmes.reading import TEXT, Who, asked, get, html, indicator, of, words
from tirek import indicators, money, pictures
from tirek.web.programmes import drawn

pytestmark = pytest.mark.django_db
CHAIN, PICTURES = of(part="results-chain/"), of(part="pictures/")
TODAY = date(2022, 10, 15)


@pytest.fixture(autouse=True)
def _programme(db) -> None:
    programme()


def test_it_works() -> None:
    indicator(the_programme(), value=12, period="2022-Q3", activity=activity("1.1"))
    page, shown = html(CHAIN), words(CHAIN)
    assert page.count('role="img"') == 1
    assert "Indicators: 1. On target: 1." in shown
    assert "1. Output 1 1.1 Activity 1.1 Residents heard On target 12 10" in shown


def test_a_chain_without_indicators_is_shown() -> None:
    assert "No indicator is followed here yet." in words(CHAIN)


def test_indicators_hang_where_they_are_placed() -> None:
    made = the_programme()
    indicator(made, "outcome", period="2022-Q3")
    indicator(made, "output", period="2022-Q3", output=made.outputs.get(number="2"))
    indicator(made, "activity", period="2022-Q3", activity=activity("2.1"))
    shown = words(CHAIN)
    assert "Outcome Residents heard No data" in shown
    assert "2. Output 2 Residents heard No data" in shown
    assert "2. Output 2 2.1 Activity 2.1 Residents heard No data" in shown


@time_machine.travel(TODAY)
def test_money_against_time_is_shown_with_what_was_planned() -> None:
    budget(row(amount="1000.00", year=2022))
    spent(printed("540.49"))
    shown = words(PICTURES)
    assert "By 30 September 2022, 540.49 USD of 1,080.00 USD was spent (50.0 %)." in shown
    assert "Planned: the budget of each year, spread evenly over its days." in shown
    assert "Whole budget: 1,080.00 USD" in shown
    assert "Today, 15 October 2022" in shown


def test_a_programme_without_money_or_indicators_has_its_pictures_too() -> None:
    shown = words(PICTURES)
    assert "There is neither a budget nor an expenditure yet." in shown
    assert "No indicator is followed here yet." in shown


def test_money_of_one_fund_alone() -> None:
    budget(row(amount="1000.00"), row(amount="500.00", code="40000"))
    spent(printed("540.49"), printed("10.00", code="40000"))
    assert "550.49 USD of 1,620.00 USD" in words(PICTURES)
    shown = words(f"{PICTURES}?fund=40000")
    assert "Budget and expenditure over time: 40000 Norway" in shown
    assert "10.00 USD of 540.00 USD" in shown


@pytest.mark.parametrize("asked_for", ["99999", "", "<script>"])
def test_a_fund_that_is_not_there_is_all_of_them(asked_for: str) -> None:
    budget(row(amount="1000.00"))
    spent(printed("540.49"))
    assert "540.49 USD of 1,080.00 USD" in words(f"{PICTURES}?fund={asked_for}")


def test_indicators_are_shown_by_quarter_as_they_combine() -> None:
    indicator(the_programme(), value=12, period="2022-Q3")
    assert "Residents heard ( Residents heard )".replace("( ", "(").replace(" )", ")") in words(PICTURES)
    assert "quarters are added up" in words(PICTURES)


def test_no_more_than_twelve_indicators_stand_on_a_page() -> None:
    for number in range(13):
        indicator(the_programme(), f"heard-{number:02}", period="2022-Q3", title={**TEXT, "en": f"Heard {number:02}"})
    first, second = html(PICTURES), html(f"{PICTURES}?page=2")
    assert "Heard 11" in first
    assert "Heard 12" not in first
    assert "Heard 12" in second
    assert "Heard 00" not in second


@pytest.mark.parametrize("who", [aigul, marat, saule, viktor, bolat, gulnara, dana])
@pytest.mark.parametrize("address", [CHAIN, PICTURES])
def test_everybody_with_a_role_sees_them(who: Who, address: str) -> None:
    assert get(address, who).status_code == 200


@pytest.mark.parametrize("address", [CHAIN, PICTURES])
def test_a_donor_does_not(address: str) -> None:
    money.grant_fund(account=saule(), fund=fund(), donor=ingrid())
    assert get(address, ingrid).status_code == 404


def test_a_picture_of_money_for_a_donor_holds_the_own_fund_alone() -> None:
    budget(row(amount="1000.00"), row(amount="500.00", code="40000"))
    spent(printed("540.49"), printed("10.00", code="40000"))
    money.grant_fund(account=saule(), fund=fund("40000"), donor=ingrid())
    seen = drawn.burn(ingrid(), the_programme(), TODAY)
    assert seen.words.startswith("By 30 September 2022, 10.00\xa0USD of 540.00\xa0USD was spent")
    assert "550.49" not in seen.svg + str(seen.table)
    others = drawn.burn(ingrid(), the_programme(), TODAY, fund("30000"))
    assert "540.49" not in others.words


def test_a_picture_of_money_for_a_donor_without_a_fund_holds_nothing() -> None:
    budget(row(amount="1000.00"))
    assert drawn.burn(ingrid(), the_programme(), TODAY).words == "There is neither a budget nor an expenditure yet."


def test_a_picture_is_drawn_once_for_the_same_data_and_language(monkeypatch: pytest.MonkeyPatch) -> None:
    drawings: list[Any] = []

    def burn(data: pictures.Burn) -> pictures.Picture:
        drawings.append(data)
        return pictures.Picture("<svg/>", "Burn", "Words", (("A",), ()))

    monkeypatch.setattr(drawn.pictures, "burn", burn)
    given = aigul(), the_programme(), TODAY
    for _ in range(3):
        drawn.burn(*given)
    assert len(drawings) == 1
    with translation.override("kk"):
        drawn.burn(*given)
    assert len(drawings) == 2
    budget(row(amount="1000.00"))
    drawn.burn(*given)
    assert len(drawings) == 3


def test_the_number_of_questions_does_not_grow() -> None:
    indicator(the_programme(), period="2022-Q3", value=1)
    budget(row(amount="1000.00"))
    spent(printed("540.49"))
    few = [asked(address) for address in (CHAIN, PICTURES)]
    for number in range(6):
        indicator(the_programme(), f"heard-{number}", period="2022-Q3", value=number)
    spent(*[printed(f"{number}.00", day="2022-11-15") for number in range(1, 60)], quarter="2022-Q4")
    assert [asked(address) for address in (CHAIN, PICTURES)] == few
    assert max(few) < 40


@pytest.mark.parametrize(
    ("day", "planned"),
    [
        (date(2022, 4, 30), "0.00"),
        (date(2022, 5, 1), "4.90"),
        (date(2022, 12, 31), "1200.00"),
        (date(2023, 6, 30), "1795.56"),
        (date(2023, 12, 31), "2401.00"),
        (date(2030, 1, 1), "2401.00"),
    ],
)
def test_a_budget_is_spread_evenly_over_the_days_of_its_year(day: date, planned: str) -> None:
    years = {2022: Decimal("1200.00"), 2023: Decimal("1201.00")}
    assert drawn.planned_by(the_programme(), years, day) == Decimal(planned)


def test_a_budget_of_a_year_outside_the_programme_is_spread_over_that_year() -> None:
    years = {2025: Decimal(365)}
    assert drawn.planned_by(the_programme(), years, date(2024, 12, 31)) == 0
    assert drawn.planned_by(the_programme(), years, date(2025, 1, 10)) == 10


def test_money_spent_before_the_programme_began_or_after_it_ended_is_drawn() -> None:
    budget(row(amount="1000.00"))
    spent(printed("5.00", day="2022-02-01"), quarter="2022-Q1")
    spent(printed("7.00", day="2024-02-01"), quarter="2024-Q1")
    seen = drawn.burn(aigul(), the_programme(), TODAY)
    assert seen.words.startswith("By 31 March 2024, 12.00\xa0USD")
    assert seen.table[1][0][0] == "1 January 2022"


def test_a_withdrawn_report_leaves_the_picture() -> None:
    budget(row(amount="1000.00"))
    report = spent(printed("540.49"))
    money.withdraw_cost_report(account=saule(), report=report, reason="Sent again.")
    assert drawn.burn(aigul(), the_programme(), TODAY).words == "Nothing of 1,080.00\xa0USD was spent yet."


def test_each_picture_can_be_put_on_any_page() -> None:
    indicator(the_programme(), period="2022-Q3", value=1)
    request = RequestFactory().get("/")
    request.user = aigul()
    given = {"request": request, "programme": the_programme(), "rows": indicators.results_framework(the_programme())}
    for tag in ("burn request.user programme", "small_multiples rows", "results_chain programme rows"):
        page = Template(f"{{% load pictures %}}{{% {tag} %}}").render(Context(given))
        assert page.count('role="img"') == 1
        assert "tirek-picture" in page


def test_the_money_pages_carry_the_burn() -> None:
    budget(row(amount="1000.00"))
    spent(printed("540.49"))
    assert "Budget and expenditure over time" in words("/money/00143776/")


@pytest.mark.parametrize("address", [CHAIN, PICTURES])
def test_nothing_on_them_has_a_style_of_its_own(address: str) -> None:
    indicator(the_programme(), period="2022-Q3", value=1)
    assert " style=" not in html(address)


@pytest.mark.parametrize("who", [viktor, gulnara])
def test_pictures_speak_the_language_of_the_reader(who: Who) -> None:
    cache.clear()
    indicator(the_programme(), period="2022-Q3", value=1)
    assert TEXT[who().language] in html(CHAIN, who)
