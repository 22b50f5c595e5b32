"""Figures of money: what the money room adds up, by period, split and as of a moment, with the rows behind them."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import aigul, bolat, dana, gulnara, ingrid, marat, saule, viktor
from tests.programme import programme
from tests.rooms.indicators.reporting import the
from tests.rooms.money.books import budget, fund, printed, row, spent
from tirek import indicators, ledger, money
from tirek.directory import NotPermitted
from tirek.indicators import FigureDefinition, FigureValue, NoSuchFigure, Scope, evaluate, records_behind
from tirek.indicators.definition import MONEY
from tirek.indicators.operations.ensure_standard_figures import standard_figures

pytestmark = pytest.mark.django_db
FEE = money.FEE_ACCOUNT


@pytest.fixture(autouse=True)
def _books() -> None:
    programme()
    indicators.ensure_standard_figures(aigul(), the())


def value(code: str, period: str = "", as_of: Mapping[str, int] | None = None) -> FigureValue:
    return evaluate(indicators.figure_definition(the(), code).definition, Scope(the().pk, as_of, period))


def number(code: str, period: str = "", as_of: Mapping[str, int] | None = None) -> Decimal | None:
    return value(code, period, as_of).number


def split(code: str, dimension: str, period: str = "") -> dict[str, Decimal | None]:
    return next(each.cells for each in value(code, period).splits if each.dimension == dimension)


def two_quarters() -> None:
    budget(row("1.1", 1000), row("2.1", 3000, code="31000", account="72100"), row("2.1", 2000, year=2023, code="31000"))
    spent(
        printed(100, number="1.1"),
        printed("50.50", number="2.1", code="31000", account="72100"),
        printed("12.04", number="", account=FEE),
        printed(7, number="9.9", code="99999"),
        printed(0, commitment=40),
    )
    spent(printed(200, day="2022-11-01", commitment=15), quarter="2022-Q4")


def test_it_works() -> None:
    two_quarters()
    assert [number("expenditure", each) for each in ("2022-Q3", "2022-Q4", "..2022-Q4", "2022", "")] == [
        Decimal("169.54"),
        200,
        Decimal("369.54"),
        Decimal("369.54"),
        Decimal("369.54"),
    ]
    assert split("expenditure", "activity") == {"1.1": 300, "2.1": Decimal("50.50"), "none": Decimal("19.04")}
    assert number("fee-charged") == Decimal("12.04")


def test_the_standard_figures_are_read_and_said_in_three_languages() -> None:
    specs = standard_figures("KZT")
    assert {spec["code"] for spec in specs} == set(MONEY)
    for spec in specs:
        assert spec["counts"] == spec["code"]
        definition = indicators.read_definition(spec)
        assert len({definition.question[each] for each in ("en", "ru", "kk")}) == 3
        assert definition.unit["en"] == ("percent" if spec["code"] == "delivery" else "KZT")


def test_they_are_defined_once_and_what_was_changed_stays() -> None:
    assert indicators.ensure_standard_figures(aigul(), the()) == []
    changed = {**indicators.figure_definition(the(), "budget").spec, "split_by": ["fund"]}
    indicators.define_figures(account=aigul(), programme=the(), specs=[changed])
    assert indicators.ensure_standard_figures(aigul(), the()) == []
    assert indicators.figure_definition(the(), "budget").version == 2
    assert FigureDefinition.objects.count() == len(MONEY) + 1


@pytest.mark.parametrize("by", [marat, saule, viktor, bolat, gulnara, ingrid, dana])
def test_refuses_to_define_them_to_all_but_the_coordinator(by: Any) -> None:
    with pytest.raises(NotPermitted):
        indicators.ensure_standard_figures(by(), the())


def test_a_budget_is_of_the_years_that_a_period_touches() -> None:
    two_quarters()
    direct_and_fee = [Decimal(4000) * Decimal("1.08"), Decimal(2000) * Decimal("1.08")]
    assert [number("budget", each) for each in ("2022-Q3", "2022", "2023", "")] == [
        direct_and_fee[0],
        direct_and_fee[0],
        direct_and_fee[1],
        sum(direct_and_fee),
    ]
    assert split("budget", "year") == {"2022": direct_and_fee[0], "2023": direct_and_fee[1]}
    assert split("budget", "activity")["none"] == Decimal(6000) * Decimal("0.08")


def test_commitments_are_a_stock_and_never_added() -> None:
    two_quarters()
    assert [number("commitments", each) for each in ("2022-Q3", "2022-Q4", "..2022-Q4", "")] == [40, 15, 15, 15]


def test_contributions_are_what_came_in() -> None:
    from datetime import date

    for kind, amount, day in (("pledged", 500, 3), ("received", 80, 8), ("received", 40, 11)):
        money.add_contribution(account=saule(), fund=fund(), kind=kind, day=date(2022, day, 1), amount=Decimal(amount))
    assert [number("contributions", each) for each in ("2022-Q3", "2022-Q4", "")] == [80, 40, 120]
    assert split("contributions", "fund") == {"30000": 120}


def test_the_fee_due_is_that_of_the_direct_costs_by_the_budget_in_force() -> None:
    fund()
    spent(printed(100), printed("12.04", number="", account=FEE))
    assert number("fee-due") is None  # no rate yet
    budget(row("1.1", 1000))
    assert number("fee-due") == 8
    assert number("fee-charged") == Decimal("12.04")
    assert split("fee-due", "fund") == {"30000": 8}


def test_delivery_is_a_rate_to_one_decimal_and_none_without_a_budget() -> None:
    spent(printed(100))
    assert number("delivery") is None
    budget(row("1.1", 1000))
    assert number("delivery") == Decimal("9.3")  # of 1,080 with the fee
    assert split("delivery", "activity")["1.1"] == Decimal("10.0")
    assert number("delivery", "2023") is None


def test_as_of_before_a_report_came_in_it_was_not_spent() -> None:
    budget(row("1.1", 1000))
    spent(printed(100))
    before = ledger.heads()
    spent(printed(200, day="2022-11-01"), quarter="2022-Q4")
    assert (number("expenditure", as_of=before), number("expenditure"), number("delivery", as_of=before)) == (
        100,
        300,
        Decimal("9.3"),
    )
    assert number("expenditure", as_of={}) == 0


# The rows behind a figure.


def behind(code: str, period: str = "", cell: tuple[str, str] | None = None) -> list[Decimal]:
    definition = indicators.figure_definition(the(), code).definition
    return [each.value for each in records_behind(definition, Scope(the().pk, None, period), cell)]


@pytest.mark.parametrize("code", ["budget", "expenditure", "fee-charged", "commitments"])
@pytest.mark.parametrize("period", ["", "2022-Q3", "..2022-Q4", "2023"])
def test_the_rows_behind_a_figure_and_each_of_its_cells_add_up_to_it(code: str, period: str) -> None:
    two_quarters()
    whole = value(code, period)
    assert sum(behind(code, period)) == whole.number
    assert whole.record_count == len(behind(code, period))
    for each in whole.splits:
        assert sum(filter(None, each.cells.values())) == whole.number
        for name, amount in each.cells.items():
            assert sum(behind(code, period, (each.dimension, name))) == amount, (each.dimension, name)


def test_a_cell_that_is_not_there_has_no_rows() -> None:
    two_quarters()
    assert behind("expenditure", "", ("activity", "7.7")) == []
    assert behind("expenditure", "2023", ("activity", "1.1")) == []


def test_conditions_of_a_definition_limit_the_rows_and_every_cell() -> None:
    two_quarters()
    spec = indicators.figure_definition(the(), "expenditure").spec
    narrow = spec | {"code": "narrow", "where": {"activity": ["1.1"], "year": ["2022"]}}
    indicators.define_figures(account=aigul(), programme=the(), specs=[narrow])
    assert number("narrow") == 300
    assert behind("narrow", "", ("activity", "2.1")) == []
    assert behind("narrow", "", ("fund", "30000")) == [100, 0, 200]


@pytest.mark.parametrize(
    ("by", "sees"),
    [(aigul, True), (marat, True), (saule, True), (viktor, True), (bolat, True), (gulnara, True), (ingrid, False)],
)
def test_rows_are_seen_by_those_who_see_money(by: Any, sees: bool) -> None:
    two_quarters()
    definition = indicators.figure_definition(the(), "expenditure").definition
    rows = indicators.records_for(by(), definition, Scope(the().pk))
    assert rows.exists() == sees


def test_a_donor_is_given_no_definition_and_no_list() -> None:
    assert indicators.definitions_for(ingrid(), the()) == []
    with pytest.raises(NotPermitted):
        indicators.definition_for(ingrid(), the(), "expenditure")
    assert {each.code for each in indicators.definitions_for(viktor(), the())} == set(MONEY)
    with pytest.raises(NoSuchFigure):
        indicators.definition_for(viktor(), the(), "nothing")


def test_a_table_names_its_columns_and_holds_no_others() -> None:
    two_quarters()
    definition = indicators.figure_definition(the(), "expenditure").definition
    heading, first, *_rest = indicators.as_table(
        definition, indicators.records_for(aigul(), definition, Scope(the().pk, None, "2022-Q4"))
    )
    assert heading[:5] == ("day", "activity", "fund", "account", "kind")
    assert first[1:6] == ("1.1", "30000", "71300", "direct", "Consultant")
    for code in MONEY:
        definition = indicators.figure_definition(the(), code).definition
        table = list(indicators.as_table(definition, indicators.records_for(aigul(), definition, Scope(the().pk))))
        assert len({len(line) for line in table}) == 1


@pytest.mark.parametrize("code", MONEY)
def test_the_number_of_questions_does_not_grow(code: str) -> None:
    two_quarters()
    before = questions(code)
    spent(*(printed(amount, day="2023-02-01") for amount in range(1, 60)), quarter="2023-Q1")
    assert questions(code) == before


def questions(code: str) -> int:
    definition = indicators.figure_definition(the(), code).definition
    with CaptureQueriesContext(connection) as asked:
        evaluate(definition, Scope(the().pk))
    return len(asked)
