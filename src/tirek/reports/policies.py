"""May this happen now?"""

from __future__ import annotations

from collections.abc import Callable

from tirek.directory import Verdict
from tirek.indicators import Definition, parse_key
from tirek.money import Fund
from tirek.plans import Programme, ReasonMissing
from tirek.reports.binding import Binding
from tirek.reports.changes import changes_in, refusal_of, released_in
from tirek.reports.claims import typed_numbers
from tirek.reports.errors import (
    FigureOutsideView,
    FigureUnknown,
    NarrativeTemplateTooLarge,
    NoSuchKind,
    NoSuchLanguage,
    NoSuchVerdict,
    NotApproved,
    NothingWritten,
    NoTypedNumber,
    NumbersUnbound,
    StartedAlready,
    TextTooLong,
    TitleTooLong,
    WrittenMeanwhile,
)
from tirek.reports.models import LANGUAGES, Kind, Report, ReportText
from tirek.reports.parties import activities_of
from tirek.reports.reviewing import State, state_of

Cell = tuple[str, str]
CHARACTERS = 200_000
TEMPLATE_CHARACTERS = 50_000
TITLE_CHARACTERS = 200


def check_text(text: str) -> None:
    """This function will refuse an empty text or one beyond the limit (`NothingWritten`, `TextTooLong`)."""
    if not text.strip():
        raise NothingWritten
    check_length(text)


def check_length(text: str) -> None:
    """This function will refuse a text beyond the limit (`TextTooLong`)."""
    if len(text) > CHARACTERS:
        raise TextTooLong(limit=CHARACTERS)


def check_typed(quote: str, sentence: str, narrative: str) -> None:
    """This function will refuse to excuse what is no typed number of the newest text (`NoTypedNumber`)."""
    if (quote, sentence) not in {(claim.quote, claim.text) for claim in typed_numbers(narrative)}:
        raise NoTypedNumber


def check_reason(reason: str) -> None:
    """This function will refuse an empty reason (`ReasonMissing`)."""
    if not reason.strip():
        raise ReasonMissing


def check_newest(*, mine: int, newest: int) -> None:
    """This function will refuse to write over what somebody else saved meanwhile (`WrittenMeanwhile`)."""
    if mine != newest:
        raise WrittenMeanwhile(mine=mine, newest=newest)


def check_bound(bound: Binding) -> None:
    """This function will refuse a narrative with unbound numbers or figures without value."""
    if bound.typed:
        raise NumbersUnbound(count=len(bound.typed))
    if bound.unknown:
        raise FigureUnknown(keys=", ".join(bound.unknown))


def check_view(report: Report, bound: Binding) -> None:
    """This function will refuse money of others in a report of one fund or one party (`FigureOutsideView`)."""
    tells = telling(report)
    keys = [parse_key(figure.key) for figure in bound.figures]
    outside = [str(key) for key in keys if not tells(bound.definitions[key.code].definition, key.cell)]
    if outside:
        raise FigureOutsideView(view=report.fund.code if report.fund else report.party, keys=", ".join(outside))


def telling(report: Report) -> Callable[[Definition, Cell | None], bool]:
    """This function will give what says whether a report may tell a figure, or a cell of it.

    Of money, a report of one fund or one party tells what is limited to its view, and cells of it; else anything.
    """
    dimension, own = ("fund", {report.fund.code}) if report.fund else ("activity", activities_of(report))
    cells = {(dimension, value) for value in own}

    def tells(definition: Definition, cell: Cell | None) -> bool:
        if not definition.of_money or not (report.fund or report.party):
            return True
        limited = set(definition.where.get(dimension, ()))
        return (bool(limited) and limited <= own) or cell in cells

    return tells


def check_approved(report: Report, text: ReportText) -> None:
    """This function will refuse to publish a formal report whose newest version nobody approved (`NotApproved`)."""
    if report.is_formal and state_of(report) != State.APPROVED:
        raise NotApproved(version=text.version)


def check_verdict(verdict: str) -> None:
    """This function will refuse a verdict that there is not (`NoSuchVerdict`)."""
    if verdict not in Verdict.values:
        raise NoSuchVerdict(verdict=verdict)


def check_kind(kind: str) -> None:
    """This function will refuse a kind of report that there is not (`NoSuchKind`)."""
    if kind not in Kind.values:
        raise NoSuchKind(kind=kind)


def check_formal(kind: str) -> None:
    """This function will refuse a kind that is no formal report (`NoSuchKind`)."""
    if kind not in Kind.values or kind == Kind.PAGE:
        raise NoSuchKind(kind=kind)


def check_language(language: str) -> None:
    """This function will refuse a language that reports are not written in (`NoSuchLanguage`)."""
    if language not in dict(LANGUAGES):
        raise NoSuchLanguage(language=language)


def check_title(title: str) -> None:
    """This function will refuse a title beyond the limit (`TitleTooLong`)."""
    if len(title.strip()) > TITLE_CHARACTERS:
        raise TitleTooLong(limit=TITLE_CHARACTERS)


def check_template_length(content: str) -> None:
    """This function will refuse a template of text beyond the limit (`NarrativeTemplateTooLarge`)."""
    if len(content) > TEMPLATE_CHARACTERS:
        raise NarrativeTemplateTooLarge(limit=TEMPLATE_CHARACTERS)


def check_not_started(
    programme: Programme, kind: str, period: str, language: str, fund: Fund | None, party: str
) -> None:
    """This function will refuse a second report of the same kind, period, view and language (`StartedAlready`)."""
    found = Report.objects.filter(
        programme=programme, kind=kind, period=period, language=language, fund=fund, party=party
    ).first()
    if found:
        raise StartedAlready(title=found.title)


def check_people_apart(text: ReportText, bound: Binding) -> None:
    """This function will refuse what, subtracted from the rest of the report or from what was published before, leaves
    one to four people, unless a second person released it (`FewPeopleApart`, `FewPeopleApartFromEarlier`)."""
    released = released_in(text)
    for each, change in zip(bound.apart, changes_in(bound.apart), strict=True):
        if change not in released:
            raise refusal_of(each)
