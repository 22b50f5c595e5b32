"""What the reports room can be asked."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Case, Max, QuerySet, Value, When

from tirek.directory import Account
from tirek.indicators import known_figures
from tirek.ledger import history
from tirek.money import Fund
from tirek.plans import Programme
from tirek.reports.claims import extract, hold_against, hold_against_itself
from tirek.reports.claims.claim import Claim, Contradiction, KnownFigure
from tirek.reports.errors import NoSuchReport
from tirek.reports.models import Kind, PublishedReport, Report, ReportText, TextReview
from tirek.reports.reviewing import authors
from tirek.reports.visibility import published_for_anyone, reports_for, unconfirmed_for

BY_KIND = (Kind.FINAL, Kind.ANNUAL, Kind.QUARTERLY, Kind.PAGE)
"""The order of a list: what tells of the longest time first."""


def report(account: Account, key: Any) -> Report:
    """This function will give one report that the account may see, or refuse (`NoSuchReport`)."""
    found = reports_for(account).select_related("programme", "office", "fund", "started_by").filter(pk=key).first()
    if found is None:
        raise NoSuchReport
    return found


def reports_of(account: Account, programme: Programme) -> QuerySet[Report]:
    """This function will list the reports of a programme that the account may see, by kind and period."""
    found = reports_for(account).filter(programme=programme).select_related("fund")
    found = found.annotate(version=Max("texts__version"), publication=Max("publications__number"))
    place = Case(*(When(kind=kind, then=Value(place)) for place, kind in enumerate(BY_KIND)))
    return found.order_by(place, "-period", "-started_at")


def latest_text(report: Report) -> ReportText:
    """This function will give the newest version of a report's narrative."""
    return report.texts.order_by("-version")[0]


def verdicts(report: Report) -> QuerySet[TextReview]:
    """This function will give what second persons said of a report's versions, the newest first."""
    found = TextReview.objects.filter(TextReview.standing(), text__report=report)
    found = found.select_related("text", "reviewed_by__office").prefetch_related("reviewed_by__grants")
    return found.order_by("-entered_position")


def writers_of(text: ReportText) -> list[Account]:
    """This function will give who started a report, who wrote any version since one was approved here, and who brought
    such a version with a file: that person could have written it."""
    approved = TextReview.objects.filter(TextReview.counting(), text__report=text.report_id, verdict="approved")
    texts = ReportText.objects.filter(report=text.report_id).select_related("written_by", "brought_by")
    written = {each.version: [each.written_by, *filter(None, [each.brought_by])] for each in texts.defer("narrative")}
    return [text.report.started_by, *authors(text.version, written, approved.values_list("text__version", flat=True))]


def verdict_on(text: ReportText) -> TextReview | None:
    """This function will give the newest verdict on a version that counts, or None."""
    return text.reviews.filter(TextReview.counting()).order_by("-entered_position").first()


def excused(report: Report) -> frozenset[tuple[str, str]]:
    """This function will give the pairs of quote and sentence that stand excused in a report."""
    return frozenset(report.excuses.values_list("quote", "sentence"))


def published_report(key: Any, account: Account | AnonymousUser | None = None) -> PublishedReport:
    """This function will give one publication, for anyone, or refuse (`NoSuchReport`).

    One from another house that nobody here has confirmed is there only for an account that sees its draft.
    """
    found = published_for_anyone().filter(pk=key).first()
    if found is None and isinstance(account, Account):
        found = unconfirmed_for(account).filter(pk=key).first()
    if found is None:
        raise NoSuchReport
    return found


def unconfirmed(account: Account, programme: Programme) -> QuerySet[PublishedReport]:
    """This function will list what came with a programme's file and waits for a second person, newest first."""
    found = unconfirmed_for(account).filter(report__programme=programme)
    return found.defer("narrative", "figures", "excuses")


def is_unconfirmed(publication: PublishedReport) -> bool:
    """This function will say whether a publication from another house waits for a second person here."""
    return not published_for_anyone().filter(pk=publication.pk).exists()


def importers(publication: PublishedReport) -> set[str]:
    """This function will give the keys of the accounts that brought a publication into this house."""
    return {line.by for line in history(publication) if line.by} if publication.elsewhere else set()


def published(
    programme: Programme | None = None, *, kind: str = "", fund: Fund | None = None
) -> QuerySet[PublishedReport]:
    """This function will list what is published, newest first: all, or of a programme, a kind, or one fund alone."""
    found = published_for_anyone().defer("narrative", "figures", "excuses")
    wanted = {"report__programme": programme, "report__kind": kind, "report__fund": fund}
    return found.filter(**{name: value for name, value in wanted.items() if value})


def published_programmes() -> QuerySet[Programme]:
    """This function will list the programmes of which something is published, for anyone."""
    published = published_for_anyone().order_by().values("report__programme")
    return Programme.objects.filter(pk__in=published).order_by("code")


def formal_reports_done(programme: Programme) -> set[str]:
    """This function will give the quarters ("2022-Q3"), years ("2022") and "final" of which the report is published.

    A report of one fund or one party is not the programme's report of that time.
    """
    return formal_reports_done_in([programme]).get(programme.pk, set())


def formal_reports_done_in(programmes: Iterable[Programme] | QuerySet[Programme]) -> dict[Any, set[str]]:
    """This function will give what `formal_reports_done` gives, for several programmes by their keys, in one query."""
    found = published_for_anyone().filter(report__programme__in=programmes, report__fund=None, report__party="")
    kinds = found.exclude(report__kind=Kind.PAGE).order_by()
    done: dict[Any, set[str]] = {}
    for key, kind, period in kinds.values_list("report__programme", "report__kind", "report__period").distinct():
        done.setdefault(key, set()).add(period or str(kind))
    return done


def check_claims(text: str, programme: Programme | None = None) -> tuple[list[Claim], list[Contradiction]]:
    """This function will hold a narrative against itself and, where a programme is given, against its records."""
    claims, contradictions = hold_against_itself(text, extract(text))
    if programme is not None:
        claims = hold_against(claims, known(programme))
    return claims, contradictions


def known(programme: Programme) -> list[KnownFigure]:
    """This function will give what the programme's records say, in the words that a narrative may use."""
    figures = []
    for definition, number, day, cells in known_figures(programme):
        value = day or number
        if value is None:
            continue
        parts = tuple((words, cells[cell]) for cell, words in definition.parts.items() if cell in cells)
        figures.append(
            KnownFigure(
                code=definition.code, value=value, said_as=definition.said_as, context=definition.context, parts=parts
            )
        )
    return figures
