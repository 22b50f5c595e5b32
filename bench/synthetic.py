"""Programmes that never were, for measurements: everything in them is synthetic and says so.

They are stored through the ledger, many rows to an entry: by the operations alone two hundred would take an hour.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tirek.directory import Account
    from tirek.plans import Programme

COUNTRY = Path(__file__).resolve().parents[1] / "countries" / "kazakhstan"
OFFICE = "HRC"
STARTS, ENDS = date(2022, 1, 1), date(2023, 12, 31)
OUTPUTS, ACTIVITIES_EACH = 4, 10
FUNDS = ("04000", "30000", "11888")
ACCOUNTS = ("71200", "71600", "72100", "75700")
REPORTED = 10
RISKS, LESSONS = 10, 8
ROLES = ("coordinator", "monitoring-officer", "finance-officer", "reviewer")


def people() -> dict[str, Account]:
    """This function will load the country and open an account of each role."""
    from tirek.directory import Account, Office, Role, load_country, open_account

    load_country(folder=COUNTRY)
    for role in ROLES:
        office, password = Office.objects.get(pk=OFFICE), secrets.token_urlsafe(20)
        open_account(username=role, password=password, office=office, roles=frozenset({Role(role)}), language="en")
    return {each.username: each for each in Account.objects.select_related("office")}


def programme(number: int, lines: int, who: dict[str, Account]) -> Programme:
    """This function will store a programme of 40 activities and 8 quarters with all that belongs to it, and so many
    cost lines, in one entry."""
    from tirek.ledger import Event, entry

    made = Event("synthetic-programme-made", "A synthetic programme was made for a measurement.")
    with entry(event=made, office=OFFICE, by="bench") as trace:
        plan = _Plan(number, trace.position, who)
        trace.store_many(plan.rows())
        trace.store_many(plan.money(lines))
        trace.store_many(plan.results())
        trace.store_many(plan.monitoring())
    return plan.programme


class _Plan:
    """The rows of one programme, made in the order in which they refer to one another."""

    def __init__(self, number: int, position: int, who: dict[str, Account]) -> None:
        from django.utils import timezone

        self.number, self.position, self.who = number, position, who
        self.now: datetime = timezone.now()

    def rows(self) -> Iterator[Any]:
        from tirek.money import Fund
        from tirek.plans import Activity, Output, PlanDocument, Programme, ReportingPeriod, quarters_between, span_of
        from tirek.plans.models import BudgetLine, MonitoringAction

        who, title = self.who["coordinator"], f"Synthetic programme {self.number}"
        given: dict[str, Any] = {"office_id": OFFICE, "synthetic": True}
        document = PlanDocument(name="synthetic.md", content=b"-", received_at=self.now, received_by=who, **given)
        code = f"9{self.number:07d}"
        self.programme = Programme(code=code, title=title, document=document, starts=STARTS, ends=ENDS, **given)
        yield document
        yield self.programme
        spans = {key: span_of(key) for key in quarters_between(STARTS, ENDS)}
        self.periods = [
            ReportingPeriod(programme=self.programme, key=key, begins=first, ends=last, due=last + timedelta(days=15))
            for key, (first, last) in spans.items()
        ]
        yield from self.periods
        self.activities = []
        for each in range(1, OUTPUTS + 1):
            output = Output(programme=self.programme, number=str(each), title=f"Output {each}, synthetic", line=each)
            yield output
            for place in range(1, ACTIVITIES_EACH + 1):
                first = (each + place) % 6
                activity = Activity(
                    output=output,
                    number=f"{each}.{place}",
                    title=f"Train and advise, part {place}: a synthetic activity",
                    responsible_party=("UNDP", "Commissioner", "Ministry")[place % 3],
                    fund=FUNDS[place % 3],
                    account_code=ACCOUNTS[place % 4],
                    line=each * 100 + place,
                    marks=[f"{key[5:]} {key[:4]}" for key in list(spans)[first : first + 3]],
                )
                self.activities.append(activity)
                yield activity
                for year in (2022, 2023):
                    yield BudgetLine(
                        programme=self.programme,
                        activity=activity,
                        kind="activity",
                        year=year,
                        amount=Decimal(20_000 + 100 * place),
                        printed="20 000",
                        line=1000 + each * 100 + place,
                    )
        self.funds = [
            Fund(programme=self.programme, code=each, title=f"Fund {each}", donor="A donor") for each in FUNDS
        ]
        yield from self.funds
        for line in range(6):
            yield MonitoringAction(
                programme=self.programme,
                activity=f"Track results, synthetic {line}",
                frequency=("Quarterly", "Annually", "In the frequency required for each indicator")[line % 3],
                expected_action="Slower than expected progress is addressed.",
                line=5000 + line,
            )

    def money(self, lines: int) -> Iterator[Any]:
        from tirek.money import BudgetRevision, BudgetRow, Contribution, RevisionReview

        drafted = {"drafted_by": self.who["finance-officer"], "drafted_at": self.now}
        budget = BudgetRevision(
            programme=self.programme,
            number=1,
            title="First budget",
            reason="Synthetic",
            fee_rate=Decimal(8),
            fee_base="on-cost",
            entered_position=self.position,
            **drafted,
        )
        yield budget
        yield RevisionReview(revision=budget, **self._approved())
        for place, activity in enumerate(self.activities):
            for year in (2022, 2023):
                yield BudgetRow(
                    revision=budget,
                    kind="direct",
                    activity=activity,
                    fund=self.funds[place % 3],
                    account_code=ACCOUNTS[place % 4],
                    year=year,
                    amount=Decimal(20_000 + place * 100),
                )
        for fund in self.funds:
            for year in (2022, 2023):
                yield BudgetRow(
                    revision=budget, kind="fee", fund=fund, account_code="75105", year=year, amount=Decimal(22_000)
                )
                yield Contribution(
                    fund=fund,
                    kind="received",
                    day=date(year, 2, 1),
                    amount=Decimal(300_000),
                    entered_by=self.who["finance-officer"],
                    entered_at=self.now,
                    entered_position=self.position,
                )
        yield from self._costs(lines)

    def _costs(self, lines: int) -> Iterator[Any]:
        """A report for each quarter."""
        for place, period in enumerate(self.periods):
            size = lines // len(self.periods) + (place < lines % len(self.periods))
            yield from self._cost_report(period, size)

    def _cost_report(self, period: Any, size: int) -> Iterator[Any]:
        from tirek.money import CostLine, CostReport

        report = CostReport(
            programme=self.programme,
            name=f"{period.key}.csv",
            content=b"-",
            sha256=secrets.token_hex(32),
            begins=period.begins,
            ends=period.ends,
            line_count=size,
            amount=Decimal(0),
            commitment=Decimal(0),
            received_by=self.who["finance-officer"],
            received_at=self.now,
            synthetic=True,
            entered_position=self.position,
        )
        rows = []
        for row in range(size):
            place = row % len(self.activities)
            activity, fund = self.activities[place], self.funds[place % 3]
            known = row % 50 != 49  # one line in fifty names no activity of ours
            amount, promised = Decimal(1000 + row * 7 % 9000) / 100, Decimal(row % 400) / 4
            rows.append(
                CostLine(
                    report_id=report.pk,
                    programme_id=self.programme.pk,
                    row=row + 2,
                    activity_code=activity.number if known else "9.9",
                    fund_code=fund.code,
                    account_code=ACCOUNTS[place % 4],
                    description=f"Synthetic voucher {row}",
                    day=period.begins + timedelta(days=row % 90),
                    currency="USD",
                    rate=Decimal(1),
                    printed_amount=amount,
                    printed_commitment=promised,
                    amount=amount,
                    commitment=promised,
                    kind="direct",
                    activity_id=activity.pk if known else None,
                    fund_id=fund.pk,
                )
            )
        report.amount = sum((row.amount for row in rows), Decimal(0))
        report.commitment = sum((row.commitment for row in rows), Decimal(0))
        yield report
        yield from rows

    def results(self) -> Iterator[Any]:
        from tirek.indicators import (
            FigureDefinition,
            FrameworkIndicator,
            ReportedValue,
            Target,
            ValueReview,
            standard_figures,
        )

        entered = {"entered_position": self.position}
        for spec in standard_figures("USD"):
            yield FigureDefinition(programme=self.programme, code=spec["code"], version=1, spec=spec)
        for place in range(REPORTED):
            code = f"reported-{place}"
            yield FigureDefinition(programme=self.programme, code=code, version=1, spec=_reported(code))
            level = (
                {"activity": self.activities[place * 4]} if place % 2 else {"output": self.activities[place * 4].output}
            )
            baseline = {"baseline": Decimal(10), "baseline_on": STARTS, "baseline_source": "Synthetic"}
            indicator = FrameworkIndicator(programme=self.programme, code=code, **level, **baseline, **entered)
            yield indicator
            for count, period in enumerate(self.periods, start=1):
                yield Target(indicator=indicator, period=period, value=Decimal(count * 20), **entered)
                value = ReportedValue(
                    programme=self.programme,
                    code=code,
                    period=period,
                    version=1,
                    value=Decimal(18 + place),
                    splits={"sex": {"female": str(10 + place), "male": "8"}},
                    entered_by=self.who["monitoring-officer"],
                    entered_at=self.now,
                    synthetic=True,
                    **entered,
                )
                yield value
                if count < len(self.periods):  # the newest still waits
                    yield ValueReview(value=value, **self._approved())

    def monitoring(self) -> Iterator[Any]:
        from tirek.monitoring import CourseCorrection, Lesson, Progress, Risk, RiskAssessment

        said: dict[str, Any] = {"said_by": self.who["monitoring-officer"], "said_at": self.now}
        said |= {"entered_position": self.position}
        statuses = ("on-track", "delayed", "done", "not-started")
        for place, activity in enumerate(self.activities):
            for period in self.periods:
                yield Progress(
                    activity=activity,
                    period=period,
                    status=statuses[place % 4],
                    text="Two trainings were held and the module was revised. Synthetic.",
                    next_steps="The next training is prepared.",
                    began=date(2022, 2, 1) if statuses[place % 4] != "not-started" else None,
                    **said,
                )
        for number in range(1, RISKS + 1):
            risk = Risk(
                programme=self.programme,
                number=number,
                category="operational",
                cause="Staff change often",
                event=f"Knowledge is lost, synthetic {number}",
                impact="Trainings are repeated",
                recorded_by=self.who["monitoring-officer"],
                recorded_at=self.now,
            )
            yield risk
            for day, likelihood in ((date(2022, 3, 1), 2), (date(2023, 3, 1), 3 + number % 2)):
                yield RiskAssessment(
                    risk=risk,
                    day=day,
                    likelihood=likelihood,
                    impact=3,
                    owner="Coordinator",
                    treatment="Handover",
                    **said,
                )
            if number < 4:
                change = {"change": "More handover", "reason": "The risk rose", "day": date(2023, 4, 1)}
                yield CourseCorrection(programme=self.programme, number=number, risk=risk, **change, **said)
        for place in range(LESSONS):
            text = f"What is practised stays, synthetic {place}"
            yield Lesson(programme=self.programme, period=self.periods[place % 8], text=text, advice="Practise", **said)

    def _approved(self) -> dict[str, Any]:
        entered = {"reviewed_at": self.now, "entered_position": self.position}
        return {"verdict": "approved", "reviewed_by": self.who["reviewer"], **entered}


def _reported(code: str) -> dict[str, Any]:
    texts = {name: dict.fromkeys(("en", "ru", "kk"), f"Synthetic {code}") for name in ("title", "question", "unit")}
    return {"code": code, **texts, "counts": "reported", "combine": "sum", "cells": {"sex": ["female", "male"]}}


def cost_file(lines: int) -> bytes:
    """This function will write a Combined Delivery Report of so many lines as CSV."""
    rows = ["Activity,Fund,Account,Description,Date,Currency,Amount,Commitment"]
    for row in range(lines):
        output, place = row % OUTPUTS + 1, row % ACTIVITIES_EACH + 1
        day = STARTS + timedelta(days=row % 90)
        rows.append(
            f"{output}.{place},{FUNDS[place % 3]},{ACCOUNTS[place % 4]},Synthetic voucher {row},{day},USD,"
            f"{1000 + row * 7 % 9000}.{row % 100:02d},{row % 400}.25"
        )
    return "\n".join(rows).encode()
