"""The year of a programme folder, lived through as people would: money, results, monitoring, and who approved them."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from tirek import indicators, money, monitoring, plans, reports
from tirek.directory import Account, Verdict
from tirek.plans import Activity, Programme, ReportingPeriod

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Hands:
    """Who does what in the demonstration: nobody approves what he or she wrote."""

    coordinator: Account
    monitoring: Account
    finance: Account
    reviewer: Account
    donor: Account


@dataclass(frozen=True, slots=True)
class Year:
    """A programme with the folder of its year, and whose hands do it."""

    programme: Programme
    folder: Path
    hands: Hands

    def read(self, name: str) -> dict[str, Any]:
        """This function will read a file of the year: texts, lists and maps only."""
        found = yaml.load((self.folder / f"{name}.yaml").read_text("utf-8"), yaml.BaseLoader)  # noqa: S506
        return dict(found)

    def file(self, name: str) -> bytes:
        """This function will give a file of evidence of the year."""
        return (self.folder / "files" / name).read_bytes()

    def activity(self, number: str) -> Activity:
        """This function will give an activity by its number."""
        return plans.activity(self.programme, number)

    def period(self, key: str) -> ReportingPeriod:
        """This function will give a period by its key."""
        return ReportingPeriod.objects.get(programme=self.programme, key=key)


def live_through(year: Year, *, say: Say) -> None:
    """This function will enter the year's money, results and monitoring."""
    for name, enter in {"money": enter_money, "results": enter_results, "monitoring": keep_monitoring}.items():
        enter(year, year.read(name))
        say(f"{name} of the year entered")


def enter_money(year: Year, told: Mapping[str, Any]) -> None:
    """This function will enter funds, budgets, contributions, rates, cost reports, and what was said of them."""
    hands, programme = year.hands, year.programme
    funds = {row["code"]: money.add_fund(account=hands.finance, programme=programme, **row) for row in told["funds"]}
    money.grant_fund(account=hands.coordinator, fund=funds[told["donor_sees"]], donor=hands.donor)
    for row in told["revisions"]:
        revise(year, row, funds)
    for row in told["contributions"]:
        money.add_contribution(
            account=hands.finance,
            fund=funds[row["fund"]],
            kind=row["kind"],
            day=_day(row["day"]),
            amount=Decimal(row["amount"]),
            reference=row["reference"],
        )
    for row in told["rates"]:
        set_rate(year, row)
    reports_by_file = {row["file"]: take_in(year, row) for row in told["cost_reports"]}
    for row in told["assignments"]:
        money.assign_line(
            account=hands.finance,
            line=reports_by_file[row["file"]].lines.get(row=int(row["row"])),
            activity=year.activity(row["activity"]),
            fund=funds[row["fund"]],
            account_code=row["account"],
            reason=row["reason"],
        )
    for row in told["variances"]:
        money.explain_variance(
            account=hands.finance,
            activity=year.activity(row["activity"]),
            period=year.period(row["period"]),
            text=row["text"],
        )


def revise(year: Year, told: Mapping[str, Any], funds: Mapping[str, money.Fund]) -> money.BudgetRevision:
    """This function will draft a revision of the budget by one person and have it approved by another."""
    revision = money.draft_revision(
        account=year.hands.finance,
        programme=year.programme,
        title=told["title"],
        reason=told["reason"],
        fee_rate=Decimal(told["fee_rate"]),
        fee_base=money.FeeBase(told["fee_base"]),
        rows=_rows(year, told, funds),
    )
    money.review_revision(account=year.hands.coordinator, revision=revision, verdict=Verdict.APPROVED)
    return revision


def _rows(year: Year, told: Mapping[str, Any], funds: Mapping[str, money.Fund]) -> list[money.PlannedRow]:
    if plan := told.get("from_plan"):
        rows = money.plan_rows(year.programme, funds[plan["fund"]])
        return [
            money.PlannedRow(
                activity=row.activity,
                fund=row.fund,
                account_code=row.account_code or plan["accounts"][row.activity.number],
                year=row.year,
                amount=row.amount,
            )
            for row in rows
        ]
    return [
        money.PlannedRow(
            activity=year.activity(row["activity"]),
            fund=funds[row["fund"]],
            account_code=row["account"],
            year=int(row["year"]),
            amount=Decimal(row["amount"]),
        )
        for row in csv.DictReader(told["rows"].splitlines())
    ]


def set_rate(year: Year, told: Mapping[str, Any]) -> None:
    """This function will keep the rate of a month."""
    money.set_rate(
        account=year.hands.finance,
        base=year.programme.currency,
        currency=told["currency"],
        month=_day(told["month"]),
        units=Decimal(told["units"]),
        source=told["source"],
    )


def take_in(year: Year, told: Mapping[str, Any]) -> money.CostReport:
    """This function will take in a Combined Delivery Report of the folder."""
    return money.take_in_cost_report(
        account=year.hands.finance,
        programme=year.programme,
        name=told["file"],
        content=(year.folder / told["file"]).read_bytes(),
        begins=_day(told["begins"]),
        ends=_day(told["ends"]),
        synthetic=True,
    )


def enter_results(year: Year, told: Mapping[str, Any]) -> None:
    """This function will make the results framework, and report and approve its values."""
    hands, programme = year.hands, year.programme
    indicators.define_figures(account=hands.coordinator, programme=programme, specs=told["definitions"])
    for row in told["indicators"]:
        _place(year, row)
    for row in told["values"]:
        value = indicators.report_value(
            account=hands.monitoring,
            programme=programme,
            code=row["code"],
            period=year.period(row["period"]),
            value=Decimal(row["value"]),
            splits=row.get("splits", {}),
            note=row["note"],
            files=[(name, year.file(name)) for name in row.get("files", [])],
            base_version=0,
        )
        indicators.review_value(account=hands.reviewer, value=value, verdict=Verdict.APPROVED)


def _place(year: Year, told: Mapping[str, Any]) -> None:
    account = year.hands.coordinator
    indicator = indicators.place_indicator(
        account=account,
        programme=year.programme,
        code=told["code"],
        output=year.programme.outputs.get(number=told["output"]) if "output" in told else None,
        activity=year.activity(told["activity"]) if "activity" in told else None,
        baseline=Decimal(told["baseline"]),
        baseline_on=_day(told["baseline_on"]),
        baseline_source=told.get("baseline_source", ""),
    )
    for key, value in told.get("targets", {}).items():
        indicators.set_target(account=account, indicator=indicator, period=year.period(key), value=Decimal(value))
    indicators.set_target(account=account, indicator=indicator, period=None, value=Decimal(told["target"]))


def keep_monitoring(year: Year, told: Mapping[str, Any]) -> None:
    """This function will enter progress, schedule, risks, course corrections, lessons, quality and what was done."""
    account, programme = year.hands.monitoring, year.programme
    for row in told["progress"]:
        monitoring.report_progress(
            account=account,
            activity=year.activity(row["activity"]),
            period=year.period(row["period"]),
            status=row["status"],
            text=row["text"],
            next_steps=row.get("next_steps", ""),
            began=_day(row["began"]),
            ended=_day(row["ended"]) if "ended" in row else None,
        )
    for row in told["schedule"]:
        plans.change_schedule(
            account=account,
            activity=year.activity(row["activity"]),
            begins=_day(row["begins"]),
            ends=_day(row["ends"]),
            reason=row["reason"],
        )
    risks = [record_risk(year, row) for row in told["risks"]]
    for row in told["corrections"]:
        monitoring.correct_course(
            account=account,
            programme=programme,
            day=_day(row["day"]),
            change=row["change"],
            reason=row["reason"],
            consulted=row["consulted"],
            figure=row["figure"],
            risk=risks[int(row["risk"]) - 1],
        )
    for row in told["lessons"]:
        monitoring.keep_lesson(
            account=account,
            programme=programme,
            period=year.period(row["period"]),
            activity=year.activity(row["activity"]),
            text=row["text"],
            advice=row["advice"],
        )
    for row in told["quality"]:
        monitoring.assess_quality(
            account=account,
            programme=programme,
            stage=row["stage"],
            day=_day(row["day"]),
            ratings=row["ratings"],
            text=row["text"],
        )
    for row in told["done"]:
        _done(year, row)


def record_risk(year: Year, told: Mapping[str, Any]) -> monitoring.Risk:
    """This function will record a risk with its first look, and each later look at it."""
    first, *later = told["looks"]
    risk = monitoring.record_risk(
        account=year.hands.monitoring,
        programme=year.programme,
        **{name: told[name] for name in ("category", "cause", "event", "impact")},
        **_look(first) | {"impact_score": int(first["impact"])},
    )
    for look in later:
        monitoring.assess_risk(account=year.hands.monitoring, risk=risk, impact=int(look["impact"]), **_look(look))
    return risk


def _look(told: Mapping[str, Any]) -> dict[str, Any]:
    kept = {name: told[name] for name in ("owner", "treatment")}
    return kept | {"day": _day(told["day"]), "likelihood": int(told["likelihood"])}


def _done(year: Year, told: Mapping[str, Any]) -> None:
    action = plans.MonitoringAction.objects.get(programme=year.programme, activity=told["action"])
    file = (told["file"], year.file(told["file"])) if "file" in told else None
    for key in told["periods"]:
        period = year.period(key)
        monitoring.mark_done(
            account=year.hands.monitoring, action=action, period=period, day=period.ends, note=told["note"], file=file
        )


def report(year: Year, *, say: Say) -> None:
    """This function will write the formal reports of the year, have each approved by a second person, publish them."""
    asked = [("quarterly", period.key, "en") for period in year.programme.periods.order_by("begins")]
    asked += [("annual", "2022", "en"), *(("final", "", language) for language in ("en", "ru", "kk"))]
    for kind, period, language in asked:
        publish(year, kind=kind, period=period, language=language)
    say("formal reports published")


def publish(year: Year, *, kind: str, period: str, language: str) -> reports.PublishedReport:
    """This function will start a formal report from its template, approve it as a second person and publish it."""
    hands = year.hands
    started = reports.start_formal_report(
        account=hands.monitoring, programme=year.programme, kind=kind, period=period, language=language
    )
    text = reports.latest_text(started)
    reports.review_text(account=hands.reviewer, text=text, verdict=Verdict.APPROVED)
    return reports.publish_report(account=hands.coordinator, report=started, number=1, version=text.version)


def _day(text: str) -> date:
    return date.fromisoformat(text)
