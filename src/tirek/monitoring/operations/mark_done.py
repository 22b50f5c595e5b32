"""Mark a monitoring action of the plan as done."""

from __future__ import annotations

from datetime import date

from tirek.directory import Account
from tirek.ledger import Kept
from tirek.monitoring import events
from tirek.monitoring.models import ActionDone
from tirek.monitoring.operations.saying import entry_of, say
from tirek.monitoring.permissions import check_keep
from tirek.monitoring.policies import (
    check_complete,
    check_day,
    check_file,
    check_not_done,
    check_not_said,
    check_of,
    check_round,
)
from tirek.plans import MonitoringAction, ReportingPeriod


def mark_done(
    *,
    account: Account,
    action: MonitoringAction,
    period: ReportingPeriod | None,
    day: date,
    note: str,
    file: tuple[str, bytes] | None = None,
    key: str = "",
) -> ActionDone:
    """This function will mark a monitoring action as done on a day, for the time it came round in a period.

    What comes round on no day (as needed) has no period, and may be done many times. `key` names the time where a
    period has several ("2022-07" for a monthly action). A closed period takes it: done late, as the day says.
    Raises `NotPermitted`, `NoSuchPlan`, `OfAnotherProgramme`, `MonitoringIncomplete`, `DayImpossible`,
    `FileTooLarge`, `NotComingRound`, `ActionAlreadyDone`, `AlreadySaid`.
    """
    programme = action.programme
    check_keep(account, programme)
    check_of(programme, period=period)
    check_day(day)
    name, content = file or ("", None)
    check_file(content)
    found = check_round(action, period, key, day)
    done = ActionDone(
        action=action,
        period=found.period if found else period,
        round=found.key if found else "",
        day=day,
        note=note.strip(),
        file_name=name[-200:],
        file=content,
    )
    check_complete(done, "note")
    with entry_of(account, programme, events.ACTION_DONE, {"round": done.round or day.isoformat()}) as trace:
        check_not_done(action, done.round)
        before = action.done.filter(Kept.standing(), round="").defer("file").order_by("-entered_position")
        check_not_said(before.first() if not done.round else None, done, "day", "note", "file_name")
        return say(trace, account, done)
