"""The year of the seed plan, lived through: settled, budgeted, spent, corrected, reported, recomputed to the cent."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.cast import aigul, gulnara, ingrid, marat, saule
from tirek import indicators, ledger, money, monitoring, plans, reports
from tirek.command import programme_folder, programme_year
from tirek.command.programme_year import Hands, Year
from tirek.directory import SamePerson, Verdict
from tirek.money import CostReportTaken, Question, RatesMissing
from tirek.reports.errors import NotApproved

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "programmes" / "kazakhstan-2022"
SEED = next((ROOT.parent / "shared" / "seeds").glob("001*.txt"))
# What each cost report adds, direct cost and fee, by fund, in US dollars: counted by hand from the files.
SPENT = {
    "2022-Q3": {"GP": ("36291.15", "2903.29"), "TRAC": ("8280.00", "662.40")},
    "2022-Q4": {"GP": ("37420.75", "3093.66"), "TRAC": ("8315.30", "665.22")},
    "2023-Q1": {"GP": ("22202.90", "1776.23"), "TRAC": ("5800.00", "464.00")},
    "2023-Q2": {"GP": ("13550.00", "1084.00"), "TRAC": ("5600.00", "448.00")},
}
# The delivery rate at the end of each quarter: of the whole budget, and of the budget of the years until then, which is
# what "to date" means in a report: 98 388.00 until 2022, 150 000.00 until 2023.
DELIVERED = {"2022-Q3": "32.1", "2022-Q4": "65.1", "2023-Q1": "85.2", "2023-Q2": "99.0"}
TO_DATE = {"2022-Q3": "48.9", "2022-Q4": "99.2", "2023-Q1": "85.2", "2023-Q2": "99.0"}


def test_a_year() -> None:
    year = begun()
    told = year.read("money")
    settle_the_budget(year, told)
    first, *others = told["cost_reports"]
    third_quarter(year, told, first)
    for report in others:
        quarter(year, told, report)
    the_year_is_counted(year)
    risks_rise_and_the_course_is_corrected(year)
    results_are_approved_by_another(year)
    published = [quarterly_report(year, key) for key in SPENT]
    published += [final_report(year)]
    for each in published:
        assert reports.verify(each) == []
    assert not ledger.verify().differences


def begun() -> Year:
    """The seed plan itself, its faults settled, adopted; activities, figures and evidence as the folder has them."""
    coordinator = aigul()
    programme = programme_folder.take_in(account=coordinator, plan=SEED, synthetic=True, say=lambda _said: None)
    programme_folder.load(account=coordinator, programme=programme, folder=FOLDER, say=lambda _said: None)
    hands = Hands(coordinator=coordinator, monitoring=marat(), finance=saule(), reviewer=gulnara(), donor=ingrid())
    return Year(programme, FOLDER / "year", hands)


def settle_the_budget(year: Year, told: Mapping[str, Any]) -> None:
    funds = {row["code"]: money.add_fund(account=saule(), programme=year.programme, **row) for row in told["funds"]}
    first, second = told["revisions"]
    as_planned = programme_year.revise(year, first, funds)
    assert total(as_planned) == (Decimal("138000.00"), Decimal("12000.00"))
    drafted = money.draft_revision(
        account=saule(),
        programme=year.programme,
        title="Not yet looked at",
        reason="To be sent back.",
        fee_rate=Decimal("8"),
        fee_base=money.FeeBase.ON_COST,
        rows=money.plan_rows(year.programme, funds["GP"])[:1],
    )
    with pytest.raises(SamePerson):
        money.review_revision(account=coordinator_who_drafted(year, drafted), revision=drafted, verdict="approved")
    money.review_revision(account=gulnara(), revision=drafted, verdict=Verdict.RETURNED, reason="It forgets the rest.")
    assert money.budget_in_force(year.programme) == as_planned
    revised = programme_year.revise(year, second, funds)
    assert money.budget_in_force(year.programme) == revised
    assert total(revised) == (Decimal("138888.89"), Decimal("11111.11"))
    assert sum(total(revised)) == Decimal("150000.00")


def coordinator_who_drafted(year: Year, drafted: money.BudgetRevision) -> Any:
    """The one who drafted it, with a role that may review: still not the one to approve it."""
    from tirek.directory import Role, grant_role

    grant_role(account=drafted.drafted_by, role=Role.REVIEWER)
    return drafted.drafted_by


def third_quarter(year: Year, told: Mapping[str, Any], row: Mapping[str, Any]) -> None:
    """A line of an account that no budget has: shown, and assigned by a person who says why."""
    report = programme_year.take_in(year, row)
    (unmatched,) = money.unmatched(year.programme)
    assert (unmatched.problem, unmatched.line.account_code) == ("account-not-budgeted", "74500")
    assigned = told["assignments"][0]
    money.assign_line(
        account=saule(),
        line=report.lines.get(row=int(assigned["row"])),
        activity=year.activity(assigned["activity"]),
        fund=unmatched.line.fund,
        account_code=assigned["account"],
        reason=assigned["reason"],
    )
    assert money.unmatched(year.programme) == []
    with pytest.raises(CostReportTaken):
        programme_year.take_in(year, row)
    spent_is_right(year, "2022-Q3")


def quarter(year: Year, told: Mapping[str, Any], row: Mapping[str, Any]) -> None:
    key = plans.period_key(date.fromisoformat(row["begins"]))
    if key == "2023-Q1":  # paid in tenge: nothing is taken in before the rates of the months are known
        with pytest.raises(RatesMissing):
            programme_year.take_in(year, row)
        for rate in told["rates"]:
            programme_year.set_rate(year, rate)
    report = programme_year.take_in(year, row)
    if key == "2022-Q4":
        assert report.lines.get(row=6).amount == Decimal("-1250.00")
    if key == "2023-Q1":
        lines = {line.row: (line.printed_amount, line.currency, line.amount) for line in report.lines.all()}
        assert lines[2] == (Decimal("3200000.00"), "KZT", Decimal("6937.67"))
        assert lines[5] == (Decimal("2150000.00"), "KZT", Decimal("4815.23"))
    spent_is_right(year, key)


def spent_is_right(year: Year, key: str) -> None:
    """Each fund's direct cost and fee of the quarter, the whole until then, and the delivery rate of it."""
    first, last = plans.span_of(key)
    found = money.amounts("expenditure", asked(year, first, last), ("fund", "kind"))
    expected = {
        (fund, kind): Decimal(amount)
        for fund, amounts in SPENT[key].items()
        for kind, amount in zip(("direct", "fee"), amounts, strict=True)
    }
    assert found == expected
    spent = money.amounts("expenditure", asked(year, None, last))[()]
    assert money.delivery_rate(spent, Decimal("150000.00")) == Decimal(DELIVERED[key])


def the_year_is_counted(year: Year) -> None:
    """The whole year: what was spent, the fee as charged and as due, and that nothing is left unmatched."""
    by_kind = money.amounts("expenditure", asked(year), ("kind",))
    assert by_kind == {("direct",): Decimal("137460.10"), ("fee",): Decimal("11096.80")}
    direct = money.amounts("expenditure", asked(year), ("fund", "kind"))
    assert [direct[fund, "direct"] for fund in ("GP", "TRAC")] == [Decimal("109464.80"), Decimal("27995.30")]
    due = [money.fee_due(direct[fund, "direct"], Decimal("8"), "on-cost") for fund in ("GP", "TRAC")]
    assert due == [Decimal("8757.18"), Decimal("2239.62")]  # each fund pays to the cent
    assert by_kind[("fee",)] - sum(due) == 100  # charged too much in the last quarter of 2022, as the report prints it
    assert money.amounts("commitments", asked(year)).get((), Decimal(0)) == 0
    assert money.unmatched(year.programme) == []


def risks_rise_and_the_course_is_corrected(year: Year) -> None:
    programme_year.keep_monitoring(year, year.read("monitoring"))
    register = monitoring.risk_register(year.programme)
    assert [(row.previous.score, row.latest.score, row.rose) for row in register] == [(9, 16, True), (6, 12, True)]
    (correction,) = monitoring.corrections(year.programme)
    assert correction.risk == register[1].risk
    figure = indicators.parse_key(correction.figure)
    assert (figure.code, figure.period) == ("police-community-policing", "..2022-Q4")
    assert Decimal(correction.figure_value) < 125


def results_are_approved_by_another(year: Year) -> None:
    programme_year.enter_results(year, year.read("results"))
    rows = {row.indicator.code: row for row in indicators.results_framework(year.programme)}
    assert rows["residents-consulted"].to_date == Decimal(96 + 118 + 127 + 83)
    assert rows["trust-in-police"].to_date == Decimal("47.5")
    assert rows["police-community-policing"].to_date == 125


def quarterly_report(year: Year, key: str) -> reports.PublishedReport:
    """Written by the monitoring officer, refused to be published, approved by a second person, published."""
    started = reports.start_formal_report(
        account=marat(), programme=year.programme, kind="quarterly", period=key, language="en"
    )
    text = reports.latest_text(started)
    with pytest.raises(NotApproved):
        reports.publish_report(account=aigul(), report=started, number=1, version=text.version)
    reports.review_text(account=gulnara(), text=text, verdict=Verdict.APPROVED)
    published = reports.publish_report(account=aigul(), report=started, number=1, version=text.version)
    spent = sum(Decimal(amount) for amounts in SPENT[key].values() for amount in amounts)
    assert frozen(published, f"expenditure@{key}") == spent
    assert frozen(published, f"delivery@..{key}") == Decimal(TO_DATE[key])
    return published


def final_report(year: Year) -> reports.PublishedReport:
    published = programme_year.publish(year, kind="final", period="", language="en")
    assert frozen(published, "expenditure") == Decimal("148556.90")
    assert frozen(published, "budget") == Decimal("150000.00")
    assert frozen(published, "fee-charged") == Decimal("11096.80")
    assert frozen(published, "fee-due") == Decimal("10996.80")
    return published


def asked(year: Year, begins: Any = None, ends: Any = None) -> Question:
    return Question.of(year.programme, begins=begins, ends=ends)


def total(revision: money.BudgetRevision) -> tuple[Decimal, Decimal]:
    """Direct cost and fee of a revision."""
    rows = list(revision.rows.values_list("kind", "amount"))
    return tuple(sum((amount for each, amount in rows if each == kind), Decimal(0)) for kind in ("direct", "fee"))  # type: ignore[return-value]


def frozen(published: reports.PublishedReport, key: str) -> Decimal:
    return Decimal(reports.frozen_figure(published, key)["value"])
