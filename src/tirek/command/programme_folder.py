"""A programme folder, taken in as people would: the plan through the intake, evidence through the imports."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from tirek import evidence, indicators, plans, reports
from tirek.directory import Account, Region
from tirek.plans import Programme

Say = Callable[[str], None]
SETTLED = {
    "en": "Settled by the demonstration: the printed value stays, the finding stays beside it.",
}


def take_in(*, account: Account, plan: Path, synthetic: bool, say: Say) -> Programme:
    """This function will take in a plan document, settle the errors of its audit, and adopt it."""
    document = plans.take_in_plan(account=account, name=plan.name, content=plan.read_bytes(), synthetic=synthetic)
    plans.read_plan(document_id=document.pk)
    document = plans.document(account, document.pk)
    refusal = document.progress.refusal
    if refusal:
        raise SystemExit(f"{refusal['sentence'] % refusal['facts']} {refusal['hint']}")
    for finding in plans.findings(document).filter(severity="error"):
        plans.settle_finding(account=account, finding=finding, kind="overridden", reason=SETTLED["en"])
    say(f"plan read: {document.findings.count()} findings")
    return plans.adopt_plan(account=account, document=document)


def load(*, account: Account, programme: Programme, folder: Path, say: Say) -> None:
    """This function will add what a programme folder holds besides the plan: activities, figures, evidence, report."""
    _activities(account, programme, folder)
    specs = [
        yaml.load(path.read_text("utf-8"), yaml.BaseLoader)  # noqa: S506  # makes text, lists and maps only
        for path in sorted((folder / "figures").glob("*.yaml"))
    ]
    indicators.define_figures(account=account, programme=programme, specs=specs)
    say(f"figures defined: {len(specs)}")
    for kind, add in {"deliverables": _deliverable, "decisions": _decision, "measurements": _measurement}.items():
        rows = _rows(folder / "evidence" / f"{kind}.csv")
        for row in rows:
            add(account, plans.activity(programme, row["activity"]), row, folder)
        say(f"{kind}: {len(rows)}")
    for row in _rows(folder / "evidence" / "events.csv"):
        _event(account, programme, row, folder)
    say("attendance lists imported")


def publish(*, account: Account, programme: Programme, folder: Path, say: Say) -> None:
    """This function will write the programme's report from its templates, in each language, and publish it."""
    for language in ("en", "ru", "kk"):
        text = (folder / f"report-template.{language}.md").read_text("utf-8")
        heading, _, narrative = text.partition("\n")
        title = heading.lstrip("# ").strip()
        report = reports.start_report(
            account=account, programme=programme, title=title, language=language, narrative=narrative.strip() + "\n"
        )
        reports.publish_report(account=account, report=report, number=1, version=1)
        say(f"report published: {title}")


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _activities(account: Account, programme: Programme, folder: Path) -> None:
    titles = {row["output"]: row["title"] for row in _rows(folder / "added-activities.csv") if not row["number"]}
    for row in _rows(folder / "added-activities.csv"):
        if row["number"]:
            plans.add_activity(
                account=account,
                programme=programme,
                output_number=row["output"],
                output_title=titles.get(row["output"], ""),
                number=row["number"],
                title=row["title"],
                reason=row["reason"],
            )


def _deliverable(account: Account, activity: plans.Activity, row: dict[str, str], folder: Path) -> None:
    file = folder / "evidence" / "files" / f"{row['code']}.txt"
    evidence.add_deliverable(
        account=account,
        activity=activity,
        title=row["title"],
        kind=row["kind"],
        date=date.fromisoformat(row["date"]),
        language=row["language"],
        source=row["note"],
        file_name=file.name,
        file=file.read_bytes(),
        synthetic=True,
    )


def _decision(account: Account, activity: plans.Activity, row: dict[str, str], folder: Path) -> None:
    given: dict[str, Any] = {name: row[name] for name in ("title", "kind", "number", "body", "source")}
    evidence.add_decision(account=account, activity=activity, date=date.fromisoformat(row["date"]), **given)


def _measurement(account: Account, activity: plans.Activity, row: dict[str, str], folder: Path) -> None:
    given: dict[str, Any] = {name: row[name] for name in ("title", "kind", "unit", "source")}
    day = date.fromisoformat(row["date"])
    evidence.add_measurement(
        account=account, activity=activity, value=Decimal(row["value"]), date=day, synthetic=True, **given
    )


def _event(account: Account, programme: Programme, row: dict[str, str], folder: Path) -> None:
    event = evidence.add_event(
        account=account,
        activity=plans.activity(programme, row["activity"]),
        title=row["title"],
        topic=row["topic"],
        starts=date.fromisoformat(row["date_from"]),
        ends=date.fromisoformat(row["date_to"]),
        place=row["place"],
        region=Region.objects.get(code=row["region"]),
        source=row["source_note"],
        synthetic=True,
    )
    content = (folder / "evidence" / row["file"]).read_bytes()
    file = evidence.store_attendance_file(account=account, event=event, name=row["file"], content=content)
    evidence.record_attendance(account=account, file=file)
