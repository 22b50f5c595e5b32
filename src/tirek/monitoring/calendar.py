"""What is due: each monitoring action for each time it comes round, and each report that the programme owes."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from tirek.monitoring.frequency import Frequency, frequency_of
from tirek.monitoring.models import ActionDone
from tirek.monitoring.rounds import Round, State, reports_owed, rounds, state_of
from tirek.plans import MonitoringAction, Programme, ReportingPeriod

REPORTS = {"quarterly": _("Quarterly report"), "annual": _("Annual report"), "final": _("Final report")}
STATES: tuple[State, ...] = ("late", "due", "done", "later")
Listed = tuple[MonitoringAction | None, str, Round, bool]
"""An action or none, its name, the time it comes round, and whether it is done then."""
MARKUP = re.compile(r"</?[a-z]+>|[*_`]")


@dataclass(frozen=True, slots=True)
class Due:
    """One thing to be done by a day: a monitoring action for one time it comes round, or a report (no action).

    `key` names the time: "2022-Q3", "2022", "2022-07", or "final".
    """

    action: MonitoringAction | None
    period: ReportingPeriod | None
    what: str
    day: date
    state: State
    key: str
    programme: Programme

    @property
    def when(self) -> str:
        """This property will name the time in the language of the reader: Q3 2022, July 2022, 2022."""
        return time_named(self.key, self.programme)

    @property
    def is_open(self) -> bool:
        """This property will say whether somebody should do it now."""
        return self.state in ("due", "late")


@dataclass(frozen=True, slots=True)
class ActionRow:
    """A row of the monitoring plan, how often it comes round, and when it was done."""

    action: MonitoringAction
    what: str
    frequency: Frequency
    done: tuple[ActionDone, ...]


def due(programme: Programme, today: date, reported: Collection[str] = ()) -> list[Due]:
    """This function will give all that a programme's calendar holds, by day: done, due within 30 days, late or later.

    `reported` are the keys of the reports that are out ("2022-Q3", "2022", "final"), as the room of reports says.
    """
    return due_in([programme], today, {programme.pk: reported})


def due_in(
    programmes: Iterable[Programme] | QuerySet[Programme],
    today: date,
    reported: Mapping[Any, Collection[str]] | None = None,
    states: Collection[State] = STATES,
) -> list[Due]:
    """This function will give the calendars of several programmes as one, in a number of queries that does not grow.

    `states` says which of it is wanted: of a portfolio most is done, and leaving it out saves the time of listing it.
    """
    found = list(programmes)
    rows = MonitoringAction.objects.filter(programme__in=found).order_by("line")
    periods = _by_programme(ReportingPeriod.objects.filter(programme__in=found).order_by("begins"))
    actions = _by_programme(rows)
    done = frozenset(
        ActionDone.objects.filter(withdrawn_position=None, action__programme__in=found)
        .exclude(round="")
        .order_by()
        .values_list("action_id", "round")
    )
    names = {kind: gettext(name) for kind, name in REPORTS.items()}
    listed = [
        Due(action, each.period, what, each.day, state, each.key, programme)
        for programme in found
        for action, what, each, is_done in (
            *_actions_due(actions.get(programme.pk, []), periods.get(programme.pk, []), done),
            *_reports_due(programme, names, periods.get(programme.pk, []), (reported or {}).get(programme.pk, ())),
        )
        if (state := state_of(each.day, today, done=is_done)) in states
    ]
    return sorted(listed, key=lambda each: (each.day, each.programme.code, each.action is None, each.what))


def action_rows(programme: Programme) -> list[ActionRow]:
    """This function will give the rows of the monitoring plan with how often each comes round and when it was done."""
    standing = ActionDone.objects.filter(withdrawn_position=None).defer("file").order_by("-day", "-entered_position")
    rows = programme.monitoring.prefetch_related(Prefetch("done", queryset=standing, to_attr="standing"))
    return [
        ActionRow(action, action_name(action), action_frequency(action), tuple(action.standing))
        for action in rows.order_by("line")
    ]


def action_frequency(action: MonitoringAction) -> Frequency:
    """This function will read how often a row of the monitoring plan comes round."""
    return frequency_of(action.frequency, action.purpose, action.expected_action)


def action_name(action: MonitoringAction) -> str:
    """This function will give the name of a row of the monitoring plan, without the marks of its type."""
    return " ".join(MARKUP.sub("", action.activity).split())


def due_path(due: Due) -> str:
    """This function will give the path of the page on which a thing is done."""
    if due.action is None:
        return reverse("reports:index", args=[due.programme.code])
    return reverse("monitoring:action", args=[due.programme.code, due.action.pk]) + f"?for={due.key}"


def time_named(key: str, programme: Programme) -> str:
    """This function will name a time by its key in the language of the reader; the final report's is the last year."""
    year, _dash, part = key.partition("-")
    if key == "final":
        return str(programme.ends.year)
    if part.startswith("Q"):
        return f"{part} {year}"
    return date_format(date(int(year), int(part), 1), "YEAR_MONTH_FORMAT") if part else year


def _by_programme(rows: Iterable[Any]) -> dict[Any, list[Any]]:
    found: dict[Any, list[Any]] = {}
    for each in rows:
        found.setdefault(each.programme_id, []).append(each)
    return found


def _actions_due(
    actions: list[MonitoringAction], periods: list[ReportingPeriod], done: frozenset[tuple[Any, str]]
) -> Iterator[Listed]:
    """Rounds are found once for each frequency: the actions of a programme share them."""
    times: dict[Frequency, list[Round]] = {}
    for action in actions:
        often, what = action_frequency(action), action_name(action)
        if often not in times:
            times[often] = list(rounds(often, periods))
        for each in times[often]:
            yield action, what, each, (action.pk, each.key) in done


def _reports_due(
    programme: Programme, names: Mapping[str, str], periods: list[ReportingPeriod], reported: Collection[str]
) -> Iterator[Listed]:
    for kind, each in reports_owed(periods, programme.ends):
        yield None, names[kind], each, each.key in reported
