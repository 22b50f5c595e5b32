"""What can be done with reports: start one, write it, excuse a number, freeze it, keep a template."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from tirek.directory import Account, check
from tirek.indicators import Scope
from tirek.ledger import anchor, entry
from tirek.plans import Programme, check_programme
from tirek.reports import events
from tirek.reports.binding import bind
from tirek.reports.freezing import freeze
from tirek.reports.models import Excuse, PublishedReport, Report, ReportText, WordTemplate
from tirek.reports.permissions import check_on
from tirek.reports.policies import check_bound, check_newest, check_people_apart, check_reason, check_text, check_typed
from tirek.reports.queries import excused, latest_text
from tirek.reports.rendering.word import check_template
from tirek.reports.renderings import draw


@transaction.atomic
def start_report(*, account: Account, programme: Programme, title: str, language: str, narrative: str) -> Report:
    """This function will start a report from a text. Raises `NotPermitted`, `NothingWritten`, `TextTooLong`."""
    check_programme(account, "write reports", programme)
    check_text(title)
    check_text(narrative)
    report = Report(
        programme=programme,
        office=account.office,
        title=title.strip(),
        language=language,
        started_by=account,
        started_at=timezone.now(),
    )
    detail = {"programme": programme.code}
    with entry(event=events.REPORT_STARTED, office=report.office_id, by=str(account.pk), detail=detail) as trace:
        trace.store(report)
        trace.store(_text(account, report, 1, narrative))
    return report


def _text(account: Account, report: Report, version: int, narrative: str) -> ReportText:
    return ReportText(
        report=report, version=version, narrative=narrative, written_by=account, written_at=timezone.now()
    )


@transaction.atomic
def write_text(*, account: Account, report: Report, narrative: str, base_version: int) -> ReportText:
    """This function will keep a new version of the narrative; the same text again keeps none.

    Raises `NotPermitted`, `NoSuchReport`, `WrittenMeanwhile` when another version was saved since `base_version`.
    """
    check_on(account, "write reports", report)
    check_text(narrative)
    Report.objects.select_for_update().get(pk=report.pk)
    newest = latest_text(report)
    if newest.narrative == narrative:
        return newest
    check_newest(mine=base_version, newest=newest.version)
    text = _text(account, report, newest.version + 1, narrative)
    detail = {"version": text.version}
    with entry(event=events.TEXT_WRITTEN, office=report.office_id, by=str(account.pk), detail=detail) as trace:
        return trace.store(text)


@transaction.atomic
def excuse_number(*, account: Account, report: Report, quote: str, sentence: str, reason: str) -> Excuse:
    """This function will let a number stand as typed in its sentence. Raises `NotPermitted`, `ReasonMissing`."""
    check_on(account, "write reports", report)
    check_reason(reason)
    check_typed(quote, sentence, latest_text(report).narrative)
    excuse = Excuse(
        report=report,
        quote=quote,
        sentence=sentence,
        reason=reason.strip(),
        excused_by=account,
        excused_at=timezone.now(),
    )
    with entry(event=events.NUMBER_EXCUSED, office=report.office_id, by=str(account.pk)) as trace:
        return trace.store(excuse)


@transaction.atomic
def publish_report(*, account: Account, report: Report, number: int, version: int) -> PublishedReport:
    """This function will freeze a report: its text, each figure with its records, and where the ledger stands.

    `number` is the publication's number among those of the report: asked twice for the same one (a double click), it
    gives the publication that is there. `version` is that of the text that was looked at: `WrittenMeanwhile` where
    another was saved since. Raises `NotPermitted`, `NoSuchReport`, `NumbersUnbound`, `FigureUnknown`,
    `FewPeopleApart`.
    """
    check_on(account, "publish reports", report)
    report = Report.objects.select_for_update(of=("self",)).select_related("programme", "office").get(pk=report.pk)
    newest = report.publications.order_by("-number").first()
    if newest and newest.number >= number:
        return newest
    number = newest.number + 1 if newest else 1
    text = latest_text(report)
    check_newest(mine=version, newest=text.version)
    root = anchor(f"report {report.pk} number {number}")
    bound = bind(text.narrative, report.programme, language=report.language, excused=excused(report), as_of=root.heads)
    check_bound(bound)
    check_people_apart(bound, Scope(report.programme_id, root.heads))
    frozen = freeze(report, text, bound, number=number, account=account, root=root)
    detail = {"title": report.title}
    with entry(event=events.REPORT_PUBLISHED, office=report.office_id, by=str(account.pk), detail=detail) as trace:
        trace.store(frozen)
    draw(frozen)
    return frozen


@transaction.atomic
def keep_word_template(*, account: Account, name: str, content: bytes) -> WordTemplate:
    """This function will keep an office's Word template. Raises `NotPermitted` and the refusals of a bad template."""
    check(account, "publish reports")
    check_template(content)
    template = WordTemplate(
        office=account.office, name=name[:200], content=content, kept_by=account, kept_at=timezone.now()
    )
    with entry(event=events.TEMPLATE_KEPT, office=account.office_id, by=str(account.pk)) as trace:
        return trace.store(template)
