"""A log out of the house's own record: what happened in cases by the ledger, told by the names of the steps.

It is kept as one that came as a file is, sealed, and read like any: its columns are known, so nobody confirms them.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from itertools import chain
from typing import Any, Final
from uuid import uuid4

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from tirek.bounded import Progress
from tirek.cases import Recorded, RecordedEvent, record_of_cases, steps_called, zone_of_offices
from tirek.refusals import refusal_as_json
from tirek.studies import events
from tirek.studies.errors import CasesKeptBack, RecordTooSmall
from tirek.studies.models import StudyLog, Work
from tirek.studies.operations.ask_for_work import ask_to_read
from tirek.studies.operations.take_in_log import keep_log
from tirek.studies.operations.take_log_from_record import on_record
from tirek.studies.operations.take_over import take_over
from tirek.studies.permissions import check_keep

FEWEST: Final = 5
LINES: Final = 5_000
COLUMNS: Final = ("case", "activity", "time", "officer", "office", "edition", "came_by", "limit_broken", "closed_as")
ROLES: Final = {"case": "case", "activity": "activity", "time": "time", "resource": "officer", "office": "office"}
SAID: Final = {
    "case-assigned": gettext_noop("Case given to somebody"),
    "case-helped": gettext_noop("Somebody asked to help"),
    "case-transfer-sent": gettext_noop("Sent to another office"),
    "case-transfer-accepted": gettext_noop("Accepted by the other office"),
    "case-transfer-returned": gettext_noop("Sent back by the other office"),
    "case-limit-extended": gettext_noop("Limit of the law extended"),
    "case-limit-ran-out": gettext_noop("Limit of the law ran out"),
    "case-closed": gettext_noop("Closed before its procedure ended"),
    "case-reopened": gettext_noop("Opened again"),
}


def take_from_record(work: Work, progress: Progress) -> Mapping[str, Any]:
    """This function will make a log of what is on record, keep it, and have it read. Doing it again does nothing.

    Raises `NotPermitted`, `RecordTooSmall`, `LogsNowhere`.
    """
    if work.log_id is None:
        check_keep(work.asked_by, work.study)
        with translation.override(work.asked["language"]):
            _take(work)
    return {}


def _take(work: Work) -> None:
    asked, counted = work.asked, Counter[str]()
    mechanism, _slash, procedure = asked["procedure"].partition("/")
    said = _activities(steps_called(mechanism, procedure))
    first, past = date.fromisoformat(asked["since"]), date.fromisoformat(asked["until"]) + timedelta(days=1)
    which = Recorded(mechanism, procedure, _midnight(first), _midnight(past), asked["office"])
    told = {"study": work.study.code, **{name: asked[name] for name in ("procedure", "since", "until", "office")}}
    with record_of_cases(account=work.asked_by, asked=which) as (left_out, found):
        began = next(found, None)
        if began is None:
            raise RecordTooSmall(fewest=FEWEST)
        work.log = keep_log(
            uuid4(),
            _lines(chain([began], found), said, counted),
            event=events.LOG_FROM_RECORD,
            told=lambda: {**told, "cases": counted["cases"], "events": counted["events"]},
            actor=work.asked_by,
            study=work.study,
            of=StudyLog.Of(asked["of"]),
            name=_name(asked),
            synthetic=work.study.synthetic,
        )
        work.save(update_fields=["log"])  # with the log or not at all: whoever takes the work up again finds it
        take_over(actor=work.asked_by, study=work.study, mechanism=mechanism, procedure=procedure, columns=COLUMNS)
        notices = [refusal_as_json(CasesKeptBack(count=left_out))] if left_out else []
        columns = {**ROLES, "zone": "UTC", "kept": list(COLUMNS[5:]), "notices": notices}
        ask_to_read(actor=work.asked_by, log=work.log, columns=columns)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), zone_of_offices())


def _name(asked: Mapping[str, str]) -> str:
    title = dict(on_record()).get(asked["procedure"], asked["procedure"])
    which = {"title": title[:120], "since": asked["since"], "until": asked["until"]}
    return (_("From the record: %(title)s, %(since)s to %(until)s") % which)[:200]


def _activities(names: Mapping[str, str]) -> Callable[[RecordedEvent], str]:
    """A step by its name; where two have the same one, by their ids, so that they stay two.

    Nothing for what the drawing gives no name, which is only where a part of it begins or ends.
    """
    often = Counter(names.values())

    def said(event: RecordedEvent) -> str:
        if event.event != "step":
            return _(SAID[event.event]) if event.event in SAID else event.event
        name = names.get(event.step, event.step)
        return name if often[name] <= 1 or not name else event.step

    return said


def _lines(
    found: Iterable[RecordedEvent], said: Callable[[RecordedEvent], str], counted: Counter[str]
) -> Iterator[bytes]:
    """The log as CSV, a few thousand lines at a time; what it holds is counted on the way."""
    officer, last = _("Officer %(number)s"), 0
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(COLUMNS)
    for each in found:
        activity = said(each)
        if not activity:
            continue
        counted["cases"] += each.case != last
        counted["events"] += 1
        last = each.case
        person = officer % {"number": each.person} if each.person else ""
        late = "yes" if each.limit_broken else "no"
        of_case = (each.edition, each.came_by, late, each.closed_as or "open")
        table.writerow([each.case, activity, each.at.isoformat(), person, each.office, *of_case])
        if counted["events"] % LINES == 0:
            yield text.getvalue().encode()
            text.seek(0)
            text.truncate()
    yield text.getvalue().encode()


DOING: Final = {"from-record": take_from_record}
