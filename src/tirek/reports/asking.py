"""From what somebody chose on a page to what the inserts are written for."""

from __future__ import annotations

from collections.abc import Collection

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from tirek.directory import Account
from tirek.money import Fund, Question, amounts
from tirek.plans import Activity, Output, Programme, ReportingPeriod, framework
from tirek.reports.asked import Asked
from tirek.reports.errors import FundOrParty, NoSuchPeriod, NoSuchView, PeriodNotBegun
from tirek.reports.models import Kind
from tirek.reports.parties import carried_by
from tirek.reports.periods import period_name
from tirek.reports.view_figures import view_of

Framework = tuple[tuple[Output, tuple[Activity, ...]], ...]
TITLE_LENGTH = 200


def asked_for(
    account: Account,
    programme: Programme,
    *,
    kind: str,
    period: str,
    language: str,
    fund: Fund | None,
    party: str,
) -> Asked:
    """This function will hold a choice against the programme.

    Raises `NoSuchPeriod`, `PeriodNotBegun`, `NoSuchView`, `FundOrParty`.
    """
    periods = _periods(programme, Kind(kind), period)
    shown, view = _framework(programme, None), ""
    where: dict[str, tuple[str, ...]] | None = None
    if fund and party:
        raise FundOrParty
    if fund:
        shown, view, where = _of_fund(programme, fund), view_of("fund", fund.code), {"fund": (fund.code,)}
    if party:
        shown, view = _of_party(programme, party), view_of("party", party)
        where = {"activity": tuple(each.number for _output, activities in shown for each in activities)}
    return Asked(account, programme, Kind(kind), period, language, periods, shown, fund, party, view, where)


def _periods(programme: Programme, kind: Kind, key: str) -> tuple[ReportingPeriod, ...]:
    periods = tuple(programme.periods.order_by("begins"))
    if kind == Kind.QUARTERLY:
        found = tuple(each for each in periods if each.key == key)
    elif kind == Kind.ANNUAL:
        found = tuple(each for each in periods if each.key[:4] == key)
    else:
        found = periods if not key else ()
    if not found:
        raise NoSuchPeriod(period=key)
    if found[0].begins > timezone.localdate():
        raise PeriodNotBegun(period=key or programme.code, begins=found[0].begins)
    return found


def _framework(programme: Programme, numbers: Collection[str] | None) -> Framework:
    """The outputs with their activities, of all numbers or of these; an output with none of them is left out."""
    rows = (
        (output, tuple(each for each in output.activities.all() if numbers is None or each.number in numbers))
        for output in framework(programme)
    )
    return tuple((output, activities) for output, activities in rows if activities or numbers is None)


def _of_fund(programme: Programme, fund: Fund) -> Framework:
    """The activities on which the fund's money was budgeted or spent."""
    if fund.programme_id != programme.pk:
        raise NoSuchView(name=fund.code)
    question = Question.of(programme, fund=[fund.code])
    paid = [*amounts("budget", question, by=("activity",)), *amounts("expenditure", question, by=("activity",))]
    numbers = {number for (number,) in paid}
    return _framework(programme, numbers)


def _of_party(programme: Programme, party: str) -> Framework:
    numbers = carried_by(programme, party)
    if not numbers:
        raise NoSuchView(name=party)
    return _framework(programme, numbers)


def title_of(asked: Asked) -> str:
    """This function will name a report by its kind, its period and its view, in its own language."""
    with translation.override(asked.language):
        titles = {
            Kind.QUARTERLY: _("Quarterly progress report, %(period)s"),
            Kind.ANNUAL: _("Annual report, %(period)s"),
            Kind.FINAL: _("Final narrative and financial report"),
        }
        title = titles[asked.kind] % {"period": period_name(asked.period)}
        view = asked.fund.code if asked.fund else asked.party
        return (f"{title}: {view}" if view else title)[:TITLE_LENGTH]
