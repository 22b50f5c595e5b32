"""A programme with rows in every table of the file, some withdrawn, in two chains, full of letters that go wrong."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from django.apps import apps

from tests.cast import AKTOBE, NATIONAL, aigul, dana, gulnara, marat, office, saule
from tests.programme import MADE, programme
from tirek import plans
from tirek import reports as reports_room
from tirek.ledger import WITHDRAWING, Kept, entry, heads, national_root
from tirek.plans import Programme
from tirek.plans.reading import as_json, read
from tirek.reports import bind
from tirek.reports.freezing import freeze

NOW = datetime(2023, 5, 6, 7, 8, 9, 123456, tzinfo=UTC)
DAY = date(2023, 5, 6)
HARD = "Қазақша: ә ғ қ ң ө ұ ү һ і\n«=1+1» \t \\long:1 \\- _x0041_ 😀 \x07 \ufffe  "
PLAN = as_json(read((Path(__file__).parents[3] / "programmes/kazakhstan-2022/plan.md").read_bytes(), "plan.md"))
FORMULAS = ("=1+1", "+7 701", "-5", "@SUM(A1)", '=HYPERLINK("http://example.org")', "00143776", "1e5", "TRUE")


class Room:
    """The tables of a room, whether its front door gives them or not."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, table: str) -> Any:
        return apps.get_model(self._name, table)


planned, evidence, money = Room("plans"), Room("evidence"), Room("money")
indicators, monitoring, reports = Room("indicators"), Room("monitoring"), Room("reports")
directory = Room("directory")


def kept(row: Any, at: str = NATIONAL) -> Any:
    """Stores a row past the operations, in a chain."""
    with entry(event=MADE, office=at, by="tests") as trace:
        if isinstance(row, Kept):
            row.entered_position = trace.position
        return trace.store(row)


def taken_back(row: Any) -> Any:
    """Withdraws a row past the operations."""
    standing = type(row)._default_manager.only(*WITHDRAWING).get(pk=row.pk)
    with entry(event=MADE, office=row.stored_chain, by="tests") as trace:
        standing.withdrawn_position, standing.withdrawn_because = trace.position, "=Қате"
        trace.change(standing)
    return row


def furnished(code: str = "00143776") -> Programme:
    """A programme with something in every table."""
    made = programme(code)
    _planned(made)
    _shown(made)
    _spent(made)
    _measured(made)
    _watched(made)
    _told(made)
    return made


def _planned(made: Programme) -> None:
    finding = planned.RecordedFinding(
        document=made.document,
        ordinal=1,
        code="sum",
        severity="error",
        message="%(printed)s is not the sum.",
        facts={"printed": "1,000", "nested": [1, None, 0.25, {"ә": True}]},
        where=[3, 4],
        printed="",
        computed=None,
    )
    kept(planned.Reading(document=made.document, plan=PLAN))
    kept(finding)
    kept(planned.Settlement(finding=finding, kind="answered", reason=HARD, settled_by=saule(), settled_at=NOW))
    activity = plans.activity(made, "1.1")
    budget = {"year": 2022, "amount": Decimal("1234.50"), "printed": "1,234.50", "line": 7}
    kept(planned.BudgetLine(programme=made, activity=activity, kind="direct", **budget))
    kept(planned.BudgetLine(programme=made, kind="fee", year=None, amount=Decimal(8), printed="8", line=8))
    kept(planned.MonitoringAction(programme=made, activity="Track results", frequency="Quarterly", line=9))
    period = made.periods.get(key="2022-Q2")
    period.closed_at, period.closed_by = NOW, aigul()
    with entry(event=MADE, office=NATIONAL, by="tests") as trace:
        trace.change(period)
    change = {"begins": DAY, "ends": DAY, "reason": "=1+1", "changed_by": marat(), "changed_at": NOW}
    taken_back(kept(planned.ScheduleChange(activity=activity, **change)))
    kept(planned.ScheduleChange(activity=activity, **change))


def _shown(made: Programme) -> None:
    office(AKTOBE)
    activity = plans.activity(made, "2.2")
    for by, at in ((marat(), NATIONAL), (dana(), AKTOBE)):
        piece: dict[str, Any] = {"activity": activity, "office_id": at, "entered_by": by, "entered_at": NOW}
        event = kept(evidence.Event(title=HARD, starts=DAY, ends=DAY, topic="community-policing", **piece), at)
        file = evidence.AttendanceFile(event=event, name="list.csv", content=b"\x00\xff" * 30_000, **_received(by))
        kept(file, at)
        for number in range(3):
            person = kept(directory.Person(code=f"KZ-{at[-2:]}0000{number}", sex="female" if number else "male"), at)
            came = {"event": event, "person": person, "unit": HARD, "region_id": "KZ-71", "role": "inspector"}
            row = kept(evidence.Attendance(file=file, file_row=number, **came), at)
            if number == 2:
                taken_back(row)
                kept(evidence.Attendance(**came), at)
        kept(evidence.Decision(title="Order", kind="order", number="=5", date=DAY, body=HARD, **piece), at)
        given = {"kind": "report", "date": DAY, "language": "kk"}
        kept(evidence.Deliverable(title="Fільм", file_name="a.pdf", file=b"%PDF", **given, **piece), at)
        kept(evidence.Deliverable(title="No file", **given, **piece), at)
        value = {"kind": "hours", "value": Decimal("-12.3400"), "unit": "h", "date": DAY}
        taken_back(kept(evidence.Measurement(title="Hours", **value, **piece), at))
        kept(evidence.Measurement(title="Hours", **value, **piece), at)


def _received(by: Any) -> dict[str, Any]:
    return {"received_by": by, "received_at": NOW}


def _spent(made: Programme) -> None:
    activity = plans.activity(made, "1.1")
    fund = kept(money.Fund(programme=made, code="30000", title="Қор", donor="A donor"))
    kept(money.FundGrant(fund=fund, account=gulnara()))
    drafted = {"drafted_by": saule(), "drafted_at": NOW, "fee_rate": Decimal("8.00"), "fee_base": "on-cost"}
    revision = kept(money.BudgetRevision(programme=made, number=1, title="First", reason=HARD, **drafted))
    kept(money.RevisionReview(revision=revision, verdict="approved", **_reviewed()))
    row = {"revision": revision, "fund": fund, "account_code": "71200", "year": 2022, "amount": Decimal("99999.99")}
    kept(money.BudgetRow(kind="direct", activity=activity, **row))
    kept(money.BudgetRow(kind="fee", **row))
    rate = {"base": "USD", "currency": "KZT", "month": date(2023, 5, 1), "source": "National Bank"}
    taken_back(kept(money.ExchangeRate(office_id=NATIONAL, units=Decimal("450.123456"), **rate)))
    kept(money.ExchangeRate(office_id=NATIONAL, units=Decimal("451.000000"), **rate))
    came = {"kind": "received", "day": DAY, "amount": Decimal("10.01"), "entered_by": saule(), "entered_at": NOW}
    kept(money.Contribution(fund=fund, **came))
    sums = {"line_count": 1, "amount": Decimal("-3.50"), "commitment": Decimal("0.00")}
    report = money.CostReport(
        programme=made,
        name="cdr.csv",
        content=b"a,b\n1,2\n",
        sha256=hashlib.sha256(b"a,b\n1,2\n").hexdigest(),
        begins=DAY,
        ends=DAY,
        **sums,
        **_received(saule()),
    )
    kept(report)
    line = money.CostLine(
        report=report,
        programme=made,
        row=2,
        activity_code="9.9",
        account_code="71200",
        day=DAY,
        currency="KZT",
        rate=Decimal("450.123456"),
        printed_amount=Decimal("-1575.43"),
        printed_commitment=Decimal("0.00"),
        amount=Decimal("-3.50"),
        commitment=Decimal("0.00"),
        kind="direct",
    )
    kept(line)
    says = {"account_code": "71200", "reason": HARD, "assigned_by": saule(), "assigned_at": NOW}
    kept(money.Assignment(line=line, activity=activity, fund=fund, **says))
    period = made.periods.get(key="2022-Q3")
    why = {"text": "Late.", "explained_by": saule(), "explained_at": NOW}
    kept(money.VarianceReason(activity=activity, period=period, **why))


def _reviewed() -> dict[str, Any]:
    return {"reviewed_by": gulnara(), "reviewed_at": NOW}


def words(text: str) -> dict[str, str]:
    return dict.fromkeys(("en", "ru", "kk"), text)


def _measured(made: Programme) -> None:
    spec = {
        "code": "trained",
        "title": words("Officers trained"),
        "question": words("How many were trained?"),
        "unit": words("officers"),
        "counts": "people",
        "where": {"activities": ["2.2"]},
        "split_by": ["sex"],
    }
    for version in (1, 2):
        kept(indicators.FigureDefinition(programme=made, code="trained", version=version, spec=spec))
    place = {"programme": made, "code": "trained", "baseline": Decimal("1.5000"), "baseline_on": DAY}
    indicator = kept(indicators.FrameworkIndicator(output=made.outputs.get(number="2"), **place))
    taken_back(kept(indicators.Target(indicator=indicator, period=None, value=Decimal("100.0000"))))
    kept(indicators.Target(indicator=indicator, period=made.periods.get(key="2022-Q3"), value=Decimal("5.0000")))
    value = indicators.ReportedValue(
        programme=made,
        code="trained",
        period=made.periods.get(key="2022-Q3"),
        late_for=made.periods.get(key="2022-Q2"),
        version=1,
        value=Decimal("20.0000"),
        splits={"sex": {"female": "12", "male": "8"}},
        note="Came late.",
        entered_by=marat(),
        entered_at=NOW,
    )
    kept(value)
    kept(indicators.ValueFile(value=value, name="=proof.pdf", content=b""))
    kept(indicators.ValueReview(value=value, verdict="returned", reason="Which list?", **_reviewed()))


def _watched(made: Programme) -> None:
    activity, period = plans.activity(made, "1.1"), made.periods.get(key="2022-Q3")
    said = {"said_by": marat(), "said_at": NOW}
    now = {"status": "delayed", "text": HARD, "began": DAY}
    kept(monitoring.Progress(activity=activity, period=period, **now, **said))
    done = {"action": made.monitoring.get(), "day": DAY, "note": "Visited.", "file_name": "v.txt", "file": b"visit"}
    kept(monitoring.ActionDone(period=period, round="2022-Q3", **done, **said))
    parts = {"cause": "If", "event": "then", "impact": "so"}
    recorded = {"recorded_by": marat(), "recorded_at": NOW}
    risk = kept(monitoring.Risk(programme=made, number=1, category="political", **parts, **recorded))
    look = {"day": DAY, "likelihood": 3, "impact": 4, "owner": "Coordinator", "treatment": "Talk"}
    taken_back(kept(monitoring.RiskAssessment(risk=risk, **look, **said)))
    kept(monitoring.RiskAssessment(risk=risk, **(look | {"likelihood": 5}), **said))
    kept(monitoring.Lesson(programme=made, period=period, text=HARD, **said))
    kept(monitoring.QualityReview(programme=made, stage="design", day=DAY, ratings={"relevance": 3}, **said))
    change = {"programme": made, "number": 1, "day": DAY, "change": "Two groups", "reason": "Too few came"}
    finding = made.document.findings.get()
    kept(monitoring.CourseCorrection(finding=finding, risk=risk, figure="trained", figure_value="3", **change, **said))


def _told(made: Programme) -> None:
    report = reports.Report(
        programme=made,
        office_id=NATIONAL,
        title="Есеп",
        kind="quarterly",
        period="2022-Q3",
        fund=made.funds.get(),
        language="kk",
        started_by=marat(),
        started_at=NOW,
    )
    kept(report)
    narrative = "Мәтін. [[trained]] officers.\n" * 2_000
    text = kept(reports.ReportText(report=report, version=1, narrative=narrative, written_by=marat(), written_at=NOW))
    kept(reports.ReviewAsked(text=text, asked_by=marat(), asked_at=NOW))
    taken_back(kept(reports.TextReview(text=text, verdict="returned", reason="Why?", **_reviewed())))
    kept(
        reports.Excuse(
            report=report, quote="20", sentence="20 came.", reason="Told", excused_by=marat(), excused_at=NOW
        )
    )
    now = heads()
    bound = bind("[[trained]]", made, language="kk", as_of=now)
    root = SimpleNamespace(heads=now, root=national_root(now))
    published = freeze(report, reports.ReportText(narrative="[[trained]]"), bound, number=1, account=aigul(), root=root)
    kept(published)
    template = {"office_id": NATIONAL, "kind": "quarterly", "kept_by": aigul(), "kept_at": NOW}
    kept(reports.NarrativeTemplate(language="kk", content="# Есеп", **template))
    kept(reports.WordTemplate(name="ours.docx", content=reports_room.default_word_template(), **template))
    for number, formula in enumerate(FORMULAS, start=2):
        kept(reports.ReportText(report=report, version=number, narrative=formula, written_by=marat(), written_at=NOW))
