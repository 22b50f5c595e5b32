"""What a formal report is asked for: its kind, period and language, of all of the programme or of one view of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from tirek.directory import Account
from tirek.money import Fund
from tirek.plans import Activity, Output, Programme, ReportingPeriod
from tirek.reports.copying import line
from tirek.reports.models import Kind


@dataclass(frozen=True, slots=True)
class Asked:
    """What an insert is written for.

    `period` is "2022-Q3", "2022", or nothing in a final report. `periods` are the quarters it holds, `framework` the
    outputs with their activities: those alone that the fund pays or the party answers for, where one is named.
    `view` ends the codes of that view's own figures of money ("-fund-gp"); `where` is what they are limited to.
    """

    account: Account
    programme: Programme
    kind: Kind
    period: str
    language: str
    periods: tuple[ReportingPeriod, ...]
    framework: tuple[tuple[Output, tuple[Activity, ...]], ...]
    fund: Fund | None = None
    party: str = ""
    view: str = ""
    where: Mapping[str, tuple[str, ...]] | None = None

    @property
    def until(self) -> str:
        """This property will name the time from the start until the end of the period; nothing where that is all."""
        return f"..{self.periods[-1].key}" if self.period else ""

    @property
    def activities(self) -> tuple[Activity, ...]:
        """This property will list the activities in the order of the plan."""
        return tuple(activity for _output, activities in self.framework for activity in activities)

    @property
    def is_whole(self) -> bool:
        """This property will say whether the report is of the whole programme, not of one fund or party."""
        return self.fund is None and not self.party

    @property
    def ends(self) -> date:
        """This property will give the last day that the report tells of."""
        return self.periods[-1].ends if self.period else self.programme.ends

    def money(self, code: str, period: str, **cell: str) -> str:
        """This function will write the mark of a figure of money in this view, of a cell where one is named."""
        return mark(f"{code}{self.view}", period, **cell)

    def in_period(self, code: str, **cell: str) -> str:
        """This function will mark a figure of money within the period."""
        return self.money(code, self.period, **cell)

    def to_date(self, code: str, **cell: str) -> str:
        """This function will mark a figure of money from the start until the end of the period."""
        return self.money(code, self.until, **cell)


def mark(code: str, period: str = "", **cell: str) -> str:
    """This function will write the mark of a figure."""
    named = f"{code}@{period}" if period else code
    return f"[[{named}:{'='.join(next(iter(cell.items())))}]]" if cell else f"[[{named}]]"


def named(thing: Output | Activity) -> str:
    """This function will write the number and the title of an output or an activity, as the work plan has them."""
    number = f"{thing.number}." if isinstance(thing, Output) else thing.number
    return line(f"{number} {thing.title}", _("From the work plan"))
