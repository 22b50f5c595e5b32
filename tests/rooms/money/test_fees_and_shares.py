"""Whatever is budgeted and spent: fees are due where they are charged, and the shares of funds make the whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cast import gulnara, ingrid, saule
from tests.programme import programme
from tests.rooms.money.books import ask, by, drafted, fund, printed, rate, row, spent, the_programme, total
from tirek import money
from tirek.money import BudgetRevision, CostReport, FeeBase, FundGrant
from tirek.money.fee import fee_due
from tirek.web.money import tables

pytestmark = pytest.mark.django_db
HALF_A_CENT = Decimal("0.005")
FUNDS = ("30000", "30001", "30002")
PLACES = st.tuples(
    st.sampled_from(["1.1", "1.2", "2.1"]),
    st.sampled_from(FUNDS),
    st.sampled_from(["71300", "72100"]),
    st.sampled_from([2022, 2023]),
)
BUDGETS = st.dictionaries(PLACES, st.integers(0, 10**9), min_size=1, max_size=8)
RATES = st.integers(0, 3000).map(lambda hundredths: Decimal(hundredths).scaleb(-2))
BASES = st.sampled_from(list(FeeBase))
LINES = st.lists(
    st.tuples(
        st.sampled_from(["1.1", "2.1", "9.9"]),
        st.sampled_from([*FUNDS, "99999"]),
        st.sampled_from(["71300", "75100"]),
        st.integers(-(10**8), 10**8),
        st.sampled_from(["USD", "KZT"]),
    ),
    min_size=1,
    max_size=12,
)
few = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(autouse=True)
def _programme() -> None:
    programme()
    rate("447.05")
    for code in FUNDS:
        fund(code)


def amount(cents: int) -> Decimal:
    return Decimal(cents).scaleb(-2)


def sums(rows: Iterable[tuple[Any, Decimal]]) -> dict[Any, Decimal]:
    found: dict[Any, Decimal] = defaultdict(Decimal)
    for key, each in rows:
        found[key] += each
    return dict(found)


def budgeted(budget: dict[Any, int], percent: Decimal, base: FeeBase) -> BudgetRevision:
    """A budget in force in the place of what was."""
    rows = [row(n, amount(cents), code=f, account=a, year=y) for (n, f, a, y), cents in budget.items()]
    revision = drafted(*rows, fee_rate=percent, fee_base=base)
    money.review_revision(account=gulnara(), revision=revision, verdict="approved")
    return revision


def taken_in(lines: list[tuple[Any, ...]]) -> CostReport:
    """A cost report in the place of what was."""
    for report in CostReport.objects.filter(CostReport.standing()):
        money.withdraw_cost_report(account=saule(), report=report, reason="Another one.")
    return spent(*(printed(amount(c), number=n, code=f, account=a, currency=of) for n, f, a, c, of in lines))


@few
@given(BUDGETS, RATES, BASES)
def test_it_works(budget: dict[Any, int], percent: Decimal, base: FeeBase) -> None:
    """A budget holds the fee of each fund and year on its direct costs, and nothing besides."""
    revision = budgeted(budget, percent, base)
    rows = list(money.budget_rows(revision))
    direct = sums(((each.fund.code, each.year), each.amount) for each in rows if each.kind == "direct")
    fees = {(each.fund.code, each.year): each.amount for each in rows if each.kind == "fee"}
    assert direct == sums(((f, y), amount(cents)) for (_n, f, _a, y), cents in budget.items())
    assert fees == ({key: fee_due(each, percent, base) for key, each in direct.items()} if percent else {})
    assert total("budget") == sum(direct.values()) + sum(fees.values())
    assert by("budget", "kind", "year").keys() >= {("direct", str(year)) for _fund, year in direct}


@few
@given(LINES, RATES, BASES)
def test_the_fee_due_is_that_of_each_fund_wherever_it_is_told(
    lines: list[tuple[Any, ...]], percent: Decimal, base: FeeBase
) -> None:
    budgeted({("1.1", "30000", "71300", 2022): 100_000_000}, percent, base)
    report = taken_in(lines)
    direct = sums((each.fund_code, each.amount) for each in report.lines.all() if each.kind == "direct")
    due = {key[0]: each for key, each in money.fees_due(ask(), ("fund",)).items()}
    known = sums((code if code in FUNDS else "", each) for code, each in direct.items())
    assert due == {code: fee_due(each, percent, base) for code, each in known.items()}
    shown = {
        each.fund: each.due for each in tables.fees(tables.spending(ask()), money.budget_in_force(the_programme()))
    }
    assert {code: each for code, each in shown.items() if code in due} == due
    finer = money.fees_due(ask(), ("fund", "activity"))
    for code, each in due.items():
        parts = [one for (of, _activity), one in finer.items() if of == code]
        assert abs(sum(parts) - each) <= HALF_A_CENT * (len(parts) + 1)


@few
@given(LINES)
def test_each_line_is_converted_to_the_cent_and_the_whole_is_their_sum(lines: list[tuple[Any, ...]]) -> None:
    report = taken_in(lines)
    made = list(report.lines.order_by("row"))
    assert [each.printed_amount for each in made] == [amount(line[3]) for line in lines]
    for each in made:
        assert each.rate == (Decimal("447.05") if each.currency == "KZT" else 1)
        assert abs(each.amount - each.printed_amount / each.rate) <= HALF_A_CENT
    assert total() == report.amount == sum(each.amount for each in made)


@few
@given(LINES)
def test_what_the_donors_of_all_funds_see_and_what_is_of_none_is_the_whole(lines: list[tuple[Any, ...]]) -> None:
    taken_in(lines)
    whole = by("expenditure", "fund")
    seen = Decimal(0)
    for code in FUNDS:
        for grant in FundGrant.objects.filter(FundGrant.standing()):
            money.withdraw_grant(account=saule(), grant=grant, reason="The next one.")
        money.grant_fund(account=saule(), fund=fund(code), donor=ingrid())
        theirs = money.amounts("expenditure", money.limited(ingrid(), ask()))[()]
        assert theirs == whole.get(code, Decimal(0))
        seen += theirs
    assert seen + whole.get("", Decimal(0)) == total()


def test_a_fee_of_half_a_cent_goes_up_in_the_budget_and_in_what_is_due() -> None:
    budgeted({("1.1", "30000", "71300", 2022): 19}, Decimal("7.90"), FeeBase.ON_COST)  # 0.19 × 7.9 % = 0.01501
    assert by("budget", "kind") == {"direct": Decimal("0.19"), "fee": Decimal("0.02")}
    taken_in([("1.1", "30000", "71300", 19, "USD")])
    assert money.fees_due(ask()) == {("30000",): Decimal("0.02")}
    assert money.totals_by_programme([the_programme().pk])[the_programme().pk].delivery == Decimal("90.5")
