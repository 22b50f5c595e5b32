"""A small programme of which something is to be told: two funds, two parties, money, results, and what was monitored.

Every amount is told apart by its digits: those of fund GP begin with 1, those of TRAC with 7.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from tests.cast import aigul, gulnara, marat, saule
from tests.programme import MADE, activity, attended, people, programme, training
from tirek import indicators, money, monitoring, reports
from tirek.directory import Account
from tirek.ledger import entry
from tirek.money import FeeBase, Fund, PlannedRow
from tirek.plans import Programme, ReportingPeriod, span_of

HEADINGS = "Activity,Fund,Donor,Account,Description,Date,Currency,Expenditure,Commitment"
PARTIES = {"1.1": "Commissioner", "1.2": "Commissioner", "2.1": "Ministry", "2.2": "Ministry"}
BUDGET = (
    ("1.1", "GP", "71300", 2022, "11000.11"),
    ("1.2", "GP", "71300", 2022, "12000.12"),
    ("2.1", "TRAC", "72100", 2022, "71000.71"),
    ("2.2", "TRAC", "72100", 2023, "72000.72"),
    ("1.2", "TRAC", "72100", 2022, "73000.73"),
)
COSTS = {
    "2022-Q3": (
        ("1.1", "GP", "71300", "2022-08-15", "1511.51", "0.00"),
        ("1.2", "GP", "71300", "2022-08-16", "1512.52", "1600.60"),
        ("1.2", "TRAC", "72100", "2022-08-17", "7513.53", "0.00"),
        ("2.1", "TRAC", "72100", "2022-09-01", "7521.21", "7600.60"),
        ("", "GP", "75100", "2022-09-30", "151.12", "0.00"),
        ("", "TRAC", "75100", "2022-09-30", "751.11", "0.00"),
    ),
    "2022-Q4": (
        ("1.1", "GP", "71300", "2022-11-15", "1811.81", "0.00"),
        ("2.1", "TRAC", "72100", "2022-11-16", "7821.82", "0.00"),
    ),
}
OFFICERS = {
    "code": "officers-trained",
    "title": {"en": "Officers trained", "ru": "Обученные сотрудники", "kk": "Оқытылған қызметкерлер"},
    "question": {"en": "How many?", "ru": "Сколько?", "kk": "Қанша?"},
    "unit": {"en": "people", "ru": "человек", "kk": "адам"},
    "counts": "people",
    "where": {"activities": ["2.2"]},
    "split_by": ["sex"],
    "example": {"given": "Two people.", "then": "2"},
}
RESIDENTS = {
    "code": "residents-consulted",
    "title": {"en": "Residents consulted", "ru": "Опрошенные жители", "kk": "Сұралған тұрғындар"},
    "question": {"en": "How many?", "ru": "Сколько?", "kk": "Қанша?"},
    "unit": {"en": "residents", "ru": "жителей", "kk": "тұрғын"},
    "counts": "reported",
    "combine": "sum",
    "example": {"given": "Two residents.", "then": "2"},
}


def the_programme() -> Programme:
    return Programme.objects.select_related("office").get()


def period(key: str = "2022-Q3") -> ReportingPeriod:
    return ReportingPeriod.objects.get(programme=the_programme(), key=key)


def fund(code: str = "GP") -> Fund:
    return Fund.objects.get(code=code)


def lived() -> Programme:
    """The programme with all that was kept of it until the end of 2022."""
    made = programme()
    with entry(event=MADE, office=made.office_id, by="tests") as trace:
        for number, party in PARTIES.items():
            each = activity(number)
            each.responsible_party = party
            trace.change(each)
    paid()
    reached()
    monitored()
    return the_programme()


def paid() -> None:
    """Two funds, a budget in force, what was spent of it in two quarters, and why less than planned."""
    asked = {"account": saule(), "programme": the_programme()}
    funds = {
        code: money.add_fund(**asked, code=code, title=f"Fund {code}", donor="Norway", donor_reference="N12")
        for code in ("GP", "TRAC")
    }
    rows = [
        PlannedRow(activity(number), funds[code], account, year, Decimal(amount))
        for number, code, account, year, amount in BUDGET
    ]
    revision = money.draft_revision(
        **asked, title="First", reason="The plan.", fee_rate=Decimal(8), fee_base=FeeBase.ON_COST, rows=rows
    )
    money.review_revision(account=gulnara(), revision=revision, verdict="approved")
    for quarter in COSTS:
        spent(quarter)
    for code, amount in {"GP": "14000.41", "TRAC": "74000.42"}.items():
        money.add_contribution(
            account=saule(), fund=funds[code], kind="received", day=date(2022, 7, 2), amount=Decimal(amount)
        )
    money.explain_variance(
        account=saule(), activity=activity("1.2"), period=period(), text="Fund TRAC paid 7513.53 later | than planned."
    )


def spent(quarter: str) -> None:
    begins, ends = span_of(quarter)
    lines = [
        f"{number},{code},N12,{account},Work,{day},USD,{amount},{open_}"
        for number, code, account, day, amount, open_ in COSTS[quarter]
    ]
    money.take_in_cost_report(
        account=saule(),
        programme=the_programme(),
        name=f"{quarter}.csv",
        content="\n".join([HEADINGS, *lines]).encode(),
        begins=begins,
        ends=ends,
    )


def reached() -> None:
    """Two indicators: people trained, and residents as somebody reported them."""
    made = the_programme()
    indicators.define_figures(account=aigul(), programme=made, specs=[OFFICERS, RESIDENTS])
    placed = {"account": aigul(), "programme": made, "baseline": Decimal(3), "baseline_on": date(2022, 5, 1)}
    officers = indicators.place_indicator(**placed, code="officers-trained", activity=activity("2.2"))
    indicators.place_indicator(**placed, code="residents-consulted", output=made.outputs.get(number="1"))
    indicators.set_target(account=aigul(), indicator=officers, period=None, value=Decimal(60))
    indicators.set_target(account=aigul(), indicator=officers, period=period(), value=Decimal(25))
    attended(training(day=date(2022, 8, 3)), *people(12, "female"), *people(10, "male"))
    attended(training(day=date(2022, 11, 3)), *people(9, "female"), *people(8, "male"))
    value = indicators.report_value(
        account=marat(),
        programme=made,
        code="residents-consulted",
        period=period(),
        value=Decimal(96),
        splits={},
        base_version=0,
    )
    indicators.review_value(account=gulnara(), value=value, verdict="approved")


def monitored() -> None:
    """What monitoring kept: progress, a risk that rose, a lesson, a change of course, an assessment of quality."""
    made, by = the_programme(), marat()
    said = {"account": by, "period": period()}
    monitoring.report_progress(
        **said,
        activity=activity("1.1"),
        status="on-track",
        text="We spoke with 14 offices.\n\n- [[expenditure]] is *not* a mark\n# Nor a heading",
        next_steps="Visit 3 more regions.",
    )
    monitoring.report_progress(**said, activity=activity("2.2"), status="delayed", text="One course of two was held.")
    monitoring.report_progress(
        **said | {"period": period("2022-Q4")}, activity=activity("1.1"), status="done", text="All 17 offices answered."
    )
    risk = monitoring.record_risk(
        account=by,
        programme=made,
        category="political",
        cause="The law is late by 6 months.",
        event="The assessment waits.",
        impact="Results come after 2023.",
        day=date(2022, 7, 15),
        likelihood=2,
        impact_score=3,
        owner="Coordinator",
        treatment="Follow the draft.",
    )
    monitoring.assess_risk(
        account=by,
        risk=risk,
        day=date(2022, 9, 1),
        likelihood=4,
        impact=4,
        owner="Coordinator",
        treatment="Agree on an annex.",
    )
    monitoring.keep_lesson(
        **said, programme=made, activity=activity("2.2"), text="Ask 8 weeks ahead.", advice="Call the academy."
    )
    monitoring.correct_course(
        account=by,
        programme=made,
        day=date(2022, 9, 5),
        change="Two courses move to March.",
        reason="Officers were not free.",
        consulted="Ministry",
        risk=risk,
    )
    monitoring.assess_quality(
        account=by,
        programme=made,
        stage="implementation",
        day=date(2022, 9, 6),
        ratings=dict.fromkeys(monitoring.criteria(), "satisfactory"),
        text="Good in 5 of 7.",
    )


def started(by: Account | None = None, **given: Any) -> reports.Report:
    """A formal report: the quarterly one of the third quarter of 2022, unless something else is asked for."""
    asked = {"kind": "quarterly", "period": "2022-Q3", "language": "en"} | given
    return reports.start_formal_report(account=by or marat(), programme=the_programme(), **asked)


def approved(report: reports.Report, by: Account | None = None) -> reports.ReportText:
    """The report's newest version, approved by a second person."""
    text = reports.latest_text(report)
    reports.review_text(account=by or gulnara(), text=text, verdict="approved")
    return text


def published(report: reports.Report) -> reports.PublishedReport:
    """The report, approved and published as it stands."""
    text = approved(report)
    return reports.publish_report(account=aigul(), report=report, number=1, version=text.version)


def narrative(report: reports.Report) -> str:
    return reports.latest_text(report).narrative


def section(report: reports.Report, heading: str) -> str:
    """What stands under a heading of the newest text."""
    _before, _heading, rest = f"\n{narrative(report)}".partition(f"\n## {heading}\n")
    return rest.partition("\n## ")[0].strip()
