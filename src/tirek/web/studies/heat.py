"""Heat on a drawing: how often its tasks were done, waited for, worked on, or left, as a log says.

Activities of the log are the tasks of the same name. Five steps of colour go from nothing to the most; the number
stands beside each task and in the table.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from tirek import studies
from tirek.mining import Having, bottlenecks_of, spending_of
from tirek.studies import Drawing, StudyLog
from tirek.web.requests import SignedRequest
from tirek.web.studies.asked import Asked, address_of, asked_of
from tirek.web.studies.conforming import against
from tirek.web.studies.drawn import tasks_of
from tirek.web.templatetags.studies import took

STEPS = 5


@dataclass(frozen=True, slots=True)
class Heated:
    """A task of a drawing and what a log says of it. `value` is what is coloured; None where that is not known."""

    name: str
    step: int
    value: float | None
    said: str
    events: int
    cases: int
    waits_s: float | None
    works_s: float | None
    skipped: int
    outside: int
    href: str
    skipped_href: str
    outside_href: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What a log says of an activity."""

    events: int = 0
    cases: int = 0
    waits_s: float | None = None
    works_s: float | None = None
    skipped: int = 0
    outside: int = 0


MEASURES: Mapping[str, Callable[[Facts], float | None]] = {
    "often": lambda facts: facts.events,
    "waiting": lambda facts: facts.waits_s,
    "work": lambda facts: facts.works_s,
    "deviates": lambda facts: facts.skipped + facts.outside,
}


def heat_on(request: SignedRequest, drawing: Drawing | None) -> dict[str, Any]:
    """This function will give what the page of a drawing shows of the log that its address names, if it names one."""
    logs = studies.logs_for(request.user).filter(study=drawing.study, reading__isnull=False) if drawing else ()
    by = request.GET.get("by", "")
    by = by if by in MEASURES else "often"
    context: dict[str, Any] = {"logs": logs, "by": by, "measures": _measures()}
    log = _chosen(request, list(logs))
    if drawing is None or log is None:
        return context
    asked = asked_of(request, log)
    held = against(request, asked, drawing.of)
    current = held.held if held.held and held.held.asked["version"] == drawing.version else None
    facts = _facts(asked, current.result if current else None)
    tasks = list(tasks_of(drawing))
    names = dict.fromkeys(name for _id, name in tasks)
    values = {name: MEASURES[by](facts.get(name, Facts())) for name in names}
    most = max((value for value in values.values() if value), default=0)
    rows = [
        Heated(
            name,
            _step(values[name], most),
            values[name],
            _said(by, values[name]),
            *_columns(facts.get(name, Facts())),
            asked.address("cases", Having("activity", (name,))),
            held.leads("skipped", name),
            held.leads("outside", name),
        )
        for name in names
    ]
    shown = {row.name: row for row in rows}
    marked = {key: [shown[name].step, shown[name].said] for key, name in tasks if shown[name].said}
    return context | {
        "log": log,
        "chips": [studies.told(each) for each in asked.filters],
        "only": asked.only,
        "rows": sorted(rows, key=lambda row: (-(row.value or 0), row.name)),
        "heat": json.dumps(marked, ensure_ascii=False),
        "legend": list(_legend(by, rows)),
        "others": [
            (name, each.events, asked.address("cases", Having("activity", (name,))))
            for name, each in sorted(facts.items(), key=lambda item: (-item[1].events, item[0]))
            if name not in names and each.events
        ],
        "compared": current is not None,
        "held_url": _conformance(asked, drawing),
        "csv_url": f"{reverse('studies:heat-csv', args=(drawing.study.code, drawing.of))}?{_query(asked, by)}",
        "log_url": address_of(log, "map", asked.filters),
    }


def _measures() -> list[tuple[str, str]]:
    return [
        ("often", _("how often it was done")),
        ("waiting", _("how long it was waited for (median)")),
        ("work", _("how long it was worked on (median)")),
        ("deviates", _("in how many cases it was left out, or done elsewhere")),
    ]


def _query(asked: Asked, by: str) -> str:
    return urlencode({"log": str(asked.log.pk), "by": by, **({"only": asked.only} if asked.only else {})})


def _conformance(asked: Asked, drawing: Drawing) -> str:
    said = {"drawing": drawing.of, **({"only": asked.only} if asked.only else {})}
    return f"{reverse('studies:conformance', args=(drawing.study.code, asked.log.pk))}?{urlencode(said)}"


def _chosen(request: SignedRequest, logs: list[StudyLog]) -> StudyLog | None:
    try:
        wanted = UUID(request.GET.get("log", ""))
    except ValueError:
        return None
    return next((each for each in logs if each.pk == wanted), None)


def _facts(asked: Asked, held: Mapping[str, Any] | None) -> dict[str, Facts]:
    events = studies.events_of(asked.log, asked.only)
    times = {each.activity: each for each in bottlenecks_of(events).times.activities}
    left = {each["activity"]: each for each in (held or {}).get("deviations", ())}
    found = {
        name: Facts(skipped=each["model_only_cases"], outside=each["log_only_cases"]) for name, each in left.items()
    }
    for each in spending_of(events).steps:
        time, deviation = times[each.activity], found.get(each.activity, Facts())
        found[each.activity] = Facts(
            each.events,
            each.cases,
            time.waiting.median_s if time.waiting else None,
            time.service.median_s if time.service else None,
            deviation.skipped,
            deviation.outside,
        )
    return found


def _columns(facts: Facts) -> tuple[int, int, float | None, float | None, int, int]:
    return facts.events, facts.cases, facts.waits_s, facts.works_s, facts.skipped, facts.outside


def _legend(by: str, rows: Sequence[Heated]) -> Iterator[tuple[int, str, str]]:
    """Each colour that is there, with the least and the most that it stands for."""
    for step in range(1, STEPS + 1):
        values = [row.value for row in rows if row.step == step and row.value]
        if values:
            yield step, _said(by, min(values)), _said(by, max(values))


def _step(value: float | None, most: float) -> int:
    """0 for nothing, else 1 to 5: in which fifth of the most it lies."""
    return min(STEPS, int(STEPS * value / most) + 1) if value and most else 0


def _said(by: str, value: float | None) -> str:
    if value is None:
        return ""
    return took(value) if by in ("waiting", "work") else number_format(round(value), force_grouping=True)
