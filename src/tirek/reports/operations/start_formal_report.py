"""Start a formal report from its template."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from tirek.directory import Account
from tirek.ledger import entry
from tirek.money import Fund
from tirek.plans import Programme, check_programme
from tirek.reports import events
from tirek.reports.asked import Asked
from tirek.reports.asking import asked_for, title_of
from tirek.reports.filling import Filled, fill
from tirek.reports.models import Excuse, Report
from tirek.reports.narrative_templates import template_for
from tirek.reports.operations.excuse_number import excuse_of
from tirek.reports.operations.start_report import version_of
from tirek.reports.policies import check_formal, check_language, check_length, check_not_started, check_title
from tirek.reports.view_figures import ensure_figures


@transaction.atomic
def start_formal_report(
    *,
    account: Account,
    programme: Programme,
    kind: str,
    period: str,
    language: str,
    fund: Fund | None = None,
    party: str = "",
    title: str = "",
) -> Report:
    """This function will start a formal report: the template of the office or of the house, filled.

    It is of the whole programme, of one `fund` for its donor, or of one responsible `party`. What comes from registers
    stands in it as text, its numbers excused with where they come from; every other number is a figure's mark. Raises
    `NotPermitted`, `NoSuchKind`, `NoSuchLanguage`, `NoSuchPeriod`, `PeriodNotBegun`, `NoSuchView`, `FundOrParty`,
    `StartedAlready`, `InsertUnknown`, `TitleTooLong`, `TextTooLong`.
    """
    check_programme(account, "write reports", programme)
    check_formal(kind)
    check_language(language)
    check_title(title)
    party = party.strip()
    asked = asked_for(account, programme, kind=kind, period=period, language=language, fund=fund, party=party)
    Programme.objects.select_for_update(no_key=True).get(pk=programme.pk)  # two who start at once start one
    check_not_started(programme, kind, period, language, fund, party)
    filled = filled_for(asked)
    report = Report(
        programme=programme,
        office=account.office,
        title=title.strip() or title_of(asked),
        kind=kind,
        period=period,
        fund=fund,
        party=party,
        language=language,
        started_by=account,
        started_at=timezone.now(),
    )
    detail = {"programme": programme.code, "kind": kind, "period": period}
    with entry(event=events.FORMAL_REPORT_STARTED, office=report.office_id, by=str(account.pk), detail=detail) as trace:
        trace.store(report)
        trace.store(version_of(account, report, 1, filled.narrative))
        trace.store_many(excuses_of(account, report, filled))
    return report


def filled_for(asked: Asked) -> Filled:
    """This function will define what figures the report needs and fill its template. Raises `TextTooLong`."""
    name = asked.fund.code if asked.fund else asked.party
    ensure_figures(asked.account, asked.programme, view=asked.view, name=name, where=asked.where)
    filled = fill(template_for(asked.account.office, asked.kind, asked.language), asked)
    check_length(filled.narrative)
    return filled


def excuses_of(account: Account, report: Report, filled: Filled) -> list[Excuse]:
    """This function will make the excuses of a filled template that the report has not yet."""
    standing = set(report.excuses.values_list("quote", "sentence")) if not report._state.adding else set()
    return [
        excuse_of(account, report, quote, sentence, reason)
        for quote, sentence, reason in filled.excuses
        if (quote, sentence) not in standing
    ]
