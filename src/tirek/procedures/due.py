"""When a timer of a drawing runs out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Final

from tirek.procedures.clocks import ClockRule, rule_on
from tirek.safeguards import Calendar, Limit, limit_of

_DURATION: Final = re.compile(
    r"P(?=.)(?:([0-9]{1,4})Y)?(?:([0-9]{1,4})M)?(?:([0-9]{1,4})W)?(?:([0-9]{1,4})D)?"
    r"(?:T(?=.)(?:([0-9]{1,4})H)?(?:([0-9]{1,4})M)?)?"
)


@dataclass(frozen=True, slots=True)
class Due:
    """A timer that runs: its name in the run, its step, and what the drawing sets it to."""

    key: str
    step: str
    limit: str

    def due_at(
        self, began: datetime, calendar: Calendar, zone: tzinfo | None = None, rules: Sequence[ClockRule] = ()
    ) -> datetime:
        """This method will give the moment at which the timer runs out, in `zone`, else in that of `began`.

        A limit in days ends with its last day, as a clock does; an ISO duration runs from the moment on. Where the
        timer is set to a clock, `rules` are asked for the version in force on the day it began.
        """
        zone = zone or began.tzinfo or UTC
        match = _DURATION.fullmatch(self.limit)
        if match:
            years, months, weeks, days, hours, minutes = (int(each or 0) for each in match.groups())
            local = began.astimezone(zone)
            day = calendar.last_day(Limit(years * 12 + months, "months"), local.date())
            moved = datetime.combine(day, local.timetz()) + timedelta(days=days + 7 * weeks)
            return moved.astimezone(UTC) + timedelta(hours=hours, minutes=minutes)
        rule = rule_on(rules, self.limit, began.astimezone(zone).date())
        return calendar.end_of(rule.limit if rule else limit_of(self.limit), began, zone)
