"""An activity in time: as it was planned, as it is expected, and as it really went."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from tirek import monitoring, plans
from tirek.directory import Account
from tirek.ledger import Kept
from tirek.plans import Activity, Programme, Scheduled


@dataclass(frozen=True, slots=True)
class Timed:
    """A scheduled activity with the days on which progress reports say that it began and ended."""

    scheduled: Scheduled
    began: date | None = None
    ended: date | None = None

    @property
    def activity(self) -> Activity:
        """This property will give the activity itself."""
        return self.scheduled.activity

    @property
    def slipped_days(self) -> int:
        """This property will say how much later than planned it ended, or is expected to end.

        What really happened counts before what was expected. Where a mark of the plan could not be read, its end is
        not known, and only a change of dates says that it slipped.
        """
        planned = self.scheduled.planned
        if self.ended is None or planned is None or self.scheduled.unread:
            return self.scheduled.slipped_days
        return (self.ended - planned[1]).days


def timed(account: Account, programme: Programme, today: date) -> list[Timed]:
    """This function will give a programme's activities in time; what really happened for those who see monitoring."""
    said = monitoring.said_for(account, monitoring.Progress)
    standing = said.filter(Kept.standing(), activity__output__programme=programme).order_by("entered_position")
    went: dict[Any, tuple[date | None, date | None]] = {
        activity: (began, ended) for activity, began, ended in standing.values_list("activity", "began", "ended")
    }
    return [Timed(each, *went.get(each.activity.pk, (None, None))) for each in plans.schedule(programme, today)]
