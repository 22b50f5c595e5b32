"""A programme that is monitored: its periods, a monitoring plan, and things said of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from threading import Barrier, Thread
from typing import Any

from django.db import connection

from tests import programme as programmes
from tests.cast import aigul, marat
from tests.programme import activity, store
from tirek import monitoring
from tirek.directory import Account
from tirek.ledger import entries, heads
from tirek.monitoring import ActionDone, CourseCorrection, Lesson, Progress, QualityReview, Risk, RiskAssessment
from tirek.plans import MonitoringAction, Programme, RecordedFinding, ReportingPeriod

DAY = date(2022, 9, 30)
RATINGS = dict.fromkeys(
    (
        "strategic",
        "relevant",
        "principled",
        "management-monitoring",
        "efficient",
        "effective",
        "sustainability-ownership",
    ),
    "satisfactory",
)


def programme(*frequencies: str, code: str = "00143776", at: str = "HRC") -> Programme:
    """A programme of an office whose monitoring plan has a row of each of these frequencies."""
    made = programmes.programme(code=code, at=at)
    marat()  # opened now, so that what a test counts in the ledger is its own
    for line, frequency in enumerate(frequencies, start=1):
        action(frequency, line=line, of=made)
    return made


def action(frequency: str = "Quarterly", *, line: int = 1, of: Programme | None = None, **given: str) -> Any:
    """A row of the monitoring plan."""
    found = of or Programme.objects.get()
    row = MonitoringAction(programme=found, activity=f"<b>Action {line}</b>", frequency=frequency, line=line, **given)
    store(row, at=found.office_id)
    return row


def period(key: str = "2022-Q3", of: Programme | None = None) -> ReportingPeriod:
    """A period of the only programme that there is, or of another."""
    return ReportingPeriod.objects.get(programme=of or Programme.objects.get(), key=key)


def close(key: str = "2022-Q3") -> ReportingPeriod:
    """A period that was closed."""
    from tests.programme import MADE
    from tirek.ledger import entry

    row = period(key)
    with entry(event=MADE, office="HRC", by="tests") as trace:
        row.closed_at, row.closed_by = trace.at, aigul()
        trace.change(row)
    return row


def finding(of: Programme | None = None) -> RecordedFinding:
    """A finding of a programme's own plan."""
    found = of or Programme.objects.get()
    row = RecordedFinding(
        document=found.document, ordinal=0, code="fee-rate", severity="note", message="The fee is odd.", where=[1]
    )
    store(row, at=found.office_id)
    return row


def progress(by: Account | None = None, *, number: str = "1.1", key: str = "2022-Q3", **given: Any) -> Progress:
    """Progress of an activity, on track unless said otherwise."""
    words = {"status": "on-track", "text": "Terms of reference were written."} | given
    return monitoring.report_progress(account=by or marat(), activity=activity(number), period=period(key), **words)


def a_risk(by: Account | None = None, **given: Any) -> Risk:
    """A risk, moderately likely and of intermediate impact."""
    words = {
        "programme": given.pop("of", None) or Programme.objects.get(),
        "category": "political",
        "cause": "Elections are near",
        "event": "Partners change",
        "impact": "Trainings are put off",
        "day": DAY,
        "likelihood": 3,
        "impact_score": 3,
        "owner": "The coordinator",
        "treatment": "Talk to the deputy ministers",
    }
    return monitoring.record_risk(account=by or marat(), **(words | given))


def assessed(risk: Risk, by: Account | None = None, **given: Any) -> RiskAssessment:
    """A later look at a risk: the same, unless said otherwise."""
    words = {"day": date(2022, 12, 14), "likelihood": 3, "impact": 3, "owner": "The coordinator", "treatment": "Wait"}
    return monitoring.assess_risk(account=by or marat(), risk=risk, **(words | given))


def a_lesson(by: Account | None = None, *, key: str = "2022-Q3", **given: Any) -> Lesson:
    """A lesson of a period."""
    words = {"programme": Programme.objects.get(), "period": period(key), "text": "Trainers need time."} | given
    return monitoring.keep_lesson(account=by or marat(), **words)


def a_review(by: Account | None = None, **given: Any) -> QualityReview:
    """A quality assessment, all of it satisfactory."""
    words = {"programme": Programme.objects.get(), "stage": "implementation", "day": DAY, "ratings": RATINGS} | given
    return monitoring.assess_quality(account=by or marat(), **words)


def a_correction(by: Account | None = None, **given: Any) -> CourseCorrection:
    """A change of course, caused by a risk unless a cause is given."""
    if not given.keys() & {"finding", "figure", "risk"}:
        given["risk"] = Risk.objects.first() or a_risk()
    words = {
        "programme": given.get("programme") or Programme.objects.get(),
        "day": DAY,
        "change": "Two trainings become one",
        "reason": "The money does not reach for two",
    } | given
    return monitoring.correct_course(account=by or marat(), **words)


def done(by: Account | None = None, *, key: str | None = "2022-Q3", **given: Any) -> ActionDone:
    """A monitoring action that was done for a period."""
    words = {"action": MonitoringAction.objects.order_by("line")[0], "day": DAY, "note": "Was done."} | given
    return monitoring.mark_done(account=by or marat(), period=period(key) if key else None, **words)


SAYINGS: dict[str, Callable[..., Any]] = {
    "report_progress": progress,
    "record_risk": a_risk,
    "assess_risk": lambda by: assessed(Risk.objects.first() or a_risk(), by),
    "keep_lesson": a_lesson,
    "assess_quality": a_review,
    "correct_course": a_correction,
    "mark_done": done,
}
"""Everything that can be said, by the name of the operation; each takes who says it."""


def last() -> dict[str, Any]:
    """The detail of the newest entry of the ledger."""
    return dict(entries(limit=1)[0].detail)


def written(deed: Callable[[], Any]) -> int:
    """How many entries a deed left in the national office's chain, whatever it raised."""
    before = heads().get("HRC", 0)
    try:
        deed()
    finally:
        after = heads().get("HRC", 0)
    return after - before


def at_once(*deeds: Callable[[], Any]) -> list[Any]:
    """What each deed gives or raises, begun in threads at the same moment."""
    found: dict[int, Any] = {}
    start = Barrier(len(deeds))

    def run(number: int, deed: Callable[[], Any]) -> None:
        try:
            start.wait()
            found[number] = deed()
        except Exception as fault:  # whatever it is, the test says whether it may be
            found[number] = fault
        finally:
            connection.close()

    threads = [Thread(target=run, args=each) for each in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return [found[number] for number in range(len(deeds))]


def kinds(results: list[Any]) -> list[str]:
    """The names of what came out, in alphabetical order."""
    return sorted(type(result).__name__ for result in results)
