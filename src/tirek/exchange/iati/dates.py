"""When a programme was planned, when work began and ended, and the status that follows from it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Min
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _
from lxml import etree

from tirek.exchange.iati.narrative import part
from tirek.money import CostLine, CostReport
from tirek.monitoring import Progress
from tirek.plans import Programme

STATUS = {
    "1": _("In preparation"),
    "2": _("Under way"),
    "3": _("Finished, accounts and reports still open"),
    "4": _("Closed"),
}


@dataclass(frozen=True, slots=True)
class Dates:
    """The four dates of the standard, None where a thing has not happened, and the code of the status."""

    planned_start: date
    actual_start: date | None
    planned_end: date
    actual_end: date | None
    status: str

    @property
    def status_name(self) -> str:
        """This property will name the status in the language of the page."""
        return gettext(STATUS[self.status])


def dates_of(programme: Programme, *, head: int | None, today: date) -> Dates:
    """This function will date a programme.

    Work began on the first day that a progress report or a line of cost names. A programme is closed once its last day
    has passed and every period is closed; until then what is past its last day is being finished.
    """
    over = today > programme.ends
    closed = over and not programme.periods.filter(closed_at=None).exists()
    return Dates(
        planned_start=programme.starts,
        actual_start=_first_day(programme, head, today),
        planned_end=programme.ends,
        actual_end=programme.ends if closed else None,
        status="4" if closed else "3" if over else "2" if today >= programme.starts else "1",
    )


def _first_day(programme: Programme, head: int | None, today: date) -> date | None:
    worked = Progress.objects.filter(
        Progress.standing(head), activity__output__programme=programme, began__lte=today
    ).aggregate(first=Min("began"))
    reports = CostReport.objects.filter(CostReport.standing(head), programme=programme)
    paid = CostLine.objects.filter(report__in=reports.order_by().values("pk"), day__lte=today).aggregate(
        first=Min("day")
    )
    return min((day for day in (worked["first"], paid["first"]) if day is not None), default=None)


def write_status(activity: etree._Element, dates: Dates) -> None:
    """This function will write the status and the dates."""
    part(activity, "activity-status", code=dates.status)
    for kind, day in (
        ("1", dates.planned_start),
        ("2", dates.actual_start),
        ("3", dates.planned_end),
        ("4", dates.actual_end),
    ):
        if day is not None:
            part(activity, "activity-date", iso_date=day.isoformat(), type=kind)
